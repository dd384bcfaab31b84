"""A coach's clients: who shares what, who needs a look first, and giving it back."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from smallwins import bootstrap
from smallwins.accounts import grants, looks
from smallwins.accounts.models import Grant
from smallwins.accounts.rules import Reach
from smallwins.api import etags
from smallwins.api.calls import reading, reading_of
from smallwins.api.operation import operation
from smallwins.api.shapes.coaching import ClientInFull, Clients, LeftClient, client, listed_client, titled
from smallwins.api.shapes.fields import Number
from smallwins.journal import shared
from smallwins.journal.settings import settings_of, zone_of
from smallwins.journal.shapes import Shape
from smallwins.journal.shared_list import ListedClient, Shown, first_needed, listed
from smallwins.journal.shared_shapes import lines_shape, remark_shape, titled_shapes

router = Router(tags=["coaching"])
WEEKS_IN_LIST = 5
WEEKS_OF_CLIENT = 104
ClientId = Annotated[Number, Path(description="The id of a client, from `GET /clients`.", example=7)]


@operation(
    router.get, "/clients", scope="read", shared="", shows=Clients, tagged=True, example={"clients": [listed_client]}
)
def list_clients(request: HttpRequest) -> HttpResponse:
    """List everybody who shares something with you, whoever needs a look first.

    With their last weeks where they share weeks, and the answers to what you asked that you have not read.
    """
    reaches: list[Reach] = request.reaches  # type: ignore[attr-defined]  # set by server/access.py
    looked = looks.looked_at_by(reaches)
    looks.note_all([reach for reach in reaches if reach.scopes & {"weeks", "wins"}], "list", bootstrap.now())
    found = [_listed(reach, looked.get(reach.share or 0, {})) for reach in reaches]
    found.sort(key=lambda one: first_needed(one[0], str(one[1]["name"])))
    return etags.shown(request, {"clients": [shape for _, shape in found]})


def _listed(reach: Reach, looked: looks.Looked) -> tuple[ListedClient, Shape]:
    shown = Shown(reach.person or 0, "weeks" in reach.scopes, reach.since, reach.chosen, looked)
    with reading_of(reach) as call:
        one = listed(call.journal, shown, call.today, WEEKS_IN_LIST)
        zone = zone_of(settings_of(call.journal))
    last = max(looked.values(), default=None)
    unread = {str(week.line.week): week.unread for week in one.weeks}
    weeks = [{**line, "unread": unread[str(line["week"])]} for line in lines_shape([week.line for week in one.weeks])]
    shape = {
        **_client(reach, weeks),
        "look": one.look,
        "looked_on": last and last.astimezone(zone).date().isoformat(),
        "came_back": [remark_shape(back.remark) for back in one.came_back],
    }
    return one, shape


@operation(
    router.get,
    "/clients/{client}",
    scope="read",
    shared="",
    shows=ClientInFull,
    tagged=True,
    example={**client, "wins": [titled]},
)
def get_client(request: HttpRequest, client: ClientId) -> HttpResponse:
    """Look at all that one client shares."""
    del client
    looks.note(reach_of(request), "client", at=bootstrap.now())
    return etags.shown(request, _in_full(request))


def _in_full(request: HttpRequest) -> Shape:
    reach = reach_of(request)
    with reading(request, heavy=True) as call:
        weeks = shared.shared_lines(call.journal, reach.since, call.today, WEEKS_OF_CLIENT)
        wins = shared.shared_wins(call.journal, reach.chosen) if "wins" in reach.scopes else ()
    lines = lines_shape(weeks) if "weeks" in reach.scopes else []
    return {**_client(reach, lines), "wins": titled_shapes(wins)}


@operation(
    router.delete, "/clients/{client}", scope="write", shared="", shows=LeftClient, checks=True, example={"left": 7}
)
def leave_client(request: HttpRequest, client: ClientId) -> HttpResponse:
    """Give back what a client shares; you see nothing of them any more."""
    etags.check(request, lambda: _in_full(request))
    grants.revoke(_grant(reach_of(request)))
    return etags.shown(request, {"left": client})


def reach_of(request: HttpRequest) -> Reach:
    """Return what server/access.py has let this request reach of a client."""
    reach: Reach = request.reach  # type: ignore[attr-defined]  # set there
    return reach


def _grant(reach: Reach) -> Grant:
    return grants.live_grant(reach.person or 0, reach.owner)


def _client(reach: Reach, weeks: list[Shape]) -> Shape:
    held = _grant(reach)
    return {
        "id": reach.owner,
        "name": held.whose,
        "shares": sorted(reach.scopes),
        "until": held.until and held.until.isoformat(),
        "weeks": weeks,
    }
