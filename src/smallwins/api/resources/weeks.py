"""Weeks at a glance, and momentum."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from smallwins.api import etags
from smallwins.api.calls import reading
from smallwins.api.operation import operation
from smallwins.api.resources.steps import as_shown as step_as_shown
from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import WeekName, week_named
from smallwins.api.shapes.weeks import ShownMomentum, ShownThisWeek, ShownWeek, Weeks
from smallwins.journal.queries import wins_in_week
from smallwins.journal.shapes import goal_shape, line_shapes, momentum_shape
from smallwins.journal.weekly import recent_weeks, review_due
from smallwins.journal.weeks import momentum_of, this_week

router = Router(tags=["weeks"])
InPath = Annotated[WeekName, Path(description="An ISO week.", example="2026-W47")]


class HowMany(BaseModel):
    """How many weeks."""

    count: int = Field(8, ge=1, le=520, examples=[12])


@operation(router.get, "/week", scope="read", shows=ShownThisWeek, tagged=True, example=examples.this_week)
def get_this_week(request: HttpRequest) -> HttpResponse:
    """Look at this week: its wins, what is asked, momentum, goals, what is still to do."""
    with reading(request) as call:
        week = this_week(call.journal, call.today)
        due = review_due(call.journal, call.today)
        known = call.journal.wins.several(step.win_id for step, _ in week.steps)
        wins = line_shapes(call.journal, week.wins, call.today)
    shape = {
        "week": str(week.week),
        "today": week.today.isoformat(),
        "wins": wins,
        "ask": week.ask and week.ask.judged.win.id,
        "momentum": momentum_shape(week.momentum),
        "goals": [goal_shape(stack.goal, stack) for stack in week.goals],
        "steps": [step_as_shown(step, known[step.win_id].win.number) for step, _ in week.steps],
        "review": None if due is None else str(due),
        "weeks_kept": week.weeks_kept,
        "in_rearview": week.in_rearview,
    }
    return etags.shown(request, shape)


@operation(
    router.get,
    "/weeks",
    scope="read",
    shows=Weeks,
    tagged=True,
    example={"weeks": [{"week": "2026-W47", "state": "not opened", "wins": 3}]},
)
def list_weeks(request: HttpRequest, many: Query[HowMany]) -> HttpResponse:
    """List the latest weeks, this one first, with how far their reviews have come."""
    with reading(request, heavy=True) as call:
        weeks = recent_weeks(call.journal, call.today, many.count)
    shapes = [{"week": str(one.week), "state": one.state, "wins": one.wins} for one in weeks]
    return etags.shown(request, {"weeks": shapes})


@operation(
    router.get,
    "/weeks/{week}",
    scope="read",
    shows=ShownWeek,
    tagged=True,
    example={"week": "2026-W46", "wins": [examples.win], "doors_opened": 0},
)
def get_week(request: HttpRequest, week: InPath) -> HttpResponse:
    """Look at one week: its wins, newest day first, and the doors that led into them."""
    asked = week_named(week)
    with reading(request) as call:
        lines = wins_in_week(call.journal, asked)
        wins = line_shapes(call.journal, lines, call.today)
    doors = sum(len(line.opened_by) for line in lines)
    return etags.shown(request, {"week": str(asked), "wins": wins, "doors_opened": doors})


@operation(router.get, "/momentum", scope="read", shows=ShownMomentum, tagged=True, example=examples.momentum)
def get_momentum(request: HttpRequest) -> HttpResponse:
    """Follow momentum week by week: real wins and steps done, each losing half its push in four weeks."""
    with reading(request, heavy=True) as call:
        page = momentum_of(call.journal, call.today)
    return etags.shown(request, momentum_shape(page))
