"""How days, moments, lists and mappings stand in a row: as ISO text and as JSON."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from types import MappingProxyType

from smallwins.method.win import NOTHING_EXTRA

day_at = date.fromisoformat


def day_text(day: date | None) -> str | None:
    """Write a day down, where there is one."""
    return None if day is None else day.isoformat()


def moment_text(at: datetime) -> str:
    """Write a moment down in UTC, so that text order is time order."""
    if at.tzinfo is not UTC:
        if at.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be kept")
        at = at.astimezone(UTC)
    return at.isoformat()


def moment_at(text: str) -> datetime:
    """Read a moment."""
    return datetime.fromisoformat(text)


def list_text(values: Sequence[object]) -> str | None:
    """Write a list; nothing where it is empty."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else None


def strings_at(text: str | None) -> tuple[str, ...]:
    """Read a list of strings."""
    return tuple(json.loads(text)) if text else ()


def mapping_text(values: Mapping[str, object]) -> str | None:
    """Write a mapping; nothing where it is empty. What others wrote may hold half a character, so it is escaped."""
    return json.dumps(dict(values), separators=(",", ":")) if values else None


def mapping_at(text: str | None) -> Mapping[str, object]:
    """Read a mapping, not to be changed."""
    return MappingProxyType(json.loads(text)) if text else NOTHING_EXTRA
