"""Mails that wait in the database until they are sent: kept with what they tell of, in one transaction."""

import json
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Literal

from cryptography.fernet import InvalidToken
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db.models import F

from smallwins.accounts.models import Letter
from smallwins.accounts.sealing import box

PAUSES = [timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1)]
"""Before the second try, the third and so on; the last goes on."""
GIVEN_UP_AFTER = timedelta(days=2)
HELD = timedelta(minutes=5)
"""How long one sender has a letter: longer than any mail server may take, so that no other sends it too."""
_FOR = "letters"


Why = Literal["address", "coach", "reset", "sign-up"]
"""What a letter is about: an address to be confirmed, a coach invited, a new password, an account to be made."""


def keep(message: EmailMessage, at: datetime, of: int | None = None) -> Letter:
    """Keep a mail, its HTML too, and the number of the person in whose name somebody else gets it.

    It has one name from now on, by which those who get it twice know that it is one.
    """
    why: str = getattr(message, "reason", "")
    host = message.from_email.rpartition("@")[2].rstrip(">")
    told = {
        "subject": message.subject,
        "body": message.body,
        "from": message.from_email,
        "to": message.to,
        "of": of,
        "headers": {"Message-ID": make_msgid(domain=host), **message.extra_headers},
        "html": next((part[0] for part in getattr(message, "alternatives", ()) if part[1] == "text/html"), ""),
    }
    sealed = box(_FOR).encrypt(json.dumps(told).encode()).decode()
    return Letter.objects.create(sealed=sealed, made_at=at, due_at=at, reason=why)


def for_reason(message: EmailMessage, why: Why, number: int) -> EmailMessage:
    """Say why a mail is sent: with that it is taken back, should it still wait then."""
    message.reason = f"{why} {number}"  # type: ignore[attr-defined]  # goes along to where mails are kept
    return message


def take_back(why: Why, number: int) -> None:
    """Forget the letters that wait for a reason that is gone."""
    Letter.objects.filter(reason=f"{why} {number}").delete()


def waits(letter: Letter) -> bool:
    """Tell whether a letter is still to be sent, just before it is."""
    return Letter.objects.filter(pk=letter.pk).exists()


def take(at: datetime) -> Letter | None:
    """Take the next letter that is due, so that no other sender has it for now."""
    for letter in Letter.objects.filter(due_at__lte=at).order_by("due_at", "pk")[:20]:
        mine = Letter.objects.filter(pk=letter.pk, due_at=letter.due_at)
        if mine.update(due_at=at + HELD, held=True, tries=F("tries") + 1):
            letter.tries += 1
            return letter
    return None


def mail_of(letter: Letter) -> EmailMessage:
    """Open a letter."""
    told = json.loads(box(_FOR).decrypt(letter.sealed.encode()))
    mail = EmailMultiAlternatives(told["subject"], told["body"], told["from"], told["to"], headers=told["headers"])
    if told.get("html"):
        mail.attach_alternative(told["html"], "text/html")
    return mail


def forget(person: int, addresses: AbstractSet[str]) -> None:
    """Forget the letters that wait for a person who leaves, or go to others in their name."""
    for letter in Letter.objects.all():
        try:
            told = json.loads(box(_FOR).decrypt(letter.sealed.encode()))
        except InvalidToken:
            continue  # sealed by another key: nobody will ever open it, and two days end it
        if told.get("of") == person or addresses & {address.lower() for address in told["to"]}:
            sent(letter)


def sent(letter: Letter) -> None:
    """Forget a letter that the mail server has taken, or never will."""
    Letter.objects.filter(pk=letter.pk).delete()


def put_back(letter: Letter, at: datetime) -> bool:
    """Keep a letter for another try; say False where it is too old for one, and is forgotten."""
    if at - letter.made_at > GIVEN_UP_AFTER:
        sent(letter)
        return False
    pause = PAUSES[min(letter.tries, len(PAUSES)) - 1]
    Letter.objects.filter(pk=letter.pk).update(due_at=at + pause, held=False)
    return True
