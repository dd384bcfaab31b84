"""What a change was, kept so that it can be taken back; journal/undo.py reads it again.

A change is remembered as the smallwins/1 records of what it is about to touch (null: did not exist).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from smallwins.method.saying import say_in

if TYPE_CHECKING:  # types only: what is loaded here, each `smallwins add` waits for
    from smallwins.journal.ports import Journal
    from smallwins.method.week import Week

Noun = Literal["wins", "goals", "reviews", "crossroads", "inbox", "remarks"]


def through(what: str, via: str) -> str:
    """Say at the end of a cause who or what sent a change, when that is not the person at a page or terminal."""
    return say_in("history", "{what} (through {via})", what=what, via=via) if via else what


def created(journal: Journal, at: datetime, summary: str, noun: Noun, record_id: str) -> None:
    """Remember that something was made: taking the change back removes it."""
    journal.changes.append(at, summary, f'{{"{noun}": {{"{record_id}": null}}}}')


def remember(
    journal: Journal,
    at: datetime,
    summary: str,
    *,
    wins: Sequence[str] = (),
    goals: Sequence[str] = (),
    reviews: Sequence[Week] = (),
    crossroads: Sequence[str] = (),
    remarks: Sequence[str] = (),
    inbox: Sequence[str] = (),
    made: Mapping[Noun, str | Sequence[str]] | None = None,
) -> None:
    """Keep what a change is about to touch, as it stands now; made names what it makes besides."""
    # Imported here, as below: a new win is remembered by its id alone.
    import json  # noqa: PLC0415

    from smallwins.formats.smallwins1 import plain  # noqa: PLC0415

    before: dict[str, dict[str, object]] = {}
    if wins:
        before["wins"] = {win_id: _win_as_it_stands(journal, win_id) for win_id in wins}
    if goals:
        before["goals"] = {
            goal.id: {"record": plain.goal_json(goal), "kept": {"number": goal.number, "origin": goal.origin}}
            for goal in map(journal.goals.get, goals)
        }
    if reviews:
        kept = {week: journal.reviews.get(week) for week in reviews}
        before["reviews"] = {
            str(week): None if review is None else plain.review_json(review) for week, review in kept.items()
        }
    if crossroads:
        before["crossroads"] = _crossroads_as_they_stand(journal, crossroads)
    if remarks:
        before["remarks"] = {
            remark.id: {"record": plain.remark_json(remark), "kept": {"author": remark.author}}
            for remark in map(journal.remarks.get, remarks)
        }
    if inbox:
        standing = map(journal.inbox.get, inbox)
        before["inbox"] = {item.id: {"state": item.state, "win": item.win} for item in standing}
    for noun, ids in (made or {}).items():
        for record_id in [ids] if isinstance(ids, str) else ids:
            before.setdefault(noun, {})[record_id] = None
    journal.changes.append(at, summary, json.dumps(before, ensure_ascii=False))


def _win_as_it_stands(journal: Journal, win_id: str) -> dict[str, object]:
    from smallwins.formats.smallwins1 import plain  # noqa: PLC0415

    judged = journal.wins.get(win_id)
    steps = journal.steps.of_wins([win_id]).get(win_id, ())
    record = plain.win_json(judged.win, journal.doors.openers_of(win_id), steps)
    numbers = {"number": judged.win.number, "origin": judged.win.origin, "steps": [step.number for step in steps]}
    return {"record": record, "kept": numbers}


def _crossroads_as_they_stand(journal: Journal, ids: Sequence[str]) -> dict[str, object]:
    from smallwins.formats.smallwins1 import plain  # noqa: PLC0415

    standing = journal.crossroads.all()
    order = [one.id for one in standing]
    return {
        one.id: {
            "record": plain.crossroads_json(one),
            "kept": {"origin": one.origin, "before": order[order.index(one.id) + 1 :]},
        }
        for one in standing
        if one.id in ids
    }


def difference(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """Return field -> [before, after] for every field that differs, in JSON's values."""
    return {field: [_plain(before[field]), _plain(value)] for field, value in after.items() if before[field] != value}


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        fields = getattr(value, "_asdict", None)
        if fields is not None:
            return {name: _plain(inner) for name, inner in fields().items()}
        return [_plain(inner) for inner in value]
    return value
