"""When a person is reminded of the week's review: once in each of their weeks, whatever the clocks do."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Literal, NamedTuple

from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.method.week import Week, week_of

USUAL_HOUR = 16
LATE = timedelta(days=2)
"""For so long after its moment a reminder is still sent, where nobody was there to send it."""


class Occasion(NamedTuple):
    """The moment at which a week's review is due to be remembered."""

    week: Week
    at: datetime


class Content(NamedTuple):
    """What a message holds of a week, where its person has switched that on."""

    wins: tuple[str, ...] = ()
    ask: str = ""
    """The title of the win whose door is asked about."""


class DueReminder(NamedTuple):
    """A week whose moment has come; kept or paused, there is nothing to remind of."""

    week: Week
    state: Literal["open", "kept", "paused"]
    content: Content


def checked_hour(hour: int) -> int:
    """Return the hour, or raise InputError where it is none."""
    if hour not in range(24):
        raise InputError("hour", say("not an hour from 0 to 23"))
    return hour


def occasion(week: Week, day: int, hour: int, zone: tzinfo) -> Occasion:
    """Return the one moment of a week at which the clock on the wall shows that hour of that day.

    Where it shows it twice, the first; where it skips it, as much later as it skips, which is still once.
    """
    wall = datetime.combine(week.monday + timedelta(days=day - 1), time(hour), tzinfo=zone)
    return Occasion(week, wall.astimezone(UTC))


def next_occasion(now: datetime, day: int, hour: int, zone: tzinfo) -> Occasion:
    """Return the first occasion after a moment."""
    this = week_of(now.astimezone(zone).date())
    weeks = (this.plus(ahead) for ahead in (-1, 0, 1, 2))
    return next(found for found in (occasion(week, day, hour, zone) for week in weeks) if found.at > now)


def due_occasion(now: datetime, day: int, hour: int, zone: tzinfo, since: datetime) -> Occasion | None:
    """Return the occasion that has just come, if it came after `since`: what came before nobody had asked for."""
    this = week_of(now.astimezone(zone).date())
    for ahead in (1, 0, -1):
        found = occasion(this.plus(ahead), day, hour, zone)
        if found.at <= now:
            return found if found.at > since and now - found.at <= LATE else None
    return None
