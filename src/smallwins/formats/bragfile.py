"""Bragfile: a bare array of JSON, a TSV with the same header, or its own database."""

from collections.abc import Iterator, Sequence

from smallwins.formats.candidate import WRITTEN_DAY, Draft, Found, Terms
from smallwins.formats.fields import Fields, any_has, drafted, numbered
from smallwins.formats.kinds import guessed
from smallwins.formats.rows import header_of, rows_of
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say

NAME = "bragfile"
OWN = ("title", "description", "tags", "project", "type", "impact", "created_at")


def recognise(source: Source) -> int:
    """Tell how surely this is Bragfile's."""
    if isinstance(source.json, list):
        return 95 if any_has(source.json, "title", "impact", "project", "created_at") else 0
    if _table(source) is not None:
        return 95
    return 95 if set(OWN) <= set(header_of(source)) else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the brags; only the day of writing is known, and it is said to be that."""
    records: Iterator[tuple[str, object]]
    if isinstance(source.json, list):
        records = numbered("", source.json)
    elif (rows := _table(source)) is not None:
        records = numbered("row", list(rows))
    elif set(OWN) <= set(header_of(source)):
        records = rows_of(source)
    else:
        raise ImportFileError("file", say("is neither the JSON nor the TSV nor the database of Bragfile"))

    def draft_of(fields: Fields) -> Draft:
        title = fields.text("title")
        day = fields.written_on(terms.zone, "created_at")
        if day is None:
            raise InputError("created_at", say("is missing"))
        project, kind, impact = fields.text("project"), fields.text("type"), fields.text("impact")
        story = "\n\n".join(part for part in (fields.text("description"), impact) if part)
        tags = [*fields.texts("tags"), *([project] if project else [])]
        guess = guessed(f"{title} {kind}") or "work"
        its_id = fields.text("id")
        extra = {**fields.rest(), "type": kind, "impact": impact}
        # Their ids are small numbers that begin again with each new file, so the time of writing is a part of it.
        name = f"{its_id}@{fields.text('created_at')}" if its_id else ""
        return Draft(title, day, story, name, guess, tags, notes=(WRITTEN_DAY,), extra=extra)

    yield from drafted(NAME, records, draft_of)


def _table(source: Source) -> Sequence[object] | None:
    for rows in source.tables.values():
        if rows and set(OWN) <= set(rows[0]):
            return rows
    return None
