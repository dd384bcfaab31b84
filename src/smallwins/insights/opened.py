"""When each win opened its first door, by its first evidence; and when steps were done."""

from array import array
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

import numpy as np

from smallwins.insights.columns import NO_DOOR, SHINY, JudgedColumns
from smallwins.insights.decided import values_of
from smallwins.insights.standing import Places
from smallwins.method.chain import lengths_in_order

AT_ONCE: Final = 24  # wins of a chain up to which all doors at once are gone through sooner
LATER: Final = date.max.toordinal() + 1  # than any day


class Doors(NamedTuple):
    """All doors: the places of the wins that opened them among the columns, and of those they led to."""

    earlier: Places
    later: Places


class Done(NamedTuple):
    """All steps that are done: the places of their wins, and the days on which they were."""

    wins: Places
    days: "array[int]"  # date.toordinal


class LongestChains(NamedTuple):
    """How many wins the longest chains have, and the wins that they end with."""

    wins: int
    ends: list[str]


def first_doors(wins: JudgedColumns, doors: Doors, done: Done, claimed: Mapping[int, int]) -> "array[int]":
    """Return date.toordinal of the first evidence that each win opened a door, NO_DOOR where there is none.

    It is the day of the first win it opened that is not shiny, the day its step was done, or the day on which the
    answer was given, by the place of the win (the win's own day where an import does not tell).
    """
    days = np.frombuffer(wins.days, dtype=np.int32)
    answered = days.copy()
    for place, day in claimed.items():
        answered[place] = day
    first = np.where(values_of(wins.claimed) == 1, answered, LATER).astype(np.int32)
    counts = values_of(wins.verdicts)[doors.later] != SHINY
    np.minimum.at(first, doors.earlier[counts], days[doors.later[counts]])
    np.minimum.at(first, done.wins, np.frombuffer(done.days, dtype=np.int32))
    first[first == LATER] = NO_DOOR
    return array("i", first.tobytes())


def longest_chains(wins: JudgedColumns, doors: Doors) -> LongestChains | None:
    """Return the longest chains; None where a door within one day leads to a win with a smaller number."""
    if not len(doors.earlier):
        return LongestChains(0, [])
    in_time = np.argsort(np.frombuffer(wins.days, dtype=np.int32), kind="stable")
    order = np.empty_like(in_time)
    order[in_time] = np.arange(len(in_time))
    earlier, later = order[doors.earlier], order[doors.later]
    if (earlier >= later).any():
        return None
    lengths = _lengths(earlier, later, len(in_time))
    longest = int(lengths.max())
    return LongestChains(longest, [wins.ids[place] for place in in_time[lengths == longest].tolist()])


def _lengths(earlier: Places, later: Places, wins: int) -> Places:
    """Return what lengths_in_order does: by going through all doors at once, for each win of the longest chain.

    Where chains are long, one door after the other is sooner done.
    """
    lengths = np.ones(wins, dtype=np.intp)
    for _ in range(AT_ONCE):
        before = lengths.copy()
        np.maximum.at(lengths, later, before[earlier] + 1)
        if (lengths == before).all():
            return lengths
    in_order = np.argsort(earlier)
    ways = zip(earlier[in_order].tolist(), later[in_order].tolist(), strict=True)
    return np.array(lengths_in_order(ways, wins), dtype=np.intp)


def done_by_week(wins: JudgedColumns, done: Done) -> dict[int, int]:
    """Count the steps done by Week.ordinal, leaving out those of shiny wins, as momentum does."""
    counts = values_of(wins.verdicts)[done.wins] != SHINY
    weeks = (np.frombuffer(done.days, dtype=np.int32)[counts] - 1) // 7
    return Counter(weeks.tolist())
