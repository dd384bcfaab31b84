"""Lanes of a picture over time: stacks of marks, and lines, one below the other, each with its own name."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import NamedTuple

from smallwins.web.pictures.paper import FONT, LINE, Label, Mark, Shape, Stroke, apart, at, inside, line
from smallwins.web.pictures.window import Axis

LARGEST, SMALLEST = 10.0, 2.6  # marks
FILLED = 0.9
GAP = 16.0  # below a lane
BREAK = 6  # weeks without a value after which a line is not drawn on

Counts = Mapping[int, Sequence[tuple[Shape, int]]]  # by week, from the bottom of the stack upward


class Lane(NamedTuple):
    """What one lane draws, and where the next can begin."""

    marks: tuple[Mark, ...]
    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]
    bottom: float
    per: int = 1  # how many one mark stands for


def scale_of(most: int, height: float) -> int:
    """Return how many a mark stands for, so that the highest stack has room: 1, 2, 5, 10, 20, 50 …"""
    per, steps = 1, (2, 2.5, 2)
    turn = 0
    while ceil(most / per) * SMALLEST > height:
        per = int(per * steps[turn % 3])
        turn += 1
    return per


def stacks(axis: Axis, top: float, height: float, name: str, counts: Counts, kind: str = "") -> Lane:
    """Stack marks in the column of their week; the highest stack and the last one carry their number."""
    totals = {week: sum(number for _, number in parts) for week, parts in counts.items()}
    totals = {week: total for week, total in totals.items() if total}
    per = scale_of(max(totals.values(), default=0), height)
    laid = {week: [(shape, ceil(number / per)) for shape, number in counts[week]] for week in totals}
    most = max((sum(number for _, number in parts) for parts in laid.values()), default=1)
    step = min(LARGEST, axis.column, height / most)
    base = top + 2 * LINE + min(height, max(step * most, LARGEST))
    marks = [
        Mark(shape, axis.middle(week), at(base - (place + 0.5) * step), at(step * FILLED))
        for week, parts in laid.items()
        for place, shape in enumerate(shape for shape, number in parts for _ in range(number))
    ]
    tops = {week: base - step * sum(number for _, number in parts) for week, parts in laid.items()}
    numbers = [
        inside(Label(f"{totals[week]:,}", axis.middle(week), at(tops[week] - 4), "middle", "number"))
        for week in _told(totals)
    ]
    free = [label for label in apart(numbers) if not any(label.box.meets(mark.box) for mark in marks)]
    labels = (Label(name, axis.left, at(top + FONT), "start", f"lane {kind}"), *free)
    floor = Stroke("floor", f"M{at(axis.left)} {at(base + 1)}H{at(axis.right)}")
    return Lane(tuple(marks), (floor,), labels, at(base + GAP), per)


def _told(totals: Mapping[int, int]) -> list[int]:
    """Return the weeks whose number is told: the fullest (the latest of them) and the last."""
    if not totals:
        return []
    return list(dict.fromkeys([max(totals, key=lambda week: (totals[week], week)), max(totals)]))


def hung(axis: Axis, top: float, height: float, name: str, counts: Mapping[int, int], shape: Shape) -> Lane:
    """Hang marks below a line, week by week; the name stands below them."""
    found = {week: number for week, number in counts.items() if number}
    per = scale_of(max(found.values(), default=0), height)
    most = max((ceil(number / per) for number in found.values()), default=1)
    step = min(LARGEST, axis.column, height / most)
    marks = [
        Mark(shape, axis.middle(week), at(top + (place + 0.5) * step), at(step * FILLED))
        for week, number in found.items()
        for place in range(ceil(number / per))
    ]
    deepest = top + max(step * most, 4.0)
    numbers = [
        inside(
            Label(
                f"{found[week]:,}",
                axis.middle(week),
                at(top + step * ceil(found[week] / per) + FONT * 0.9),
                "middle",
                "number",
            )
        )
        for week in _told(found)
    ]
    free = [label for label in apart(numbers) if not any(label.box.meets(mark.box) for mark in marks)]
    below = deepest + (LINE if free else 0)
    labels = (*free, Label(name, axis.left, at(below + FONT), "start", f"lane {shape}"))
    return Lane(tuple(marks), (), labels, at(below + FONT + GAP), per)


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
    size = min(6.0, max(axis.column, 3.2))
    marks = tuple(Mark(values.shape, x, y, at(size)) for x, y in places) if values.shape else ()
    labels = [Label(name, axis.left, at(top + FONT), "start", f"lane {values.kind}")]
    if ends:
        labels += [
            Label(f"{values.highest:g}", axis.left - 5, at(begin + 4.5), "end", "scale"),
            Label(f"{values.lowest:g}", axis.left - 5, at(floor + 4.5), "end", "scale"),
        ]
    if places:
        said = f"{values.points[-1][1]:.{values.decimals}f}"
        labels.append(Label(said, axis.right + 6, at(places[-1][1] + 4.5), "start", "number"))
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
