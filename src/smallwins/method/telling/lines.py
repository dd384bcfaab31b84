"""Résumé lines: one line a chain, what came of it behind it, and a blank for the number that only I know."""

from collections.abc import Sequence

from smallwins.method.answers import skills_of
from smallwins.method.telling import BLANKS, Record, Section, Telling
from smallwins.method.telling.days import joined, span
from smallwins.method.telling.paths import Path, paths_of
from smallwins.method.telling.story import goals_of
from smallwins.method.telling.titles import said
from smallwins.method.telling.words import plain
from smallwins.method.verdict import JudgedWin

MOST_LINES = 12  # of one goal; more is a list and not a résumé
NUMBER = rf"\[{BLANKS.number}\]"
_CAME = ("; it led to", ", which led to")


def resume_lines(record: Record) -> Telling:
    """Write the chosen wins as lines of a résumé, goal by goal."""
    sections = []
    left = list(paths_of(record.wins, record.doors))
    for goal in record.goals:
        of_goal = [path for path in left if goal in goals_of(path.wins, record.goals)[:1]]
        left = [path for path in left if path not in of_goal]
        sections += [_section(f"goal:{goal.id}", goal.title, of_goal)] if of_goal else []
    sections += [_section("others", "Besides" if sections else "", left)] if left else []
    days = [judged.win.happened_on for judged in record.wins]
    when = f", {span(min(days), max(days))}" if days else ""
    return Telling("lines", f"Lines for a résumé{when}", tuple(sections))


def _section(key: str, heading: str, paths: Sequence[Path]) -> Section:
    text = "\n".join(f"- {_line(path, turn)}" for turn, path in enumerate(paths[:MOST_LINES]))
    return Section(key, heading, text, tuple(judged.win.id for path in paths for judged in path.wins))


def _line(path: Path, turn: int) -> str:
    head = _what_i_did(path.wins)
    skills = joined([plain(skill) for skill in _skills(path.wins)])
    when = span(head.win.happened_on, path.last.win.happened_on)
    came = "" if head is path.last else f"{_CAME[turn % len(_CAME)]} “{_bare(path.last)}”"
    return f"{_bare(head)}{came} {NUMBER} ({f'{skills}; ' if skills else ''}{when})"


def _bare(judged: JudgedWin) -> str:
    return plain(judged.win.title.strip().rstrip("."))


def _what_i_did(wins: Sequence[JudgedWin]) -> JudgedWin:
    """Return the win that the writer did themselves and that stretched them most; else the first."""
    own = [judged for judged in wins if said(judged.win.title).shape == "did"]
    return max(own, key=lambda judged: judged.win.answers.stretch or 0) if own else wins[0]


def _skills(wins: Sequence[JudgedWin]) -> list[str]:
    return list(dict.fromkeys(skill for judged in wins for skill in skills_of(judged.win.answers.gains)))
