"""How much wider moods make an interval: they last for weeks, and take several wins with them."""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm, t

TOGETHER: Final = (4 * 7, 8 * 7, 12 * 7)  # days whose wins may share a mood
LEAST: Final = 2  # stretches that may differ from the first


def times_as_wide(
    ages: NDArray[np.int64], swing: Callable[[NDArray[np.int64]], float | np.float64], level: float
) -> float:
    """Return how many times as wide an interval is as if each win were a witness of its own.

    How much more than by chance it swings is told by the weeks themselves, put together to stretches. How long a mood
    lasts is not known, so the widest of several lengths counts; and a few stretches of weeks tell little about how
    much they swing, which Student's distribution allows for.
    """
    swings = max(1.0, *(float(swing(ages // days)) for days in TOGETHER))
    stretches, tail = np.count_nonzero(np.bincount(ages // TOGETHER[0])), (1 - level) / 2
    if stretches <= 1:  # nothing tells of moods; all wins are of a few weeks
        return 1.0
    return math.sqrt(swings) * float(t.isf(tail, max(stretches - 1, LEAST)) / norm.isf(tail))
