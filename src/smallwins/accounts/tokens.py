"""Tokens of programs: make one, know it again, list them, take one back. Looked up in the database at every request."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from smallwins.accounts.models import Person, Token
from smallwins.accounts.models.token import LONGEST, NAME_LIMIT, SCOPES
from smallwins.accounts.records import part
from smallwins.method.errors import InputError, NotFoundError, RefusedError
from smallwins.method.saying import say, say_n
from smallwins.method.texts import check_text

PREFIX = "swt_"
"""By which scanners of public code know a token that was left lying about."""
MOST = 50  # live tokens of one person
SHOWN = len(PREFIX) + 4
NOTED_EVERY = timedelta(minutes=1)


class NewToken(NamedTuple):
    """A token just made, with its secret: shown this once."""

    token: Token
    secret: str


def make_token(person: Person, name: str, scope: str, until: datetime) -> NewToken:
    """Make a token; its secret is returned here and kept nowhere."""
    _check(name, scope, until)
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        if len(live_tokens(person)) >= MOST:
            raise RefusedError(
                say_n(
                    "{n} live token is the most. Take it back if you no longer need it.",
                    "{n} live tokens are the most. Take one back that you no longer need.",
                    MOST,
                )
            )
        made = Token.objects.create(
            person=person,
            name=name.strip(),
            begins=secret[:SHOWN],
            secret_hash=_hash(secret),
            scope=scope,
            until=until,
        )
    return NewToken(made, secret)


def token_of(secret: str) -> Token:
    """Return the live token that a secret stands for, or raise NotFoundError; note that it was used."""
    now = timezone.now()
    if not secret.startswith(PREFIX) or not secret.isascii():
        raise NotFoundError("token", say("with this secret"))
    token = (
        Token.objects.select_related("person")
        .filter(
            secret_hash=_hash(secret),
            revoked_at=None,
            until__gt=now,
            person__is_active=True,
        )
        .first()
    )
    if token is None:
        raise NotFoundError("token", say("with this secret"))
    if token.last_used_at is None or now - token.last_used_at > NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def live_tokens(person: Person) -> list[Token]:
    """List the tokens that still open something, the newest first."""
    return list(Token.objects.filter(person=person, revoked_at=None, until__gt=timezone.now()).order_by("-made_at"))


def ended_tokens(person: Person, most: int = 20) -> list[Token]:
    """List the tokens that open nothing any more, the newest first."""
    live = {token.pk for token in live_tokens(person)}
    return list(Token.objects.filter(person=person).exclude(pk__in=live).order_by("-made_at")[:most])


def revoke_token(person: Person, number: int) -> Token:
    """Take a token back: the next request with it is refused."""
    token = Token.objects.filter(person=person, pk=number).first()
    if token is None:
        raise NotFoundError("token", say("with this number"))
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
    return token


def _check(name: str, scope: str, until: datetime) -> None:
    check_text("name", name)
    if not name.strip():
        raise InputError("name", say("is empty; say what will use it, such as “phone”"))
    if len(name.strip()) > NAME_LIMIT:
        raise InputError("name", say_n("has more than {n} character", "has more than {n} characters", NAME_LIMIT))
    if scope not in SCOPES:
        raise InputError("scope", say("choose what it may do"))
    now = timezone.now()
    if not now < until <= now + LONGEST:
        raise InputError("until", say("choose a day from tomorrow to a year from now"))


def _hash(secret: str) -> str:
    # A fast hash is right for 256 random bits: there is nothing to guess, and every request looks it up.
    return sha256(secret.encode()).hexdigest()


@part("tokens")
def _record(person: Person) -> list[dict[str, object]]:
    return [
        {
            "name": token.name,
            "begins": token.begins,
            "may": token.scope,
            "made_at": token.made_at.isoformat(),
            "until": token.until.isoformat(),
            "last_used_at": token.last_used_at and token.last_used_at.isoformat(),
            "taken_back_at": token.revoked_at and token.revoked_at.isoformat(),
        }
        for token in Token.objects.filter(person=person).order_by("made_at")
    ]
