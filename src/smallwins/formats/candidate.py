"""What comes out of another program's file: things that may become wins, and records that could not be read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple

from smallwins.formats.fitting import fitting
from smallwins.method.errors import InputError
from smallwins.method.goal import Goal
from smallwins.method.saying import say
from smallwins.method.texts import check_prose
from smallwins.method.win import KINDS, NOTHING_EXTRA, TAG_LIMIT, TITLE_LIMIT, Kind

NO_DAY = say("no day was given")
WRITTEN_DAY = say("the day it was written down")
NO_ZONE = say("no time zone was given")
ARCHIVED = say("archived there")
TAG_SYMBOLS = "@#"
SUMMARY = 120  # characters of a title cut out of a longer text
MOST_TAGS = 50
NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


class Candidate(NamedTuple):
    """Something that may become a win; unjudged, and not one before a person says so."""

    key: str  # format:id, or format:hash of what it says; the same file brings the same keys each time
    place: str  # where it stands in its source
    title: str
    happened_on: date  # the local day it had there
    story: str | None = None
    kind: Kind | None = None  # a guess
    tags: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()  # titles; what they are to the person's own goals, the person says
    notes: tuple[str, ...] = ()  # what is uncertain about it, for people
    extra: Mapping[str, object] = NOTHING_EXTRA  # what its source says besides


class Reject(NamedTuple):
    """A record that could not be read: where it stands, and why."""

    place: str
    reason: str


class LeftOut(NamedTuple):
    """A record that is no step by what its source says: left out on purpose, and counted by its reason."""

    place: str
    reason: str


class Advice(NamedTuple):
    """What a person should know of a file as a whole, and what to do about it."""

    words: str


class FoundGoal(NamedTuple):
    """A goal that a journal of ours held, as it was written out: it comes in as it is, where it is not here yet."""

    place: str
    goal: Goal


class Terms(NamedTuple):
    """What reading a file depends on besides the file: the person's days and what they said of the columns."""

    today: date
    zone: tzinfo = UTC
    columns: Mapping[str, str] = NO_COLUMNS
    day_first: bool | None = None  # 03/04: the third of April, or the fourth of March; None: not said
    tag_symbols: str = TAG_SYMBOLS  # of jrnl: the signs that begin a tag


Found = Candidate | Reject | LeftOut | Advice | FoundGoal


class Draft(NamedTuple):
    """A record as a reader found it, before it is known to be fit for a journal."""

    title: str
    happened_on: date
    story: str = ""
    id: str = ""
    kind: str | None = None
    tags: Iterable[str] = ()
    goals: Iterable[str] = ()
    notes: Sequence[str] = ()
    extra: Mapping[str, object] = NOTHING_EXTRA
    keeps_empty: bool = False  # what its source left empty is kept as such, for it goes out there again


def made(format_name: str, place: str, draft: Draft) -> Found:
    """Make a candidate of what a reader found, or a reject that says what is wrong with it."""
    title, story = _parted(draft.title, draft.story.strip("\n\r"))
    if not title:
        return Reject(place, say("has no words in it"))
    try:
        check_prose("title", title)
        check_prose("text", story)
        tags = _labels("tags", draft.tags)
        goals = _labels("goals", draft.goals, TITLE_LIMIT)
    except InputError as error:
        return Reject(place, say("{field} {problem}", field=error.field, problem=error.problem))
    kind = next((one for one in KINDS if one == draft.kind), None)
    extra = fitting(draft.extra, empty=draft.keeps_empty)
    notes = tuple(dict.fromkeys(draft.notes))
    day = "" if NO_DAY in notes else draft.happened_on.isoformat()
    name = draft.id or digest(day, title, story)
    key = f"{format_name}:{name}" if len(name) <= TITLE_LIMIT else f"{format_name}:{digest(name)}"
    return Candidate(key, place, title, draft.happened_on, story or None, kind, tags, goals, notes, extra)


def told_apart(found: Iterable[Found]) -> Iterator[Found]:
    """Give candidates that say the very same a key each, counted in the order of the file."""
    seen: dict[str, int] = {}
    for one in found:
        if not isinstance(one, Candidate):
            yield one
            continue
        seen[one.key] = count = seen.get(one.key, 0) + 1
        yield one if count == 1 else one._replace(key=f"{one.key}#{count}")


def digest(*parts: str) -> str:
    """Return a short name that only the very same words have."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def local_day(at: datetime, zone: tzinfo) -> date:
    """Return the local day of a moment; one without a zone keeps the day it shows."""
    if at.tzinfo is None:
        return at.date()
    try:
        return at.astimezone(zone).date()
    except OverflowError:
        return at.date()


def _parted(title: str, story: str) -> tuple[str, str]:
    """Make one line of the title; what does not fit into it goes before the story, and no word is lost."""
    line = title.strip() if not {"\n", "\r"} & set(title.strip()) else " ".join(title.split())
    if not line:
        first, _, rest = story.strip().partition("\n")
        return (_cut(first.strip()), rest.strip("\n")) if len(first) <= TITLE_LIMIT else (_cut(first), story)
    if len(line) <= TITLE_LIMIT:
        return line, story
    return _cut(line), f"{title.strip()}\n\n{story}".strip()


def _cut(line: str) -> str:
    if len(line) <= TITLE_LIMIT:
        return line
    head, _, _ = line[:SUMMARY].rpartition(" ")
    return (head or line[:SUMMARY]) + " …"


def _labels(field: str, given: Iterable[str], longest: int = TAG_LIMIT) -> tuple[str, ...]:
    labels = tuple(dict.fromkeys(label for one in given if (label := one.strip())))[:MOST_TAGS]
    for label in labels:
        check_prose(field, label)
    return tuple(label if len(label) <= longest else label[: longest - 1] + "…" for label in labels)
