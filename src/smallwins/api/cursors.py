"""Where a list goes on: a place in it, as one opaque word, right whatever is written or taken out meanwhile."""

import base64
import binascii
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Generic, NamedTuple, TypeVar

import msgspec

from smallwins.journal.ports import Cursor
from smallwins.method.errors import InputError

DIGITS = 15  # more than any journal has wins, fewer than a database minds
BIGGEST = 10**DIGITS
Row = TypeVar("Row")
Place = tuple[str | int, ...]
"""By what a list is in order: of two rows never the same."""


class Part(NamedTuple, Generic[Row]):
    """One page of a list, and where the next one begins; None on the last."""

    rows: list[Row]
    next: str | None


class Order(NamedTuple, Generic[Row]):
    """By what a list is in order, and what such a place is made of."""

    place_of: Callable[[Row], Place]
    like: Place
    last_first: bool = False


def part(rows: Iterable[Row], order: Order[Row], told: str | None, limit: int) -> Part[Row]:
    """Return the page of a list that begins after the place told, in the order of the places."""
    place_of, like, last_first = order
    after = place_told(told, like)
    ordered = sorted(rows, key=place_of, reverse=last_first)
    if after is not None:
        ordered = [row for row in ordered if (place_of(row) < after if last_first else place_of(row) > after)]
    shown = ordered[:limit]
    return Part(shown, place_written(place_of(shown[-1])) if len(ordered) > limit else None)


def moment(at: datetime) -> str:
    """Write a time so that a later one is greater."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment_told(told: object) -> datetime:
    """Read it again, or raise InputError."""
    try:
        at = datetime.fromisoformat(str(told))
    except ValueError:
        raise _nowhere() from None
    if at.tzinfo is None:
        raise _nowhere()
    return at


def place_written(place: Place) -> str:
    """Write a place as one word."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def place_told(told: str | None, like: Place) -> Place | None:
    """Read it again, or raise InputError; it has to be made of the same as the one that it should be like."""
    if told is None:
        return None
    try:
        place = tuple(msgspec.json.decode(base64.b64decode(told + "==", altchars=b"-_"), type=list[str | int]))
    except (ValueError, binascii.Error, msgspec.DecodeError):
        raise _nowhere() from None
    if any(isinstance(one, int) and abs(one) >= BIGGEST for one in place):
        raise _nowhere()
    if [type(one) for one in place] != [type(one) for one in like]:
        raise _nowhere()
    return place


def written(cursor: Cursor | None) -> str | None:
    """Write where the next page of wins begins."""
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
        raise _nowhere() from None


def _nowhere() -> InputError:
    return InputError("query.cursor", "is not a place in the list; take it from `next` of the page before")
