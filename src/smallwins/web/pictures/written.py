"""The parts of a picture that come by the hundred, written here: a template takes ten times as long for each."""

from functools import lru_cache
from html import escape

from minijinja import safe

from smallwins.web.pictures.paper import Drawing, Label, Linked, Mark, Pile, Shape


def marks_of(drawing: Drawing) -> str:
    """Write the marks of a picture that lead nowhere."""
    place = lru_cache(maxsize=None)(_corner)  # marks stand in columns and rows
    alone = [Pile(mark.shape, mark.x, (mark.y,), mark.size, mark.name) for mark in drawing.marks]
    written: list[str] = []
    for pile in (*alone, *drawing.piles):
        half = pile.size / 2
        begin, end = _ends(pile.shape, pile.size, pile.name)
        begin = f'{begin}{place(pile.x, half)}" y="'
        written += [f"{begin}{place(height, half)}{end}" for height in pile.heights]
    return safe("".join(written))


@lru_cache(maxsize=64)
def _ends(shape: Shape, size: float, name: str) -> tuple[str, str]:
    """Write what stands before and after the place of a mark."""
    kind = f' class="{escape(name)}"' if name else ""
    return f'<use{kind} href="#shape-{Mark(shape, 0, 0, size).drawn_as}" x="', f'" width="{size}" height="{size}"/>'


def _corner(middle: float, half: float) -> str:
    return str(round(middle - half, 2))


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
    return safe(
        "\n".join(
            [
                f'<tr><th scope="row">{_cell(first)}</th><td>{"</td><td>".join(map(_cell, cells))}</td></tr>'
                for first, *cells in drawing.table.rows
            ]
        )
    )


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


def _cell(cell: str | Linked) -> str:
    if isinstance(cell, str):
        return _escaped(cell)
    return f'<a href="{escape(cell.href)}">{_escaped(cell.words)}</a>'


def _escaped(text: str) -> str:
    return text if text.isalnum() else escape(text)  # most cells are numbers, with nothing in them to escape
