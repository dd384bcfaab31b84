"""A chain laid out in time like a transit map: from left to right, or from top to bottom where the page is narrow."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from smallwins.method.chain import Door
from smallwins.method.chain_lanes import (
    APART,
    LEAD,
    PAUSE_DAYS,
    RADIUS,
    STEP_LEAD,
    Plan,
    Stop,
    plan,
    room_for,
)

Point = tuple[float, float]
EDGE = 6  # around the whole
BARE_LANE = 26  # the height of a lane that carries no label
OVER_LINE = 15  # from a label down to the line that it stands on
PAUSE_HEIGHT = 24
WIDEST_STEP = 260  # between two stations of a chain that has more room than it needs
ROW = 46  # from a win to the next below it, at least
ROW_APART = 18
LANE, NARROW_LANE = 24, 15  # from one lane to the next beside it
FEW_LANES = 6


class Box(NamedTuple):
    """A place for words."""

    x: float
    y: float
    width: float
    height: float


class Station(NamedTuple):
    """A win, and where its label stands."""

    id: str
    x: float
    y: float
    label: Box


class Way(NamedTuple):
    """A door: the corners of its line, from the earlier win to the later one."""

    door: Door
    corners: tuple[Point, ...]
    straight: bool  # on the longest way


class Dotted(NamedTuple):
    """The way to an open next step, and where its words stand."""

    id: str
    corners: tuple[Point, ...]
    words: Box
    room: float = 0  # how wide its words could be before they meet anything


class Pause(NamedTuple):
    """A long time, drawn short: how many days, and where to say so."""

    days: int
    words: Box
    centred: bool = True  # between two wins, rather than in the column of words


class Layout(NamedTuple):
    """A whole chain laid out."""

    width: float
    height: float
    stations: tuple[Station, ...]
    ways: tuple[Way, ...]
    dotted: tuple[Dotted, ...]
    pauses: tuple[Pause, ...]


def lay_across(stops: Iterable[Stop], doors: Iterable[Door], main: Sequence[str], room: float = 0) -> Layout:
    """Lay a chain out from left to right; where there is more room than it needs, it takes what reads well."""
    planned = plan(stops, doors, main)
    x = _spread(planned, room)
    y = _levels(planned)
    lane = planned.lane
    at = {stop.id: (x[stop.id], y[lane[stop.id]]) for stop in planned.stops}
    stations = tuple(
        Station(
            stop.id,
            *at[stop.id],
            Box(at[stop.id][0] - RADIUS, at[stop.id][1] - OVER_LINE - stop.height, stop.label, stop.height),
        )
        for stop in planned.stops
    )
    ways = tuple(
        Way(door, _bent(at[door.earlier], at[door.later], y[track]), track == 0)
        for door, track in planned.track.items()
    )
    dotted = tuple(
        Dotted(
            stop.id,
            _bent(at[stop.id], (at[stop.id][0] + STEP_LEAD - 8, y[planned.step[stop.id]]), y[planned.step[stop.id]]),
            Box(at[stop.id][0] + STEP_LEAD, y[planned.step[stop.id]] - 9, stop.step, 18),
        )
        for stop in planned.stops
        if stop.step
    )
    pauses = tuple(
        Pause(days, Box((x[before.id] + x[stop.id]) / 2 - 40, EDGE, 80, 16))
        for before, stop, days in _long_pauses(planned)
    )
    width = max([RADIUS, *(s.label.x + max(s.label.width, 2 * RADIUS) for s in stations), *_ends(dotted)]) + EDGE
    laid = Layout(width, y[-1] + RADIUS + EDGE + 2, stations, ways, dotted, pauses)
    return laid._replace(dotted=tuple(one._replace(room=_room_beside(one, laid)) for one in dotted))


def lay_down(stops: Iterable[Stop], doors: Iterable[Door], main: Sequence[str]) -> Layout:
    """Lay a chain out from top to bottom: one win a row, the lines at the left, all words in one column beside them."""
    planned = _lanes_alone(stops, doors, main)
    apart = lane_width(planned.lanes)
    words_at = words_from(planned.lanes)
    x = [EDGE + RADIUS + apart * k for k in range(planned.lanes)]
    long_pauses = {stop.id: days for _, stop, days in _long_pauses(planned)}
    at: dict[str, Point] = {}
    stations, dotted, pauses = [], [], []
    y: float = EDGE + RADIUS
    for stop in planned.stops:
        if stop.id in long_pauses:
            pauses.append(Pause(long_pauses[stop.id], Box(words_at, y - RADIUS - 2, 80, 16), centred=False))
            y += PAUSE_HEIGHT + 8
        here = at[stop.id] = (x[planned.lane[stop.id]], y)
        stations.append(Station(stop.id, *here, Box(words_at, y - 11, stop.label, stop.height)))
        below = y + stop.height - 11
        if stop.step:
            level = max(below + 14, y + ROW - 8)
            across = x[planned.step[stop.id]]
            corners = _dropped(here, (across, level - 5), across)
            dotted.append(Dotted(stop.id, corners, Box(words_at, level - 9, stop.step, 18)))
            below = level + 9
        y = max(y + ROW, below + ROW_APART + RADIUS)
    ways = tuple(
        Way(door, _dropped(at[door.earlier], at[door.later], x[track]), track == 0)
        for door, track in planned.track.items()
    )
    words = [*(s.label for s in stations), *(d.words for d in dotted), *(p.words for p in pauses)]
    widths = [words_at, *(box.x + box.width for box in words)]
    bottom = max([RADIUS, *(s.label.y + max(s.label.height, 26) for s in stations), *(d.words.y + 18 for d in dotted)])
    return Layout(max(widths) + EDGE, bottom + EDGE, tuple(stations), ways, tuple(dotted), tuple(pauses))


def lanes_of(stops: Iterable[Stop], doors: Iterable[Door], main: Sequence[str]) -> int:
    """Count the lanes that a chain needs from top to bottom."""
    return _lanes_alone(stops, doors, main).lanes


def lane_width(lanes: int) -> float:
    """Return how far lanes stand apart that run from top to bottom."""
    return LANE if lanes <= FEW_LANES else NARROW_LANE


def words_from(lanes: int) -> float:
    """Return where the column of words begins beside lanes that run from top to bottom."""
    return EDGE + 2 * RADIUS + lane_width(lanes) * (lanes - 1) + APART - 4


def _lanes_alone(stops: Iterable[Stop], doors: Iterable[Door], main: Sequence[str]) -> Plan:
    """Plan without words in the way; a step only needs to be there."""
    return _with_sizes(plan([stop._replace(label=0, step=min(stop.step, 1)) for stop in stops], doors, main), stops)


def _with_sizes(planned: Plan, stops: Iterable[Stop]) -> Plan:
    sizes = {stop.id: stop for stop in stops}
    return planned._replace(stops=tuple(sizes[stop.id] for stop in planned.stops))


def _spread(planned: Plan, room: float) -> dict[str, float]:
    """Share out the room that is left over, more where more time passed."""
    x = dict(planned.x)
    steps = [(stop, room_for((stop.on - before.on).days)) for before, stop in pairwise(planned.stops)]
    ends = [
        x[stop.id] + max(stop.label - RADIUS, RADIUS, STEP_LEAD + stop.step if stop.step else 0)
        for stop in planned.stops
    ]
    left = min(room - EDGE - max(ends, default=0), WIDEST_STEP * len(steps) - max(x.values(), default=0))
    total = sum(weight for _, weight in steps)
    moved: float = EDGE
    for at, (stop, weight) in enumerate([(planned.stops[0], 0.0), *steps] if planned.stops else []):
        moved += max(left - EDGE, 0) * weight / total if at else 0
        x[stop.id] = round(x[stop.id] + moved, 1)
    return x


def _levels(planned: Plan) -> list[float]:
    """Return the height of each lane's line, with room above it for its tallest label."""
    tallest = [0.0] * planned.lanes
    for stop in planned.stops:
        tallest[planned.lane[stop.id]] = max(tallest[planned.lane[stop.id]], stop.height)
    says_pauses = any(tallest) and any(True for _ in _long_pauses(planned))
    levels, y = [], EDGE + (PAUSE_HEIGHT if says_pauses else 0.0)
    for lane, height in enumerate(tallest):
        room = height + OVER_LINE if height else RADIUS
        y += room if lane == 0 else max(room + APART + 2, BARE_LANE)
        levels.append(round(y, 1))
    return levels


def _long_pauses(planned: Plan) -> Iterable[tuple[Stop, Stop, int]]:
    for before, stop in pairwise(planned.stops):
        days = (stop.on - before.on).days
        if days >= PAUSE_DAYS:
            yield before, stop, days


def _room_beside(one: Dotted, laid: Layout) -> float:
    """Measure how far the words of a step could run on before they meet other words, a line, a win, or the edge."""
    lines: list[Way | Dotted] = [*laid.ways, *(other for other in laid.dotted if other is not one)]
    in_the_way = [
        *(station.label for station in laid.stations),
        *(Box(station.x - RADIUS, station.y - RADIUS, 2 * RADIUS, 2 * RADIUS) for station in laid.stations),
        *(other.words for other in laid.dotted if other is not one),
        *(
            Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
            for line in lines
            for (x1, y1), (x2, y2) in pairwise(line.corners)
        ),
    ]
    top, bottom, left = one.words.y - 2, one.words.y + one.words.height + 2, one.words.x
    ends = [box.x for box in in_the_way if box.y < bottom and top < box.y + box.height and box.x + box.width > left]
    return max(min([laid.width - EDGE, *(end - APART / 2 for end in ends)]) - left, one.words.width)


def _ends(dotted: Iterable[Dotted]) -> list[float]:
    return [one.words.x + one.words.width for one in dotted]


def _bent(start: Point, end: Point, level: float) -> tuple[Point, ...]:
    """Draw a line that changes its level close to its ends only."""
    corners = [start]
    if level != start[1]:
        corners += [(start[0] + LEAD, start[1]), (start[0] + LEAD, level)]
    if level != end[1]:
        corners += [(end[0] - LEAD, level), (end[0] - LEAD, end[1])]
    return (*corners, end)


def _dropped(start: Point, end: Point, across: float) -> tuple[Point, ...]:
    """Draw the same from top to bottom."""
    turned = _bent((start[1], start[0]), (end[1], end[0]), across)
    return tuple((x, y) for y, x in turned)
