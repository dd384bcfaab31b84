"""How days, moments, lists and mappings stand in a row: as ISO text and as JSON."""

from collections.abc import Collection, Mapping, Sequence
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
            raise ValueError("a moment without a time zone cannot be kept")  # unsaid: for developers
        at = at.astimezone(UTC)
    return at.isoformat()


def moment_at(text: str) -> datetime:
    """Read a moment."""
    return datetime.fromisoformat(text)


def list_text(values: Collection[str]) -> str | None:
    """Write a list of strings; nothing where it is empty."""
    if not values:
        return None
    text = "".join(values)
    if text.isprintable() and '"' not in text and "\\" not in text:
        return '["' + '","'.join(values) + '"]'  # as JSON has it, without loading json for it
    import json  # noqa: PLC0415 - as below: a plain new win needs none of it

    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def rows_text(values: Collection[Sequence[object]]) -> str | None:
    """Write a list of short rows; nothing where it is empty."""
    if not values:
        return None
    import json  # noqa: PLC0415

    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def strings_at(text: str | None) -> tuple[str, ...]:
    """Read a list of strings."""
    if not text:
        return ()
    import json  # noqa: PLC0415

    return tuple(json.loads(text))


def mapping_text(values: Mapping[str, object]) -> str | None:
    """Write a mapping; nothing where it is empty. What others wrote may hold half a character, so it is escaped."""
    if not values:
        return None
    import json  # noqa: PLC0415

    return json.dumps(dict(values), separators=(",", ":"))


def mapping_at(text: str | None) -> Mapping[str, object]:
    """Read a mapping, not to be changed."""
    if not text:
        return NOTHING_EXTRA
    import json  # noqa: PLC0415

    return MappingProxyType(json.loads(text))
