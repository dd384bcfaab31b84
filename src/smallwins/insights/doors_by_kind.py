"""doors-by-kind: does one kind of win open doors more, or less, often than my others?"""

from collections.abc import Iterator
from typing import Final

from smallwins.insights.evidence import Decided, Evidence
from smallwins.insights.finding import Answer, Need, Silent, too_few
from smallwins.insights.two_by_two import Compared, Table, odds
from smallwins.method.win import KINDS, Kind

ID: Final = "doors-by-kind"
WINS = 8  # of a kind, and of the others: fewer can hardly say more than chance
DOORS = 5  # opened, and as many not


def ask(evidence: Evidence) -> list[Answer | Silent]:
    """Put each kind against the rest; wins whose kind was left open are left out."""
    known = [one for one in evidence.decided if one.row.kind is not None]
    opened = sum(one.opened for one in known)
    sizes = _sizes(known)
    largest = max(sizes.values(), default=0)
    silent = too_few(
        ID,
        Need(largest, WINS, "decided win of one kind", "decided wins of one kind"),
        Need(len(known) - largest, WINS, "decided win of another kind", "decided wins of other kinds"),
        Need(opened, DOORS, "win that opened a door", "wins that opened a door"),
        Need(len(known) - opened, DOORS, "win that opened none", "wins that opened none"),
    )
    return [silent] if silent else list(_each(known, sizes))


def _sizes(known: list[Decided]) -> dict[Kind, int]:
    sizes: dict[Kind, int] = {}
    for one in known:
        kind = one.row.kind
        if kind is not None:
            sizes[kind] = sizes.get(kind, 0) + 1
    return sizes


def _each(known: list[Decided], sizes: dict[Kind, int]) -> Iterator[Answer]:
    both = _doors(known), _doors([one for one in known if one.settled])
    for kind in KINDS:
        if sizes.get(kind, 0) < WINS or len(known) - sizes[kind] < WINS:
            continue
        tables = Compared(*(_against_the_rest(doors, kind) for doors in both))
        yield Answer(
            ID, tables.all.direction, tables.all.counts("opened"), tables.chance(), odds(tables.all), kind=kind
        )


def _doors(wins: list[Decided]) -> dict[tuple[Kind | None, bool], int]:
    doors: dict[tuple[Kind | None, bool], int] = {}
    for one in wins:
        key = one.row.kind, one.opened
        doors[key] = doors.get(key, 0) + 1
    return doors


def _against_the_rest(doors: dict[tuple[Kind | None, bool], int], kind: Kind) -> Table:
    yes, no = doors.get((kind, True), 0), doors.get((kind, False), 0)
    all_yes = sum(count for (_, opened), count in doors.items() if opened)
    return Table(yes, no, all_yes - yes, sum(doors.values()) - all_yes - no)
