"""Days as people and programs write them, read as local days; where 03/04 has two meanings, a person is asked."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, tzinfo

from smallwins.formats.candidate import local_day
from smallwins.method.errors import InputError
from smallwins.method.saying import say

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar", "february feb februar", "march mar märz mrz", "april apr", "may mai",  # unsaid: read
            "june jun juni", "july jul juli", "august aug", "september sep sept",  # unsaid: read
            "october oct oktober okt",  # unsaid: read
            "november nov", "december dec dezember dez",  # unsaid: read
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
DAY_MONTH = re.compile(r"(?:[^\W\d]{2,12},?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?\s+([^\W\d]{3,12})\.?,?\s+(\d{4})(?!\d)")
MONTH_DAY = re.compile(r"(?:[^\W\d]{2,12},?\s+)?([^\W\d]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
MONTH_YEAR = re.compile(r"([^\W\d]{3,12})\.?,?\s+(\d{4})(?!\d)")
YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})(?![-/\d])")
EARLIEST = 1900
LONGEST = 64
MIDNIGHT = time()


DayAt = Callable[[datetime, tzinfo], date]


def moment_of(text: str) -> datetime | None:
    """Read an ISO 8601 time, with or without a zone; None where it is none."""
    text = text.strip()
    if not ISO.match(text) or len(text) > LONGEST:
        return None
    try:
        return datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None


def day_meant(at: datetime, zone: tzinfo) -> date:
    """Return the day that a moment stands for: programs write a day as its midnight, which is that day anywhere."""
    return at.date() if at.time() == MIDNIGHT else local_day(at, zone)


def day_of(text: str, zone: tzinfo, *, day_first: bool | None = None, day_at: DayAt = day_meant) -> date:
    """Read a day, or the day that a time stands for; raise InputError where there is none in the text, or two."""
    text = text.strip()[:LONGEST]
    at = moment_of(text)
    if at is not None:
        return _within(day_at(at, zone), text)
    if found := ISO.match(text):
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    if found := NUMBERS.match(text):
        return _numbers(found, text, day_first=day_first)
    if (found := DAY_MONTH.match(text)) and (month := MONTHS.get(found[2].lower())):
        return _day(int(found[3]), month, int(found[1]), text)
    if (found := MONTH_DAY.match(text)) and (month := MONTHS.get(found[1].lower())):
        return _day(int(found[3]), month, int(found[2]), text)
    raise InputError("date", say("{text} is not a day that can be read", text=repr(text)) if text else say("is empty"))


def month_of(text: str) -> date | None:
    """Read a month such as `March 2026`, `2026-03` as its first day; None where it is none."""
    text = text.strip()
    if (found := MONTH_YEAR.fullmatch(text)) and (month := MONTHS.get(found[1].lower())):
        return date(int(found[2]), month, 1) if int(found[2]) >= EARLIEST else None
    if (found := YEAR_MONTH.fullmatch(text)) and 1 <= int(found[2]) <= 12 and int(found[1]) >= EARLIEST:
        return date(int(found[1]), int(found[2]), 1)
    return None


def order_of(texts: Iterable[str]) -> bool | None:
    """Tell from a whole column whether days come first; None where nothing in it decides, or it decides twice."""
    said: set[bool] = set()
    for text in texts:
        if (found := NUMBERS.match(text.strip())) and found[2] != ".":
            if int(found[1]) > 12:
                said.add(True)
            elif int(found[3]) > 12:
                said.add(False)
    return said.pop() if len(said) == 1 else None


def is_ambiguous(text: str) -> bool:
    """Tell whether a day could be read with day and month the other way round as well."""
    found = NUMBERS.match(text.strip())
    return bool(found and found[2] != "." and int(found[1]) <= 12 and int(found[3]) <= 12 and found[1] != found[3])


def at_seconds(seconds: float) -> datetime | None:
    """Return the moment of a count of seconds (or thousandths) since 1970; None where it is none."""
    if seconds > 1e11:
        seconds /= 1000
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _numbers(found: re.Match[str], text: str, *, day_first: bool | None) -> date:
    one, other = int(found[1]), int(found[3])
    year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
    if found[2] == "." or one > 12:
        return _day(year, other, one, text)
    if other > 12:
        return _day(year, one, other, text)
    if day_first is None and one != other:
        raise InputError(
            "day_first", say("{text} could be two days; say whether the day or the month comes first", text=repr(text))
        )
    return _day(year, other, one, text) if day_first else _day(year, one, other, text)


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return _within(date(year, month, day), text)
    except ValueError:
        raise InputError("date", say("{text} is not a day of the calendar", text=repr(text))) from None


def _within(day: date, text: str) -> date:
    if day.year < EARLIEST:
        raise InputError("date", say("{text} is too long ago", text=repr(text)))
    return day
