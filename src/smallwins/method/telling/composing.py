"""Composing a document of any kind, in the order and with the words that its draft gives it."""

from collections.abc import Callable, Mapping, Sequence

from smallwins.method.errors import NotFoundError
from smallwins.method.goal import Goal
from smallwins.method.telling import Record, Telling, TellingKind
from smallwins.method.telling.brag import brag_document
from smallwins.method.telling.draft import Draft
from smallwins.method.telling.interview import interview_stories
from smallwins.method.telling.lines import resume_lines
from smallwins.method.telling.paths import Path, as_a_document, in_time, paths_of, the_most_first
from smallwins.method.telling.story import goals_of
from smallwins.method.telling.year import year_in_review
from smallwins.method.verdict import JudgedWin

COMPOSE: Mapping[TellingKind, Callable[[Record], Telling]] = {
    "brag": brag_document,
    "interview": interview_stories,
    "lines": resume_lines,
    "year": year_in_review,
}


def in_order(kind: TellingKind, wins: Sequence[JudgedWin], record: Record) -> tuple[JudgedWin, ...]:
    """Order wins as a document of that kind begins, before anybody moved anything."""
    if kind == "year":
        return in_time(wins)
    if kind == "brag":
        return as_a_document(wins, record.doors, record.goals)
    return the_most_first(wins, record.doors)


def compose(kind: TellingKind, record: Record) -> Telling:
    """Compose a document of that kind."""
    return COMPOSE[kind](record)


def as_drafted(draft: Draft, composed: Telling) -> Telling:
    """Put what the person wrote in place of what was composed."""
    edits = {edit.key: edit.text for edit in draft.edits}
    sections = [
        section._replace(text=edits.get(section.key, section.text))
        for section in composed.sections
        if edits.get(section.key, section.text).strip()
    ]
    return composed._replace(title=draft.title or composed.title, sections=tuple(sections))


def moved(draft: Draft, record: Record, win_id: str, by: int) -> Draft:
    """Move the story that a win stands in one place up (−1) or down (+1) among those of its part of the document."""
    paths = list(paths_of(record.wins, record.doors))
    at = next((at for at, path in enumerate(paths) if any(j.win.id == win_id for j in path.wins)), None)
    if at is None:
        raise NotFoundError("win", win_id)
    part = part_of(draft.kind, paths[at], record.goals)
    beside = [place for place, path in enumerate(paths) if part_of(draft.kind, path, record.goals) == part]
    to = beside.index(at) + by
    if 0 <= to < len(beside):
        paths[at], paths[beside[to]] = paths[beside[to]], paths[at]
    return draft._replace(chosen=tuple(judged.win.id for path in paths for judged in path.wins))


def part_of(kind: TellingKind, path: Path, goals: Sequence[Goal]) -> str:
    """Name the part of a document in which a story stands; it can be moved within."""
    if kind == "lines":
        return next((goal.id for goal in goals_of(path.wins, goals)), "")
    return "alone" if len(path.wins) == 1 and not path.first.win.story else "stories"
