"""Every look that somebody else took at a journal, for its owner to read."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import F, Max, Q

from smallwins.accounts.models import Link, Look, Person
from smallwins.accounts.records import part
from smallwins.accounts.rules import Reach

TOGETHER = timedelta(minutes=15)
"""Looks at the same thing within this time are one line, with their number."""


Looked = dict[str, datetime]
"""When a coach last looked, by the week or the id of the win; under no name at the rest."""


class Place(NamedTuple):
    """Where a look stands in the list, the latest first."""

    last_at: datetime
    number: int


class Seen(NamedTuple):
    """One line of the list of looks."""

    look: Look
    who: str
    by_link: bool


def note(reach: Reach, kind: str, about: str = "", *, at: datetime) -> None:
    """Write a look down, before anything is shown; where it cannot be written, nothing is shown."""
    by = {"link_id": reach.share} if reach.by == "link" else {"grant_id": reach.share}
    same = Look.objects.filter(client=reach.owner, kind=kind, about=about, first_at__gt=at - TOGETHER, **by)
    lately = same.order_by("-first_at").values_list("pk", flat=True).first()
    if lately is None:
        Look.objects.create(client_id=reach.owner, kind=kind, about=about, first_at=at, last_at=at, **by)
    else:
        Look.objects.filter(pk=lately).update(times=F("times") + 1, last_at=at)


def note_all(reaches: Collection[Reach], kind: str, at: datetime) -> None:
    """Write down that a coach looked at the same thing of several clients, in as many statements as for one."""
    shares = {reach.share: reach.owner for reach in reaches}
    same = Look.objects.filter(grant__in=shares, kind=kind, about="", first_at__gt=at - TOGETHER)
    lately = {look.grant_id: look.pk for look in same.order_by("first_at")}
    if lately:
        Look.objects.filter(pk__in=lately.values()).update(times=F("times") + 1, last_at=at)
    Look.objects.bulk_create(
        Look(client_id=owner, grant_id=share, kind=kind, first_at=at, last_at=at)
        for share, owner in shares.items()
        if share not in lately
    )


def looked_at_by(reaches: Collection[Reach]) -> dict[int, Looked]:
    """Return when a coach last looked at what, by the number of the grant; of the list of clients, nothing."""
    found = Look.objects.filter(grant__in=[reach.share for reach in reaches]).exclude(kind="list")
    looked: dict[int, Looked] = {}
    for grant, about, last in found.values_list("grant", "about").annotate(Max("last_at")).order_by():
        looked.setdefault(grant, {})[about] = last
    return looked


def looks_of(client: int, first: int = 0, count: int = 50, before: Place | None = None) -> tuple[Seen, ...]:
    """Return looks at the client's journal, the latest first; only those that come after a place."""
    found = Look.objects.select_related("grant__coach", "link").filter(client=client).order_by("-last_at", "-pk")
    if before is not None:
        found = found.filter(Q(last_at__lt=before.last_at) | Q(last_at=before.last_at, pk__lt=before.number))
    return tuple(_seen(look) for look in found[first : first + count])


def count_of(link: Link) -> int:
    """Count how often a link was opened."""
    return sum(Look.objects.filter(link=link).values_list("times", flat=True))


def _seen(look: Look) -> Seen:
    if look.grant is not None:
        return Seen(look, look.grant.who, by_link=False)
    return Seen(look, look.link.label if look.link else "", by_link=True)


@part("looks")
def _record(person: Person) -> list[dict[str, object]]:
    return [
        {
            "who": _seen(look).who,
            "by": "link" if look.link_id else "coach",
            "at": look.kind,
            "about": look.about,
            "times": look.times,
            "first": look.first_at.isoformat(),
            "last": look.last_at.isoformat(),
        }
        for look in Look.objects.select_related("grant__coach", "link").filter(client=person).order_by("first_at")
    ]
