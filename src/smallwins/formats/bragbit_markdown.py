"""BragBit's Markdown: goals, months, and under each a brag with its date, its impact in quotes and who gave credit."""

import itertools
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from smallwins.formats.brag_document import ONLY_MONTH, TAG, prose_in
from smallwins.formats.bragbit import goals_in
from smallwins.formats.candidate import NO_DAY, Draft, Found, Terms, made
from smallwins.formats.days import day_of, month_of, order_of
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say, say_number

NAME = "bragbit-markdown"
META = re.compile(r"^\*\*([^*\n]{3,40})\*\*((?: · [^·\n]{1,60}){0,4})\s*$")
HEADING = re.compile(r"^(#{1,3})\s+(\S.*)$")  # unsaid: as BragBit writes it
NAMED = re.compile(r"^\*\*(Links|Collaborators|Recognized by|Recognised by):\*\*\s*(.*)$")
TAGS = re.compile(r"^(?:#[^\W\d][\w/-]*\s*)+$")
NO_BRAG = say("is prose, not a brag")
GOALS = "goals & focus areas"  # unsaid: as BragBit writes it


class Around(NamedTuple):
    """What a brag stands in."""

    document: str
    month: date | None
    goals: tuple[str, ...]


def recognise(source: Source) -> int:
    """Tell how surely this is a document of BragBit's: a brag's heading with its date in bold below."""
    lines = [line for line in (source.text or "").split("\n", 600)[:600] if line.strip()]
    pairs = itertools.pairwise(lines)
    return 85 if any(one.startswith("### ") and META.match(two) for one, two in pairs) else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read brag after brag; the goals of the document come along with each."""
    goals: list[str] = []
    document, month, found = "", None, False
    lines_before = itertools.takewhile(lambda line: not HEADING.match(line), (source.text or "").split("\n"))
    prose = list(enumerate(lines_before, 1))
    parts = list(_parts(source.text or ""))
    if terms.day_first is None:
        dates = (meta[1] for _, _, lines in parts for line in lines if (meta := META.match(line)))
        terms = terms._replace(day_first=order_of(dates))
    for place, heading, lines in parts:
        level, words = heading
        if level == 1:
            document = words
            prose += enumerate(lines, place + 1)
        elif level == 2:
            month = month_of(words)
            if words.casefold() == GOALS:
                goals = list(goals_in("\n".join(lines)))
            else:
                prose += enumerate(lines, place + 1)
        else:
            found = True
            yield _brag(
                say("line {line}", line=say_number(place)), words, lines, Around(document, month, tuple(goals)), terms
            )
    if not found:
        raise ImportFileError("file", say("has no brag (a heading with ### and its date in bold below)"))
    yield from prose_in(prose, NO_BRAG)


def _parts(text: str) -> Iterator[tuple[int, tuple[int, str], list[str]]]:
    """Part a text at its headings: the line, the level and words of each, and the lines below it."""
    lines = text.split("\n")
    headings = [(at, found) for at, line in enumerate(lines) if (found := HEADING.match(line))]
    ends = [*(at for at, _ in headings[1:]), len(lines)]
    for (at, found), later in zip(headings, ends, strict=False):  # without a heading there is no part
        yield at + 1, (len(found[1]), found[2].strip()), lines[at + 1 : later]


def _brag(at: str, title: str, lines: list[str], around: Around, terms: Terms) -> Found:
    told = ""
    said: list[str] = []
    about: dict[str, str] = {}
    tags: list[str] = []
    status = ""
    for line in lines:
        meta, named = META.match(line), NAMED.match(line)
        if meta and not told:
            told, rest = meta[1], [part.strip() for part in meta[2].split("·") if part.strip()]
            status = rest.pop() if len(rest) > 1 else ""
            tags += rest
        elif named and named[2]:
            about[named[1]] = named[2].strip()
        elif TAGS.match(line.strip()):
            tags += TAG.findall(line)
        else:
            said.append(line.removeprefix("> "))
    try:
        day, note = day_of(told, terms.zone, day_first=terms.day_first), ""
    except InputError as error:
        if error.field == "day_first":
            raise  # a question about the whole file, for the person
        day, note = (around.month, ONLY_MONTH) if around.month else (terms.today, NO_DAY)
    credit = about.get("Recognized by") or about.get("Recognised by") or ""  # unsaid: as BragBit writes it
    if credit:
        said.append(f"\nRecognised by {credit}.")  # unsaid: joins the story, in the words of the source
    kind = "recognition" if credit else guessed(f"{title} {' '.join(tags)}") or "work"
    notes = [note] if note else []
    if status.casefold() in {"in progress", "in_progress"}:  # unsaid: as BragBit writes it
        notes.append(say("in progress there"))
    named_there = {
        "attribution": credit,
        "collaborators": about.get("Collaborators", ""),  # unsaid: theirs
        "status": status,
    }
    extra = {"document": around.document} | named_there
    story = re.sub(r"\n{3,}", "\n\n", "\n".join(said)).strip()
    return made(NAME, at, Draft(title, day, story, kind=kind, tags=tags, goals=around.goals, notes=notes, extra=extra))
