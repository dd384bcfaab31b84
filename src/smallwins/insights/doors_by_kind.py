"""doors-by-kind: does one kind of win open doors more, or less, often than my others?"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from smallwins.insights.columns import UNKNOWN, Columns
from smallwins.insights.decided import Flags, decided, values_of
from smallwins.insights.finding import Answer, Need, Silent, too_few
from smallwins.insights.two_by_two import Compared, Table, odds
from smallwins.method.saying import say_n
from smallwins.method.win import KINDS

ID: Final = "doors-by-kind"
WINS = 8  # of a kind, and of the others: fewer can hardly say more than chance
DOORS = 5  # opened, and as many not
Doors = NDArray[np.int64]  # of each kind: how many wins opened none, and how many opened one


def ask(columns: Columns) -> list[Answer | Silent]:
    """Put each kind against the rest; wins whose kind was left open are left out."""
    is_decided, opened, settled = decided(columns)
    known = is_decided & (values_of(columns.wins.kinds) != UNKNOWN)
    doors = _doors(columns, opened, known)
    largest, count = int(doors.sum(axis=1).max()), int(doors.sum())
    without, with_door = doors.sum(axis=0).tolist()
    silent = too_few(
        ID,
        Need(
            largest, WINS, lambda n: say_n("{n} more decided win of one kind", "{n} more decided wins of one kind", n)
        ),
        Need(
            count - largest,
            WINS,
            lambda n: say_n("{n} more decided win of another kind", "{n} more decided wins of other kinds", n),
        ),
        Need(
            with_door, DOORS, lambda n: say_n("{n} more win that opened a door", "{n} more wins that opened a door", n)
        ),
        Need(without, DOORS, lambda n: say_n("{n} more win that opened none", "{n} more wins that opened none", n)),
    )
    return [silent] if silent else list(_each(doors, _doors(columns, opened, known & settled)))


def _doors(columns: Columns, opened: Flags, which: Flags) -> Doors:
    cells = 2 * values_of(columns.wins.kinds)[which].astype(np.int64) + opened[which]
    return np.bincount(cells, minlength=2 * len(KINDS)).reshape(-1, 2)


def _each(doors: Doors, settled: Doors) -> Iterator[Answer]:
    for place, kind in enumerate(KINDS):
        tables = Compared(_against_the_rest(doors, place), _against_the_rest(settled, place))
        if tables.all.of < WINS or tables.all.others_of < WINS:
            continue
        yield Answer(
            ID, tables.all.direction, tables.all.counts("opened"), tables.chance(), odds(tables.all), kind=kind
        )


def _against_the_rest(doors: Doors, place: int) -> Table:
    no, yes = doors[place].tolist()
    all_no, all_yes = doors.sum(axis=0).tolist()
    return Table(yes, no, all_yes - yes, all_no - no)
