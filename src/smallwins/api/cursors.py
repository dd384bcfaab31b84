"""Where a list goes on: the place of a win, as one opaque word."""

from datetime import date

from smallwins.journal.ports import Cursor
from smallwins.method.errors import InputError

DIGITS = 15  # more than any journal has wins, fewer than a database minds


def written(cursor: Cursor | None) -> str | None:
    """Write where the next page begins."""
    return None if cursor is None else f"{cursor.happened_on.isoformat().replace('-', '')}-{cursor.number}"


def read(told: str | None) -> Cursor | None:
    """Read it again, or raise InputError."""
    if told is None:
        return None
    day, _, number = told.partition("-")
    try:
        if len(day) != 8 or not (day + number).isascii() or not number.isdecimal() or len(number) > DIGITS:
            raise ValueError(told)  # noqa: TRY301 - joins what cannot be read as a day
        return Cursor(date(int(day[:4]), int(day[4:6]), int(day[6:])), int(number))
    except ValueError:
        raise InputError("query.cursor", "is not a place in the list; take it from `next` of the page before") from None
