"""A plain brag document: headings for sections, bullets for wins, headings such as March 2026 for their time."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date
from typing import NamedTuple

from smallwins.formats.candidate import NO_DAY, Draft, Found, LeftOut, Terms, made
from smallwins.formats.days import day_of, month_of, order_of
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say, say_number

NAME = "brag-document"
HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(\S.*)$|^(?=\S)([^\W\d]{3,12}\.? \d{4}):?$")
BULLET = re.compile(r"^(\s{0,3})(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)$")
NESTED = re.compile(r"^(?:\t|\s{2,})\S")
LEAD = re.compile(r"^\(?\**((?:\d|[^\W\d]{3,9}\.? \d)[\w ,./-]{5,20}?)\**\)?\s*(?:[:–—-])\s+(?=\S)")
TRAIL = re.compile(r"\s\((\d{1,2} [^\W\d]{3,9} \d{4})\)$")  # as our own documents end a line
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
NEXT = "What comes next"  # unsaid: a heading of our own documents; of our own documents
TAG = re.compile(r"(?<!\S)#([^\W\d][\w/-]*)")
YEAR = re.compile(r"(?:19|20)\d{2}")
ONLY_MONTH = say("only the month is known")
NO_BULLET = say("is prose, not a bullet")
WORD = re.compile(r"\w")
ONLY_YEAR = say("only the year is known")


class Place(NamedTuple):
    """Where one is in the document: the section, and the time that its headings name."""

    section: str = ""
    level: int = 0  # of the heading that named the time
    since: date | None = None
    note: str = NO_DAY


def recognise(source: Source) -> int:
    """Tell how surely this is a document with wins in bullets."""
    lines = (source.text or "").split("\n", 400)[:400]
    bullets = sum(1 for line in lines if BULLET.match(line))
    headings = sum(1 for line in lines if HEADING.match(line))
    return 0 if not bullets else 12 if headings else 5


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read bullet after bullet; what is indented below one belongs to it."""
    place, number = Place(), 0
    bullet: list[str] = []
    prose: list[tuple[int, str]] = []
    lines = (source.text or "").split("\n")
    if not any(BULLET.match(line) for line in lines):
        raise ImportFileError("file", say("has no bullets (lines that begin with - or *), and each would be a win"))
    if terms.day_first is None:
        leads = (lead[1] for line in lines if (found := BULLET.match(line)) and (lead := LEAD.match(found[2].strip())))
        terms = terms._replace(day_first=order_of(leads))
    for at, line in enumerate(lines, 1):
        heading, found = HEADING.match(line), BULLET.match(line)
        inside = bool(bullet) and not heading and (NESTED.match(line) or (not found and line.strip()))
        if inside:
            bullet.append(line)
        elif heading or found:
            if bullet:
                yield _one(number, bullet, place, terms)
            bullet, number = ([found[2]], at) if found and not heading else ([], at)
            place = _moved(place, heading) if heading else place
        else:
            prose.append((at, line))
    if bullet:
        yield _one(number, bullet, place, terms)
    yield from prose_in(prose, NO_BULLET)


def prose_in(lines: Iterable[tuple[int, str]], reason: str) -> Iterator[LeftOut]:
    """Leave out the paragraphs of these lines, each named by its first; a line without a word in it is none."""
    before = -1
    for at, line in lines:
        if WORD.search(line):
            if at != before + 1:
                yield LeftOut(say("line {line}", line=say_number(at)), reason)
            before = at


def _one(number: int, lines: list[str], place: Place, terms: Terms) -> Found:
    if place.section == NEXT:
        return LeftOut(say("line {line}", line=say_number(number)), say("is planned, and has not happened yet"))
    return _win(number, lines, place, terms)


def _moved(place: Place, heading: re.Match[str]) -> Place:
    level, words = len(heading[1] or "##"), (heading[2] or heading[3]).rstrip(" #").rstrip(":")
    if month := month_of(words):
        return Place(place.section, level, month, ONLY_MONTH)
    if YEAR.fullmatch(words):
        return Place("", level, date(int(words), 1, 1), ONLY_YEAR)
    try:
        return Place(place.section, level, day_of(words, UTC), "")
    except InputError:
        return Place(words, place.level, place.since, place.note) if level > place.level else Place(words)


def _win(number: int, lines: list[str], place: Place, terms: Terms) -> Found:
    at = say("line {line}", line=say_number(number))
    first = lines[0].strip()
    day, note = place.since, place.note
    try:
        if lead := LEAD.match(first):
            day, note = day_of(lead[1], terms.zone, day_first=terms.day_first), ""
            first = first[lead.end() :]
        elif trail := TRAIL.search(first):
            day, note = day_of(trail[1], terms.zone), ""
            first = first[: trail.start()]
    except InputError as error:
        if error.field == "day_first":
            raise  # a question about the whole file, for the person
    first = ESCAPED.sub(r"\1", first)
    story = "\n".join(line.strip() if len(lines) == 2 else line.removeprefix("  ") for line in lines[1:])
    tags = [*TAG.findall(first), *([place.section] if place.section and len(place.section) <= 40 else [])]
    notes = (note,) if note else ()
    return made(NAME, at, Draft(first, day or terms.today, story, kind=guessed(first), tags=tags, notes=notes))
