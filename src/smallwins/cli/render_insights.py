"""Insights as text: what the wins say, what they cannot say yet, and a few facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smallwins.cli.terminal import Terminal
from smallwins.cli.text import pad, pad_left, width_of, wrap
from smallwins.cli.words import SHORT
from smallwins.journal.chains import ChainLine
from smallwins.journal.insights import Insights
from smallwins.language import _, _n, told
from smallwins.method.saying import say
from smallwins.method.win import VERDICTS

if TYPE_CHECKING:  # the facts load numpy, and asking for help should not wait for it
    from smallwins.insights.facts import Facts

QUESTIONS = {
    "doors-by-kind": say("Does one kind of win open doors more, or less, often than my others?"),
    "doors-by-motive": say("Do wins I sought open more doors than those that were just available?"),
    "doors-by-stretch": say("Does discomfort pay, for me?"),
    "looks-vs-moves": say("Do my impressive-looking wins move me less?"),
    "comfort-drift": say("Am I sliding into the comfort zone?"),
    "goal-drift": say("Are fewer of my wins aligned than before?"),
    "pulse-after-real": say("Do weeks with a real win raise my confidence or clarity?"),
    "gut-calibration": say("When I called it real on the day, was it?"),
}
INDENT = "  "
WEEKS = 12  # shown in a terminal; `--json` has them all
MOST_SIGNS = 10  # of one verdict in a week


def insight_lines(found: Insights, facts: Facts, longest: ChainLine | None, terminal: Terminal) -> list[str]:
    """Return what the wins say."""
    lines = [terminal.tone(_("What your wins say"), "strong"), ""]
    if not found.findings:
        lines.extend([_("Nothing yet that chance alone would not do as well."), ""])
    for finding in found.findings:
        lines.extend([*_under(QUESTIONS[finding.id], finding.text, terminal), ""])
    if found.silent:
        lines.extend([terminal.tone(_("What they cannot say yet"), "strong"), ""])
        for silent in found.silent:
            lines.extend(terminal.tone(line, "faint") for line in _under(QUESTIONS[silent.id], silent.why, terminal))
        lines.append("")
    return [*lines, terminal.tone(_("Facts"), "strong"), "", *_facts(found, facts, longest, terminal)]


def _under(question: str, answer: str, terminal: Terminal) -> list[str]:
    room = terminal.width - len(INDENT)
    return [*wrap(told(question), terminal.width), *(INDENT + line for line in wrap(told(answer), room))]


def _facts(found: Insights, facts: Facts, longest: ChainLine | None, terminal: Terminal) -> Iterator[str]:
    yield from wrap(told(found.first_door.text), terminal.width)
    if longest:
        yield from wrap(
            _n(
                "Your longest chain has {n} win: smallwins chain {win} shows it.",
                "Your longest chain has {n} wins: smallwins chain {win} shows it.",
                longest.length,
                win=longest.last.win.number,
            ),
            terminal.width,
        )
    quarters = Counter[str]()
    for cell in facts.cells:
        quarters[cell.quarter] += cell.wins
    if quarters:
        words = ", ".join(f"{told(quarter)} {count}" for quarter, count in quarters.most_common())
        yield from wrap(_("Looks against moves: {quarters}.", quarters=words), terminal.width)
    yield from _weeks(facts, terminal)
    for goal in facts.goals:
        if built := [f"{skill} {wins}" for skill, wins in goal.skills.items() if wins]:
            words = _("Skills built for “{goal}”: {skills}.", goal=goal.title, skills=", ".join(built))
            yield from wrap(words, terminal.width)
    for call, share in found.gut.items():
        yield from wrap(
            _(
                "Called {verdict} on the day: {held} of {all} were ({share}, 95 % interval {low} to {high}).",
                verdict=told(SHORT[call]) if call in SHORT else call,
                held=share.held,
                all=share.of,
                share=f"{share.share:.0%}",
                low=f"{share.low:.0%}",
                high=f"{share.high:.0%}",
            ),
            terminal.width,
        )


def _weeks(facts: Facts, terminal: Terminal) -> Iterator[str]:
    """Show what became of the wins of the last weeks that had any, the newest last: how many, and a sign for each."""
    if not facts.weeks:
        return
    heads = (_("week"), _("real"), _("early"), _("shiny"))
    widths = [max(least, width_of(head)) for least, head in zip((8, 4, 5, 5), heads, strict=True)]
    yield from ("", _row(heads, widths))
    for week in facts.weeks[-WEEKS:]:
        row = _row((str(week.week), *(str(wins) for wins in week[1:])), widths)
        signs = {
            verdict: terminal.sign(verdict) * min(wins, MOST_SIGNS)
            for verdict, wins in zip(VERDICTS, week[1:], strict=True)
        }
        drawn = "".join(terminal.tone(its, verdict) for verdict, its in signs.items())
        fits = width_of(row) + 2 + sum(map(len, signs.values())) <= terminal.width
        yield f"{row}  {drawn}" if fits else row
    yield ""


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (cell if not place else pad_left(cell, widths[place]) for place, cell in enumerate(cells))
    return "  ".join([pad(first, widths[0]), *others])
