"""Which wins time has told of, and how (METHOD section 8)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smallwins.insights.columns import EIGHT_WEEKS_OF_DAYS, NO_DOOR, Columns

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]


class Decided(NamedTuple):
    """Of each win, in the order of the columns: whether it is decided, opened a door in time, and is old enough."""

    decided: Flags  # time has told whether it opened a door within eight weeks
    opened: Flags
    settled: Flags  # at least eight weeks old: none of its age was left out


def decided(columns: Columns) -> Decided:
    """Tell of each win whether it opened a door within eight weeks of its day, and whether that can be told yet."""
    days, doors = days_of(columns), np.frombuffer(columns.doors, dtype=np.int32)
    opened = (doors != NO_DOOR) & (doors - days <= EIGHT_WEEKS_OF_DAYS)
    settled = columns.today.toordinal() - days >= EIGHT_WEEKS_OF_DAYS
    return Decided(opened | settled, opened, settled)


def days_of(columns: Columns) -> NDArray[np.int32]:
    """Return the days on which the wins happened, as date.toordinal counts them."""
    return np.frombuffer(columns.wins.days, dtype=np.int32)


def weeks_of(columns: Columns) -> NDArray[np.int32]:
    """Return the weeks in which the wins happened, as week.ordinal_of counts them."""
    return (days_of(columns) - 1) // 7


def values_of(column: bytes) -> Bytes:
    """Return a column of answers as numbers."""
    return np.frombuffer(column, dtype=np.uint8)
