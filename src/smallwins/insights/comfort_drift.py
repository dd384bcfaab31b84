"""comfort-drift: am I sliding into the comfort zone?"""

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
from scipy.stats import theilslopes

from smallwins.insights.columns import UNKNOWN, Columns
from smallwins.insights.decided import values_of, weeks_of
from smallwins.insights.finding import Answer, Direction, Effect, Need, Silent, too_few
from smallwins.insights.trend import trend

ID: Final = "comfort-drift"
WEEKS = 12  # with wins


def ask(columns: Columns) -> list[Answer | Silent]:
    """Look for a trend of the weekly mean stretch over the last twelve weeks with wins: Mann and Kendall's."""
    stretches = values_of(columns.wins.stretches)
    known = stretches != UNKNOWN
    felt, week_of_each, wins = np.unique(weeks_of(columns)[known], return_inverse=True, return_counts=True)
    silent = too_few(
        ID,
        Need(
            len(felt), WEEKS, "week with a win whose stretch is answered", "weeks with a win whose stretch is answered"
        ),
    )
    if silent:
        return [silent]
    sums = np.bincount(week_of_each, weights=stretches[known])
    weeks, means = felt[-WEEKS:].tolist(), (sums / wins)[-WEEKS:].tolist()
    found = trend(weeks, means)
    direction: Direction = "more" if found.tau >= 0 else "less"
    counts = {"weeks": WEEKS, "wins": int(wins[-WEEKS:].sum())}
    return [Answer(ID, direction, counts, found.p, partial(_effect, weeks, means))]


def _effect(weeks: Sequence[int], means: Sequence[float], level: float) -> Effect:
    slope, _, low, high = theilslopes(means, weeks, alpha=level)
    return Effect("change of stretch a week", float(slope), float(low), float(high), level)
