"""What every noun of the file needs on its way from shape to value."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from msgspec import UnsetType

from smallwins.formats.smallwins1.places import inside
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say


def utc(moment: datetime, at: str, field: str) -> datetime:
    """Return the same moment in UTC, or raise ImportFileError where no calendar has it."""
    if moment.tzinfo is UTC:
        return moment
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ImportFileError(inside(at, field), say("not a time that a calendar has")) from None


def utc_or_none(moment: datetime | UnsetType | None, at: str, field: str) -> datetime | None:
    """Return the same moment in UTC where there is one."""
    return utc(moment, at, field) if moment else None


@contextmanager
def named(at: str) -> Iterator[None]:
    """Let what the method refuses name its place in the file."""
    try:
        yield
    except ImportFileError:
        raise
    except InputError as error:
        raise ImportFileError(f"{at}.{error.field}", error.problem) from None
