"""comfort-drift: am I sliding into the comfort zone?"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import theilslopes

from smallwins.insights.chance import as_wide, witnessed
from smallwins.insights.columns import UNKNOWN, Columns
from smallwins.insights.decided import values_of, weeks_of
from smallwins.insights.finding import Answer, Direction, Effect, Need, Silent, too_few
from smallwins.insights.trend import trend
from smallwins.method.saying import say_n

ID: Final = "comfort-drift"
WEEKS = 12  # with wins
MOST_ALIKE = 0.9  # one week and the next


def ask(columns: Columns) -> list[Answer | Silent]:
    """Look for a trend of the weekly mean stretch over the last twelve weeks with wins: Mann and Kendall's.

    It must stand out from how this person's stretch swings from week to week anyway.
    """
    stretches = values_of(columns.wins.stretches)
    known = stretches != UNKNOWN
    felt, week_of_each, wins = np.unique(weeks_of(columns)[known], return_inverse=True, return_counts=True)
    silent = too_few(
        ID,
        Need(
            len(felt),
            WEEKS,
            lambda n: say_n(
                "{n} more week with a win whose stretch is answered",
                "{n} more weeks with a win whose stretch is answered",
                n,
            ),
        ),
    )
    if silent:
        return [silent]
    sums = np.bincount(week_of_each, weights=stretches[known])
    means_of_all = sums / wins
    weeks, means = felt[-WEEKS:].tolist(), means_of_all[-WEEKS:].tolist()
    found = trend(weeks, means)

    def swing() -> float:
        return _swing(means_of_all[:-WEEKS])

    p = witnessed(found.p, swing)
    direction: Direction = "more" if found.tau >= 0 else "less"
    counts = {"weeks": WEEKS, "wins": int(wins[-WEEKS:].sum())}
    return [Answer(ID, direction, counts, p, lambda level: as_wide(_effect(weeks, means, level), swing()))]


def _swing(before: NDArray[np.float64]) -> float:
    """Return how many times more the weeks before vary together than weeks that have nothing to do with each other.

    A mood lasts for weeks, so that a week is much like the one before.
    """
    if len(before) < WEEKS or not np.ptp(before):
        return 1.0
    rests = before - before.mean()
    alike = min(max(float(rests[1:] @ rests[:-1] / (rests @ rests)), 0.0), MOST_ALIKE)
    return (1 + alike) / (1 - alike)


def _effect(weeks: Sequence[int], means: Sequence[float], level: float) -> Effect:
    slope, _, low, high = theilslopes(means, weeks, alpha=level)
    return Effect("change of stretch a week", float(slope), float(low), float(high), level)  # unsaid: its name
