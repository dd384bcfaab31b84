"""People and their accounts, as whoever runs the server may handle them: never what anybody wrote."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from smallwins.accounts import grants, letters
from smallwins.accounts.models import Person
from smallwins.method.errors import NotFoundError
from smallwins.method.saying import say
from smallwins.method.texts import check_length, check_line


class Account(NamedTuple):
    """What is known of an account without opening anybody's journal."""

    number: int
    email: str
    confirmed: bool
    joined: datetime
    seen: datetime | None
    state: str
    """open, closed, or leaving."""
    leaves: datetime | None
    second_step: bool
    sessions: int


def person_named(named: str) -> Person:
    """Find a person by number or e-mail address."""
    chosen = {"pk": int(named)} if named.isdecimal() else {"email__iexact": named.strip()}
    found = Person.objects.filter(**chosen).first()
    if found is None:
        raise NotFoundError("account", named)
    return found


def rename(person: Person, told: str) -> None:
    """Keep the name that a coach sees, of one line and 80 characters at most; empty is none."""
    name = told.strip()
    if name:
        check_line("name", name, say("write a name of one line"))
        check_length("name", name, 80)
    person.name = name
    person.save(update_fields=["name"])


def keep_language(person: Person, code: str) -> None:
    """Keep in which language a person reads, where that is news: they are written to in it."""
    if code != language_of(person):
        person.language = code
        person.save(update_fields=["language"])


def language_of(person: Person) -> str:
    """Return the language in which a person is written to."""
    return person.language or "en"


def language_at(address: str) -> str | None:
    """Return the language of whoever has an address, or None where nobody here has it."""
    found = Person.objects.filter(email__iexact=address).only("language").first()
    return language_of(found) if found else None


def account_of(person: Person) -> Account:
    """Say what is known of a person's account."""
    state = "closed" if not person.is_active else "leaving" if person.leaves_at else "open"
    return Account(
        number=person.pk,
        email=person.email,
        confirmed=EmailAddress.objects.filter(user=person, verified=True).exists(),
        joined=person.joined_at,
        seen=person.last_login,
        state=state,
        leaves=person.leaves_at,
        second_step=Authenticator.objects.filter(user=person).exclude(type="recovery_codes").exists(),
        sessions=UserSession.objects.filter(user=person).count(),
    )


def all_accounts() -> list[Account]:
    """Say it of everybody, in the order in which they came."""
    return [account_of(person) for person in Person.objects.order_by("pk")]


def close(person: Person) -> None:
    """Close an account: nobody is signed in to it any more, and nobody can sign in. Nothing is erased.

    Mails that wait, to its person or in their name, are not sent.
    """
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person)
    letters.forget(person.pk, addresses_of(person))
    grants.stop_showing(person.pk)


def addresses_of(person: Person) -> frozenset[str]:
    """Return every address by which a person is known here, in small letters."""
    known = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return frozenset(one.lower() for one in (person.email, person.moving_to.lstrip("?"), *known) if one)


def reopen(person: Person) -> None:
    """Open a closed account again, or keep one that was about to be erased."""
    person.is_active, person.leaves_at = True, None
    person.save(update_fields=["is_active", "leaves_at"])


def end_sessions(person: Person, but: str = "") -> int:
    """End a person's sessions, all but one if so told; return how many ended."""
    ended = UserSession.objects.filter(user=person).exclude(session_key=but)
    keys = list(ended.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    ended.delete()
    return len(keys)


def end_sessions_that_name(addresses: Collection[str]) -> None:
    """End what nobody is signed in by, where one of these addresses is kept for a next step: a sign-up, say."""
    signed_in = UserSession.objects.values("session_key")
    waiting = Session.objects.exclude(session_key__in=signed_in)
    naming = [
        one.session_key
        for one in waiting.iterator()
        if any(address in json.dumps(one.get_decoded(), ensure_ascii=False).lower() for address in addresses)
    ]
    Session.objects.filter(session_key__in=naming).delete()
