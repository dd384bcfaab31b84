"""The words and pictures that templates ask for: dates, counts, verdicts, signals, and where a line is drawn."""

from collections.abc import Sequence
from typing import NamedTuple

from smallwins import language
from smallwins.method.days import ago, due, full_day, long_day, moment, short_day, span, weekday, whole_day
from smallwins.method.guide import GLOSSARY
from smallwins.method.momentum import WeekMomentum
from smallwins.method.saying import say
from smallwins.web import chain_written
from smallwins.web.pictures import written

VERDICTS = {"real": say("Real win"), "early": say("Too early to tell"), "shiny": say("Shiny object")}
NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]


class Picture(NamedTuple):
    """A line of momentum over bars of steps, as places in a box of 290 by 92."""

    line: str
    bars: list[tuple[float, float, float]]
    last_x: float
    last_y: float


def truncated(words: str, most: int) -> str:
    """Cut a long line short, where there is no room for it."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


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


def sparkline(weeks: Sequence[WeekMomentum]) -> Picture:
    """Place the weeks of momentum and of steps, oldest first, side by side in their box."""
    momentum, steps = [one.momentum for one in weeks], [one.real + one.steps_done for one in weeks]
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
    "day": long_day,
    "whole_day": whole_day,
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
    "language": language.current,
    "direction": language.direction,
    "span": span,
    "sparkline": sparkline,
    "marks_of": written.marks_of,
    "links_of": written.links_of,
    "bars_of": written.bars_of,
    "labels_of": written.labels_of,
    "rows_of": written.rows_of,
    "stations_of": chain_written.stations_of,
    "shapes_of": chain_written.shapes_of,
}
