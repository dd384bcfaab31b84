"""What a simulation showed, as values, and as the page that is written of it."""

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scipy.stats import binomtest

from bench.random_journals import SIZES, Planted
from smallwins.insights.family import Q

WINS = (40, 500)
STRENGTHS = ("weak", "middling", "strong")


class Share(NamedTuple):
    """How many of how many, with the interval that covers the truth 95 times in 100."""

    hits: int
    of: int

    @property
    def share(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def ends(self) -> tuple[float, float]:
        interval = binomtest(self.hits, self.of).proportion_ci(0.95, method="exact")
        return float(interval.low), float(interval.high)

    def __str__(self) -> str:
        if not self.of:
            return "none"
        low, high = self.ends
        return f"{self.share:.1%} ({low:.1%} to {high:.1%})"


class Plain(NamedTuple):
    """What journals without a pattern showed."""

    found: Share
    by_question: Counter[str]
    waits: Share  # medians of the time to a first door whose interval covers the truth


class Cell(NamedTuple):
    """What journals of one size with one planted pattern of one strength showed."""

    planted: Planted
    wins: int
    found: Share
    intervals: Share  # all 95 % intervals of the planted pattern, shown or not, that cover the truth
    printed: Share  # those of them that the page shows, as wide as it shows them
    wrong: float  # the share of what a page shows that is wrong, the mean of all pages: no pattern, or not that large


def total(shares: Iterable[Share]) -> Share:
    hits, of = zip(*shares, strict=True)
    return Share(sum(hits), sum(of))


def mean(values: Iterable[float]) -> float:
    return statistics.fmean(values)


PAGE = """# How honest the insights are

Written by `make simulate` (bench/simulate.py): made-up journals, in which the truth is known, shown to the same code
that reads a person's journal. In brackets stands the interval that covers the true share 95 times in 100.

## Journals without a pattern

{journals:,} journals of {fewest} to {most} wins, by people with all kinds of habits. Some leave two answers in five
open, some skip half their reviews; what they write about, how it looks and what they call it changes over the years;
a door opens after days or after months, and the youngest wins still wait for theirs. None of it has to do with any
other of it.

**{found} show any finding**; at most {may:.0%} may. By question: {by_question}.

The median time to a first door was said of {waits} of them, and its interval covers the truth in {covered}.

## Journals with one pattern

{planted} journals for each line, with nothing in them but one planted pattern, four wins a week.

- *found*: the page shows the pattern, in the right direction.
- *intervals*: plain 95 % intervals of the pattern that cover the truth, whether the page shows it or not.
- *on the page*: those that the page shows, widened for having been picked (docs/method.md, section 8).
- *wrong*: how much of what a page shows is no pattern, or has an interval that misses the truth; the mean of all pages.

| pattern | strength | wins | found | intervals | on the page | wrong |
|---|---|---|---|---|---|---|
{lines}

All lines together: {intervals} of the intervals cover the truth, and {printed} of those on the page; of what a page
shows, {wrong:.1%} is wrong.

The strengths are, for doors-by-kind, doors-by-motive and goal-drift, odds ratios; for doors-by-stretch the share of
doors that each step of stretch adds; for looks-vs-moves the chance of each signal that a step of looks adds; for
comfort-drift the change of stretch a week; for pulse-after-real points of confidence, felt each week with a standard
deviation of 1; for gut-calibration how often the call is right.
"""


def page(nothing: Plain, cells: Sequence[Cell]) -> str:
    """Write the page."""
    counts = (f"{question} {count}" for question, count in sorted(nothing.by_question.items()))
    return PAGE.format(
        journals=nothing.found.of,
        fewest=WINS[0],
        most=WINS[1],
        found=nothing.found,
        may=Q,
        by_question=", ".join(counts) or "none",
        waits=nothing.waits.of,
        covered=nothing.waits,
        planted=cells[0].found.of,
        lines="\n".join(map(_line, cells)),
        intervals=total([cell.intervals for cell in cells]),
        printed=total([cell.printed for cell in cells]),
        wrong=mean(cell.wrong for cell in cells),
    )


def _line(cell: Cell) -> str:
    strength = STRENGTHS[SIZES[cell.planted.question].index(cell.planted.size)]
    size = f"{cell.planted.size:.2g}".replace("-", "−")
    shares = " | ".join(map(str, (cell.found, cell.intervals, cell.printed)))
    return f"| {cell.planted.question} | {strength} ({size}) | {cell.wins} | {shares} | {cell.wrong:.1%} |"
