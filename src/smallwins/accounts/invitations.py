"""Invitations to sign up: made by whoever runs the server, for one address, once, for a week."""

from datetime import datetime, timedelta

from django.db import transaction

from smallwins.accounts import letters
from smallwins.accounts.hidden import hash_of, new_secret
from smallwins.accounts.models import Invitation

GOOD_FOR = timedelta(days=7)


def invite(email: str, at: datetime) -> str:
    """Invite an address; return the secret of the link, which is kept nowhere. An older invitation ends."""
    address = email.strip().lower()
    withdraw(address)
    secret = new_secret("swi_")
    Invitation.objects.create(email=address, secret_hash=hash_of(secret), made_at=at, until=at + GOOD_FOR)
    return secret


def withdraw(email: str) -> int:
    """Take the invitations of an address back, and the mails with them that still wait; return how many there were."""
    open_ones = Invitation.objects.filter(email=email.strip().lower(), used_at=None)
    with transaction.atomic():
        for one in open_ones:
            letters.take_back("sign-up", one.pk)
        return open_ones.delete()[0]


def invitation_to(email: str) -> Invitation:
    """Return the newest invitation of an address."""
    return Invitation.objects.filter(email=email.strip().lower()).latest("pk")


def live_invitation(secret_hash: str, at: datetime) -> Invitation | None:
    """Return the invitation with this hash, if it is neither used nor over."""
    return Invitation.objects.filter(secret_hash=secret_hash, used_at=None, until__gt=at).first()


def use(secret_hash: str, email: str, at: datetime) -> bool:
    """Use an invitation up; of two who try at once, one succeeds."""
    found = Invitation.objects.filter(secret_hash=secret_hash, used_at=None, until__gt=at, email=email.lower())
    numbers = list(found.values_list("pk", flat=True))
    if found.update(used_at=at) != 1:
        return False
    letters.take_back("sign-up", numbers[0])  # the link was handed over in another way
    return True


def drop_old(at: datetime) -> int:
    """Forget the invitations that are over."""
    return Invitation.objects.filter(until__lt=at).delete()[0]
