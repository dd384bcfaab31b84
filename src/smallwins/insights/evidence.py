"""What the questions are asked of: of each win and review, as plain values, what a question needs to know."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from smallwins.method.answers import Direction, Gain, Motive
from smallwins.method.review import Review
from smallwins.method.signals.reading import Signals
from smallwins.method.win import Gut, Kind, VerdictName

EIGHT_WEEKS = timedelta(weeks=8)  # in which a door counts, and after which a win without one is decided


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


class Decided(NamedTuple):
    """A win of which time has told whether it opened a door within eight weeks."""

    row: JudgedRow
    opened: bool
    settled: bool  # at least eight weeks old: none of its age was left out


class Evidence(NamedTuple):
    """All that the questions of one page are asked of."""

    today: date
    wins: tuple[JudgedRow, ...]
    decided: tuple[Decided, ...]
    reviews: tuple[Review, ...]  # oldest first


def gathered(today: date, wins: Iterable[JudgedRow], reviews: Iterable[Review] = ()) -> Evidence:
    """Put the wins and reviews of a journal side by side, as they stand today."""
    rows = tuple(wins)
    return Evidence(
        today,
        rows,
        tuple(_decided(rows, today)),
        tuple(sorted(reviews, key=lambda review: review.week.ordinal)),
    )


def opened(row: JudgedRow, today: date) -> bool | None:
    """Tell whether the win opened a door within eight weeks of its day; None while that is undecided."""
    if row.door_on is not None and row.door_on - row.day <= EIGHT_WEEKS:
        return True
    return None if today - row.day < EIGHT_WEEKS else False


def _decided(rows: Iterable[JudgedRow], today: date) -> Iterable[Decided]:
    for row in rows:
        door = opened(row, today)
        if door is not None:
            yield Decided(row, door, today - row.day >= EIGHT_WEEKS)
