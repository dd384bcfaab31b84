"""How long does it take until a win opens its first door, and when is a good time to look again?"""

import math
import warnings
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import CensoredData, ecdf

from smallwins.insights.columns import NO_DOOR, Columns
from smallwins.insights.decided import days_of
from smallwins.insights.finding import say_all
from smallwins.method.answers import LOOK_AGAIN_AFTER
from smallwins.method.saying import say, say_n

WINS, DOORS = 20, 10  # below that, no median is said
PROPOSAL_DOORS = 20  # and below that, no better day to look again
MOST = 0.75  # of the doors that ever opened have opened by the day proposed
LONGEST = 26  # weeks; farther away nobody looks again
USUAL = LOOK_AGAIN_AFTER.days // 7


class FirstDoor(NamedTuple):
    """The time from a win to its first door, by Kaplan and Meier: wins without one have waited until today."""

    wins: int
    doors: int
    median: int | None  # days until half of the wins have opened a door; None where fewer have, or too few to tell
    low: int | None  # of its 95 % interval
    high: int | None
    ever: float | None  # the share of wins that open a door, as far as the journal reaches
    look_again: int | None  # weeks after which most doors that ever opened had opened
    text: str


def first_door(columns: Columns) -> FirstDoor:
    """Tell how long wins wait for their first door."""
    opened, waiting = _days(columns)
    wins, doors = len(opened) + len(waiting), len(opened)
    missing = [say_n("{n} more wins", "{n} more wins", WINS - wins)] if wins < WINS else []
    missing += [say_n("{n} more doors", "{n} more doors", DOORS - doors)] if doors < DOORS else []
    if missing:
        silent = say(
            "Too few wins to tell how long a door takes: {missing} would be enough to ask.", missing=say_all(missing)
        )
        return FirstDoor(wins, doors, None, None, None, None, None, silent)
    still, band = kaplan_meier(opened, waiting)
    days = still.quantiles.astype(np.int64).tolist()
    low, median, high = (_half(days, each.probabilities) for each in (band.low, still, band.high))
    ever = 1 - float(still.probabilities[-1])
    look_again = _look_again(days, still.probabilities, ever) if doors >= PROPOSAL_DOORS else None
    text = _text(wins, doors, (median, low, high), look_again)
    return FirstDoor(wins, doors, median, low, high, ever, look_again, text)


def kaplan_meier(opened: ArrayLike, waiting: ArrayLike) -> tuple[Any, Any]:
    """Return how many still wait after how many days, and the 95 % band of that."""
    still = ecdf(CensoredData(uncensored=opened, right=waiting)).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # where every win has opened a door, the band has no end
        return still, still.confidence_interval(0.95, method="log-log")


def _days(columns: Columns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the days until the first door of each win that has one, and the days that the others have waited."""
    today, days = columns.today.toordinal(), days_of(columns).astype(np.int64)
    doors = np.frombuffer(columns.doors, dtype=np.int32)
    has_opened = (doors != NO_DOOR) & (doors <= today)
    return np.maximum(doors - days, 0)[has_opened], np.maximum(today - days, 0)[~has_opened]


def _half(days: list[int], still: NDArray[np.float64]) -> int | None:
    """Return the first day on which at most half still wait."""
    (half,) = np.nonzero(still <= 0.5)
    return days[half[0]] if len(half) else None


def _look_again(days: list[int], still: NDArray[np.float64], ever: float) -> int | None:
    """Return the weeks by which most of the doors that ever opened had opened."""
    (most,) = np.nonzero(1 - still >= MOST * ever)
    weeks = max(math.ceil(days[most[0]] / 7), 1)
    return weeks if weeks <= LONGEST else None


def _text(wins: int, doors: int, half: tuple[int | None, int | None, int | None], look_again: int | None) -> str:
    median, low, high = half
    if median is None:
        said = say_n(
            "{doors} of {n} wins have opened a door; fewer than half, so there is no day by which half had.",
            "{doors} of {n} wins have opened a door; fewer than half, so there is no day by which half had.",
            wins,
            doors=doors,
        )
    else:
        open_end = say("95 % interval {low} with no upper end yet", low=low or 0)
        said = say(
            "Half of your wins had opened a first door after {days} ({interval}; {doors} doors of {wins} wins).",
            days=say_n("{n} day", "{n} days", median),
            interval=open_end if high is None else say("95 % interval {low} to {high}", low=low or 0, high=high),
            doors=doors,
            wins=wins,
        )
    if look_again is None or look_again == USUAL:
        return said
    proposal = say_n(
        "Three of four doors that opened had opened within one week: a proposal for when to look again, in place of"
        " four weeks.",
        "Three of four doors that opened had opened within {n} weeks: a proposal for when to look again, in place of"
        " four weeks.",
        look_again,
    )
    return say("{what} {proposal}", what=said, proposal=proposal)
