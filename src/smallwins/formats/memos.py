"""memos: the JSON of its API (old field names and new), its database, or the zip of Markdown files it once exported."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from smallwins.formats.candidate import (
    ARCHIVED,
    WRITTEN_DAY,
    Advice,
    Draft,
    Found,
    LeftOut,
    Reject,
    Terms,
)
from smallwins.formats.days import moment_of
from smallwins.formats.fields import Fields, drafted, list_under, numbered
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source, stem, text_of
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say
from smallwins.method.win import PRIVATE

NAME = "memos"
TAG = re.compile(r"(?<!\S)#([\w/-]+)")
CREATED = ("createTime", "create_time", "createdTs", "created_ts", "displayTime", "displayTs")
DERIVED = ("snippet",)  # the beginning of its own words
COMMENT = say("is a comment on another memo")
WITH_ITS_MEMO = say("is a comment, which comes with its memo")
HAS_COMMENTS = say("its comments are kept beside it")


class Comments(NamedTuple):
    """Which memo is a comment on which, and what is said there; memos are known by their names."""

    on: Mapping[str, str]
    words: Mapping[str, Sequence[str]]


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
    """Read the memos, a comment with the memo it is on; what is archived or private there is said to be so."""
    records, rows = _records(source), _table(source)
    if records is not None:
        yield from _memos(numbered("memos", records), _comments(records, ()), terms)
        page = source.json.get("nextPageToken") if isinstance(source.json, dict) else None
        if page:
            yield Advice(_more_pages("".join(filter(str.isprintable, str(page)[:200]))))
    elif rows is not None:
        yield from _memos(numbered("memo", rows), _comments(rows, source.tables.get("memo_relation", ())), terms)
    elif source.is_folder:
        for name, record in _files(source):
            yield from [record] if isinstance(record, Reject) else _memos([(name, record)], Comments({}, {}), terms)
    else:
        raise ImportFileError(
            "memos", say("is missing; this is neither the JSON nor the database nor an export of memos")
        )


def _memos(records: Iterable[tuple[str, object]], comments: Comments, terms: Terms) -> Iterator[Found]:
    yield from drafted(NAME, records, lambda fields: _draft(fields, comments, terms))


def _comments(records: Iterable[object], relations: Iterable[object]) -> Comments:
    """Tell comments from memos: by their parent, by a relation of their own, or by the table of relations."""
    memos = {_name(one): one for one in records if isinstance(one, dict)}
    on: dict[str, str] = {}
    for name, one in memos.items():
        if one.get("parent"):
            on[name] = str(one["parent"])
    own = [one for memo in memos.values() for one in list_under(memo, "relations") or []]
    for relation in (*own, *relations):
        if isinstance(relation, dict) and relation.get("type") == "COMMENT":
            comment = _end(relation, "memo", "memo_id")
            on.setdefault(comment, _end(relation, "relatedMemo", "related_memo", "related_memo_id"))
    words: dict[str, list[str]] = {}
    for comment, memo in on.items():
        if comment in memos and memo in memos:
            words.setdefault(memo, []).append(str(memos[comment].get("content") or ""))
    return Comments(on, words)


def _name(memo: Mapping[str, object]) -> str:
    return str(memo.get("name") or memo.get("id") or "")


def _end(relation: Mapping[str, object], *names: str) -> str:
    found = next((relation[name] for name in names if relation.get(name)), "")
    return _name(found) if isinstance(found, dict) else str(found)


def _draft(fields: Fields, comments: Comments, terms: Terms) -> Draft | LeftOut:
    name = _name(fields.rest())
    if name in comments.on:
        return LeftOut("", WITH_ITS_MEMO if comments.on[name] in comments.words else COMMENT)
    day = fields.written_on(terms.zone, *CREATED)
    if day is None:
        raise InputError("createTime", say("is missing"))
    content = fields.text("content").strip()
    title, _, story = content.partition("\n")
    notes: list[str] = [WRITTEN_DAY]
    if fields.text("state", "rowStatus", "row_status") == "ARCHIVED":
        notes.append(ARCHIVED)
    visibility = fields.text("visibility")
    if visibility == "PRIVATE":
        notes.append(PRIVATE)
    said = comments.words.get(name, ())
    if said:
        notes.append(HAS_COMMENTS)
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
        extra={**fields.rest(*DERIVED), "visibility": visibility, "comments": list(said)},
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
            yield one.name, Reject(one.name, say("{field}: {problem}", field="text", problem=error.problem))


def _colons(name: str) -> str:
    """Put back the colons of a time that no file name may have."""
    return re.sub(r"T(\d{2})[-_:](\d{2})[-_:](\d{2})", r"T\1:\2:\3", name)


def _more_pages(token: str) -> str:
    return say(
        "This is one page of memos, and there are more. Ask for the next with the same address and"
        " pageToken={token}, until the answer has no nextPageToken, and bring each page in; or ask for all at once"
        " with a larger pageSize.",
        token=token,
    )
