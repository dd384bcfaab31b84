"""gut-calibration: when I called it real on the day, was it?"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from smallwins.insights.columns import EARLY, GUT_REAL, REAL, UNKNOWN, Columns
from smallwins.insights.decided import Flags, days_of, decided, values_of
from smallwins.insights.finding import Answer, Effect, Need, Silent, too_few
from smallwins.insights.moods import times_as_wide
from smallwins.insights.two_by_two import KEPT, chance, counted
from smallwins.method.saying import say_n

ID: Final = "gut-calibration"
CALLED_REAL = 10
CALLED_SHINY = 8


class Share(NamedTuple):
    """How often one call held, with Wilson's interval."""

    held: int
    of: int
    share: float
    low: float
    high: float


class _Called(NamedTuple):
    """The wins with a call on the day that time has judged."""

    real: Flags  # called real, else shiny
    were_real: Flags
    ages: NDArray[np.int64]  # days


def ask(columns: Columns) -> list[Answer | Silent]:
    """Put the call against the verdict that time gave: eight weeks at least; wins that are still early are left out.

    Younger wins are left out, all of them: those whose door has opened already are too often real.
    """
    called = _called(columns)
    table = counted(called.real, called.were_real)
    silent = too_few(
        ID,
        Need(
            table.of,
            CALLED_REAL,
            lambda n: say_n(
                "{n} more win that you called real and that time has judged",
                "{n} more wins that you called real and that time has judged",
                n,
            ),
        ),
        Need(
            table.others_of,
            CALLED_SHINY,
            lambda n: say_n(
                "{n} more win that you called shiny and that time has judged",
                "{n} more wins that you called shiny and that time has judged",
                n,
            ),
        ),
    )
    if silent:
        return [silent]
    counts = {
        "called_real": table.of,
        "were_real": table.yes,
        "called_shiny": table.others_of,
        "were_real_all_the_same": table.others_yes,
    }
    return [Answer(ID, table.direction, counts, chance(table), lambda level: _effect(called, level))]


def held(columns: Columns) -> dict[str, Share]:
    """Return how often each call held, as a fact; a call that was never made is left out."""
    called = _called(columns)
    calls: dict[str, Flags] = {"real": called.real, "shiny": ~called.real}
    return {call: _held(called, its, 0.95) for call, its in calls.items() if its.any()}


def _held(called: _Called, its: Flags, level: float) -> Share:
    """Return how often one call held, with an interval as wide as moods make it.

    A mood lasts for weeks and takes several wins with it: how far their share swings, the weeks themselves tell.
    """
    held = called.were_real[its] == called.real[its]
    found = share(int(held.sum()), len(held), level)
    by = times_as_wide(called.ages[its], lambda stretch: _swing(stretch, held), level)
    low, high = (min(max(found.share + (end - found.share) * by, 0.0), 1.0) for end in (found.low, found.high))
    return found._replace(low=low, high=high)


def _swing(stretch: NDArray[np.int64], held: Flags) -> float:
    """Return how many times more the share of calls that held varies from one stretch to another than chance makes it.

    Where there is but one, or no call differs from the others, nothing tells.
    """
    share = held.mean()
    usual = np.bincount(stretch) * share * (1 - share)
    counts = usual > 0
    if counts.sum() <= 1:
        return 1.0
    off = np.bincount(stretch, held - share)
    return float((off[counts] ** 2 / usual[counts]).sum() / (counts.sum() - 1))


@lru_cache(maxsize=KEPT)
def share(held: int, of: int, level: float) -> Share:
    """Return a share with Wilson's interval."""
    interval = binomtest(held, of).proportion_ci(level, method="wilson")
    return Share(held, of, held / of, float(interval.low), float(interval.high))


def _called(columns: Columns) -> _Called:
    guts, verdicts = values_of(columns.wins.guts), values_of(columns.wins.verdicts)
    known = decided(columns).settled & (guts != UNKNOWN) & (verdicts != EARLY)
    ages = (columns.today.toordinal() - days_of(columns)[known]).astype(np.int64)
    return _Called(guts[known] == GUT_REAL, verdicts[known] == REAL, ages)


def _effect(called: _Called, level: float) -> Effect:
    found = _held(called, called.real, level)
    return Effect("share that was real", found.share, found.low, found.high, level)  # unsaid: its name
