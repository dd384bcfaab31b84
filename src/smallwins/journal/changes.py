"""What a change was, kept so that it can be taken back; journal/undo.py reads it again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from smallwins.journal.ports import Journal

Noun = Literal["wins", "goals", "reviews", "crossroads"]


def created(journal: Journal, at: datetime, summary: str, noun: Noun, record_id: str) -> None:
    """Remember that something was made: taking the change back removes it."""
    journal.changes.append(at, summary, f'{{"{noun}": {{"{record_id}": null}}}}')


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
