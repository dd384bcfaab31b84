"""Links to one page, for people without an account: made, listed, taken back."""

from datetime import tzinfo
from typing import Annotated

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from smallwins.accounts import links, looks
from smallwins.accounts.models import Link
from smallwins.api import cursors, etags
from smallwins.api.calls import Call, address_of, asking, reading
from smallwins.api.once import shown_once
from smallwins.api.operation import operation
from smallwins.api.shapes.fields import Number, Paged, week_named
from smallwins.api.shapes.sharing import (
    Links,
    MadeLink,
    NewLink,
    Previewed,
    Revoked,
    ShownLink,
    ShownPreview,
    link,
    preview,
)
from smallwins.formats.smallwins1.plain import moment
from smallwins.journal.handing_out import handed_out
from smallwins.journal.settings import settings_of, zone_of
from smallwins.journal.shapes import Shape
from smallwins.journal.shared_pages import wins_handed_out
from smallwins.journal.story_shapes import private_shape
from smallwins.method.errors import InputError, NotFoundError

router = Router(tags=["sharing"])
LinkId = Annotated[Number, Path(description="The id of a link.", example=5)]
FIELDS = {"week": "week", "win": "win", "chain": "win", "goal": "goal", "story": "story"}
"""What names the page of each kind."""
NOTHING_ELSE = "Nothing else of yours, and not your name."
SECRET = "swl_" + "x" * 43


@operation(
    router.get,
    "/sharing/links",
    scope="read",
    shows=Links,
    tagged=True,
    example={"links": [link], "next": cursors.place_written((5,))},
)
def list_links(request: HttpRequest, which: Query[Paged]) -> HttpResponse:
    """List the links that open something, the one made first first; where they lead is known to nobody here."""
    order = cursors.Order[Link](lambda one: (one.pk,), (0,))
    page = cursors.part(links.links_of(asking(request)), order, which.cursor, which.limit)
    return etags.shown(request, {"links": [_shape(one) for one in page.rows], "next": page.next})


@operation(router.get, "/sharing/preview", scope="read", shows=ShownPreview, also=(404,), tagged=True, example=preview)
def preview_link(request: HttpRequest, page: Query[Previewed]) -> HttpResponse:
    """Look at what a link would show, and what is private in that, before there is one; nobody else sees it.

    Name one page, as the new link would: without any it is that of the insights.
    """
    named = [(kind, told) for kind, told in page.model_dump().items() if told is not None]
    if len(named) > 1:
        raise InputError(f"query.{named[1][0]}", "is one page too many; a link shows one")
    kind, name = named[0] if named else ("insights", "")
    with reading(request, heavy=True) as call:
        found = handed_out(call.journal, kind, _there(call, kind, name))
    shape = {
        "kind": found.kind,
        "about": found.about,
        "sees": [*found.seen, NOTHING_ELSE],
        "wins": list(found.wins),
        "private": [private_shape(one) for one in found.private],
        "with_titles": [private_shape(one) for one in found.with_titles],
    }
    return etags.shown(request, shape)


def _there(call: Call, kind: str, name: str) -> str:
    """Find what is named by its id alone: the use case would take a number for that of a page."""
    match kind:
        case "win" | "chain":
            return str(call.journal.wins.get(name).win.number)
        case "goal":
            return str(call.journal.goals.get(name).number)
        case "story":
            return call.journal.drafts.get(name).id
    return name


@operation(
    router.post,
    "/sharing/links",
    scope="write",
    shows=MadeLink,
    status=201,
    creates=True,
    also=(404, 409),
    sends={"kind": "insights", "until": "2026-12-06", "label": "For Sam"},
    example={**link, "address": f"https://wins.example/s/{SECRET}"},
)
def make_link(request: HttpRequest, new: NewLink) -> HttpResponse:
    """Make a link to one page; its address is shown this once. Look at it yourself before: it may name somebody."""
    client = asking(request)
    about, wins, zone = _page(request, new)
    address: list[str] = []

    def make() -> Link:
        made, secret = links.make(
            client,
            new.kind,
            about,
            new.until,
            zone,
            label=new.label,
            password=new.password or "",
            titles=new.titles,
            wins=wins,
        )
        address.append(address_of("opened", secret))
        return made

    made, _ = shown_once(request, make, lambda one: str(one.pk), lambda kept: links.link_of(client, int(kept)))
    return etags.shown(request, {**_shape(made), "address": address[0] if address else None}, 201)


@operation(router.get, "/sharing/links/{link}", scope="read", shows=ShownLink, tagged=True, example=link)
def get_link(request: HttpRequest, link: LinkId) -> HttpResponse:
    """Look at what one link opens."""
    return etags.shown(request, _shape(links.link_of(asking(request), link)))


@operation(router.delete, "/sharing/links/{link}", scope="write", shows=Revoked, checks=True, example={"revoked": 5})
def revoke_link(request: HttpRequest, link: LinkId) -> HttpResponse:
    """Take a link back; it opens nothing any more."""
    with transaction.atomic():
        held = links.link_to_change(asking(request), link)
        etags.check(request, lambda: _shape(held))
        links.revoke(asking(request), link)
    return etags.shown(request, {"revoked": link})


def _page(request: HttpRequest, new: NewLink) -> tuple[str, tuple[str, ...], tzinfo]:
    """Return what a link is about, where it is there, with the wins that it may show; and where the day ends."""
    for field in ("week", "win", "goal", "story"):
        if (getattr(new, field) is not None) != (FIELDS.get(new.kind) == field):
            raise InputError(field, "is what a link of that kind shows; name it, and nothing else")
    about = new.week or new.win or new.goal or new.story or ""
    with reading(request) as call:
        if new.week is not None:
            review = call.journal.reviews.get(week_named(new.week))
            if review is None or review.status != "closed":
                raise NotFoundError("closed week", new.week)
        if new.goal is not None:
            about = call.journal.goals.find(new.goal).id
        wins = wins_handed_out(call.journal, new.kind, about)
        return about, wins, zone_of(settings_of(call.journal))


def _shape(held: Link) -> Shape:
    return {
        "id": held.pk,
        "kind": held.kind,
        "about": held.about,
        "titles": held.titles,
        "label": held.label,
        "has_password": bool(held.password),
        "made_at": moment(held.made_at),
        "until": held.until.isoformat(),
        "times": looks.count_of(held),
    }
