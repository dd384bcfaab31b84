"""What pictures are made of: marks, bars, strokes and labels on a sheet, each with the box that it takes up."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Literal, NamedTuple

from smallwins.web.lettering import width_of

WIDTH = 354.0  # of every picture: what a phone of 390 pixels has room for
FONT = 13.5  # the largest that words are ever set in, measured in the same units
ABOVE, BELOW = 1.02 * FONT, 0.3 * FONT  # of a line of words, from where it stands; a browser rounds
SMALL = 6.5  # from here on down a mark is its bare outline
LINE = 18.0  # from one line of words to the next

Shape = Literal["real", "early", "shiny", "step", "dot", "diamond", "cross"]
Anchor = Literal["start", "middle", "end"]


class Box(NamedTuple):
    """The room that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two boxes have some room in common; edges may touch."""
        return (
            other.right - self.left > 0.01
            and self.right - other.left > 0.01
            and other.bottom - self.top > 0.01
            and self.bottom - other.top > 0.01
        )


class Label(NamedTuple):
    """Words in a picture; turned ones read from below upward."""

    words: str
    x: float
    y: float
    anchor: Anchor = "start"
    kind: str = ""
    turned: bool = False

    @property
    def box(self) -> Box:
        """The room of the words in the largest size they are set in."""
        length = wide(self.words)
        before = {"start": 0.0, "middle": length / 2, "end": length}[self.anchor]
        if self.turned:
            return Box(self.x - ABOVE, self.y - length + before, self.x + BELOW, self.y + before)
        return Box(self.x - before, self.y - ABOVE, self.x - before + length, self.y + BELOW)


class Mark(NamedTuple):
    """One shape around its middle; with an address it leads to wins, and `name` is what it is called there."""

    shape: Shape
    x: float
    y: float
    size: float
    href: str = ""
    name: str = ""
    wins: int = 1  # that it stands for; more than one stand in it as a number
    target: float = 0.0  # the side of the square that a finger hits

    @property
    def number(self) -> str:
        """The number to write into the shape."""
        return brief(self.wins) if self.wins > 1 and self.href else ""

    @property
    def drawn_as(self) -> str:
        """The drawing of the shape: with room for a number, or where it is small, without what nobody would see."""
        if self.number:
            return f"{self.shape}-many"
        return f"{self.shape}-small" if self.size < SMALL and self.shape in ("real", "early") else self.shape

    @property
    def box(self) -> Box:
        """The square that the shape fills, or that a finger hits."""
        half = max(self.size, self.target) / 2
        return Box(self.x - half, self.y - half, self.x + half, self.y + half)


class Bar(NamedTuple):
    """A rectangle: a band, a quarter of a picture, or a course of bricks."""

    kind: str
    x: float
    y: float
    width: float
    height: float


class Stroke(NamedTuple):
    """A line."""

    kind: str
    path: str


class Linked(NamedTuple):
    """Words of a table that lead somewhere."""

    words: str
    href: str


class Table(NamedTuple):
    """The same figures in rows; the first column names the row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str | Linked, ...], ...]

    @property
    def filled(self) -> bool:
        """Whether there is a row; a template that asked the rows themselves would unwrap each cell of them."""
        return bool(self.rows)


class Drawing(NamedTuple):
    """A whole picture: what one sees, in words, on the sheet, and as a table."""

    name: str
    title: str
    words: str
    height: float
    table: Table
    bars: tuple[Bar, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()
    note: str = ""  # beside the picture, such as how many wins a mark stands for
    href: str = ""  # where the title leads
    empty: bool = False  # whether there is nothing to draw yet: then the words say it alone

    @property
    def leads(self) -> bool:
        """Whether marks lead somewhere; then the picture is a group of links rather than one image."""
        return any(mark.href for mark in self.marks[:1])  # all of them do, or none


def wide(words: str) -> float:
    """Return how long a line of words can be."""
    return width_of(words, "sans", FONT)


def brief(number: float, decimals: int = 0) -> str:
    """Write a number in at most four signs: 14.7, 340, 1.2k, 48k."""
    if number < 99.5:
        return f"{number:.{decimals}f}"
    if number < 999.5:
        return f"{number:.0f}"
    return f"{number / 1000:.1f}k" if number < 9950 else f"{number / 1000:,.0f}k"


def at(value: float) -> float:
    """Round a place to a hundredth."""
    return round(value, 2)


def line(points: Sequence[tuple[float, float]]) -> str:
    """Join points by straight strokes."""
    return "M" + "L".join(f"{at(x)} {at(y)}" for x, y in points)


def apart(labels: Iterable[Label]) -> list[Label]:
    """Keep the labels that have room, the first ones first."""
    kept: list[Label] = []
    taken: list[Box] = []
    for label in labels:
        box = label.box
        if not any(map(box.meets, taken)):
            kept.append(label)
            taken.append(box)
    return kept


def clear(labels: Iterable[Label], marks: Sequence[Mark]) -> list[Label]:
    """Keep the labels that touch no mark."""
    reach = max((max(sizes) for sizes in map(attrgetter("size", "target"), marks)), default=0.0) / 2

    def free(box: Box) -> bool:
        left, right = box.left - reach, box.right + reach
        beside = [mark for mark in marks if left <= mark.x <= right]  # of a thousand the few worth a closer look
        return not any(box.meets(mark.box) for mark in beside)

    return [label for label in labels if free(label.box)]


def inside(label: Label) -> Label:
    """Move a label so far sideways that it lies on the sheet."""
    box = label.box
    return label._replace(x=at(label.x - min(box.left, 0) - max(box.right - WIDTH, 0)))
