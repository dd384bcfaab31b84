"""What the questions are asked of: of each win and review, as plain values, what a question needs to know."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from smallwins.method.answers import Direction, Gain, Motive
from smallwins.method.review import Review
from smallwins.method.signals.reading import Signals
from smallwins.method.win import Gut, Kind, VerdictName


class JudgedRow(NamedTuple):
    """One win: what was answered, what the method says of it, and when its first door opened."""

    id: str
    number: int
    title: str
    day: date  # on which it happened
    verdict: VerdictName  # the one that counts
    signals: Signals
    kind: Kind | None = None
    direction: Direction | None = None
    motive: Motive | None = None
    stretch: int | None = None
    gains: tuple[Gain, ...] | None = None
    goals: tuple[str, ...] = ()
    looks: int | None = None
    gut: Gut | None = None
    door_on: date | None = None  # the first evidence of a door


class Evidence(NamedTuple):
    """The wins and reviews of a journal, as the pictures and the questions see them."""

    today: date
    wins: tuple[JudgedRow, ...]
    reviews: tuple[Review, ...]  # oldest first


def gathered(today: date, wins: Iterable[JudgedRow], reviews: Iterable[Review] = ()) -> Evidence:
    """Put the wins and reviews of a journal side by side, as they stand today."""
    return Evidence(today, tuple(wins), tuple(sorted(reviews, key=lambda review: review.week.ordinal)))
