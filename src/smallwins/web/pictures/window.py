"""The stretch of weeks that pictures over time show: a year at most, with the way to what lies before and after."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from smallwins.method.days import short_day
from smallwins.method.errors import InputError
from smallwins.method.week import Week, at_ordinal, parse
from smallwins.web.pictures.paper import Label, at, inside

YEAR = 52
SHORTEST = 12  # weeks, so that a young journal is not drawn out over the whole width


_week = attrgetter("week")


class _HasWeek(Protocol):
    @property
    def week(self) -> Week: ...


_OfAWeek = TypeVar("_OfAWeek", bound=_HasWeek)


class Window(NamedTuple):
    """Weeks from the first to the last, by Week.ordinal."""

    first: int
    last: int
    earlier: Week | None = None  # the last week of the window before, where there is something in it
    later: Week | None = None

    def cut(self, facts: Sequence[_OfAWeek]) -> Sequence[_OfAWeek]:
        """Return the facts of the weeks that are shown, of facts with the oldest week first."""
        return facts[
            bisect_left(facts, at_ordinal(self.first), key=_week) : bisect_right(
                facts, at_ordinal(self.last), key=_week
            )
        ]

    def so_far(self, facts: Sequence[_OfAWeek]) -> Sequence[_OfAWeek]:
        """Return the facts up to the last week that is shown."""
        return facts[: bisect_right(facts, at_ordinal(self.last), key=_week)]

    @staticmethod
    @lru_cache(maxsize=4 * YEAR)
    def said(week: int) -> str:
        """Name a week by its Monday, as tables do: 16 Nov 2026."""
        monday = at_ordinal(week).monday
        return f"{short_day(monday)} {monday.year}"

    @property
    def weeks(self) -> range:
        """Every week that is shown."""
        return range(self.first, self.last + 1)


class Axis(NamedTuple):
    """Weeks from left to right."""

    window: Window
    left: float
    right: float

    @property
    def column(self) -> float:
        """How wide a week is."""
        return (self.right - self.left) / (self.window.last - self.window.first + 1)

    def middle(self, week: int) -> float:
        """Return where the middle of a week stands."""
        return at(self.left + (week - self.window.first + 0.5) * self.column)

    def months(self, y: float) -> list[Label]:
        """Name the months below, as many as have room; January carries its year."""
        return [label._replace(y=y) for label in _months(self)]


@lru_cache(maxsize=8)  # the pictures of a page stand over the same weeks
def _months(axis: Axis) -> list[Label]:
    starts = []
    for week in axis.window.weeks:
        thursday = at_ordinal(week).monday + timedelta(days=3)
        if thursday.day <= 7:
            starts.append((week, thursday))
    for every in (1, 2, 3, 6, 12):
        labels = [
            inside(Label(f"{day.year}" if day.month == 1 else f"{day:%b}", axis.middle(week), 0, "middle", "when"))
            for week, day in starts
            if (day.month - 1) % every == 0
        ]
        if all(one.box.right + 4 <= other.box.left for one, other in pairwise(labels)):
            return labels
    return []


def window_of(first: int | None, this: Week, asked: str = "") -> Window:
    """Return the window that ends with the week asked for, else with this one; `first` is the journal's first week."""
    begun = min(this.ordinal if first is None else first, this.ordinal)
    last = min(max(_asked(asked, this).ordinal, begun + SHORTEST - 1), this.ordinal)
    opens = max(last - YEAR + 1, min(begun, last - SHORTEST + 1), 0)
    return Window(
        opens,
        last,
        at_ordinal(opens - 1) if opens > begun else None,
        at_ordinal(min(last + YEAR, this.ordinal)) if last < this.ordinal else None,
    )


def _asked(text: str, this: Week) -> Week:
    try:
        return parse(text) if text else this
    except InputError:
        return this
