"""Leaving: asked for, thought over for a week, then everything of the person is erased."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.db import transaction

from smallwins.accounts import letters, tries
from smallwins.accounts.grants import forget_coach, places_written_in, stop_showing
from smallwins.accounts.models import Invitation, Person
from smallwins.accounts.people import addresses_of, end_sessions, end_sessions_that_name
from smallwins.accounts.reminders import write_anew

TO_THINK_IT_OVER = timedelta(days=7)
Erase = Callable[[int, Collection[int]], None]
"""What erases a journal, by its owner's number, and the owner's name in the journals that they wrote in as a coach:
accounts know of no journals, so they are told."""


def leave(person: Person, at: datetime) -> datetime:
    """Ask for everything to be erased; return when."""
    person.leaves_at = at + TO_THINK_IT_OVER
    person.save(update_fields=["leaves_at"])
    write_anew([person.pk])  # nobody who leaves is reminded
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
    erase_journal(person.pk, [place.owner for place in places_written_in(person.pk)])
    addresses = addresses_of(person)
    with transaction.atomic():
        end_sessions_that_name(addresses)
        letters.forget(person.pk, addresses)
        stop_showing(person.pk)
        forget_coach(person, addresses)
        for address in addresses:
            Invitation.objects.filter(email__iexact=address).delete()
        number = person.pk
        person.delete()  # and, by their keys, every row of accounts that is theirs
    tries.forget(number, addresses)
