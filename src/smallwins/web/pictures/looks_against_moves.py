"""Looks against moves: every judged win by how good it looks and by how many signals read yes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from smallwins.method.win import VERDICTS
from smallwins.web.pictures.paper import WIDTH, Bar, Drawing, Label, Mark, Stroke, Table, at
from smallwins.web.words import count, verdict_words

if TYPE_CHECKING:  # types only: the facts bring scipy with them
    from smallwins.insights.facts import Moved

LOOKS_WORDS = ("plain", "a little", "somewhat", "quite", "dazzling")
MOST = 2000  # marks in one picture; beyond, the latest wins are shown
LEFT, TOP, STRIP = 38.0, 2.0, 22.0
COLUMN, ROW = (WIDTH - LEFT) / 5, 43.0
MARGIN = 2.0  # around the marks of a cell
LARGEST = 13.0  # from one mark to the next, where there are few
FILLED = 0.86  # of that is the mark itself
HALF = 2
UPPER, LOWER = TOP, TOP + STRIP + (5 - HALF) * ROW  # where the upper and the lower quarters begin
FLOOR = LOWER + HALF * ROW + STRIP
MIDDLE = LEFT + HALF * COLUMN

Place = tuple[float, float]


def looks_against_moves(wins: Sequence[Moved]) -> Drawing:
    """Place each win in the cell of its looks and its moves, so that no mark touches another or a name."""
    shown = sorted(wins, key=lambda win: win.number)[-MOST:]
    return Drawing(
        name="looks-moves",
        title="Looks good, or moves me?",
        words=_words(shown),
        height=FLOOR + 39,
        table=_table(shown),
        bars=(
            Bar("quiet", LEFT, UPPER, at(MIDDLE - LEFT), LOWER - UPPER),
            Bar("candy", at(MIDDLE), LOWER, at(WIDTH - MIDDLE), FLOOR - LOWER),
        ),
        strokes=(
            Stroke("edge", f"M{LEFT} {TOP}V{FLOOR}H{WIDTH}"),
            Stroke("fold", f"M{at(MIDDLE)} {TOP}V{FLOOR}M{LEFT} {LOWER}H{WIDTH}"),
        ),
        marks=tuple(placed(shown)),
        labels=tuple(_labels()),
        note=f"The latest {MOST:,} of {len(wins):,} wins." if len(wins) > MOST else "",
    )


def placed(wins: Sequence[Moved]) -> list[Mark]:
    """Pack the marks of each cell around its middle; all are as large as the fullest cell allows."""
    cells: dict[Place, list[Moved]] = {}
    for win in wins:
        cells.setdefault((win.looks, win.moves), []).append(win)
    step = pitch(max((len(cell) for cell in cells.values()), default=1))
    return [
        mark
        for (looks, moves), cell in sorted(cells.items())
        for mark in _in_cell(cell, step, LEFT + (looks + 0.5) * COLUMN, _row(int(moves)))
    ]


def pitch(fullest: int) -> float:
    """Return how far apart marks stand, so that so many have room in one cell."""
    step = LARGEST
    while len(_lattice(step)) < fullest:
        step *= 0.97
    return step


def _in_cell(cell: list[Moved], step: float, x: float, y: float) -> list[Mark]:
    nearest = _lattice(step)[: len(cell)]
    across, down = ((min(ends) + max(ends)) / 2 for ends in zip(*nearest, strict=True))
    wins = sorted(cell, key=lambda win: (-VERDICTS.index(win.verdict), win.number))
    wins.sort(key=lambda win: ("real", "early", "shiny").index(win.verdict))
    return [
        Mark(
            win.verdict,
            at(x + dx - across),
            at(y + dy - down),
            at(step * FILLED),
            f"/wins/{win.number}",
            f"{win.title}, {verdict_words(win.verdict).lower()}",
        )
        for win, (dx, dy) in zip(wins, sorted(nearest), strict=True)
    ]


def _lattice(step: float) -> list[Place]:
    """Return places in a cell, the nearest to its middle first: rows like bricks, so that no two boxes meet."""
    places = []
    rows = int((ROW / 2 - MARGIN - step / 2) / step)
    for row in range(-rows, rows + 1):
        shift = 0.5 * (row % 2)
        columns = int(COLUMN / 2 / step + 1)
        for column in range(-columns, columns + 1):
            x = (column + shift) * step
            if abs(x) + step / 2 <= COLUMN / 2 - MARGIN:
                places.append((x, row * step))
    return sorted(places, key=lambda place: ((place[0] / COLUMN) ** 2 + (place[1] / ROW) ** 2, place[1], place[0]))


def _row(moves: int) -> float:
    """Return where the middle of a row is, from four signals at the top to none at the bottom."""
    return at(TOP + STRIP + (4.5 - moves) * ROW)


def _labels() -> list[Label]:
    corner = 15.0
    labels = [
        Label("Quiet wins", LEFT + 6, TOP + corner, "start", "name real"),
        Label("Loud wins", WIDTH - 6, TOP + corner, "end", "name real"),
        Label("Passing time", LEFT + 6, FLOOR - 7, "start", "name"),
        Label("Cotton candy", WIDTH - 6, FLOOR - 7, "end", "name shiny"),
        Label("how far it moved me →", 14, at((TOP + FLOOR) / 2), "middle", "axis", turned=True),
        Label("how good it looks from the outside →", at((LEFT + WIDTH) / 2), FLOOR + 34, "middle", "axis"),
    ]
    labels += [
        Label(words, at(LEFT + (looks + 0.5) * COLUMN), FLOOR + 15, "middle") for looks, words in enumerate(LOOKS_WORDS)
    ]
    return labels + [Label(str(moves), LEFT - 7, _row(moves) + 4.5, "end") for moves in range(5)]


def _words(wins: Sequence[Moved]) -> str:
    if not wins:
        return "No win has its looks and an answer yet."
    said = ", ".join(
        f"{sum(win.quarter == quarter for win in wins)} {plain}"
        for quarter, plain in (
            ("quiet win", "quiet ones that move you and look plain"),
            ("loud win", "loud ones that move you and look impressive"),
            ("cotton candy", "of cotton candy, impressive and moving little"),
            ("passing time", "passing time, plain and moving little"),
        )
    )
    return f"{count(len(wins), 'judged win')}: {said}. Each mark leads to its win."


def _table(wins: Sequence[Moved]) -> Table:
    counts = {
        cell: len(list(found))
        for cell, found in groupby(
            sorted(wins, key=lambda win: (win.moves, win.looks)), lambda win: (win.moves, win.looks)
        )
    }
    return Table(
        ("Signals that read yes", *(f"looks {words}" for words in LOOKS_WORDS)),
        tuple(
            (f"{moves} of 4", *(str(counts.get((moves, looks), 0)) for looks in range(5))) for moves in range(4, -1, -1)
        ),
    )
