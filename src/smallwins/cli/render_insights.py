"""Insights as text: what the wins say, what they cannot say yet, and a few facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from smallwins.cli.terminal import Terminal
from smallwins.cli.text import wrap
from smallwins.cli.words import counted
from smallwins.journal.chains import ChainLine
from smallwins.journal.insights import Insights
from smallwins.method.win import VERDICTS

if TYPE_CHECKING:  # the facts load numpy, and asking for help should not wait for it
    from smallwins.insights.facts import Facts

QUESTIONS = {
    "doors-by-kind": "Does one kind of win open doors more, or less, often than my others?",
    "doors-by-motive": "Do wins I sought open more doors than those that were just available?",
    "doors-by-stretch": "Does discomfort pay, for me?",
    "looks-vs-moves": "Do my impressive-looking wins move me less?",
    "comfort-drift": "Am I sliding into the comfort zone?",
    "goal-drift": "Are fewer of my wins aligned than before?",
    "pulse-after-real": "Do weeks with a real win raise my confidence or clarity?",
    "gut-calibration": "When I called it real on the day, was it?",
}
INDENT = "  "
WEEKS = 12  # shown in a terminal; `--json` has them all
MOST_SIGNS = 10  # of one verdict in a week


def insight_lines(found: Insights, facts: Facts, longest: ChainLine | None, terminal: Terminal) -> list[str]:
    """Return what the wins say."""
    lines = [terminal.tone("What your wins say", "strong"), ""]
    if not found.findings:
        lines.extend(["Nothing yet that chance alone would not do as well.", ""])
    for finding in found.findings:
        lines.extend([*_under(QUESTIONS[finding.id], finding.text, terminal), ""])
    if found.silent:
        lines.extend([terminal.tone("What they cannot say yet", "strong"), ""])
        for silent in found.silent:
            lines.extend(terminal.tone(line, "faint") for line in _under(QUESTIONS[silent.id], silent.why, terminal))
        lines.append("")
    return [*lines, terminal.tone("Facts", "strong"), "", *_facts(found, facts, longest, terminal)]


def _under(question: str, answer: str, terminal: Terminal) -> list[str]:
    room = terminal.width - len(INDENT)
    return [*wrap(question, terminal.width), *(INDENT + line for line in wrap(answer, room))]


def _facts(found: Insights, facts: Facts, longest: ChainLine | None, terminal: Terminal) -> Iterator[str]:
    yield from wrap(found.first_door.text, terminal.width)
    if longest:
        yield from wrap(
            f"Your longest chain has {counted(longest.length, 'win')}:"
            f" smallwins chain {longest.last.win.number} shows it.",
            terminal.width,
        )
    quarters = Counter[str]()
    for cell in facts.cells:
        quarters[cell.quarter] += cell.wins
    if quarters:
        words = ", ".join(f"{quarter} {count}" for quarter, count in quarters.most_common())
        yield from wrap(f"Looks against moves: {words}.", terminal.width)
    yield from _weeks(facts, terminal)
    for goal in facts.goals:
        if built := [f"{skill} {wins}" for skill, wins in goal.skills.items() if wins]:
            yield from wrap(f"Skills built for “{goal.title}”: {', '.join(built)}.", terminal.width)
    for call, share in found.gut.items():
        yield from wrap(
            f"Called {call} on the day: {share.held} of {share.of} were"
            f" ({share.share:.0%}, 95 % interval {share.low:.0%} to {share.high:.0%}).",
            terminal.width,
        )


def _weeks(facts: Facts, terminal: Terminal) -> Iterator[str]:
    """Show what became of the wins of the last weeks that had any, the newest last: how many, and a sign for each."""
    if not facts.weeks:
        return
    yield from ("", "week      real  early  shiny")
    for week in facts.weeks[-WEEKS:]:
        told = f"{week.week}  {week.real:>4}  {week.early:>5}  {week.shiny:>5}"
        signs = {
            verdict: terminal.sign(verdict) * min(wins, MOST_SIGNS)
            for verdict, wins in zip(VERDICTS, week[1:], strict=True)
        }
        drawn = "".join(terminal.tone(its, verdict) for verdict, its in signs.items())
        fits = len(told) + 2 + sum(map(len, signs.values())) <= terminal.width
        yield f"{told}  {drawn}" if fits else told
    yield ""
