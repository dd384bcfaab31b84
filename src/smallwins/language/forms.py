"""Days, times, numbers and lists as a language writes them, by Babel (which has them from Unicode's CLDR)."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from babel import Locale
from babel.dates import format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal

LATIN = "latn"
"""Digits are those of Europe in every language: see docs/decisions/numbers-in-arabic-are-latin.md."""
ARABIC_DIGITS = {0x660 + n: str(n) for n in range(10)}


@cache
def locale(code: str) -> Locale:
    """Return what Babel knows of a language."""
    return Locale.parse("en_GB" if code.startswith("en") else code)


def day(on: date | datetime, skeleton: str, code: str) -> str:
    """Write a day, or a moment, by a skeleton of CLDR: yMMMMd is 19 November 2026."""
    return _written(on, _pattern(skeleton, code), code)


def span(first: date, last: date, code: str) -> str:
    """Write two days as a span: 16–22 November; with the years only where they differ."""
    known = locale(code).interval_formats
    if first.year != last.year:
        return f"{day(first, 'yMMMMd', code)} – {day(last, 'yMMMMd', code)}"
    differs = "d" if first.month == last.month else "M"
    from_, to = (_wide(part) for part in known.get("MMMMd", known["MMMd"])[differs])
    return _written(first, from_, code) + _written(last, to, code)


def number(value: float, code: str, decimals: int = 0) -> str:
    """Write a number: 1.234,5."""
    pattern = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return format_decimal(value, pattern, locale=locale(code), numbering_system=LATIN)


def listed(items: Sequence[str], last: str, code: str) -> str:
    """Write a list: one, two and three, or with or; or with nothing but commas."""
    if last == ",":
        return ("، " if code == "ar" else ", ").join(items)
    return format_list(list(items), style="or" if last == "or" else "standard", locale=locale(code))


def _written(on: date | datetime, pattern: str, code: str) -> str:
    moment = on if isinstance(on, datetime) else datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a day has no zone
    return format_datetime(moment, pattern, tzinfo=moment.tzinfo, locale=locale(code)).translate(ARABIC_DIGITS)


@cache
def _pattern(skeleton: str, code: str) -> str:
    """Return how a language writes what a skeleton names; names of days and months as long as it asks for."""
    known, long = locale(code).datetime_skeletons, locale(code).date_formats["long"].pattern
    if skeleton == "yMMMMd":
        return str(long)
    if skeleton == "yMMMMEEEEd":
        return str(locale(code).date_formats["full"].pattern)
    if skeleton == "yMMMMdHm":
        return f"{long}, {known['Hm'].pattern}"
    if skeleton == "MMMMEEEEd":
        return re.sub("E+", "EEEE", _wide(str(known.get("MMMMEd", known["MMMEd"]))))
    return str(known[skeleton]) if skeleton in known else skeleton


def _wide(pattern: str) -> str:
    """Write months in full."""
    return re.sub("M{3}(?!M)|L{3}(?!L)", "MMMM", pattern) if "MMMM" not in pattern else pattern
