"""`smallwins step`: plan one concrete thing, and say how it went."""

import click

from smallwins.bootstrap import new_id
from smallwins.cli.call import Call, one_text
from smallwins.cli.entry import entry, group_of
from smallwins.cli.shapes import step_shape, text_of
from smallwins.cli.text import one_line
from smallwins.journal.commands import AddStep, MoveStep
from smallwins.journal.ports import Journal
from smallwins.journal.steps import add_step, move_step
from smallwins.language import _
from smallwins.method.saying import say
from smallwins.method.step import NextStep

BY = say("The day it is due: 2026-11-13, tomorrow, monday … sunday (the next one), +3d or +2w.")


@entry("add", examples=('smallwins step add 42 "When Sam writes back, I will ask for the intro" --by friday',))
@click.argument("win")
@click.argument("text", nargs=-1, required=True)
@click.option("--by", metavar="DATE", help=BY)
def add(call: Call, win: str, text: tuple[str, ...], by: str | None) -> None:
    """Plan one concrete thing because of WIN, best put as "when …, I will …"."""
    with call.open() as journal:
        found = journal.wins.find(win).win
        due = call.day(journal, by, "--by", ahead=True)
        step = add_step(journal, AddStep(new_id(), found.id, call.at, one_text(text, "TEXT"), due))
        told = {"number": step.number, "win": found.number, "step": step.text}
        answer = _answer(call, journal, step, _("Step {number}, because of {win}: {step}", **told))
    print(answer)


@entry("done", examples=("smallwins step done 3",))
@click.argument("step", metavar="N")
def done(call: Call, step: str) -> None:
    """Say that step N is done. It counts as a door that its win opened."""
    _move(call, step, "done")


@entry("drop", examples=("smallwins step drop 3",))
@click.argument("step", metavar="N")
def drop(call: Call, step: str) -> None:
    """Let go of step N."""
    _move(call, step, "dropped")


def _move(call: Call, name: str, status: str) -> None:
    with call.open() as journal:
        found = journal.steps.find(name)
        moved = move_step(journal, MoveStep(found.id, call.at, status, call.today(journal)))  # type: ignore[arg-type]
        told = {"number": moved.number, "step": moved.text}
        done = status == "done"
        lead = _("Step {number} is done: {step}", **told) if done else _("Step {number} was let go: {step}", **told)
        answer = _answer(call, journal, moved, lead)
    print(answer)


def _answer(call: Call, journal: Journal, step: NextStep, lead: str) -> str:
    if call.json:
        return text_of(step_shape(step, journal.wins.get(step.win_id).win.number))
    return one_line(lead)


command = group_of(
    "step",
    say("Plan a next step because of a win, and say how it went."),
    (add, done, drop),
    examples=(
        'smallwins step add 42 "Ask Sam for an introduction" --by friday',
        "smallwins step done 3",
        "smallwins steps",
    ),
)
