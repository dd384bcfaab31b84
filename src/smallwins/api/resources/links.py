"""Links to one page, for people without an account: made, listed, taken back."""

from datetime import tzinfo
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from smallwins.accounts import links, looks
from smallwins.accounts.hashed import hash_of
from smallwins.accounts.models import Link
from smallwins.api import etags
from smallwins.api.calls import address_of, asking, reading
from smallwins.api.once import shown_once
from smallwins.api.operation import operation
from smallwins.api.shapes.fields import Number, week_named
from smallwins.api.shapes.sharing import Links, MadeLink, NewLink, Revoked, link
from smallwins.formats.smallwins1.plain import moment
from smallwins.journal.settings import settings_of, zone_of
from smallwins.journal.shapes import Shape
from smallwins.journal.shared_pages import wins_handed_out
from smallwins.method.errors import InputError, NotFoundError

router = Router(tags=["sharing"])
LinkId = Annotated[Number, Path(description="The id of a link.", example=5)]
FIELDS = {"week": "week", "win": "win", "chain": "win", "goal": "goal", "story": "story"}
"""What names the page of each kind."""
SECRET = "swl_" + "x" * 43


@operation(router.get, "/sharing/links", scope="read", shows=Links, tagged=True, example={"links": [link]})
def list_links(request: HttpRequest) -> HttpResponse:
    """List the links that open something; where they lead is known to nobody here."""
    return etags.shown(request, {"links": [_shape(one) for one in links.links_of(asking(request))]})


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
    client, secret = asking(request), links.new_link_secret()
    about, wins, zone = _page(request, new)

    def make() -> Link:
        return links.make(
            client,
            new.kind,
            about,
            new.until,
            zone,
            label=new.label,
            password=new.password or "",
            titles=new.titles,
            wins=wins,
            secret=secret,
        )[0]

    made, fresh = shown_once(request, hash_of(secret), make, lambda kept: links.link_made_with(client, kept))
    return etags.shown(request, {**_shape(made), "address": address_of("opened", secret) if fresh else None}, 201)


@operation(router.delete, "/sharing/links/{link}", scope="write", shows=Revoked, checks=True, example={"revoked": 5})
def revoke_link(request: HttpRequest, link: LinkId) -> HttpResponse:
    """Take a link back; it opens nothing any more."""
    held = links.link_of(asking(request), link)
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
