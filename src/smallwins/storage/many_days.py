"""Days by the thousand, read at once; loaded with the insights alone, as numpy is."""

from array import array
from typing import Final

import numpy as np

LENGTH: Final = len("2026-11-22")
_EPOCH: Final = 719163  # date(1970, 1, 1).toordinal(), where numpy begins to count days


def ordinals_at(text: bytes, each: int = LENGTH) -> "array[int]":
    """Read the days that so many signs of a text each begin with, as date.toordinal counts them.

    A day that the calendar has not is refused.
    """
    signs = np.frombuffer(text, dtype=np.uint8).reshape(-1, each).T[:LENGTH]
    digits = signs.astype(np.int32, order="C") - ord("0")
    thousands, hundreds, tens, ones, _, month_tens, month_ones, _, day_tens, day_ones = digits
    years, months = 1000 * thousands + 100 * hundreds + 10 * tens + ones, 10 * month_tens + month_ones
    month = (12 * (years - 1970) + months - 1).astype("M8[M]")
    day = month.astype("M8[D]") + (10 * day_tens + day_ones - 1)
    written = digits[[0, 1, 2, 3, 5, 6, 8, 9]]
    there = (years > 0) & (months > 0) & (months <= 12) & (day.astype("M8[M]") == month)
    if not (there.all() and ((written >= 0) & (written <= 9)).all() and (signs[[4, 7]] == ord("-")).all()):
        raise ValueError("a day that the calendar has not")  # unsaid: for developers
    return array("i", (day.astype(np.int64) + _EPOCH).astype(np.int32).tobytes())
