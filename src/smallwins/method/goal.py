"""A goal: a place the person wants to get to, and how possible it feels (METHOD section 1)."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, get_args

from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.method.texts import LINE_LIMIT, check_length, check_line, check_prose, check_text
from smallwins.method.win import NOTHING_EXTRA, Origin

GoalStatus = Literal["active", "reached", "let_go"]
GOAL_STATUSES: tuple[GoalStatus, ...] = get_args(GoalStatus)


class Possible(NamedTuple):
    """How possible a goal felt on a day, 0–10."""

    on: date
    value: int


class Goal(NamedTuple):
    """The work the person truly wants, why it is meaningful to them, and the skills it needs."""

    id: str
    number: int  # short, per journal
    title: str
    why: str | None
    skills: tuple[str, ...]
    status: GoalStatus
    created_on: date
    possible: tuple[Possible, ...] = ()  # oldest first
    origin: Origin = "own"
    extra: Mapping[str, object] = NOTHING_EXTRA


def checked(goal: Goal) -> Goal:
    """Return the goal as given, or raise InputError that names the first field that is not what it should be."""
    check_line("title", goal.title, say("name the place you want to get to"))
    check_prose("why", goal.why)
    for skill in goal.skills:
        if not skill.strip():
            raise InputError("skills", say("one of them is empty"))
        check_length("skills", skill, LINE_LIMIT)
        check_text("skills", skill)
    if goal.status not in GOAL_STATUSES:
        raise InputError(
            "status", say("{status} is not one of {join}", status=repr(goal.status), join=", ".join(GOAL_STATUSES))
        )
    for felt in goal.possible:
        if felt.value not in range(11):
            raise InputError("possible", say("not a number from 0 (impossible) to 10 (certain)"))
    return goal


def felt(goal: Goal, on: date, value: int) -> Goal:
    """Add how possible the goal felt on a day; a second answer on one day takes the place of the first."""
    kept = tuple(possible for possible in goal.possible if possible.on != on)
    return checked(goal._replace(possible=tuple(sorted((*kept, Possible(on, value))))))
