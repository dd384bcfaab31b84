"""A calendar file (.ics): past interviews, coffees, talks, calls; what repeats, as often as it took place."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from smallwins.formats.candidate import Draft, Found, LeftOut, Reject, Terms, made
from smallwins.formats.kinds import guessed
from smallwins.formats.repeats import days_of, rule_of
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError
from smallwins.method.saying import say, say_number
from smallwins.method.win import PRIVATE

NAME = "ics"
WANTED = ("conversation", "speaking", "learning", "application", "recognition", "role")
AT_ONCE = 200  # events read together, so that one that cannot be read spoils no other
UNREADABLE = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError,
    OSError,  # a zone that is a folder of zones, such as America
)  # fmt: skip
MOST_OF_ONE = 200  # occurrences of one event, the last ones: a day of each week for nearly four years
EARLIER = say("is an earlier time of what repeats, of which the last {most} come in", most=MOST_OF_ONE)
NOT_YET = say("has not come yet")
NO_DAY_LEFT = say("took place on none of its own days: each was taken out or moved")
NO_WIN = say("does not look like an interview, a coffee, a talk, a call or a course")
READ = {
    *("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS"),
    *("DTSTART", "DTSTAMP", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
}
CANCELLED = say("was cancelled")
REPEATS_ODDLY = say("repeats by a rule that is not read; this is the first time")


class Event(NamedTuple):
    """An event as far as it matters here."""

    place: str
    uid: str
    title: str
    day: date
    story: str
    cancelled: bool
    private: bool
    rule: Mapping[str, Any] | None
    until: date | None
    besides: tuple[date, ...]
    without: tuple[date, ...]
    replaces: date | None
    also: Mapping[str, object]


def recognise(source: Source) -> int:
    """Tell how surely this is a calendar."""
    return 95 if source.head().lstrip()[:15].upper() == "BEGIN:VCALENDAR" else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the events that have taken place and look like steps; all others are counted."""
    text = source.text or ""
    events: list[Event] = []
    seen = False
    for one in _events(text, terms.zone):
        seen = True
        if isinstance(one, Event):
            events.append(one)
        else:
            yield one
    if not seen:
        raise ImportFileError("file", say("is a calendar without an event in it"))
    moved: set[tuple[str, date | None]] = {(one.uid, one.replaces) for one in events if one.replaces}
    for event in events:
        yield from _found(event, terms, moved)


def _found(event: Event, terms: Terms, moved: set[tuple[str, date | None]]) -> Iterator[Found]:
    kind = guessed(event.title)
    if event.cancelled:
        yield LeftOut(event.place, CANCELLED)
    elif kind not in WANTED:
        yield LeftOut(event.place, NO_WIN)
    else:
        days, note = _days(event, terms.today)
        if event.replaces is None:  # a moved one may well be on the very day that it replaces
            days = [day for day in days if (event.uid, day) not in moved]
        if not days:
            yield LeftOut(event.place, NOT_YET if event.day > terms.today else NO_DAY_LEFT)
        yield from (LeftOut(say("{place}, {day}", place=event.place, day=day), EARLIER) for day in days[:-MOST_OF_ONE])
        for day in days[-MOST_OF_ONE:]:
            notes = (*note, PRIVATE) if event.private else note
            its_id = f"{event.uid}@{event.replaces or day}" if event.uid else ""
            yield made(
                NAME, event.place, Draft(event.title, day, event.story, its_id, kind, notes=notes, extra=event.also)
            )


def _days(event: Event, today: date) -> tuple[list[date], tuple[str, ...]]:
    """Return the days on which it took place, up to today."""
    if event.rule is None:
        days = {event.day, *event.besides} - set(event.without)
        return sorted(day for day in days if day <= today), ()
    rule = rule_of(event.rule, event.until)
    if rule is None:
        return ([event.day] if event.day <= today else []), (REPEATS_ODDLY,)
    days = {*days_of(rule, event.day, today), *event.besides} - set(event.without)
    return sorted(day for day in days if day <= today), ()


def _events(text: str, zone: tzinfo) -> Iterator[Event | Reject]:
    zones = "\n".join(lines for _, lines in _blocks(text, "VTIMEZONE"))
    waiting: list[tuple[int, str]] = []
    for block in _blocks(text, "VEVENT"):
        waiting.append(block)
        if len(waiting) == AT_ONCE:
            yield from _several(waiting, zones, zone)
            waiting = []
    if waiting:
        yield from _several(waiting, zones, zone)


def _blocks(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Go through the blocks of a kind, each with its first line's number; one that never ends is none."""
    began, lines = 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        plain = line.rstrip().upper()
        if plain == f"BEGIN:{name}":
            began, lines = number, []
        if began:
            lines.append(line)
        if plain == f"END:{name}" and began:
            yield began, "\n".join(lines)
            began = 0


def _several(events: list[tuple[int, str]], zones: str, zone: tzinfo) -> Iterator[Event | Reject]:
    from icalendar import Calendar  # noqa: PLC0415 - few imports are of a calendar

    wrapped = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", zones, *(event for _, event in events), "END:VCALENDAR"])
    try:
        components = Calendar.from_ical(wrapped).walk("VEVENT")
    except UNREADABLE:
        components = []
    if len(components) != len(events):
        if len(events) == 1:
            yield Reject(say("line {line}", line=say_number(events[0][0])), say("is an event that cannot be read"))
            return
        for event in events:
            yield from _several([event], zones, zone)
        return
    for (line, _), component in zip(events, components, strict=True):
        yield _event(say("line {line}", line=say_number(line)), component, zone)


def _event(place: str, component: Any, zone: tzinfo) -> Event | Reject:  # noqa: ANN401 - icalendar's own
    try:
        start = component.get("DTSTART")
        if start is None:
            return Reject(place, say("has no day on which it begins"))
        rule = component.get("RRULE")
        until = (rule.get("UNTIL") or [None])[0] if rule is not None else None
        place_there = str(component.get("LOCATION") or "").strip()
        told = [str(component.get("DESCRIPTION") or "").strip(), place_there]
        replaces = component.get("RECURRENCE-ID")
        return Event(
            place,
            str(component.get("UID") or ""),
            str(component.get("SUMMARY") or ""),
            _day(start.dt, zone),
            "\n\n".join(part for part in told if part),
            str(component.get("STATUS") or "").upper() == "CANCELLED",
            str(component.get("CLASS") or "").upper() in {"PRIVATE", "CONFIDENTIAL"},
            None if rule is None else {str(name): _list(values) for name, values in rule.items()},
            None if until is None else _day(until, zone),
            tuple(_dates(component.get("RDATE"), zone)),
            tuple(_dates(component.get("EXDATE"), zone)),
            None if replaces is None else _day(replaces.dt, zone),
            {str(name): _told(value) for name, value in component.items() if name not in READ},
        )
    except UNREADABLE:
        return Reject(place, say("has a day or time that cannot be read"))


def _day(at: object, zone: tzinfo) -> date:
    """Return the day it was where it took place; a time in UTC has lost that, so the person's own counts."""
    if isinstance(at, tuple):  # a period: its beginning
        at = at[0]
    if isinstance(at, datetime):
        in_utc = at.tzinfo is not None and at.utcoffset() == timedelta() and str(at.tzinfo) in ("UTC", "Etc/UTC")
        return at.replace(tzinfo=UTC).astimezone(zone).date() if in_utc else at.date()
    if isinstance(at, date):
        return at
    raise ValueError("no day")  # unsaid: for developers


def _told(value: Any) -> list[str]:  # noqa: ANN401 - icalendar's own
    return [one.to_ical().decode(errors="replace") if hasattr(one, "to_ical") else str(one) for one in _list(value)]


def _dates(given: Any, zone: tzinfo) -> Iterator[date]:  # noqa: ANN401 - icalendar's own
    for several in _list(given) if given is not None else ():
        for one in several.dts:
            yield _day(one.dt, zone)


def _list(values: Any) -> list[Any]:  # noqa: ANN401 - icalendar's own
    return list(values) if isinstance(values, list | tuple) else [values]
