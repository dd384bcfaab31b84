"""Invitations to sign up: made by whoever runs the server, for one address, once, for a week."""

from datetime import datetime, timedelta

from smallwins.accounts.hidden import hash_of, new_secret
from smallwins.accounts.models import Invitation

GOOD_FOR = timedelta(days=7)


def invite(email: str, at: datetime) -> str:
    """Invite an address; return the secret of the link, which is kept nowhere. An older invitation ends."""
    address = email.strip().lower()
    Invitation.objects.filter(email=address, used_at=None).delete()
    secret = new_secret("swi_")
    Invitation.objects.create(email=address, secret_hash=hash_of(secret), made_at=at, until=at + GOOD_FOR)
    return secret


def live_invitation(secret_hash: str, at: datetime) -> Invitation | None:
    """Return the invitation with this hash, if it is neither used nor over."""
    return Invitation.objects.filter(secret_hash=secret_hash, used_at=None, until__gt=at).first()


def use(secret_hash: str, email: str, at: datetime) -> bool:
    """Use an invitation up; of two who try at once, one succeeds."""
    found = Invitation.objects.filter(secret_hash=secret_hash, used_at=None, until__gt=at, email=email.lower())
    return found.update(used_at=at) == 1


def drop_old(at: datetime) -> int:
    """Forget the invitations that are over."""
    return Invitation.objects.filter(until__lt=at).delete()[0]
