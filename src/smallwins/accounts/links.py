"""Links to one page of a journal, for people without an account: made, opened, taken back."""

from collections.abc import Iterable
from datetime import date, timedelta, tzinfo

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from smallwins.accounts.hashed import hash_of, new_secret
from smallwins.accounts.lasting import end_of, today_in
from smallwins.accounts.models import Link, Person
from smallwins.accounts.records import part
from smallwins.accounts.rules import Reach
from smallwins.method.errors import InputError, NotFoundError, RefusedError
from smallwins.method.saying import say, say_n

KINDS = ("week", "win", "insights", "chain", "goal", "story")
MOST = 50
LONGEST = timedelta(days=366)
TRIES = 5
"""Wrong passwords of one link within WAIT; then nobody can try, with whatever password."""
WAIT = timedelta(minutes=15)


def make(
    client: int,
    kind: str,
    about: str,
    until: date | None,
    zone: tzinfo,
    *,
    label: str = "",
    password: str = "",
    titles: bool = False,
    wins: Iterable[str] = (),
) -> tuple[Link, str]:
    """Make a link; return its secret, which is known only now."""
    if kind not in KINDS:
        raise InputError("kind", say("choose what the link shows"))
    today = today_in(zone)
    if until is None or not today <= until <= today + LONGEST:
        raise InputError("until", say("choose a last day, within a year"))
    if len(label) > 80:
        raise InputError("label", say_n("has more than {n} character", "has more than {n} characters", 80))
    if password and not 8 <= len(password) <= 200:
        raise InputError(
            "password",
            say_n(
                "has to have {n} character or more, or stay empty",
                "has to have {n} characters or more, or stay empty",
                8,
            ),
        )
    if links_of(client).count() >= MOST:
        raise RefusedError(
            say_n(
                "You have {n} link out already. Take it back first.",
                "You have {n} links out already. Take one back first.",
                MOST,
            )
        )
    secret, kept = new_secret("swl")
    link = Link.objects.create(
        client_id=client,
        kind=kind,
        about=about,
        titles=titles and kind == "week",
        wins=list(wins),
        label=label,
        secret_hash=kept,
        password=make_password(password) if password else "",
        until=until,
        ends_at=end_of(until, zone),
    )
    return link, secret


def links_of(client: int) -> QuerySet[Link]:
    """Return the client's links that open something."""
    return Link.objects.filter(_live(), client=client).order_by("made_at")


def link_of(client: int, number: int) -> Link:
    """Find one of the client's own links."""
    return _one(links_of(client).filter(pk=number))


def link_to_change(client: int, number: int) -> Link:
    """Find one of the client's own links, so that nobody else changes it until the transaction that is open ends."""
    return _one(links_of(client).select_for_update().filter(pk=number))


def _one(found: QuerySet[Link]) -> Link:
    link = found.first()
    if link is None:
        raise NotFoundError("link", say("like this"))
    return link


def revoke(client: int, number: int) -> None:
    """Take a link back; its next request finds nothing."""
    if not links_of(client).filter(pk=number).update(revoked_at=timezone.now()):
        raise NotFoundError("link", str(number))


def live_link(secret: str) -> Link:
    """Return the link of that secret, if it opens anything now."""
    found = Link.objects.filter(_live(), secret_hash=hash_of(secret)).first()
    if found is None:
        raise NotFoundError("link", say("like this"))
    return found


def reach_of(link: Link) -> Reach:
    """Return what a live link lets its reader reach."""
    return Reach(
        owner=link.client_id,
        by="link",
        person=None,
        scopes=frozenset({link.kind, "titles"} if link.titles else {link.kind}),
        wins=frozenset(link.wins),
        share=link.pk,
        about=link.about,
    )


def must_wait(link: Link) -> bool:
    """Tell whether too many passwords were wrong lately."""
    since = link.wrong_since
    return link.wrong >= TRIES and since is not None and timezone.now() < since + WAIT


def opens(link: Link, password: str) -> bool:
    """Tell whether this is the link's password; a wrong one is counted before the answer is known to anyone."""
    now = timezone.now()
    # The counting decides who may try, so that many tries at the same time are not more tries.
    Link.objects.filter(pk=link.pk).filter(Q(wrong_since=None) | Q(wrong_since__lte=now - WAIT)).update(
        wrong=0, wrong_since=now
    )
    if not Link.objects.filter(pk=link.pk, wrong__lt=TRIES).update(wrong=F("wrong") + 1):
        return False
    if not check_password(password, link.password):
        return False
    Link.objects.filter(pk=link.pk).update(wrong=F("wrong") - 1)
    return True


def _live() -> Q:
    return Q(revoked_at=None, ends_at__gt=timezone.now(), client__is_active=True)


@part("links")
def _record(person: Person) -> list[dict[str, object]]:
    return [
        {
            "shows": link.kind,
            "about": link.about,
            "titles": link.titles,
            "wins": link.wins,
            "label": link.label,
            "has_password": bool(link.password),
            "made_at": link.made_at.isoformat(),
            "until": link.until.isoformat(),
            "taken_back_at": link.revoked_at and link.revoked_at.isoformat(),
        }
        for link in Link.objects.filter(client=person).order_by("made_at")
    ]
