"""The parts of a picture that come by the hundred, written here: a template takes ten times as long for each."""

from functools import lru_cache
from html import escape

from minijinja import safe

from smallwins.web.pictures.paper import Drawing, Label, Linked


def marks_of(drawing: Drawing) -> str:
    """Write the marks of a picture that lead nowhere."""
    written: list[str] = []
    place = lru_cache(maxsize=None)(_corner)  # marks stand in columns and rows
    alike: dict[tuple[str, float, str], tuple[str, float, str]] = {}
    for mark in drawing.marks:
        key = mark.shape, mark.size, mark.name
        if key not in alike:
            kind = f' class="{escape(mark.name)}"' if mark.name else ""
            size = f'width="{mark.size}" height="{mark.size}"'
            alike[key] = f'<use{kind} href="#shape-{mark.drawn_as}" x="', mark.size / 2, f'" {size}/>'
        begin, half, end = alike[key]
        written.append(f'{begin}{place(mark.x, half)}" y="{place(mark.y, half)}{end}')
    return safe("".join(written))


def _corner(middle: float, half: float) -> str:
    return str(round(middle - half, 2))


def rows_of(drawing: Drawing) -> str:
    """Write the rows of the table of a picture; the first column names the row."""
    return safe(
        "\n".join(
            f'<tr><th scope="row">{_cell(first)}</th>{"".join([f"<td>{_cell(cell)}</td>" for cell in cells])}</tr>'
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
