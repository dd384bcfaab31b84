"""What a coach may do: read what each client shares, ask, comment, and give it back. Each look is written down."""

from collections.abc import Callable
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from smallwins import bootstrap
from smallwins.accounts import looks
from smallwins.accounts.models import Person
from smallwins.api import etags
from smallwins.api.calls import Call, asking, reading, writing
from smallwins.api.once import once
from smallwins.api.operation import operation
from smallwins.api.resources.clients import ClientId, reach_of
from smallwins.api.resources.wins import WinId
from smallwins.api.shapes.coaching import (
    ClientsGoals,
    ClientsInsights,
    ClientsWeek,
    ClientsWin,
    clients_goal,
    clients_insights,
    clients_week,
    clients_win,
)
from smallwins.api.shapes.fields import WeekName
from smallwins.api.shapes.remarks import NewRemark, ShownRemark, remark
from smallwins.journal import shared
from smallwins.journal.shared_shapes import (
    remark_shape,
    shared_goals_shape,
    shared_insights_shape,
    shared_week_shape,
    shared_win_shape,
)
from smallwins.journal.sharing import AddRemark, add_remark
from smallwins.method.errors import InputError, NotFoundError
from smallwins.method.remark import Remark
from smallwins.method.week import Week, parse

router = Router(tags=["coaching"])
Named = Annotated[WeekName, Path(description="An ISO week.", example="2026-W46")]
SENDS = {"text": "What made it easier this time?", "asks": True}


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
    reach = reach_of(request)
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
    which, reach = _week(week), reach_of(request)

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
    reach = reach_of(request)
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
    chosen = reach_of(request).chosen

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
    looks.note(reach_of(request), "goals", at=bootstrap.now())
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
    looks.note(reach_of(request), "insights", at=bootstrap.now())
    with reading(request, heavy=True) as call:
        found = shared.shared_insights(call.journal, call.today)
    return etags.shown(request, shared_insights_shape(found))


def _said(
    request: HttpRequest, said: NewRemark, there: Callable[[Call], None], win: str | None, week: Week | None
) -> HttpResponse:
    person = Person.objects.get(pk=asking(request))
    fresh: list[Remark] = []
    with writing(request) as call:
        there(call)

        def make(new: str) -> Remark:
            by = person.name or person.email
            fresh.append(
                add_remark(call.journal, AddRemark(new, call.at, person.pk, by, win, week, said.text, said.asks))
            )
            return fresh[0]

        made = once(request, call, said.id, make, call.journal.remarks.get)
    if fresh:  # sent again, nothing more was said
        looks.note(reach_of(request), "remark", win or str(week), at=bootstrap.now())
    return etags.shown(request, remark_shape(made), 201)


def _week(name: str) -> Week:
    """Read a week; one that there is none of is not there, like one that is not shared."""
    try:
        return parse(name)
    except InputError:
        raise NotFoundError("week", name) from None
