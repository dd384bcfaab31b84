"""The words and pictures that templates ask for: dates, counts, verdicts, signals, and where a line is drawn."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from smallwins.method.guide import GLOSSARY
from smallwins.web.pictures import written

VERDICTS = {"real": "Real win", "early": "Too early to tell", "shiny": "Shiny object"}
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]


class Picture(NamedTuple):
    """A line of momentum over bars of steps, as places in a box of 290 by 92."""

    line: str
    bars: list[tuple[float, float, float]]
    last_x: float
    last_y: float


def day(on: date) -> str:
    """Thursday 19 November."""
    return f"{on:%A} {on.day} {on:%B}"


def short_day(on: date) -> str:
    """19 Nov."""
    return f"{on.day} {on:%b}"


def full_day(on: date) -> str:
    """19 November 2026."""
    return f"{on.day} {on:%B} {on.year}"


def weekday(on: date) -> str:
    """Thursday."""
    return f"{on:%A}"


def span(first: date, last: date) -> str:
    """16–22 November, or 28 September – 4 October, with the years where they differ."""
    if first.year != last.year:
        return f"{full_day(first)} – {full_day(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%B} – {last.day} {last:%B}"
    return f"{first.day}–{last.day} {last:%B}"


def ago(on: date, today: date) -> str:
    """Say how long ago a day was: today, yesterday, 9 days ago, 5 weeks ago, 8 months ago, 2 years ago."""
    days = (today - on).days
    if days < 0:
        return f"on {short_day(on)}"
    if days < 2:
        return ("today", "yesterday")[days]
    for length, name in ((365, "year"), (30, "month"), (7, "week")):
        if days >= 2 * length:
            return count(days // length, name) + " ago"
    return f"{days} days ago"


def due(on: date, today: date) -> str:
    """Say when something is due: a weekday within the week to come, else the day."""
    days = (on - today).days
    if days in (0, 1):
        return ("today", "tomorrow")[days]
    return f"{on:%a}" if 1 < days < 7 else short_day(on)


def truncated(words: str, most: int) -> str:
    """Cut a long line short, where there is no room for it."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def moment(at: datetime) -> str:
    """19 November 2026, 14:05."""
    return f"{full_day(at.date())}, {at:%H:%M}"


def count(number: int, one: str, many: str = "") -> str:
    """1 win, 4 wins."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def spelled(number: int, one: str, many: str = "") -> str:
    """Four wins; from thirteen on, 13 wins."""
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{word} {one if number == 1 else many or one + 's'}"


def verdict_words(verdict: str) -> str:
    """Real win, Too early to tell, Shiny object."""
    return VERDICTS[verdict]


def sparkline(momentum: Sequence[float], steps: Sequence[int]) -> Picture:
    """Place the weeks of momentum and of steps, oldest first, side by side in their box."""
    width = 264 / max(len(momentum) - 1, 1)
    top = max([*momentum, 1.0])
    most = max([*steps, 1])
    points = [(11 + width * i, 78 - 60 * value / top) for i, value in enumerate(momentum)]
    tall = min(36.0, 18.0 * most)
    bars = [(4 + width * i, 86 - tall * n / most, tall * n / most) for i, n in enumerate(steps) if n]
    line = "M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in points)
    last_x, last_y = points[-1] if points else (11.0, 78.0)
    return Picture(
        line, [(round(x, 1), round(y, 1), round(h, 1)) for x, y, h in bars], round(last_x, 1), round(last_y, 1)
    )


FILTERS = {
    "day": day,
    "short_day": short_day,
    "full_day": full_day,
    "weekday": weekday,
    "ago": ago,
    "moment": moment,
    "due": due,
    "truncated": truncated,
    "counted": count,
    "spelled": spelled,
    "verdict_words": verdict_words,
}


def meaning(name: str) -> str:
    """Return what a word of the method means, in a sentence."""
    return GLOSSARY[name].sentence


GLOBALS = {
    "meaning": meaning,
    "span": span,
    "sparkline": sparkline,
    "marks_of": written.marks_of,
    "links_of": written.links_of,
    "bars_of": written.bars_of,
    "labels_of": written.labels_of,
    "rows_of": written.rows_of,
}
