"""memos: the JSON of its API (old field names and new), its database, or the zip of Markdown files it once exported."""

import re
from collections.abc import Iterator, Sequence

from smallwins.formats.candidate import WRITTEN_DAY, Draft, Found, LeftOut, Terms
from smallwins.formats.days import moment_of
from smallwins.formats.fields import Fields, drafted, list_under, numbered
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source, stem, text_of
from smallwins.method.errors import ImportFileError, InputError

NAME = "memos"
TAG = re.compile(r"(?<!\S)#([\w/-]+)")
CREATED = ("createTime", "create_time", "createdTs", "created_ts", "displayTime", "displayTs")
DERIVED = ("snippet", "property", "payload", "updateTime", "updatedTs", "updated_ts", "displayTime", "creator")
COMMENT = "is a comment on another memo"


def recognise(source: Source) -> int:
    """Tell how surely this comes from memos."""
    records = _records(source)
    if records:
        first = next((one for one in records if isinstance(one, dict)), {})
        return 90 if "content" in first and any(name in first for name in CREATED) else 0
    if source.tables:
        return 90 if _table(source) is not None else 0
    names = [stem(one.name) for one in source.files if one.name.lower().endswith(".md")]
    return 80 if names and all(moment_of(_colons(name)) for name in names) else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the memos; comments are left out, the archived are said to be so."""
    records = _records(source)
    if records is not None:
        yield from drafted(NAME, numbered("memos", records), lambda fields: _draft(fields, terms))
    elif (rows := _table(source)) is not None:
        yield from drafted(NAME, numbered("memo", rows), lambda fields: _draft(fields, terms))
    elif source.is_folder:
        yield from drafted(NAME, _files(source), lambda fields: _draft(fields, terms))
    else:
        raise ImportFileError("memos", "is missing; this is neither the JSON nor the database nor an export of memos")


def _draft(fields: Fields, terms: Terms) -> Draft | LeftOut:
    if fields.take("parent"):
        return LeftOut("", COMMENT)
    day = fields.day(terms.zone, *CREATED)
    if day is None:
        raise InputError("createTime", "is missing")
    content = fields.text("content").strip()
    title, _, story = content.partition("\n")
    notes = [WRITTEN_DAY]
    if fields.text("state", "rowStatus", "row_status") == "ARCHIVED":
        notes.append("archived there")
    given = fields.take("tags")
    tags = [str(tag) for tag in given] if isinstance(given, list) else []
    return Draft(
        title.lstrip("# ").strip() if title.startswith(("# ", "## ", "### ")) else title.strip(),
        day,
        story.strip("\n"),
        id=fields.text("uid", "name", "id").removeprefix("memos/"),
        kind=guessed(title),
        tags=tags or TAG.findall(content),
        notes=notes,
        extra=fields.rest(*DERIVED),
    )


def _records(source: Source) -> list[object] | None:
    found = source.json
    records = list_under(found, "memos") or (found if isinstance(found, list) else list_under(found, "data"))
    return records if isinstance(records, list) else None


def _table(source: Source) -> list[object] | None:
    rows: Sequence[object] = source.tables.get("memo", ())
    first = rows[0] if rows else {}
    return list(rows) if isinstance(first, dict) and "content" in first and "created_ts" in first else None


def _files(source: Source) -> Iterator[tuple[str, object]]:
    for one in source.files:
        try:
            yield one.name, {"createTime": _colons(stem(one.name)), "content": text_of(one.data)}
        except ImportFileError as error:
            yield one.name, {"createTime": "", "content": "", "problem": error.problem}


def _colons(name: str) -> str:
    """Put back the colons of a time that no file name may have."""
    return re.sub(r"T(\d{2})[-_:](\d{2})[-_:](\d{2})", r"T\1:\2:\3", name)
