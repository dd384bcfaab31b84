"""What a coach may do: read what each client shares, ask, comment, and give it back. Each look is written down."""

from collections.abc import Callable
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from smallwins import bootstrap
from smallwins.accounts import grants, looks
from smallwins.accounts.models import Grant, Person
from smallwins.accounts.rules import Reach
from smallwins.api import etags
from smallwins.api.calls import Call, asking, reading, reading_of, writing
from smallwins.api.once import once
from smallwins.api.operation import operation
from smallwins.api.resources.wins import WinId
from smallwins.api.shapes.coaching import (
    ClientInFull,
    Clients,
    ClientsGoals,
    ClientsInsights,
    ClientsWeek,
    ClientsWin,
    LeftClient,
    client,
    clients_goal,
    clients_insights,
    clients_week,
    clients_win,
    titled,
)
from smallwins.api.shapes.fields import Number, WeekName
from smallwins.api.shapes.remarks import NewRemark, ShownRemark, remark
from smallwins.journal import shared
from smallwins.journal.shapes import Shape
from smallwins.journal.shared_shapes import (
    lines_shape,
    remark_shape,
    shared_goals_shape,
    shared_insights_shape,
    shared_week_shape,
    shared_win_shape,
    titled_shapes,
)
from smallwins.journal.sharing import AddRemark, add_remark
from smallwins.method.errors import InputError, NotFoundError
from smallwins.method.week import Week, parse

router = Router(tags=["coaching"])
WEEKS_IN_LIST = 5
WEEKS_OF_CLIENT = 104
ClientId = Annotated[Number, Path(description="The id of a client, from `GET /clients`.", example=7)]
Named = Annotated[WeekName, Path(description="An ISO week.", example="2026-W46")]
SENDS = {"text": "What made it easier this time?", "asks": True}


@operation(router.get, "/clients", scope="read", shared="", shows=Clients, tagged=True, example={"clients": [client]})
def list_clients(request: HttpRequest) -> HttpResponse:
    """List everybody who shares something with you, with their last weeks where they share weeks."""
    reaches: list[Reach] = request.reaches  # type: ignore[attr-defined]  # set by server/access.py
    shown = []
    for reach in reaches:
        weeks: list[Shape] = []
        if "weeks" in reach.scopes:
            looks.note(reach, "list", at=bootstrap.now())
            with reading_of(reach) as call:
                weeks = lines_shape(shared.shared_lines(call.journal, reach.since, call.today, WEEKS_IN_LIST))
        shown.append(_client(reach, weeks))
    return etags.shown(request, {"clients": shown})


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
    reach = _reach(request)
    looks.note(reach, "client", at=bootstrap.now())
    with reading(request, heavy=True) as call:
        weeks = shared.shared_lines(call.journal, reach.since, call.today, WEEKS_OF_CLIENT)
        wins = shared.shared_wins(call.journal, reach.chosen) if "wins" in reach.scopes else ()
    lines = lines_shape(weeks) if "weeks" in reach.scopes else []
    return etags.shown(request, {**_client(reach, lines), "wins": titled_shapes(wins)})


@operation(router.delete, "/clients/{client}", scope="write", shared="", shows=LeftClient, example={"left": 7})
def leave_client(request: HttpRequest, client: ClientId) -> HttpResponse:
    """Give back what a client shares; you see nothing of them any more."""
    grants.revoke(_grant(_reach(request)))
    return etags.shown(request, {"left": client})


@operation(
    router.get,
    "/clients/{client}/weeks/{week}",
    scope="read",
    shared="weeks",
    shows=ClientsWeek,
    tagged=True,
    example=clients_week,
)
def get_clients_week(request: HttpRequest, client: ClientId, week: Named) -> HttpResponse:
    """Look at a closed week of a client's."""
    del client
    reach = _reach(request)
    which = _week(week)
    with reading(request) as call:
        found = shared.shared_week(
            call.journal,
            which,
            reach.since,
            titles="titles" in reach.scopes,
            chosen=reach.chosen,
            reader=asking(request),
        )
    looks.note(reach, "week", week, at=bootstrap.now())
    return etags.shown(request, shared_week_shape(found))


@operation(
    router.post,
    "/clients/{client}/weeks/{week}/remarks",
    scope="write",
    shared="weeks",
    shows=ShownRemark,
    status=201,
    creates=True,
    sends=SENDS,
    example={**remark, "win": None, "week": "2026-W46"},
)
def say_of_clients_week(request: HttpRequest, client: ClientId, week: Named, said: NewRemark) -> HttpResponse:
    """Ask or say something about a closed week of a client's; it lies in their journal."""
    del client
    which, reach = _week(week), _reach(request)

    def there(call: Call) -> None:
        shared.shared_week(call.journal, which, reach.since, titles=False, chosen=())

    return _said(request, said, there, None, which)


@operation(
    router.get,
    "/clients/{client}/wins/{win}",
    scope="read",
    shared="wins",
    shows=ClientsWin,
    tagged=True,
    example=clients_win,
)
def get_clients_win(request: HttpRequest, client: ClientId, win: WinId) -> HttpResponse:
    """Look at a win that a client chose to show."""
    del client
    reach = _reach(request)
    with reading(request) as call:
        found = shared.shared_win(
            call.journal,
            win,
            reach.chosen,
            call.today,
            goals="goals" in reach.scopes,
            reader=asking(request),
        )
    looks.note(reach, "win", win, at=bootstrap.now())
    return etags.shown(request, shared_win_shape(found))


@operation(
    router.post,
    "/clients/{client}/wins/{win}/remarks",
    scope="write",
    shared="wins",
    shows=ShownRemark,
    status=201,
    creates=True,
    sends=SENDS,
    example=remark,
)
def say_of_clients_win(request: HttpRequest, client: ClientId, win: WinId, said: NewRemark) -> HttpResponse:
    """Ask or say something about a win that a client chose to show; it lies in their journal."""
    del client
    chosen = _reach(request).chosen

    def there(call: Call) -> None:
        if win not in chosen or win not in call.journal.wins.several([win]):
            raise NotFoundError("win", win)

    return _said(request, said, there, win, None)


@operation(
    router.get,
    "/clients/{client}/goals",
    scope="read",
    shared="goals",
    shows=ClientsGoals,
    tagged=True,
    example={"goals": [clients_goal]},
)
def get_clients_goals(request: HttpRequest, client: ClientId) -> HttpResponse:
    """Look at a client's goals."""
    del client
    looks.note(_reach(request), "goals", at=bootstrap.now())
    with reading(request, heavy=True) as call:
        found = shared.shared_goals(call.journal)
    return etags.shown(request, {"goals": shared_goals_shape(found)})


@operation(
    router.get,
    "/clients/{client}/insights",
    scope="read",
    shared="insights",
    shows=ClientsInsights,
    tagged=True,
    example=clients_insights,
)
def get_clients_insights(request: HttpRequest, client: ClientId) -> HttpResponse:
    """Look at what a client's wins say, in sentences and counts."""
    del client
    looks.note(_reach(request), "insights", at=bootstrap.now())
    with reading(request, heavy=True) as call:
        found = shared.shared_insights(call.journal, call.today)
    return etags.shown(request, shared_insights_shape(found))


def _said(
    request: HttpRequest, said: NewRemark, there: Callable[[Call], None], win: str | None, week: Week | None
) -> HttpResponse:
    person = Person.objects.get(pk=asking(request))
    with writing(request) as call:
        there(call)
        made = once(
            request,
            call,
            said.id,
            lambda new: add_remark(
                call.journal,
                AddRemark(new, call.at, person.pk, person.name or person.email, win, week, said.text, said.asks),
            ),
            call.journal.remarks.get,
        )
    looks.note(_reach(request), "remark", win or str(week), at=bootstrap.now())
    return etags.shown(request, remark_shape(made), 201)


def _reach(request: HttpRequest) -> Reach:
    reach: Reach = request.reach  # type: ignore[attr-defined]  # set by server/access.py
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


def _week(name: str) -> Week:
    """Read a week; one that there is none of is not there, like one that is not shared."""
    try:
        return parse(name)
    except InputError:
        raise NotFoundError("week", name) from None
