"""What the tests share: how many resamples, from where on they are worth it, a seed made of the data, and moods."""

import math
from collections.abc import Callable
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from smallwins.insights.finding import Effect

RESAMPLES = 9999
BATCH = 1000  # of them at a time, so that none asks for much memory
# A chance above this is no finding whatever its last digits are, so its plain estimate is good enough.
UNLIKELY = 0.1


def seed_of(*columns: NDArray[np.generic]) -> int:
    """Make a seed of the data themselves, so that the same journal always gives the same page."""
    seed = 0
    for column in columns:
        seed = crc32(column.tobytes(), seed)
    return seed


def as_wide(effect: Effect, swing: float) -> Effect:
    """Return an effect with its interval as wide as moods make it: as `witnessed`, for the ends of it.

    A ratio is stretched as what it is, by its logarithm; an end that is none stays none.
    """
    by = math.sqrt(max(swing, 1.0))
    value = effect.value
    if by == 1.0 or value is None:
        return effect
    if effect.name == "odds ratio":  # unsaid: its name
        if not value:
            return effect
        ends = (None if end is None else value * (end / value) ** by for end in (effect.low, effect.high))
    else:
        ends = (None if end is None else value + (end - value) * by for end in (effect.low, effect.high))
    low, high = ends
    return effect._replace(low=low, high=high)


def witnessed(p: float, swing: Callable[[], float]) -> float:
    """Return a chance as it is where what was counted swings so many times more than chance alone would make it.

    A mood lasts for weeks and takes many wins with it, so that they are fewer witnesses than they are wins. Less than
    chance is no mood. docs/decisions/moods-are-no-drift.md tells why and where.
    """
    if not 0 < p <= UNLIKELY:
        return p
    return float(2 * norm.sf(norm.isf(p / 2) / math.sqrt(max(swing(), 1.0))))
