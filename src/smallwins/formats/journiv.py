"""Journiv's export: a zip with one JSON of journals and their entries, each with its own zone."""

from collections.abc import Iterator
from datetime import tzinfo
from zoneinfo import ZoneInfo

from smallwins.formats.candidate import Draft, Found, Reject, Terms, local_day
from smallwins.formats.fields import Fields, drafted, list_under, numbered, refused
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError

NAME = "journiv"
DROPPED = ("media", "word_count", "weather", "updated_at", "title", "content")


def recognise(source: Source) -> int:
    """Tell how surely this is an export of Journiv's."""
    return 95 if any(isinstance(found, dict) and _journals(found) is not None for _, found in source.jsons) else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the entries of every journal."""
    for name, found in source.jsons:
        if isinstance(found, ImportFileError):
            yield refused(name, found)
            continue
        for at, journal in numbered("journals", _journals(found) or []):
            entries = list_under(journal, "entries")
            if entries is None:
                yield Reject(at, "has no entries")
                continue
            places = ((f"{at}.{place}", entry) for place, entry in numbered("entries", entries))
            yield from drafted(NAME, places, lambda fields: _draft(fields, terms))


def _draft(fields: Fields, terms: Terms) -> Draft:
    zone = _zone(fields.text("entry_timezone"), terms)
    day = fields.day(zone, "entry_date")
    at = fields.moment("entry_datetime_utc")
    if day is None and at is not None:
        day = local_day(at, zone)
    day = day or fields.day(zone, "created_at")
    if day is None:
        raise InputError("entry_date", "is missing")
    title, content = fields.text("title"), fields.text("content")
    return Draft(
        title,
        day,
        content,
        id=fields.text("external_id", "id"),
        kind=guessed(title or content),
        tags=fields.texts("tags"),
        extra=fields.rest(*DROPPED),
    )


def _journals(found: object) -> list[object] | None:
    return list_under(found, "journals") if isinstance(found, dict) and "export_version" in found else None


def _zone(name: str, terms: Terms) -> tzinfo:
    try:
        return ZoneInfo(name) if name else terms.zone
    except (ValueError, OSError, KeyError):
        return terms.zone
