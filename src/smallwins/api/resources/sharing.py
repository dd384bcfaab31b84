"""Sharing with coaches, as the client holds it: who sees what, invited, changed, taken back; every look."""

from typing import Annotated

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from smallwins.accounts import grants, looks, post
from smallwins.accounts.inviting import mail_invitation
from smallwins.accounts.models import Grant, Person
from smallwins.api import cursors, etags
from smallwins.api.calls import address_of, asking, reading
from smallwins.api.once import shown_once
from smallwins.api.operation import operation
from smallwins.api.resources.wins import WinId
from smallwins.api.shapes.fields import Number, Paged
from smallwins.api.shapes.sharing import GivenGrant, Grants, Invited, Looks, NewGrant, Revoked, ShownGrant, grant, look
from smallwins.formats.smallwins1.plain import moment
from smallwins.journal.commands import UNSET
from smallwins.journal.settings import settings_of, zone_of
from smallwins.journal.shapes import Shape
from smallwins.method.week import week_of

router = Router(tags=["sharing"])
GrantId = Annotated[Number, Path(description="The id of a coach, or of an open invitation.", example=3)]
INVITATION = "swi_" + "x" * 43


@operation(router.get, "/sharing/coaches", scope="read", shows=Grants, tagged=True, example={"coaches": [grant]})
def list_coaches(request: HttpRequest) -> HttpResponse:
    """List coaches and open invitations, each with what they see."""
    return etags.shown(request, {"coaches": [_shape(one) for one in grants.grants_of(asking(request))]})


@operation(
    router.post,
    "/sharing/coaches",
    scope="write",
    shows=NewGrant,
    status=201,
    creates=True,
    also=(409,),
    sends={"email": "cleo@example.org", "mail": True, "named": True},
    example={
        **grant,
        "accepted": False,
        "address": f"https://wins.example/clients/invited/{INVITATION}",
        "mailed": True,
    },
)
def invite_coach(request: HttpRequest, invited: Invited) -> HttpResponse:
    """Invite a coach, who sees nothing until you say what; the address is shown this once.

    It is yours to pass on, or goes to them by `mail` as well. The mail names you only where `named` says so.
    """
    client = Person.objects.get(pk=asking(request))
    address: list[str] = []

    def make() -> Grant:
        made, secret = grants.invite(client, invited.email)
        address.append(address_of("become-coach", secret))
        if invited.mail:  # kept with the invitation, or neither is
            mail_invitation(made, address[0], named=invited.named)
        return made

    made, _ = shown_once(request, make, lambda one: str(one.pk), lambda kept: grants.grant_of(client.pk, int(kept)))
    mailed = invited.mail and post.goes_out()
    return etags.shown(request, {**_shape(made), "address": address[0] if address else None, "mailed": mailed}, 201)


@operation(router.get, "/sharing/coaches/{grant}", scope="read", shows=ShownGrant, tagged=True, example=grant)
def get_coach(request: HttpRequest, grant: GrantId) -> HttpResponse:
    """Look at what one coach sees."""
    return etags.shown(request, _shape(grants.grant_of(asking(request), grant)))


@operation(
    router.patch,
    "/sharing/coaches/{grant}",
    scope="write",
    shows=ShownGrant,
    checks=True,
    sends={"weeks": "since", "goals": True},
    example=grant,
)
def change_coach(request: HttpRequest, grant: GrantId, given: GivenGrant) -> HttpResponse:
    """Change what one coach sees, from their next look on; what is not named stays."""
    with reading(request) as call:  # before the transaction below: no journal is open within one
        monday, zone = week_of(call.today).monday, zone_of(settings_of(call.journal))
    with transaction.atomic():
        held = grants.grant_to_change(asking(request), grant)
        etags.check(request, lambda: _shape(held))
        before: dict[str, object] = {
            "weeks": held.weeks_shared,
            "titles": held.titles,
            "goals": held.goals,
            "insights": held.insights,
            "until": held.until,
        }
        told = {name: value for name, value in given.given(*before).items() if value is not UNSET}
        grants.change(held, weeks_since=monday, zone=zone, **{**before, **told})
    return etags.shown(request, _shape(grants.grant_of(asking(request), grant)))


@operation(router.delete, "/sharing/coaches/{grant}", scope="write", shows=Revoked, checks=True, example={"revoked": 3})
def revoke_coach(request: HttpRequest, grant: GrantId) -> HttpResponse:
    """Take everything back from one coach, or an invitation; their next look finds nothing."""
    with transaction.atomic():
        held = grants.grant_to_change(asking(request), grant)
        etags.check(request, lambda: _shape(held))
        grants.revoke(held)
    return etags.shown(request, {"revoked": grant})


@operation(
    router.put, "/sharing/coaches/{grant}/wins/{win}", scope="write", shows=ShownGrant, checks=True, example=grant
)
def show_win_to_coach(request: HttpRequest, grant: GrantId, win: WinId) -> HttpResponse:
    """Show one win to a coach; twice is once."""
    return _chosen(request, grant, win, shown=True)


@operation(
    router.delete,
    "/sharing/coaches/{grant}/wins/{win}",
    scope="write",
    shows=ShownGrant,
    checks=True,
    example={**grant, "wins": []},
)
def hide_win_from_coach(request: HttpRequest, grant: GrantId, win: WinId) -> HttpResponse:
    """Show one win to a coach no longer; twice is once."""
    return _chosen(request, grant, win, shown=False)


@operation(
    router.get,
    "/sharing/looks",
    scope="read",
    shows=Looks,
    tagged=True,
    example={"looks": [look], "next": cursors.place_written(("2026-11-20T09:00:00.000000+00:00", 12))},
)
def list_looks(request: HttpRequest, part: Query[Paged]) -> HttpResponse:
    """List every look that somebody else took at the journal, the latest first."""
    told = cursors.place_told(part.cursor, like=("", 0))
    before = None if told is None else looks.Place(cursors.moment_told(told[0]), int(told[1]))
    found = looks.looks_of(asking(request), count=part.limit + 1, before=before)
    shown = [
        {
            "who": one.who,
            "by": "link" if one.by_link else "coach",
            "at": one.look.kind,
            "about": one.look.about,
            "times": one.look.times,
            "first": moment(one.look.first_at),
            "last": moment(one.look.last_at),
        }
        for one in found[: part.limit]
    ]
    last = found[part.limit - 1].look if len(found) > part.limit else None
    following = None if last is None else cursors.place_written((cursors.moment(last.last_at), last.pk))
    return etags.shown(request, {"looks": shown, "next": following})


def _chosen(request: HttpRequest, number: int, win: str, *, shown: bool) -> HttpResponse:
    grants.grant_of(asking(request), number)
    with reading(request) as call:
        win = call.journal.wins.get(win).win.id
    with transaction.atomic():
        held = grants.grant_to_change(asking(request), number)
        etags.check(request, lambda: _shape(held))
        grants.choose_win(held, win, shown=shown)
        shape = _shape(held)
    return etags.shown(request, shape)


def _shape(held: Grant) -> Shape:
    return {
        "id": held.pk,
        "who": held.who,
        "email": held.email,
        "accepted": held.accepted_at is not None,
        "weeks": held.weeks,
        "weeks_since": held.weeks_since and held.weeks_since.isoformat(),
        "titles": held.titles,
        "goals": held.goals,
        "insights": held.insights,
        "wins": sorted(grants.wins_of(held)),
        "until": held.until and held.until.isoformat(),
    }
