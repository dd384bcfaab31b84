"""Where a win lies: its owner, its day and its short number packed into whole numbers that sort as they do.

A place is owner (17 bits), number (24 bits). A rowid of the search index is owner (17 bits), day (22 bits),
number (24 bits): all of it below 2⁶³, which is what SQLite can count.
"""

from datetime import date

NUMBER_BITS = 24
DAY_BITS = 22
MOST_WINS = 2**NUMBER_BITS - 1
UNLIMITED = 2**62  # as many rows as there are


def place_of(owner: int, number: int) -> int:
    """Return the place of a win among all wins."""
    return owner << NUMBER_BITS | number


def rowid_of(owner: int, day: date, number: int) -> int:
    """Return the place of a win in the search index."""
    return (owner << DAY_BITS | day.toordinal()) << NUMBER_BITS | number


def first_rowid(owner: int, day: date = date.min) -> int:
    """Return the smallest place in the search index that a win of that owner and day, or a later one, can have."""
    return rowid_of(owner, day, 0)


def last_rowid(owner: int, day: date = date.max) -> int:
    """Return the greatest place in the search index that a win of that owner and day, or an earlier one, can have."""
    return rowid_of(owner, day, MOST_WINS)
