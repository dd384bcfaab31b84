"""The parts of a picture that come by the hundred, written here: a template takes ten times as long for each."""

from functools import lru_cache
from html import escape
from itertools import groupby
from operator import attrgetter

from minijinja import safe

from smallwins.web.pictures.paper import Drawing, Label, Linked, Mark


def marks_of(drawing: Drawing) -> str:
    """Write the marks of a picture that lead nowhere."""
    written: list[str] = []
    place = lru_cache(maxsize=None)(_corner)  # marks stand in columns and rows
    for _, alike in groupby(drawing.marks, attrgetter("shape", "size", "name")):
        marks = [*alike]
        one, half = marks[0], marks[0].size / 2
        kind = f' class="{escape(one.name)}"' if one.name else ""
        begin = f'<use{kind} href="#shape-{one.drawn_as}" x="'
        end = f'" width="{one.size}" height="{one.size}"/>'
        written += [f'{begin}{place(mark.x, half)}" y="{place(mark.y, half)}{end}' for mark in marks]
    return safe("".join(written))


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
    told = lru_cache(maxsize=None)(_cell)  # small numbers come again and again
    return safe(
        "\n".join(
            f'<tr><th scope="row">{told(first)}</th>{"".join([f"<td>{told(cell)}</td>" for cell in cells])}</tr>'
            for first, *cells in drawing.table.rows
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
        return escape(cell)
    return f'<a href="{escape(cell.href)}">{escape(cell.words)}</a>'
