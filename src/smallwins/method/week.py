"""ISO weeks, Monday to Sunday, counted in the person's own local days (METHOD section 5)."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from smallwins.method.errors import InputError
from smallwins.method.saying import say

_SIX_DAYS = timedelta(days=6)
FRIDAY = 5  # ISO weekday, the review day unless the person chooses another


class Week(NamedTuple):
    """One ISO week; the ISO year is not always the calendar's."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day of the week; the calendar ends on a Friday, and its last week with it."""
        monday = self.monday
        return monday + min(_SIX_DAYS, date.max - monday)

    @property
    def ordinal(self) -> int:
        """The number of the week since Monday, 1 January of the year 1; one more each week, across years."""
        return (date.fromisocalendar(self.year, self.number, 1).toordinal() - 1) // 7

    def plus(self, weeks: int) -> "Week":
        """Return the week that lies so many weeks later (or earlier), or raise InputError beyond the calendar."""
        try:
            return week_of(self.monday + timedelta(weeks=weeks))
        except OverflowError:
            raise InputError("week", say("lies beyond the years 1 to 9999")) from None

    def has(self, day: date) -> bool:
        """Tell whether a day lies in the week."""
        return self.monday <= day <= self.sunday


def ordinal_of(day: date) -> int:
    """Number the week of a day, as Week.ordinal does."""
    return (day.toordinal() - 1) // 7


def week_of(day: date) -> Week:
    """Return the ISO week that a local day lies in."""
    year, number, _ = day.isocalendar()
    return Week(year, number)


@lru_cache(maxsize=2048)
def at_ordinal(ordinal: int) -> Week:
    """Return the week of that ordinal."""
    return week_of(date.fromordinal(ordinal * 7 + 1))


def parse(text: str) -> Week:
    """Read "2026-W47", or raise InputError."""
    match = re.fullmatch(r"([0-9]{4})-W([0-9]{2})", text)
    try:
        week = Week(int(match[1]), int(match[2])) if match else None
        if week:
            _ = week.monday
    except ValueError:
        week = None
    if week is None:
        raise InputError("week", say("{text} is not a week such as 2026-W47", text=repr(text)))
    return week
