"""`smallwins goal`: name a place to get to, change it, reach it, let it go."""

from typing import Literal

import click

from smallwins.bootstrap import new_id
from smallwins.cli.call import Call, one_text
from smallwins.cli.entry import entry, group_of
from smallwins.cli.errors import UsageError
from smallwins.cli.shapes import goal_shape, text_of
from smallwins.cli.text import one_line
from smallwins.journal.commands import UNSET, AddGoal, EditGoal
from smallwins.journal.goals import add_goal, edit_goal
from smallwins.language import _
from smallwins.method.goal import Goal
from smallwins.method.saying import say

POSSIBLE = say("How possible it feels today, 0 to 10.")


@entry(
    "add",
    examples=(
        'smallwins goal add "Lead a research team" --why "I want to build people up" --skill hiring --possible 3',
    ),
)
@click.argument("title", nargs=-1, required=True)
@click.option("--why", metavar="TEXT", help=say("Why it is meaningful to you."))
@click.option("--skill", multiple=True, help=say("A skill that it needs; may be given more than once."))
@click.option("--possible", type=click.IntRange(0, 10), help=POSSIBLE)
def add(call: Call, title: tuple[str, ...], why: str | None, skill: tuple[str, ...], possible: int | None) -> None:
    """Name a place you want to get to."""
    with call.open() as journal:
        today = call.today(journal)
        goal = add_goal(journal, AddGoal(new_id(), call.at, today, one_text(title, "TITLE"), why, skill, possible))
    _put(call, goal, _("Goal {goal}", goal=_named(goal)))


@entry("edit", examples=("smallwins goal edit 1 --possible 5", "smallwins goal edit 1 Lead a small research team"))
@click.argument("goal")
@click.argument("title", nargs=-1)
@click.option("--why", metavar="TEXT", help=say("Why it is meaningful to you."))
@click.option("--skill", multiple=True, help=say("The skills that it needs, in place of those named before."))
@click.option("--possible", type=click.IntRange(0, 10), help=POSSIBLE)
@click.option("--again", is_flag=True, help=say("Take up a goal that was reached or let go."))
def edit(
    call: Call,
    goal: str,
    title: tuple[str, ...],
    why: str | None,
    skill: tuple[str, ...],
    possible: int | None,
    *,
    again: bool,
) -> None:
    """Change GOAL: its title, why it matters, its skills, how possible it feels."""
    if not (title or why is not None or skill or possible is not None or again):
        raise UsageError(say("Say what to change: a new TITLE, --why, --skill, --possible or --again."))
    with call.open() as journal:
        asked = EditGoal(
            journal.goals.find(goal).id,
            call.at,
            call.today(journal),
            title=one_text(title, "TITLE") if title else UNSET,
            why=UNSET if why is None else why,
            skills=skill or UNSET,
            status="active" if again else UNSET,
            possible=UNSET if possible is None else possible,
        )
        changed = edit_goal(journal, asked)
    _put(call, changed, _("Goal {goal}", goal=_named(changed)))


@entry("reach", examples=("smallwins goal reach 1",))
@click.argument("goal")
def reach(call: Call, goal: str) -> None:
    """Say that you got to GOAL."""
    reached = _moved(call, goal, "reached")
    _put(call, reached, _("Reached: {goal}", goal=_named(reached)))


@entry("let-go", examples=("smallwins goal let-go 1",))
@click.argument("goal")
def let_go(call: Call, goal: str) -> None:
    """Let go of GOAL: it is no longer where you want to go. Its wins stay as they are."""
    gone = _moved(call, goal, "let_go")
    _put(call, gone, _("Let go: {goal}", goal=_named(gone)))


def _moved(call: Call, name: str, status: Literal["reached", "let_go"]) -> Goal:
    with call.open() as journal:
        found = journal.goals.find(name)
        return edit_goal(journal, EditGoal(found.id, call.at, call.today(journal), status=status))


def _named(goal: Goal) -> str:
    return f"{goal.number}  {one_line(goal.title)}"


def _put(call: Call, goal: Goal, sentence: str) -> None:
    print(text_of(goal_shape(goal)) if call.json else sentence)


command = group_of(
    "goal",
    say("Name a goal, change it, reach it, let it go. A GOAL is named by its number or a beginning of its title."),
    (add, edit, reach, let_go),
    examples=('smallwins goal add "Lead a research team"', "smallwins goal edit 1 --possible 5", "smallwins goals"),
)
