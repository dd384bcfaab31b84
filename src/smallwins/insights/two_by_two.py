"""Two groups of wins, and how many of each did something: Fisher's exact test and the odds ratio."""

import math
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Literal, NamedTuple

import numpy as np
from scipy.stats import fisher_exact
from scipy.stats.contingency import odds_ratio

from smallwins.insights.chance import UNLIKELY
from smallwins.insights.decided import Flags
from smallwins.insights.finding import Direction, Effect

KEPT = 512  # answers; four numbers come to the same for everybody, and a new win changes few of the tables
Side = Literal["two-sided", "less", "greater"]
EXACT_UP_TO = 2000  # wins; from there on the exact interval takes long and says what the plain one says


class Table(NamedTuple):
    """How many of a group did it and did not, and how many of the others."""

    yes: int
    no: int
    others_yes: int
    others_no: int

    @property
    def of(self) -> int:
        """The size of the group."""
        return self.yes + self.no

    @property
    def others_of(self) -> int:
        """The size of the others."""
        return self.others_yes + self.others_no

    @property
    def direction(self) -> Direction:
        """Whether the group did it more often than the others."""
        return "more" if self.yes * self.others_of >= self.others_yes * self.of else "less"

    def counts(self, what: str, others: str = "others_") -> dict[str, float]:
        """Name the counts: of the group and of the others, how many did it, of how many."""
        return {what: self.yes, "of": self.of, f"{others}{what}": self.others_yes, f"{others}of": self.others_of}


class Compared(NamedTuple):
    """A table of all wins that are decided, and one of those alone of whose age none was left out."""

    all: Table
    settled: Table

    def chance(self) -> float:
        """Return the larger of both chances.

        A young win counts once its door has opened, and is left out until then. So a group that has grown of late
        seems to open more doors than it does; a pattern must hold without the young ones too.
        """
        p = chance(self.all)
        # Where it is no finding anyway, its last digits are not worth a second test.
        return p if p > UNLIKELY or self.all == self.settled else max(p, chance(self.settled))


def compared(in_group: Flags, opened: Flags, settled: Flags) -> Compared:
    """Count the doors of a group of decided wins and of all others."""
    return Compared(counted(in_group, opened), counted(in_group[settled], opened[settled]))


def counted(in_group: Flags, did: Flags) -> Table:
    """Count how many of a group of wins did something, and how many of all others."""
    others_no, others_yes, no, yes = np.bincount(2 * in_group + did, minlength=4).tolist()
    return Table(yes, no, others_yes, others_no)


@lru_cache(maxsize=KEPT)
def chance(table: Table, side: Side = "two-sided") -> float:
    """Return how often chance alone would set two such groups apart as far, to that side: Fisher's exact test."""
    if not (table.of and table.others_of and table.yes + table.others_yes and table.no + table.others_no):
        return 1.0
    return float(fisher_exact([table[:2], table[2:]], alternative=side).pvalue)


def odds(table: Table) -> Callable[[float], Effect]:
    """Return the odds ratio of a table, by the level of its interval."""
    return partial(odds_of, table)


@lru_cache(maxsize=KEPT)
def odds_of(table: Table, level: float) -> Effect:
    """Return the odds ratio of a table with its interval."""
    kind = "conditional" if sum(table) <= EXACT_UP_TO or 0 in table else "sample"
    found = odds_ratio([table[:2], table[2:]], kind=kind)
    interval = found.confidence_interval(level)
    value, low, high = (_finite(number) for number in (found.statistic, interval.low, interval.high))
    return Effect("odds ratio", value, low, high, level)  # unsaid: its name


def _finite(number: float) -> float | None:
    return float(number) if math.isfinite(number) else None
