"""Leaving: asked for, thought over for a week, then everything of the person is erased."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from smallwins.accounts.models import Invitation, Person
from smallwins.accounts.people import end_sessions

TO_THINK_IT_OVER = timedelta(days=7)
Erase = Callable[[int], None]
"""What erases a journal, by its owner's number: accounts know of no journals, so they are told."""


def leave(person: Person, at: datetime) -> datetime:
    """Ask for everything to be erased; return when."""
    person.leaves_at = at + TO_THINK_IT_OVER
    person.save(update_fields=["leaves_at"])
    return person.leaves_at


def stay(person: Person) -> None:
    """Change one's mind."""
    person.leaves_at = None
    person.save(update_fields=["leaves_at"])


def erase_those_who_left(at: datetime, erase_journal: Erase) -> int:
    """Erase everybody whose week is over; return how many went."""
    gone = 0
    for person in Person.objects.filter(leaves_at__lte=at).order_by("pk"):
        erase(person, erase_journal)
        gone += 1
    return gone


def erase(person: Person, erase_journal: Erase) -> None:
    """Erase a person: first the journal, so that a fault on the way leaves a person to try it again with."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person)
    erase_journal(person.pk)
    with transaction.atomic():
        Invitation.objects.filter(email__iexact=person.email).delete()
        person.delete()  # and, by their keys, every row of accounts that is theirs
