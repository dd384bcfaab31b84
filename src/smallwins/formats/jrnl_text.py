"""jrnl's own text: entries that begin with a time in brackets, tags with @ or #, a star at the end of the title."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date
from typing import NamedTuple

from smallwins.formats.candidate import SUMMARY, Draft, Found, Reject, Terms, made
from smallwins.formats.days import MONTHS, day_of
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError

NAME = "jrnl"
ENCRYPTED = "JRNLv3"
HEADER = re.compile(r"^\[([^\]\n]{4,60})\] ?(.*)$", re.MULTILINE)
TAG = re.compile(r"(?<!\S)[@#]([-+*#/\w]+)")
TIME = re.compile(r",?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?$")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
STARRED = "starred there"


def recognise(source: Source) -> int:
    """Tell how surely this is a journal of jrnl's."""
    text = source.head().lstrip()
    if text.startswith(ENCRYPTED):
        return 100
    header = HEADER.match(text)
    return 90 if header and _looks_like_day(header[1]) else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read entry after entry; a bracket that is no time is a part of the text."""
    text = source.text or ""
    if text.startswith(ENCRYPTED):
        raise ImportFileError("file", "is encrypted by jrnl; run `jrnl --decrypt` first, then export the text of it")
    order = terms.day_first
    headers = [found for found in HEADER.finditer(text) if _day(found[1], day_first=order)]
    if not headers:
        raise ImportFileError("file", "has no entry that begins with a time in brackets, as jrnl writes them")
    if text[: headers[0].start()].strip():
        yield Reject("line 1", "stands before the first entry")
    line, counted = 1, 0
    for found, later in zip(headers, [*headers[1:], None], strict=True):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        yield _entry(f"line {line:,}", found, text[found.end() : later.start() if later else len(text)], order)


def _entry(place: str, header: re.Match[str], body: str, order: bool | None) -> Found:
    day = _day(header[1], day_first=order)
    assert day is not None  # only such headers come here
    title = header[2].strip()
    starred = title.endswith(" *")  # a star by itself, or at the end of a word, is what somebody wrote
    title = title.removesuffix(" *").rstrip()
    first, *rest = SENTENCE.split(title, maxsplit=1) if len(title) > SUMMARY else [title]
    story = "\n".join([*rest, body.strip("\n")]).strip("\n")
    tags = [tag.lower() for tag in TAG.findall(f"{title}\n{body}")]
    extra = {"time": found[0].strip(" ,")} if (found := TIME.search(header[1])) else {}
    notes = (STARRED,) if starred else ()
    return made(NAME, place, Draft(first, day, story, kind=guessed(title), tags=tags, notes=notes, extra=extra))


def _day(told: str, *, day_first: bool | None = None) -> date | None:
    """Read what stands in the brackets: a day as jrnl's usual settings write it, with its time or without."""
    told = told.strip()
    day = TIME.sub("", told)
    if not any(sign.isdigit() for sign in day) or not (day[:1].isdigit() or _month_in(day)):
        return None
    try:
        return day_of(day, UTC, day_first=day_first)
    except InputError as error:
        if error.field == "day_first":
            raise
        return None


def _month_in(text: str) -> bool:
    return any(word.strip(".,").lower() in MONTHS for word in text.split())


class Entry(NamedTuple):
    """One entry as jrnl has it."""

    day: date
    title: str
    story: str
    tags: tuple[str, ...]
    time: str = "09:00"  # jrnl's own for an entry with a day alone
    starred: bool = False


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """Write entries as jrnl has them: day, time, title, star, story, and those tags that no word names already."""
    for entry in entries:
        told = {tag.lower() for tag in TAG.findall(f"{entry.title}\n{entry.story}")}
        missing = [f"@{word}" for tag in entry.tags if (word := _word(tag)) and word.lower() not in told]
        lines = [f"[{entry.day} {entry.time}] {entry.title}{' *' if entry.starred else ''}"]
        if entry.story:
            lines.append(_escaped(entry.story))
        if missing:
            lines.append(" ".join(missing))
        yield "\n".join(lines) + "\n\n"


def _escaped(story: str) -> str:
    """Keep a line that would read as the beginning of an entry from being one."""
    return "\n".join(f" {line}" if (found := HEADER.match(line)) and _looks_like_day(found[1]) else line
                     for line in story.split("\n"))  # fmt: skip


def _looks_like_day(told: str) -> bool:
    try:
        return _day(told) is not None
    except InputError:
        return True


def _word(tag: str) -> str:
    return re.sub(r"[^-+*#/\w]+", "-", tag).strip("-")
