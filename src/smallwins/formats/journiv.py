"""Journiv's export: a zip with one JSON of journals and their entries, each with its own zone."""

from collections.abc import Iterator, Mapping
from datetime import UTC, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from smallwins.formats.candidate import ARCHIVED, NO_ZONE, Draft, Found, LeftOut, Reject, Terms, local_day
from smallwins.formats.fields import Fields, drafted, left_beside, list_under, numbered, refused
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say

NAME = "journiv"
DROPPED = ("word_count",)  # anybody can count them again
MOOD = say("is what a mood is called, not an entry")


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
                yield Reject(at, say("has no entries"))
                continue
            about = (
                {key: value for key, value in journal.items() if key != "entries"} if isinstance(journal, dict) else {}
            )
            places = ((f"{at}.{place}", entry) for place, entry in numbered("entries", entries))
            yield from drafted(NAME, places, partial(_draft, terms=terms, journal=about))
        yield from (
            LeftOut(at, MOOD) for at, _ in numbered("mood_definitions", list_under(found, "mood_definitions") or [])
        )
        yield from left_beside(found, "journals", "mood_definitions")


def _draft(fields: Fields, terms: Terms, journal: Mapping[str, object]) -> Draft:
    named = fields.text("entry_timezone")
    zone = _zone(named)
    day, at = fields.day(zone or terms.zone, "entry_date"), fields.moment("entry_datetime_utc")
    if day is None and at is not None:
        # What they call UTC is meant as such, also where it does not say so.
        day = local_day(at if at.tzinfo else at.replace(tzinfo=UTC), zone or terms.zone)
    day = day or fields.written_on(zone or terms.zone, "created_at")
    if day is None:
        raise InputError("entry_date", say("is missing"))
    title, content = fields.text("title"), fields.text("content")
    return Draft(
        title,
        day,
        content,
        id=fields.text("external_id", "id"),
        kind=guessed(title or content),
        tags=fields.texts("tags"),
        notes=[*([] if zone else [NO_ZONE]), *([ARCHIVED] if journal.get("is_archived") is True else [])],
        extra=fields.rest(*DROPPED)
        | {"journal": journal, "entry_timezone": named, "entry_datetime_utc": at and at.isoformat()},
    )


def _journals(found: object) -> list[object] | None:
    return list_under(found, "journals") if isinstance(found, dict) and "export_version" in found else None


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None
