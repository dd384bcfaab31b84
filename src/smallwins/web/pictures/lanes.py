"""Lanes of a picture over time: stacks of marks, and lines, one below the other, each with its own name."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import NamedTuple

from smallwins.web.pictures.paper import (
    FONT,
    LINE,
    Label,
    Mark,
    Pile,
    Shape,
    Stroke,
    apart,
    at,
    brief,
    clear,
    inside,
    line,
)
from smallwins.web.pictures.window import Axis

LARGEST, SMALLEST = 10.0, 2.6  # marks
FILLED = 0.9
GAP = 23.0  # below a lane
BREAK = 6  # weeks without a value after which a line is not drawn on

Counts = Mapping[int, Sequence[tuple[Shape, int]]]  # by week, from the bottom of the stack upward


class Lane(NamedTuple):
    """What one lane draws, and where the next can begin."""

    marks: tuple[Mark, ...]
    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]
    bottom: float
    piles: tuple[Pile, ...] = ()


class Fit(NamedTuple):
    """How large the marks of a stack are."""

    per: int  # how many one mark stands for
    step: float  # from one mark to the next


def fit(axis: Axis, height: float, most: int) -> Fit:
    """Make marks so large that the highest stack has room; where they would be dust, one stands for several."""
    per = next(
        per
        for power in range(20)
        for per in (10**power, 2 * 10**power, 5 * 10**power)
        if ceil(most / per) * SMALLEST <= height
    )
    return Fit(per, min(LARGEST, max(axis.column, SMALLEST), height / max(ceil(most / per), 1)))


def stacks(axis: Axis, top: float, name: str, counts: Counts, fitted: Fit, kind: str = "") -> Lane:
    """Stack marks in the column of their week; the highest stack and the last one carry their number."""
    laid = {week: _laid(parts, fitted.per) for week, parts in counts.items()}
    tall = {week: sum(marks for _, marks in parts) for week, parts in laid.items() if parts}
    most = max(tall.values(), default=1)
    base = at(top + 2 * LINE + 2 + most * fitted.step)
    heights, size = [at(base - (place + 0.5) * fitted.step) for place in range(most)], at(fitted.step * FILLED)
    piles: list[Pile] = []
    for week in tall:
        middle, low = axis.middle(week), 0
        for shape, marks in laid[week]:
            piles.append(Pile(shape, middle, heights[low : low + marks], size))
            low += marks
    totals = {week: sum(number for _, number in counts[week]) for week in tall}
    numbers = [
        Label(f"{totals[week]:,}", axis.middle(week), at(base - fitted.step * tall[week] - 5), "middle", "number")
        for week in _told(totals)
    ]
    labels = (Label(name, axis.left, at(top + FONT), "start", f"lane {kind}"), *_free(numbers, piles))
    floor = Stroke("floor", f"M{at(axis.left)} {at(base + 1)}H{at(axis.right)}")
    return Lane((), (floor,), labels, at(base + GAP), tuple(piles))


def hung(axis: Axis, top: float, name: str, counts: Mapping[int, int], shape: Shape, fitted: Fit) -> Lane:
    """Hang marks below a line, week by week; their name stands below them."""
    laid = {week: ceil(number / fitted.per) for week, number in counts.items() if number}
    most, size = max(laid.values(), default=0), at(fitted.step * FILLED)
    heights = [at(top + (place + 0.5) * fitted.step) for place in range(most)]
    piles = [Pile(shape, axis.middle(week), heights[:number], size) for week, number in laid.items()]
    deepest = top + most * fitted.step
    numbers = [
        Label(f"{counts[week]:,}", axis.middle(week), at(top + fitted.step * laid[week] + FONT), "middle", "number")
        for week in _told(laid)
    ]
    free = _free(numbers, piles)
    below = deepest + 2 + (LINE if free else 0)
    labels = (*free, Label(name, axis.left, at(below + FONT), "start", f"lane {shape}"))
    return Lane((), (), labels, at(below + FONT + GAP), tuple(piles))


def _laid(parts: Sequence[tuple[Shape, int]], per: int) -> list[tuple[Shape, int]]:
    return [(shape, ceil(number / per)) for shape, number in parts if number]


def _told(totals: Mapping[int, int]) -> list[int]:
    """Return the weeks whose number is told: the fullest (the latest of them) and the last."""
    if not totals:
        return []
    return list(dict.fromkeys([max(totals, key=lambda week: (totals[week], week)), max(totals)]))


def _free(numbers: Sequence[Label], piles: Sequence[Pile]) -> list[Label]:
    return clear(apart([inside(label) for label in numbers]), piles)


class Values(NamedTuple):
    """Values over time between two ends."""

    points: Sequence[tuple[float, float]]  # place from left to right, value
    lowest: float
    highest: float
    shape: Shape | None = "dot"
    kind: str = ""
    decimals: int = 0


def lined(axis: Axis, top: float, height: float, name: str, values: Values, ends: bool = True) -> Lane:
    """Draw a line through values, with a scale on the left and the last value on the right."""
    begin, floor = top + LINE + FONT * 0.7, top + LINE + FONT * 0.7 + height
    reach = max(values.highest - values.lowest, 1e-9)
    places = [(at(x), at(floor - height * (value - values.lowest) / reach)) for x, value in values.points]
    strokes = [
        Stroke("floor", f"M{at(axis.left)} {at(begin)}H{at(axis.right)}M{at(axis.left)} {at(floor)}H{at(axis.right)}")
    ]
    strokes += [Stroke(f"way {values.kind}", line(run)) for run in runs(places, BREAK * axis.column) if len(run) > 1]
    size = min(6.0, max(0.94 * axis.column, 3.2))
    # A line without marks ends in one, so that a single value shows too.
    marked = places if values.shape else places[-1:]
    marks = tuple(Mark(values.shape or "dot", x, y, at(size)) for x, y in marked)
    labels = [Label(name, axis.left, at(top + FONT), "start", f"lane {values.kind}")]
    if ends:
        labels += [
            Label(brief(values.highest, values.decimals), axis.left - 5, at(begin + 4.5), "end", "scale"),
            Label(brief(values.lowest), axis.left - 5, at(floor + 4.5), "end", "scale"),
        ]
    if places:
        labels.append(
            Label(
                brief(values.points[-1][1], values.decimals), axis.right + 6, at(places[-1][1] + 4.5), "start", "number"
            )
        )
    return Lane(marks, tuple(strokes), tuple(labels), at(floor + GAP))


def runs(places: Sequence[tuple[float, float]], widest: float) -> list[list[tuple[float, float]]]:
    """Part a line where nothing was said for long."""
    found: list[list[tuple[float, float]]] = []
    for place in places:
        if found and place[0] - found[-1][-1][0] <= widest + 0.01:
            found[-1].append(place)
        else:
            found.append([place])
    return found
