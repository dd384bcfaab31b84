"""jrnl's own text: entries that begin with a time in brackets, tags with @ or #, a star at the end of the title."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, timedelta
from typing import NamedTuple

from smallwins.formats.candidate import SUMMARY, TAG_SYMBOLS, Draft, Found, Reject, Terms, digest, made
from smallwins.formats.days import MONTHS, day_of, order_of
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say, say_number

NAME = "jrnl"
ENCRYPTED = "JRNLv3"
HEADER = re.compile(r"^\[([^\]\n]{4,60})\] ?(.*)$", re.MULTILINE)
MOST_SYMBOLS = 10
TIME = re.compile(r",?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?$")
SENTENCE = re.compile(r"[.!?…‼‽⁇⁈⁉⋯﹒﹗]['’\"”]?[\])]*\s+|[！．？｡。]")
AT_TIME = re.compile(r"(?:,|\s+at)?\s+(?:noon|midnight|\d{1,2}(?::\d{2}){0,2}\s*(?:[AaPp]\.?[Mm]\.?)?)$")
DAYS_BACK = {"today": 0, "yesterday": 1}
STARRED = say("starred there")


class Entry(NamedTuple):
    """An entry as it stands in the text."""

    place: str
    told: str  # what its brackets say
    day: date
    line: str
    body: str


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
        raise ImportFileError(
            "file", say("is encrypted by jrnl; run `jrnl --decrypt` first, then export the text of it")
        )
    order = order_of(found[1] for found in HEADER.finditer(text)) if terms.day_first is None else terms.day_first
    headers = [
        (found, day) for found in HEADER.finditer(text) if (day := _day(found[1], day_first=order, today=terms.today))
    ]
    if not headers:
        raise ImportFileError("file", say("has no entry that begins with a time in brackets, as jrnl writes them"))
    if text[: headers[0][0].start()].strip():
        yield Reject(say("line {line}", line=1), say("stands before the first entry"))
    line, counted, tags = 1, 0, tags_of(terms.tag_symbols)
    ends = [*(found.start() for found, _ in headers[1:]), len(text)]
    for (found, day), end in zip(headers, ends, strict=True):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        yield _made(
            tags,
            Entry(
                say("line {line}", line=say_number(line)),
                found[1].strip(),
                day,
                found[2].strip(),
                text[found.end() : end],
            ),
        )


def tags_of(symbols: str) -> re.Pattern[str]:
    """Return what finds the tags that begin with one of these signs, as `tagsymbols` in jrnl's own settings."""
    if len(symbols) > MOST_SYMBOLS or any(sign.isalnum() or sign.isspace() or sign == "_" for sign in symbols):
        raise InputError(
            "tag_symbols",
            say("{symbols} are not the signs that begin a tag, such as @# or &", symbols=repr(symbols[:40])),
        )
    return re.compile(rf"(?<!\S)[{re.escape(symbols or TAG_SYMBOLS)}]([-+*#/\w]+)")


TAG = tags_of(TAG_SYMBOLS)


def _made(tag: re.Pattern[str], entry: Entry) -> Found:
    starred = entry.line.endswith(" *")  # a star by itself, or at the end of a word, is what somebody wrote
    line = entry.line.removesuffix(" *").rstrip()
    # As jrnl has it, the first line is the title, and of an entry that is one line only its first sentence.
    is_parted = (not entry.body and not starred) or len(line) > SUMMARY
    end = found.end() if is_parted and (found := SENTENCE.search(line)) else len(line)
    story = "\n".join([line[end:].strip(), entry.body.strip("\n")]).strip("\n")
    title = line[:end].strip()
    tags = [tag.lower() for tag in tag.findall(f"{line}\n{entry.body}")]
    extra = {"time": found[0].strip(" ,")} if (found := TIME.search(entry.told)) else {}
    notes, name = [STARRED] if starred else [], ""
    if not any(map(str.isdigit, AT_TIME.sub("", entry.told))):
        notes.append(say("“{day}” was counted from the day on which it came in", day=entry.told))
        name = digest(entry.told, title, story)  # its day moves on with the import, and it is the same
    draft = Draft(title, entry.day, story, name, guessed(line), tags, notes=notes, extra=extra)
    return made(NAME, entry.place, draft)


def _day(told: str, *, day_first: bool | None = None, today: date | None = None) -> date | None:
    """Read what stands in the brackets: a day as jrnl's usual settings write it, or as a person types it there."""
    told = told.strip()
    day = TIME.sub("", AT_TIME.sub("", told))
    back = DAYS_BACK.get(day.lower())
    if back is not None:
        return today - timedelta(days=back) if today else date.min
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


def is_time(told: str) -> bool:
    """Tell whether a text can stand as the time in the brackets of an entry, and is nothing more."""
    return len(told.splitlines()) == 1 and TIME.fullmatch(told) is not None


class Written(NamedTuple):
    """What is written of an entry."""

    day: date
    title: str
    story: str
    tags: tuple[str, ...]
    time: str = "09:00"  # jrnl's own for an entry with a day alone
    starred: bool = False


def write(entries: Iterable[Written]) -> Iterator[str]:
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
