"""How a win is shown in lists: its title, a line of words with links, its signals, its verdict."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from smallwins.journal.queries import WinLine
from smallwins.language import _
from smallwins.method.answers import NO_ANSWERS
from smallwins.method.days import short_day, weekday
from smallwins.method.questions import questions_left, signal_labels
from smallwins.method.saying import say
from smallwins.method.signals import Facts
from smallwins.method.signals.reading import Reading
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import VerdictName

SHINE: Mapping[str, Mapping[object, str]] = {
    "motive": {"available": say("it was there")},
    "stretch": {0: say("it was easy")},
    "opened": {"nothing": say("nothing changed")},
}

SHOWN = 2
"""Of the wins that opened one, how many a list names."""


class Link(NamedTuple):
    """Words of the person's own that lead somewhere."""

    words: str
    href: str


class Said(NamedTuple):
    """One thing said of a win: words of ours, and links to what they are about."""

    words: str
    links: tuple[Link, ...] = ()
    after: str = ""


class Signal(NamedTuple):
    """One signal as it is labelled."""

    reading: Reading
    words: str


class Row(NamedTuple):
    """One line of a list of wins."""

    number: int
    href: str
    title: str
    verdict: VerdictName
    overruled: bool
    about: tuple[Said, ...]
    signals: tuple[Signal, ...]
    questions: int  # how many are not answered yet


def row(line: WinLine, day: Callable[[date], str] = weekday) -> Row:
    """Show a win as one line of a list; `day` says when it happened."""
    judged = line.judged
    win = judged.win
    said = [Said(day(win.happened_on)), *_beside(line)]
    if judged.verdict == "shiny":
        said += [Said(plain) for plain in _shine(judged)]
    return Row(
        number=win.number,
        href=address_of(judged),
        title=win.title,
        verdict=judged.verdict,
        overruled=win.overrule is not None,
        about=tuple(said),
        signals=signals(line),
        questions=len(questions_left(judged)),
    )


def address_of(judged: JudgedWin) -> str:
    """Return the address of a win's page."""
    return f"/wins/{judged.win.number}"


def facts_of(line: WinLine) -> Facts:
    """Return the facts that speak for a win's momentum, from what stands beside it."""
    return Facts(
        opened_a_win=any(later.verdict != "shiny" for later in line.led_to),
        step_done=any(step.status == "done" for step in line.steps),
    )


def signals(line: WinLine) -> tuple[Signal, ...]:
    """Label the four signals; a win of which nothing is known yet has none to show."""
    facts = facts_of(line)
    if line.judged.win.answers == NO_ANSWERS and not any(facts):
        return ()
    return tuple(Signal(reading, label) for _, reading, label in signal_labels(line.judged, facts))


def _beside(line: WinLine) -> list[Said]:
    said = []
    if line.opened_by:
        shown = tuple(Link(one.win.title, address_of(one)) for one in line.opened_by[:SHOWN])
        more = len(line.opened_by) - len(shown)
        said.append(Said(_("opened by") + " ", shown, " " + _("and {more} more", more=more) if more else ""))
    if line.goals:
        said.append(Said(_("toward") + " ", tuple(Link(goal.title, f"/goals/{goal.number}") for goal in line.goals)))
    step = next((step for step in line.steps if step.status == "open"), None)
    if step:
        by = _(", by {day}", day=short_day(step.due_on)) if step.due_on else ""
        said.append(Said(_("next step:") + " ", (Link(step.text, f"{address_of(line.judged)}#steps"),), by))
    return said


def _shine(judged: JudgedWin) -> list[str]:
    answers = judged.win.answers
    return [plain[value] for field, plain in SHINE.items() if (value := getattr(answers, field)) in plain]
