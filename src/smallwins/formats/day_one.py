"""Day One's JSON export: a zip of one JSON file a journal; its entries are Markdown or rich text, each in its zone."""

import json
import re
from collections.abc import Iterator
from datetime import tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from smallwins.formats.candidate import NO_ZONE, Draft, Found, Reject, Terms, local_day
from smallwins.formats.days import day_meant
from smallwins.formats.fields import Fields, any_has, drafted, list_under, refused
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source, stem
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say

NAME = "day-one"
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>])")
MOMENT = re.compile(r"!\[[^\]\n]{0,80}\]\(dayone-moment:[^)\n]{0,80}\)\n?")  # a picture of theirs, which stays behind
STARRED = say("starred there")


def recognise(source: Source) -> int:
    """Tell how surely this is a Day One export."""
    for _, found in source.jsons:
        entries = list_under(found, "entries")
        if entries is not None and isinstance(found, dict) and "metadata" in found:
            return 95 if not entries or any_has(entries, "creationDate") else 0
    return 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read every journal of the export."""
    for name, found in source.jsons:
        if isinstance(found, ImportFileError):
            yield refused(name, found)
            continue
        entries = list_under(found, "entries")
        if entries is None:
            yield Reject(name, say("has no entries"))
            continue
        journal = stem(name) if name.lower().endswith(".json") else ""
        places = ((f"{stem(name)}, entries[{place}]", entry) for place, entry in enumerate(entries))
        yield from drafted(NAME, places, partial(_draft, journal=journal, terms=terms))


def _draft(fields: Fields, journal: str, terms: Terms) -> Draft:
    at = fields.moment("creationDate")
    if at is None:
        raise InputError("creationDate", say("is missing"))
    zone, notes = _zone(fields, terms)
    text = MOMENT.sub("", fields.text("text")) or _rich(fields.text("richText"))
    fields.take("richText")
    plain = ESCAPED.sub(r"\1", text).strip()
    title, _, story = plain.partition("\n")
    if fields.yes("starred"):
        notes.append(STARRED)
    tags = fields.texts("tags")
    return Draft(
        title.lstrip("# ").strip(),
        day_meant(at, zone) if fields.yes("isAllDay") else local_day(at, zone),
        story.strip("\n"),
        id=fields.text("uuid"),
        kind=guessed(title),
        tags=tags,
        notes=notes,
        extra=fields.rest() | ({"journal": journal} if journal else {}),
    )


def _zone(fields: Fields, terms: Terms) -> tuple[tzinfo, list[str]]:
    name = fields.text("timeZone").replace("\\/", "/")
    try:
        return (ZoneInfo(name), []) if name else (terms.zone, [NO_ZONE])
    except (ValueError, OSError, KeyError):
        return terms.zone, [NO_ZONE]


def _rich(text: str) -> str:
    """Put the pieces of a rich text together."""
    try:
        contents = list_under(json.loads(text), "contents") if text else None
    except (ValueError, RecursionError):
        raise InputError("richText", say("is not what Day One writes, and there is no plain text")) from None
    return "".join(str(piece.get("text") or "") for piece in contents or () if isinstance(piece, dict))
