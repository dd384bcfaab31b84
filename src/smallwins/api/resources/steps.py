"""Next steps: what is still to do, and what became of it."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from smallwins.api import cursors, etags
from smallwins.api.calls import Call, reading, writing
from smallwins.api.once import once
from smallwins.api.operation import operation
from smallwins.api.resources.wins import WinId
from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import Id, Paged
from smallwins.api.shapes.journeys import MovedStep, NewStep, OneStep, Steps
from smallwins.journal.commands import AddStep, MoveStep
from smallwins.journal.shapes import Shape, step_shape
from smallwins.journal.steps import add_step as added
from smallwins.journal.steps import move_step as moved
from smallwins.method.step import NextStep

router = Router(tags=["steps"])
WITHOUT_A_DAY = "~"  # after every day
StepId = Annotated[Id, Path(description="The id of a next step.", example=examples.STEP)]


@operation(
    router.get,
    "/steps",
    scope="read",
    shows=Steps,
    tagged=True,
    example={"steps": [examples.step], "total": 21, "next": cursors.place_written(("2026-11-20", 7))},
)
def list_steps(request: HttpRequest, which: Query[Paged]) -> HttpResponse:
    """List what is still to do, the earliest due first, those without a day last."""
    with reading(request, heavy=True) as call:
        steps = call.journal.steps.open()
        page = cursors.part(steps, cursors.Order(_place, ("", 0)), which.cursor, which.limit)
        wins = call.journal.wins.several(step.win_id for step in page.rows)
    shapes = [as_shown(step, wins[step.win_id].win.number) for step in page.rows]
    return etags.shown(request, {"steps": shapes, "total": len(steps), "next": page.next})


def _place(step: NextStep) -> cursors.Place:
    return step.due_on.isoformat() if step.due_on else WITHOUT_A_DAY, step.number


@operation(
    router.post,
    "/wins/{win}/steps",
    scope="write",
    shows=OneStep,
    status=201,
    creates=True,
    sends={"text": "When Monday comes, I will ask Sam for an introduction", "due_on": "2026-11-20"},
    example=examples.step,
)
def add_step(request: HttpRequest, win: WinId, step: NewStep) -> HttpResponse:
    """Plan one concrete thing because of a win."""
    with writing(request) as call:
        of = call.journal.wins.get(win).win
        made = once(
            request,
            call,
            step.id,
            lambda new: added(call.journal, AddStep(new, of.id, call.at, step.text, step.due_on)),
            call.journal.steps.get,
        )
        shape = as_shown(made, of.number)
    return etags.shown(request, shape, 201)


@operation(router.get, "/steps/{step}", scope="read", shows=OneStep, tagged=True, example=examples.step)
def get_step(request: HttpRequest, step: StepId) -> HttpResponse:
    """Look at a next step."""
    with reading(request) as call:
        shape = _of(call, call.journal.steps.get(step))
    return etags.shown(request, shape)


@operation(
    router.patch,
    "/steps/{step}",
    scope="write",
    shows=OneStep,
    checks=True,
    sends={"status": "done", "on": "2026-11-19"},
    example=examples.step | {"status": "done", "done_on": "2026-11-19"},
)
def move_step(request: HttpRequest, step: StepId, move: MovedStep) -> HttpResponse:
    """Mark a step as done, dropped, or open again."""
    with writing(request) as call:
        kept = call.journal.steps.get(step)
        etags.check(request, lambda: _of(call, kept))
        moved(call.journal, MoveStep(kept.id, call.at, move.status, move.on or call.today))
        shape = _of(call, call.journal.steps.get(step))
    return etags.shown(request, shape)


def _of(call: Call, step: NextStep) -> Shape:
    return as_shown(step, call.journal.wins.get(step.win_id).win.number)


def as_shown(step: NextStep, win_number: int) -> Shape:
    """Return a next step with the id of its win beside the number."""
    shape = step_shape(step, win_number)
    return {**shape, "win": step.win_id, "win_number": win_number}
