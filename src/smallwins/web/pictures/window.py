"""The stretch of weeks that pictures over time show: a year at most, with the way to what lies before and after."""

from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from smallwins.method.errors import InputError
from smallwins.method.week import Week, at_ordinal, parse
from smallwins.web.pictures.paper import Label, at, inside
from smallwins.web.words import short_day

YEAR = 52
SHORTEST = 12  # weeks, so that a young journal is not drawn out over the whole width


class Window(NamedTuple):
    """Weeks from the first to the last, by Week.ordinal."""

    first: int
    last: int
    earlier: Week | None = None  # the last week of the window before, where there is something in it
    later: Week | None = None

    def has(self, week: Week) -> bool:
        """Tell whether a week is shown."""
        return at_ordinal(self.first) <= week <= at_ordinal(self.last)  # dearer to number each week than to order them

    @staticmethod
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
        return (self.right - self.left) / len(self.window.weeks)

    def middle(self, week: int) -> float:
        """Return where the middle of a week stands."""
        return at(self.left + (week - self.window.first + 0.5) * self.column)

    def months(self, y: float) -> list[Label]:
        """Name the months below, as many as have room; January carries its year."""
        starts = []
        for week in self.window.weeks:
            thursday = at_ordinal(week).monday + timedelta(days=3)
            if thursday.day <= 7:
                starts.append((week, thursday))
        for every in (1, 2, 3, 6, 12):
            labels = [
                inside(Label(f"{day.year}" if day.month == 1 else f"{day:%b}", self.middle(week), y, "middle", "when"))
                for week, day in starts
                if (day.month - 1) % every == 0
            ]
            gaps = pairwise(labels)
            if all(one.box.right + 4 <= other.box.left for one, other in gaps):
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
