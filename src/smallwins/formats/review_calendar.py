"""A calendar to subscribe to: the weekly review, at its hour, in its person's own time zone."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from smallwins.method.reminder import Content
from smallwins.method.saying import say
from smallwins.method.week import Week

TITLE = say("Weekly review")
LENGTH = timedelta(minutes=15)
FRESH_FOR = "PT12H"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class ReviewCalendar(NamedTuple):
    """What the calendar says: when, from which week on, in which weeks not, and where the review opens."""

    uid: str
    url: str
    timezone: str
    day: int  # ISO weekday
    hour: int
    at: datetime
    first: Week
    this: Week
    paused: tuple[Week, ...]
    content: Content = Content()
    """Of this week, where its person has switched that on."""


def written(shown: ReviewCalendar, told: Callable[[str], str] = str) -> bytes:
    """Write the calendar: one event that repeats, and this week's apart where it says more; `told` in a language."""
    calendar = Calendar()
    calendar.add("prodid", "-//smallwins//review//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", told(TITLE))
    calendar.add("refresh-interval;value=duration", FRESH_FOR)
    calendar.add("x-published-ttl", FRESH_FOR)
    every = _event(shown, _at(shown, shown.first), told(TITLE))
    every.add("rrule", {"freq": "weekly", "byday": _DAYS[shown.day - 1]})
    for week in shown.paused:
        if week >= shown.first:
            every.add("exdate", _at(shown, week))
    calendar.add_component(every)
    if shown.content != Content() and shown.this not in shown.paused:
        this = _event(shown, _at(shown, shown.this), told(TITLE))
        this.add("recurrence-id", _at(shown, shown.this))
        this.add("description", _words(shown.content, told))
        calendar.add_component(this)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(shown: ReviewCalendar, at: datetime, title: str) -> Event:
    event = Event()
    event.add("uid", shown.uid)
    event.add("dtstamp", shown.at.astimezone(UTC))
    event.add("summary", title)
    event.add("dtstart", at)
    event.add("duration", LENGTH)
    event.add("url", shown.url)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _at(shown: ReviewCalendar, week: Week) -> datetime:
    # The wall's own time: each calendar knows from the zone's rules which moment that is, as we do.
    zone = UTC if shown.timezone in ("UTC", "Etc/UTC") else ZoneInfo(shown.timezone)
    return datetime.combine(week.monday + timedelta(days=shown.day - 1), time(shown.hour), tzinfo=zone)


def _words(content: Content, told: Callable[[str], str]) -> str:
    lines = [f"- {title}" for title in content.wins]
    if content.ask:
        lines.append(told(say("What door did this one open: {ask}", ask=content.ask)))
    return "\n".join(lines)
