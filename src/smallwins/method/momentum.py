"""Momentum: small steps, repeated; a number a week, its trend, and the stuck check (METHOD section 4)."""

import math
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from smallwins.method.signals.reading import Reading
from smallwins.method.week import Week, at_ordinal

Trend = Literal["rising", "holding", "fading"]

HALVED_AFTER = 4  # weeks after which a step has lost half its push
BAND = 0.10  # a change of more than this, against four weeks before, is a trend
STUCK_WINS = 3
STUCK_WINDOW = timedelta(weeks=4)


class WeekMomentum(NamedTuple):
    """One week of section 4: w(t) = real + steps_done, and M(t), the momentum that the week ends with."""

    week: Week
    real: int
    steps_done: int
    momentum: float


class Momentum(NamedTuple):
    """Section 4 as one value: the weeks asked for, oldest first, and the trend of the last of them."""

    weeks: tuple[WeekMomentum, ...]
    trend: Trend


def by_week(real: Mapping[int, int], steps_done: Mapping[int, int], last: int, weeks: int = 12) -> Momentum:
    """Return so many weeks of momentum up to the last one, from real wins and steps done by Week.ordinal.

    The weeks begin no earlier than the first week that has a count (before it M is 0), and at least one is returned.
    Counts of weeks after the last one are left out.
    """
    counts = {week: real.get(week, 0) + steps_done.get(week, 0) for week in {*real, *steps_done} if week <= last}
    first = max(min(counts, default=last), last - max(weeks, 1) + 1)
    shown = range(first, last + 1)
    values = [*_run(counts, shown)]
    each = map(at_ordinal, shown), _each(real, shown), _each(steps_done, shown), values
    return Momentum(tuple(map(WeekMomentum, *each)), trend(values[-1], momentum_in(counts, last - HALVED_AFTER)))


def _each(counts: Mapping[int, int], weeks: range) -> list[int]:
    return [counts.get(week, 0) for week in weeks]


def momentum_in(counts: Mapping[int, int], week: int) -> float:
    """Return M of a week, from w by Week.ordinal: M(t) = w(t) + M(t-1) · 2^(-1/4)."""
    return math.fsum(count * 2.0 ** ((then - week) / HALVED_AFTER) for then, count in counts.items() if then <= week)


def _run(counts: Mapping[int, int], weeks: range) -> Iterable[float]:
    """Go through M of consecutive weeks: one pass over what came before, then one step a week."""
    value, left = momentum_in(counts, weeks[0]), 2.0 ** (-1 / HALVED_AFTER)
    yield value
    for week in weeks[1:]:
        value = counts.get(week, 0) + value * left
        yield value


def trend(now: float, four_weeks_ago: float) -> Trend:
    """Compare M(t) with M(t-4): rising above +10 %, fading below -10 %, else holding."""
    upper, lower = four_weeks_ago * (1 + BAND), four_weeks_ago * (1 - BAND)
    if math.isclose(now, upper) or math.isclose(now, lower):  # exactly ten per cent is no trend, however it rounds
        return "holding"
    if now > upper:
        return "rising"
    return "fading" if now < lower else "holding"


def stuck_since(today: date) -> date:
    """Return the first day of the four weeks that the stuck check looks at, which end today."""
    return today - min(STUCK_WINDOW - timedelta(days=1), today - date.min)


def stuck(written: Iterable[tuple[date, Reading]], today: date) -> bool:
    """Tell whether to ask if this is moving forward: three wins in the last four weeks, none with momentum yes.

    Each win comes as the local day on which it was written down, and how its momentum reads.
    """
    recent = [reading for day, reading in written if stuck_since(today) <= day <= today]
    return len(recent) >= STUCK_WINS and "yes" not in recent
