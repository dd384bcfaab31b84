"""Looks against moves: every judged win by how good it looks and by how many signals read yes.

A few wins in one place stand there one by one. Where more are alike, one mark for each verdict carries their number and
leads to their list, so that a finger hits every mark of a phone, and an eye reads it, however many wins there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from smallwins.language import _
from smallwins.web.pictures.paper import WIDTH, Bar, Drawing, Label, Linked, Mark, Stroke, Table, at, brief
from smallwins.web.words import count, verdict_words

if TYPE_CHECKING:  # types only: the facts bring numpy with them
    from smallwins.insights.facts import Cell

LOOKS_WORDS = ("plain", "a little", "somewhat", "quite", "dazzling")
LEFT, TOP, STRIP = 38.0, 2.0, 22.0
TARGET = 26.0  # the side of what a finger hits: 24 pixels at least, on a phone of 390
ACROSS, DOWN = 30.0, TARGET  # from one mark of a cell to the next
COLUMN, ROW = (WIDTH - LEFT) / 5, 2 * DOWN + 4
ALONE = 15.0  # the size of a mark that is one win
LEAST, LARGEST = 17.0, 26.0  # of a mark that is several; by the number, and never smaller than its words
DIGIT = 3.4  # more for each digit after the first
HALF = 2
UPPER, LOWER = TOP, TOP + STRIP + (5 - HALF) * ROW  # where the upper and the lower quarters begin
FLOOR = LOWER + HALF * ROW + STRIP
MIDDLE = LEFT + HALF * COLUMN

Place = tuple[float, float]
Names = Mapping[str, tuple[int, str]]  # number and title of each win that stands alone


def looks_against_moves(cells: Sequence[Cell], names: Names) -> Drawing:
    """Place the wins in the cells of their looks and moves, so that no mark touches another or a name."""
    return Drawing(
        name="looks-moves",
        title=_("Looks good, or moves me?"),
        words=_words(cells),
        height=FLOOR + 39,
        table=_table(cells),
        bars=(
            Bar("quiet", LEFT, UPPER, at(MIDDLE - LEFT), LOWER - UPPER),
            Bar("candy", at(MIDDLE), LOWER, at(WIDTH - MIDDLE), FLOOR - LOWER),
        ),
        strokes=(
            Stroke("edge", f"M{LEFT} {TOP}V{FLOOR}H{WIDTH}"),
            Stroke("fold", f"M{at(MIDDLE)} {TOP}V{FLOOR}M{LEFT} {LOWER}H{WIDTH}"),
        ),
        marks=tuple(placed(cells, names)),
        labels=tuple(_labels()),
        note=_("With a number it is so many wins: filled real, a ring too early to tell, a burst shiny.")
        if any(not cell.few for cell in cells)
        else "",
    )


def placed(cells: Sequence[Cell], names: Names) -> list[Mark]:
    """Stand the marks of each cell around its middle: real ones first, then those too early to tell, then shiny."""
    most = max((cell.wins for cell in cells), default=1)
    standing: dict[tuple[int, int], list[Mark]] = {}
    for cell in cells:
        marks = [_win(cell, *names[win]) for win in cell.few if win in names] or [_several(cell, most)]
        standing.setdefault((cell.looks, cell.moves), []).extend(marks)
    return [
        mark._replace(x=at(LEFT + (looks + 0.5) * COLUMN + dx), y=at(_row(moves) + dy))
        for (looks, moves), marks in standing.items()
        for mark, (dx, dy) in zip(marks, _places(len(marks)), strict=True)
    ]


def _win(cell: Cell, number: int, title: str) -> Mark:
    name = f"{title}, {verdict_words(cell.verdict).lower()}"
    return Mark(cell.verdict, 0, 0, ALONE, f"/wins/{number}", name, target=TARGET)


def _several(cell: Cell, most: int) -> Mark:
    digits = len(brief(cell.wins))
    size = max(LEAST + (LARGEST - LEAST) * sqrt(cell.wins / most), LEAST + (digits - 1) * DIGIT)
    name = _(
        "{counted}, looks {LOOKS_WORDS}, {moves} of 4 signals yes",
        counted=_counted(cell),
        LOOKS_WORDS=LOOKS_WORDS[cell.looks],
        moves=cell.moves,
    )
    return Mark(
        cell.verdict,
        0,
        0,
        at(min(size, LARGEST)) if cell.wins > 1 else ALONE,
        _wins_of(cell.looks, cell.moves, cell.verdict),
        name,
        cell.wins,
        TARGET,
    )


def _counted(cell: Cell) -> str:
    return {
        "real": count(cell.wins, "real win"),
        "early": f"{count(cell.wins, 'win')} too early to tell",
        "shiny": count(cell.wins, "shiny object"),
    }[cell.verdict]


def _wins_of(looks: int, moves: int, verdict: str = "") -> str:
    return f"/wins?{f'verdict={verdict}&' if verdict else ''}looks={looks}&moves={moves}"


def _places(marks: int) -> list[Place]:
    """Return where so many marks stand around the middle of a cell: two in a row, the last one alone between them."""
    rows = -(-marks // 2)
    places = [((place % 2 - 0.5) * ACROSS, (place // 2 - (rows - 1) / 2) * DOWN) for place in range(marks)]
    return places if marks % 2 == 0 else [*places[:-1], (0.0, places[-1][1])]


def _row(moves: int) -> float:
    """Return where the middle of a row is, from four signals at the top to none at the bottom."""
    return at(TOP + STRIP + (4.5 - moves) * ROW)


def _labels() -> list[Label]:
    corner = 15.0
    labels = [
        Label(_("Quiet wins"), LEFT + 6, TOP + corner, "start", "name real"),  # unsaid: a class of the style sheet
        Label(_("Loud wins"), WIDTH - 6, TOP + corner, "end", "name real"),  # unsaid: a class of the style sheet
        Label(_("Passing time"), LEFT + 6, FLOOR - 7, "start", "name"),
        Label(_("Cotton candy"), WIDTH - 6, FLOOR - 7, "end", "name shiny"),  # unsaid: a class of the style sheet
        Label(_("how far it moved me →"), 14, at((TOP + FLOOR) / 2), "middle", "axis", turned=True),
        Label(_("how good it looks from the outside →"), at((LEFT + WIDTH) / 2), FLOOR + 34, "middle", "axis"),
    ]
    labels += [
        Label(words, at(LEFT + (looks + 0.5) * COLUMN), FLOOR + 15, "middle") for looks, words in enumerate(LOOKS_WORDS)
    ]
    return labels + [Label(str(moves), LEFT - 7, _row(moves) + 4.5, "end") for moves in range(5)]


def _words(cells: Sequence[Cell]) -> str:
    if not cells:
        return _("No win has its looks and an answer yet.")
    said = ", ".join(
        f"{sum(cell.wins for cell in cells if cell.quarter == quarter):,} {plain}"
        for quarter, plain in (
            (_("quiet win"), _("quiet ones that move you and look plain")),
            (_("loud win"), _("loud ones that move you and look impressive")),
            (_("cotton candy"), _("of cotton candy, impressive and moving little")),
            (_("passing time"), _("passing time, plain and moving little")),
        )
    )
    return f"{count(sum(cell.wins for cell in cells), 'judged win')}: {said}. Each mark leads to its wins."


def _table(cells: Sequence[Cell]) -> Table:
    counts: dict[tuple[int, int], int] = {}
    for cell in cells:
        counts[cell.looks, cell.moves] = counts.get((cell.looks, cell.moves), 0) + cell.wins

    def told(looks: int, moves: int) -> str | Linked:
        wins = counts.get((looks, moves), 0)
        return Linked(f"{wins:,}", _wins_of(looks, moves)) if wins else "0"

    return Table(
        (_("Signals that read yes"), *(f"looks {words}" for words in LOOKS_WORDS)),
        tuple(
            (_("{moves} of 4", moves=moves), *(told(looks, moves) for looks in range(5))) for moves in range(4, -1, -1)
        ),
    )
