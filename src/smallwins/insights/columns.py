"""The same evidence column by column, as the questions count it: ten thousand wins in a few arrays, and no rows."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from smallwins.insights.evidence import Evidence, JudgedRow
from smallwins.insights.ids import Ids
from smallwins.method.answers import MOTIVES
from smallwins.method.review import Review
from smallwins.method.win import GUTS, KINDS, VERDICTS

if TYPE_CHECKING:  # types only: numpy is loaded when insights are asked for
    from smallwins.insights.opened import Doors

UNKNOWN: Final = 255  # in a column: not answered
NO_DOOR: Final = 0  # in the column of doors, which counts the days of the calendar from 1
EIGHT_WEEKS_OF_DAYS: Final = 56
REAL, EARLY, SHINY = (VERDICTS.index(verdict) for verdict in ("real", "early", "shiny"))
GUT_REAL: Final = GUTS.index("real")
MEANINGFUL: Final = MOTIVES.index("meaningful")


class Lists(NamedTuple):
    """A column of short lists of words, of which there are few: of each win the place of its list among those."""

    known: tuple[tuple[str, ...], ...]
    places: "array[int]"


class JudgedColumns(NamedTuple):
    """Every win in the order of the numbers: a byte for each answer, which is its place among those there are."""

    ids: Ids
    days: "array[int]"  # date.toordinal of the day on which it happened
    verdicts: bytes  # of VERDICTS; the one that counts
    kinds: bytes  # of KINDS
    motives: bytes  # of MOTIVES
    guts: bytes  # of GUTS
    stretches: bytes  # 0 to 4
    looks: bytes  # 0 to 4
    aligned: bytes  # 1 where alignment reads yes, UNKNOWN where the direction was not answered
    moves: bytes  # signals but momentum that read yes, UNKNOWN where direction, stretch or gains was not answered
    claimed: bytes  # 1 where the answer was that it opened a door
    all_moves: bytes  # of all four signals those that read yes, UNKNOWN where all are open
    goals: Lists  # ids
    gains: Lists


NOTHING_DONE: Final[Mapping[int, int]] = MappingProxyType({})


class Columns(NamedTuple):
    """All that the questions of one page are asked of."""

    today: date
    wins: JudgedColumns
    doors: "array[int]"  # date.toordinal of the first evidence of a door
    reviews: tuple[Review, ...]  # oldest first
    steps_done: Mapping[int, int] = NOTHING_DONE  # by Week.ordinal, without those of shiny wins
    links: "Doors | None" = None  # all doors, where they are known


def columns_of(evidence: Evidence) -> Columns:
    """Turn evidence that is there as rows."""
    rows = evidence.wins
    wins = JudgedColumns(
        ids=Ids("\n".join(row.id for row in rows)),
        days=array("i", [row.day.toordinal() for row in rows]),
        verdicts=_places(VERDICTS, [row.verdict for row in rows]),
        kinds=_places(KINDS, [row.kind for row in rows]),
        motives=_places(MOTIVES, [row.motive for row in rows]),
        guts=_places(GUTS, [row.gut for row in rows]),
        stretches=_places(range(5), [row.stretch for row in rows]),
        looks=_places(range(5), [row.looks for row in rows]),
        aligned=bytes(UNKNOWN if row.direction is None else row.signals.alignment == "yes" for row in rows),
        moves=bytes(map(_moves, rows)),
        claimed=bytes(len(rows)),
        all_moves=bytes(UNKNOWN if row.signals == ("open",) * 4 else row.signals.count("yes") for row in rows),
        goals=lists_of([row.goals for row in rows]),
        gains=lists_of([row.gains or () for row in rows]),
    )
    doors = array("i", [NO_DOOR if row.door_on is None else row.door_on.toordinal() for row in rows])
    return Columns(evidence.today, wins, doors, evidence.reviews)


def lists_of(column: Sequence[tuple[str, ...]]) -> Lists:
    """Name each list of a column by its place among the different ones."""
    place = {each: number for number, each in enumerate(dict.fromkeys(column))}
    return Lists(tuple(place), array("i", [place[each] for each in column]))


def _places(values: Iterable[object], column: Iterable[object]) -> bytes:
    place = {value: number for number, value in enumerate(values)}
    return bytes(UNKNOWN if value is None else place[value] for value in column)


def _moves(row: JudgedRow) -> int:
    if row.direction is None or row.stretch is None or row.gains is None:
        return UNKNOWN
    return [row.signals.alignment, row.signals.stretch, row.signals.gain].count("yes")
