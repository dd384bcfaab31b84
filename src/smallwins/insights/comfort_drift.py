"""comfort-drift: am I sliding into the comfort zone?"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import theilslopes

from smallwins.insights.chance import as_wide, witnessed
from smallwins.insights.columns import UNKNOWN, Columns
from smallwins.insights.decided import Bytes, values_of, weeks_of
from smallwins.insights.finding import Answer, Direction, Effect, Need, Silent, too_few
from smallwins.insights.trend import trend
from smallwins.method.saying import say_n

ID: Final = "comfort-drift"
WEEKS = 12  # with wins
MOST_ALIKE = 0.9  # one week and the next
STANDARD_ERROR = 1.0  # of how much they are alike, one over the root of the weeks
LATEST = 2**30  # week


def ask(columns: Columns) -> list[Answer | Silent]:
    """Look for a trend of the weekly mean stretch over the last twelve weeks with wins: Mann and Kendall's.

    It must stand out from how this person's stretch swings from week to week anyway.
    """
    stretches = values_of(columns.wins.stretches)
    known = stretches != UNKNOWN
    felt, wins, sums = _by_week(weeks_of(columns)[known], stretches[known])
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
    means_of_all = sums / wins
    weeks, means = felt[-WEEKS:].tolist(), means_of_all[-WEEKS:].tolist()
    found = trend(weeks, means)

    def swing() -> float:
        return _swing(means_of_all[:-WEEKS])

    def effect(level: float) -> Effect:
        return as_wide(_effect(weeks, means, level), _swing(means_of_all[:-WEEKS], STANDARD_ERROR))

    p = witnessed(found.p, swing)
    direction: Direction = "more" if found.tau >= 0 else "less"
    counts = {"weeks": WEEKS, "wins": int(wins[-WEEKS:].sum())}
    return [Answer(ID, direction, counts, p, effect)]


def _by_week(
    weeks: NDArray[np.int32], stretches: Bytes
) -> tuple[NDArray[np.int64], NDArray[np.intp], NDArray[np.float64]]:
    """Return the weeks that there are, how many wins each has, and what their stretch adds up to."""
    first = int(weeks.min(initial=LATEST))
    wins, sums = np.bincount(weeks - first), np.bincount(weeks - first, stretches.astype(np.float64))
    (there,) = np.nonzero(wins)
    return there.astype(np.int64) + first, wins[there], sums[there].astype(np.float64)


def _swing(before: NDArray[np.float64], safely: float = 0.0) -> float:
    """Return how many times more the weeks before vary together than weeks that have nothing to do with each other.

    A mood lasts for weeks, so that a week is much like the one before. Held against their own mean, few weeks look
    less alike than they are, which Kendall's and Marriott's correction (1954) makes good. How much they are alike is
    itself known only so well: an interval is to be safe by a standard error of it.
    """
    if len(before) < WEEKS or not np.ptp(before):
        return 1.0
    rests = before - before.mean()
    looks_alike = float(rests[1:] @ rests[:-1] / (rests @ rests))
    alike = min(
        max(looks_alike + (1 + 3 * looks_alike) / len(before) + safely / math.sqrt(len(before)), 0.0), MOST_ALIKE
    )
    return (1 + alike) / (1 - alike)


def _effect(weeks: Sequence[int], means: Sequence[float], level: float) -> Effect:
    slope, _, low, high = theilslopes(means, weeks, alpha=level)
    return Effect("change of stretch a week", float(slope), float(low), float(high), level)  # unsaid: its name
