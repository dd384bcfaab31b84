"""The stations of a chain, which come by the dozen, written here: a template takes ten times as long for each."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Final

from minijinja import safe

from smallwins.method.win import VerdictName

if TYPE_CHECKING:  # types only: a drawing takes its words from where what is written here gets its name
    from smallwins.web.chain_drawing import Drawing, Mark, Words

SHAPES: Final[Mapping[VerdictName, str]] = {  # the verdicts differ in form, not in colour alone
    "real": '<circle class="fill" r="8.500"/><path class="cut" d="M-3.500 2.500 0-3.500l3.500 6"/>',
    "early": '<circle class="stroke" r="7.800"/><path class="stroke" d="M0-4.200V0l2.800 1.800"/>',
    "shiny": '<path class="star" d="M0-9.500c1.500 4.700 3.900 7.800 9.500 9.500-5.600 1.700-8 4.800-9.500 9.500'
    '-1.500-4.700-3.900-7.800-9.500-9.500 5.600-1.700 8-4.800 9.500-9.500z"/>',
}


def stations_of(drawing: Drawing, *, linked: bool) -> str:
    """Write the wins of a chain with their words: each leads to its page, or where it may not, says what it is."""
    return safe("\n".join([_station(mark, linked=linked) for mark in drawing.marks]))


def shapes_of(drawing: Drawing) -> str:
    """Write the wins of a chain without words."""
    return safe("".join(map(_shape, drawing.marks)))


def _station(mark: Mark, *, linked: bool) -> str:
    says, here = escape(mark.says), " here" if mark.here else ""
    words = "".join([_words(line, "title") for line in mark.title])
    inside = f"<title>{says}</title>{_shape(mark)}{words}{_words(mark.day, 'day')}"
    if not linked:
        return f'<g class="station{here}" role="img" aria-label="{says}">{inside}</g>'
    current = ' aria-current="true"' if mark.here else ""
    return f'<a class="station{here}" href="{escape(mark.href)}" aria-label="{says}"{current}>{inside}</a>'


def _shape(mark: Mark) -> str:
    ring = '<circle class="ring" r="13"/>' if mark.here else ""
    return (
        f'<g class="mark {mark.verdict}" transform="translate({mark.x} {mark.y})">'
        f'<circle class="halo" r="10.2"/>{ring}{SHAPES[mark.verdict]}</g>'
    )


def _words(line: Words, kind: str) -> str:
    return f'<text class="{kind}" x="{line.x}" y="{line.y}">{escape(line.text)}</text>'
