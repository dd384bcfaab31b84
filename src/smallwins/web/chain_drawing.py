"""A chain as a drawing: its words measured and broken into lines, its lines as paths with round corners."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from smallwins.journal.chains import ChainLine, ChainStory
from smallwins.method.chain_lanes import Stop
from smallwins.method.chain_layout import Layout, Pause, Point, lanes_of, lay_across, lay_down, words_from
from smallwins.method.chain_story import span_words
from smallwins.method.days import full_day, short_day
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import VerdictName
from smallwins.web import words
from smallwins.web.lettering import width_of, wrapped
from smallwins.web.showing import address_of

PAGE, PHONE = 1064, 354  # the room that a page has, wide and narrow
TITLE, TITLE_LINE = 15, 19
DAY, DAY_LINE = 12, 16
STEP, STEP_ROOM, STEP_MOST = 13, 190, 320
ROUND = 10  # of corners
# Widths of labels to try, with the lines that a title may take.
LABELS = ((210, 2), (180, 2), (156, 2), (136, 3), (120, 3), (104, 4))
USUAL = (164, 2, 190)
MOST_ACROSS = 10  # wins one after the other that a page may have room for
NARROWEST = 200  # of labels on a phone
SHORT_WORDS: dict[VerdictName, str] = {"real": "", "early": " · early", "shiny": " · shiny"}


class Words(NamedTuple):
    """One line of words in a picture."""

    text: str
    x: float
    y: float  # of the line that the letters stand on


class Mark(NamedTuple):
    """A win in the picture."""

    href: str
    says: str  # all that the drawing shows of it, in words
    verdict: VerdictName
    x: float
    y: float
    title: tuple[Words, ...]
    day: Words
    here: bool  # the win that the page is about


class Step(NamedTuple):
    """The way to an open next step."""

    href: str
    says: str
    path: str
    words: Words


class Drawing(NamedTuple):
    """A chain, ready to be written as SVG."""

    width: float
    height: float
    straight: tuple[str, ...]
    branches: tuple[str, ...]
    marks: tuple[Mark, ...]
    steps: tuple[Step, ...]
    pauses: tuple[Words, ...]


class _Label(NamedTuple):
    title: tuple[str, ...]
    day: str
    step: str

    @property
    def width(self) -> float:
        widest = max(width_of(line, "serif", TITLE) for line in self.title)
        return max(widest, width_of(self.day, "sans", DAY))

    @property
    def height(self) -> float:
        return TITLE_LINE * len(self.title) + DAY_LINE

    @property
    def step_width(self) -> float:
        return width_of(self.step, "sans", STEP) if self.step else 0


def draw_across(story: ChainStory, room: float = PAGE, *, here: bool = True) -> Drawing:
    """Draw a chain from left to right, with labels as wide as the page has room for."""
    main = [judged.win.id for judged in story.longest]
    tried = LABELS if len(main) <= MOST_ACROSS else ()
    for wide, lines, step in (*((w, n, s) for w, n in tried for s in (STEP_ROOM, min(w, STEP_ROOM))), USUAL):
        labels = _labels(story, wide, lines, step)
        laid = lay_across(_stops(story, labels), story.doors, main, room)
        if laid.width <= room:
            break
    return _drawing(story, laid, labels, here=here)


def draw_down(story: ChainStory, room: float = PHONE, *, here: bool = True) -> Drawing:
    """Draw a chain from top to bottom."""
    main = [judged.win.id for judged in story.longest]
    lanes = lanes_of(
        [_stop(judged)._replace(step=judged.win.id in story.steps) for judged in story.wins], story.doors, main
    )
    wide = max(room - words_from(lanes) - 6, NARROWEST)
    labels = _labels(story, wide, 3, wide)
    return _drawing(story, lay_down(_stops(story, labels), story.doors, main), labels, here=here)


def draw_small(line: ChainLine) -> Drawing:
    """Draw a chain without words."""
    laid = lay_across([_stop(judged) for judged in line.wins], line.doors, line.longest)
    wins = {judged.win.id: judged for judged in line.wins}
    marks = tuple(
        Mark("", "", wins[one.id].verdict, one.x, one.y, (), Words("", 0, 0), here=False) for one in laid.stations
    )
    return Drawing(laid.width, laid.height, *_paths(laid), marks, (), ())


def _stop(judged: JudgedWin) -> Stop:
    return Stop(judged.win.id, judged.win.happened_on)


def _stops(story: ChainStory, labels: Mapping[str, _Label]) -> list[Stop]:
    return [
        _stop(judged)._replace(label=label.width, height=label.height, step=label.step_width)
        for judged in story.wins
        for label in [labels[judged.win.id]]
    ]


def _labels(story: ChainStory, wide: float, lines: int, step: float) -> dict[str, _Label]:
    labels, year = {}, 0
    for judged in story.wins:
        win = judged.win
        title = wrapped(win.title, "serif", TITLE, wide, lines)
        day = _day(win.happened_on, with_year=win.happened_on.year != year) + SHORT_WORDS[judged.verdict]
        year = win.happened_on.year
        labels[win.id] = _Label(title, day, _next(story, win.id, step))
    return labels


def _day(on: date, *, with_year: bool) -> str:
    return f"{short_day(on)} {on.year}" if with_year else short_day(on)


def _next(story: ChainStory, win: str, wide: float) -> str:
    steps = story.steps.get(win, ())
    if not steps:
        return ""
    more = f" + {len(steps) - 1}" if len(steps) > 1 else ""
    (line,) = wrapped(f"next: {steps[0].text}", "sans", STEP, wide - width_of(more, "sans", STEP), 1)
    return line + more


def _drawing(story: ChainStory, laid: Layout, labels: Mapping[str, _Label], *, here: bool) -> Drawing:
    wins = {judged.win.id: judged for judged in story.wins}
    marks = tuple(
        Mark(
            address_of(wins[one.id]),
            _says(wins[one.id]),
            wins[one.id].verdict,
            one.x,
            one.y,
            tuple(
                Words(line, one.label.x, one.label.y + TITLE_LINE * at + TITLE)
                for at, line in enumerate(labels[one.id].title)
            ),
            Words(labels[one.id].day, one.label.x, one.label.y + one.label.height - 4),
            here=here and one.id == story.win.win.id,
        )
        for one in laid.stations
    )
    steps = tuple(
        Step(
            f"{address_of(wins[one.id])}#steps",
            "; ".join(f"Next: {step.text}" for step in story.steps[one.id]),
            _path(one.corners),
            Words(_next(story, one.id, max(one.words.width, min(one.room, STEP_MOST))), one.words.x, one.words.y + 13),
        )
        for one in laid.dotted
    )
    pauses = tuple(_pause(pause) for pause in laid.pauses)
    return Drawing(laid.width, laid.height, *_paths(laid), marks, steps, pauses)


def _pause(pause: Pause) -> Words:
    said = span_words(pause.days)
    aside = (pause.words.width - width_of(said, "sans", DAY)) / 2 if pause.centred else 0
    return Words(said, pause.words.x + aside, pause.words.y + 12)


def _says(judged: JudgedWin) -> str:
    return f"{judged.win.title}: {words.VERDICTS[judged.verdict].lower()}, {full_day(judged.win.happened_on)}"


def _paths(laid: Layout) -> tuple[tuple[str, ...], tuple[str, ...]]:
    straight = tuple(_path(way.corners) for way in laid.ways if way.straight)
    return straight, tuple(_path(way.corners) for way in laid.ways if not way.straight)


def _path(corners: Sequence[Point]) -> str:
    """Write a line as the path of an SVG, its corners round."""
    said = [f"M{_at(corners[0])}"]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        said.append(f"L{_at(_toward(corner, before))}Q{_at(corner)} {_at(_toward(corner, after))}")
    return "".join([*said, f"L{_at(corners[-1])}"])


def _toward(corner: Point, other: Point) -> Point:
    """Return the point near a corner where its bend begins."""
    (x, y), (to_x, to_y) = corner, other
    far = max(abs(to_x - x), abs(to_y - y), 0.1)
    part = min(ROUND, far / 2) / far
    return x + (to_x - x) * part, y + (to_y - y) * part


def _at(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}".replace(".0", "")
