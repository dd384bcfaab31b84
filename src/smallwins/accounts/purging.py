"""What goes by itself: people whose week is over; invitations, sessions and counters that are out of date."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connections

from smallwins.accounts import tries
from smallwins.accounts.invitations import drop_old
from smallwins.accounts.leaving import Erase, erase_those_who_left


def purge(at: datetime, erase_journal: Erase) -> int:
    """Erase and forget what is due; return how many people went."""
    try:
        gone = erase_those_who_left(at, erase_journal)
        drop_old(at)
        tries.drop_old(at)
        Session.objects.filter(expire_date__lt=at).delete()
        UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    finally:
        connections.close_all()
    return gone
