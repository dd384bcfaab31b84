"""Days as they are said: Thursday, 19 Nov, 16–22 November, 5 weeks ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallwins.method.saying import Said, made, say, say_n

if TYPE_CHECKING:
    from datetime import date, datetime

WEEKDAYS = (
    say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"), say("Sunday"),
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Dated(Said):
    """A day in words. Its template is a skeleton of Unicode's CLDR (yMMMMd), its value the day."""

    __slots__ = ()


class Spanned(Said):
    """Two days in words, from the first to the last."""

    __slots__ = ()


def say_day(on: date, text: str, skeleton: str) -> Said:
    """Say a day: in English by a text that was made of it, elsewhere by a skeleton of CLDR, such as MMMMd."""
    return made(Dated, text, skeleton, {"on": on})


def weekday(on: date) -> Said:
    """Thursday."""
    return say_day(on, WEEKDAYS[on.weekday()], "cccc")


def short_day(on: date) -> Said:
    """19 Nov."""
    return say_day(on, f"{on.day} {MONTHS[on.month - 1][:3]}", "MMMd")


def long_day(on: date) -> Said:
    """Thursday 19 November."""
    return say_day(on, f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}", "MMMMEEEEd")


def day_of_year(on: date) -> Said:
    """19 November."""
    return say_day(on, f"{on.day} {MONTHS[on.month - 1]}", "MMMMd")


def whole_day(on: date) -> Said:
    """Thursday 19 November 2026."""
    return say_day(on, f"{long_day(on)} {on.year}", "yMMMMEEEEd")


def full_day(on: date) -> Said:
    """19 November 2026."""
    return say_day(on, f"{on.day} {MONTHS[on.month - 1]} {on.year}", "yMMMMd")


def moment(at: datetime) -> Said:
    """19 November 2026, 14:05."""
    return say_day(at, f"{full_day(at.date())}, {at:%H:%M}", "yMMMMdHm")


def span(first: date, last: date) -> Said:
    """16–22 November, or 28 September – 4 October, with the years where they differ."""
    if first.year != last.year:
        text = f"{full_day(first)} – {full_day(last)}"
    elif first.month != last.month:
        text = f"{first.day} {MONTHS[first.month - 1]} – {last.day} {MONTHS[last.month - 1]}"
    else:
        text = f"{first.day}–{last.day} {MONTHS[last.month - 1]}"
    return made(Spanned, text, "", {"first": first, "last": last})


def ago(on: date, today: date) -> Said:
    """Say how long ago a day was: today, yesterday, 9 days ago, 5 weeks ago, 8 months ago, 2 years ago."""
    days = (today - on).days
    if days < 0:
        return say("on {day}", day=short_day(on))
    if days < 2:
        return (say("today"), say("yesterday"))[days]
    if days >= 2 * 365:
        return say_n("{n} year ago", "{n} years ago", days // 365)
    if days >= 2 * 30:
        return say_n("{n} month ago", "{n} months ago", days // 30)
    if days >= 2 * 7:
        return say_n("{n} week ago", "{n} weeks ago", days // 7)
    return say_n("{n} day ago", "{n} days ago", days)


def due(on: date, today: date) -> Said:
    """Say when something is due: a weekday within the week to come, else the day."""
    days = (on - today).days
    if days in (0, 1):
        return (say("today"), say("tomorrow"))[days]
    return say_day(on, WEEKDAYS[on.weekday()][:3], "ccc") if 1 < days < 7 else short_day(on)
