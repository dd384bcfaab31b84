"""Goals: where the person wants to get to."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from smallwins.api import etags
from smallwins.api.calls import Call, reading, writing
from smallwins.api.once import once
from smallwins.api.operation import operation
from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import LEFT_OUT, Id
from smallwins.api.shapes.weeks import EditedGoal, Goals, NewGoal, ShownGoal
from smallwins.journal.commands import AddGoal, EditGoal
from smallwins.journal.goals import add_goal as added
from smallwins.journal.goals import edit_goal as edited
from smallwins.journal.shapes import Shape, goal_shape
from smallwins.journal.weeks import goal_stacks

router = Router(tags=["goals"])
GoalId = Annotated[Id, Path(description="The id of a goal.", example=examples.GOAL)]


@operation(router.get, "/goals", scope="read", shows=Goals, tagged=True, example={"goals": [examples.goal]})
def list_goals(request: HttpRequest) -> HttpResponse:
    """List the goals, each with the wins stacked toward it."""
    with reading(request, heavy=True) as call:
        stacks = goal_stacks(call.journal)
    return etags.shown(request, {"goals": [goal_shape(stack.goal, stack) for stack in stacks]})


@operation(
    router.post,
    "/goals",
    scope="write",
    shows=ShownGoal,
    status=201,
    creates=True,
    sends={"title": "Lead a research team", "why": "I want to build people up", "skills": ["hiring"], "possible": 3},
    example=examples.goal,
)
def add_goal(request: HttpRequest, goal: NewGoal) -> HttpResponse:
    """Name a place to get to."""
    with writing(request) as call:
        made = once(
            request, call, goal.id, lambda new: added(call.journal, _new(call, goal, new)), call.journal.goals.get
        )
        shape = as_shown(call, made.id)
    return etags.made(request, shape, f"goals/{made.id}")


def _new(call: Call, goal: NewGoal, new: str) -> AddGoal:
    return AddGoal(new, call.at, call.today, goal.title, goal.why, tuple(goal.skills), goal.possible)


@operation(router.get, "/goals/{goal}", scope="read", shows=ShownGoal, tagged=True, example=examples.goal)
def get_goal(request: HttpRequest, goal: GoalId) -> HttpResponse:
    """Look at a goal, with how possible it felt over time."""
    with reading(request) as call:
        shape = as_shown(call, goal)
    return etags.shown(request, shape)


@operation(
    router.patch,
    "/goals/{goal}",
    scope="write",
    shows=ShownGoal,
    checks=True,
    sends={"possible": 5},
    example=examples.goal,
)
def edit_goal(request: HttpRequest, goal: GoalId, edit: EditedGoal) -> HttpResponse:
    """Change a goal, say how possible it feels, mark it as reached or let go."""
    given = edit.given("title", "why", "skills", "status", "possible")
    if edit.skills is not LEFT_OUT:
        given["skills"] = tuple(edit.skills)
    with writing(request) as call:
        etags.check(request, lambda: as_shown(call, goal))
        edited(call.journal, EditGoal(goal=goal, at=call.at, on=call.today, **given))
        shape = as_shown(call, goal)
    return etags.shown(request, shape)


def as_shown(call: Call, goal: str) -> Shape:
    """Return a goal as every operation shows it."""
    kept = call.journal.goals.get(goal)
    tally = next((stack for stack in goal_stacks(call.journal) if stack.goal.id == kept.id), None)
    return goal_shape(kept, tally)
