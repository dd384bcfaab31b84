"""Everything that accounts keep of a person, as plain values for the export of everything.

Each room that keeps rows of a person adds a part: `@part("looks")` on a function from the person to plain values.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from smallwins.accounts.models import Invitation, Person

Part = Callable[[Person], Any]
PARTS: dict[str, Part] = {}


def part(name: str) -> Callable[[Part], Part]:
    """Add a part under a name."""

    def added(function: Part) -> Part:
        PARTS[name] = function
        return function

    return added


def account_record(person: Person) -> dict[str, Any]:
    """Return everything: no secret is in it, and nothing from which one could be made."""
    return {"format": "smallwins-account/1", **{name: told(person) for name, told in PARTS.items()}}


@part("account")
def _account(person: Person) -> dict[str, Any]:
    return {
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "joined": person.joined_at.isoformat(),
        "last_sign_in": person.last_login and person.last_login.isoformat(),
        "closed": not person.is_active,
        "leaves": person.leaves_at and person.leaves_at.isoformat(),
        "moving_to": person.moving_to.lstrip("?"),
    }


@part("invited")
def _invited(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "email": one.email,
            "made_at": one.made_at.isoformat(),
            "until": one.until.isoformat(),
            "used_at": one.used_at and one.used_at.isoformat(),
        }
        for one in Invitation.objects.filter(email__iexact=person.email).order_by("made_at")
    ]


@part("addresses")
def _addresses(person: Person) -> list[dict[str, Any]]:
    return [
        {"email": one.email, "confirmed": one.verified, "primary": one.primary}
        for one in EmailAddress.objects.filter(user=person).order_by("pk")
    ]


@part("second_steps")
def _second_steps(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "kind": one.type,
            "added": one.created_at.isoformat(),
            "last_used": one.last_used_at and one.last_used_at.isoformat(),
            "name": one.data.get("name", ""),
        }
        for one in Authenticator.objects.filter(user=person).order_by("pk")
    ]


@part("sessions")
def _sessions(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "browser": one.user_agent,
            "address": str(one.ip),
            "since": one.created_at.isoformat(),
            "seen": one.last_seen_at.isoformat(),
        }
        for one in UserSession.objects.filter(user=person).order_by("pk")
    ]


@part("elsewhere")
def _elsewhere(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "provider": one.provider,
            "id": one.uid,
            "since": one.date_joined.isoformat(),
            "last_sign_in": one.last_login.isoformat(),
            "told": one.extra_data,
        }
        for one in SocialAccount.objects.filter(user=person).order_by("pk")
    ]
