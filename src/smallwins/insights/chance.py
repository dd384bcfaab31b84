"""What permutation tests share: how many resamples, from where on they are worth it, and a seed made of the data."""

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

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
