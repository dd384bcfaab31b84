"""The parts of a picture that come by the hundred, written here: a template takes ten times as long for each."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from re import compile as pattern

from minijinja import safe

from smallwins.web.pictures.paper import Drawing, Label, Linked, Mark, Pile, Shape

_TO_ESCAPE = pattern("[&<>\"']").search  # what html.escape writes otherwise


def marks_of(drawing: Drawing) -> str:
    """Write the marks of a picture that lead nowhere."""
    alone = [Pile(mark.shape, mark.x, (mark.y,), mark.size, mark.name) for mark in drawing.marks]
    piles = (*alone, *drawing.piles)
    corners = {size: _Corners(size / 2) for size in {pile.size for pile in piles}}
    written: list[str] = []
    for pile in piles:
        if pile.heights:
            corner = corners[pile.size]
            begin, end = _ends(pile.shape, pile.size, pile.name)
            begin = f'{begin}{corner[pile.x]}" y="'
            written += begin, f"{end}{begin}".join([corner[height] for height in pile.heights]), end
    return safe("".join(written))


class _Corners(dict[float, str]):
    """Where marks of one size begin, by where their middle is; marks stand in columns and rows, so few differ."""

    def __init__(self, half: float) -> None:
        self._half = half

    def __missing__(self, middle: float) -> str:
        corner = self[middle] = str(round(middle - self._half, 2))
        return corner


@lru_cache(maxsize=64)
def _ends(shape: Shape, size: float, name: str) -> tuple[str, str]:
    """Write what stands before and after the place of a mark."""
    kind = f' class="{escape(name)}"' if name else ""
    return f'<use{kind} href="#shape-{Mark(shape, 0, 0, size).drawn_as}" x="', f'" width="{size}" height="{size}"/>'


def links_of(drawing: Drawing) -> str:
    """Write the marks of a picture that lead to wins: each with its name, and a square for a finger."""
    return safe("\n".join(map(_link, drawing.marks)))


def _link(mark: Mark) -> str:
    half, side = mark.size / 2, mark.target
    number = (
        f'<text class="of {mark.shape}" x="{mark.x}" y="{mark.y}" dy=".36em" text-anchor="middle" aria-hidden="true">'
        f"{mark.number}</text>"
        if mark.number
        else ""
    )
    return (
        f'<a href="{escape(mark.href)}"><title>{escape(mark.name)}</title>'
        f'<rect class="target" x="{mark.x - side / 2}" y="{mark.y - side / 2}" width="{side}" height="{side}"/>'
        f'<g transform="translate({mark.x} {mark.y})">'
        f'<use href="#shape-{mark.drawn_as}" x="{-half}" y="{-half}" width="{mark.size}" height="{mark.size}"/></g>'
        f"{number}</a>"
    )


def bars_of(drawing: Drawing) -> str:
    """Write the bands and bricks of a picture."""
    return safe(
        "".join(
            f'<rect class="{bar.kind}" x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}"/>'
            for bar in drawing.bars
        )
    )


def rows_of(drawing: Drawing) -> str:
    """Write the rows of the table of a picture; the first column names the row."""
    return safe("\n".join(map(_row, drawing.table.rows)))


def _row(cells: Sequence[str | Linked]) -> str:
    first, *others = [_escaped(cell) if isinstance(cell, str) else _way(cell) for cell in cells]
    return f'<tr><th scope="row">{first}</th><td>{"</td><td>".join(others)}</td></tr>'


def labels_of(drawing: Drawing) -> str:
    """Write the words in a picture; where it is a group of links, they are not read out between these."""
    hidden = ' aria-hidden="true"' if drawing.leads else ""
    return safe(
        "\n".join(
            f'<text class="{label.kind}" {_place(label)}{_anchor(label)}{hidden}>{escape(label.words)}</text>'
            for label in drawing.labels
        )
    )


def _place(label: Label) -> str:
    if label.turned:
        return f'transform="translate({label.x} {label.y}) rotate(-90)"'
    return f'x="{label.x}" y="{label.y}"'


def _anchor(label: Label) -> str:
    return "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'


def _way(cell: Linked) -> str:
    return f'<a href="{escape(cell.href)}">{_escaped(cell.words)}</a>'


def _escaped(text: str) -> str:
    return escape(text) if _TO_ESCAPE(text) else text  # most cells are numbers and days, with nothing to escape
