"""What every noun of the file needs on its way from shape to value."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from msgspec import UnsetType

from smallwins.method.errors import ImportFileError, InputError


def utc(at: datetime, place: str) -> datetime:
    """Return the same moment in UTC, or raise ImportFileError where no calendar has it."""
    if at.tzinfo is UTC:
        return at
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ImportFileError(place, "not a time that a calendar has") from None


def utc_or_none(at: datetime | UnsetType | None, place: str) -> datetime | None:
    """Return the same moment in UTC where there is one."""
    return utc(at, place) if at else None


@contextmanager
def named(at: str) -> Iterator[None]:
    """Let what the method refuses name its place in the file."""
    try:
        yield
    except ImportFileError:
        raise
    except InputError as error:
        raise ImportFileError(f"{at}.{error.field}", error.problem) from None
