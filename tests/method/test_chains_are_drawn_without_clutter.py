"""Chains laid out: whatever their shape, no words lie over words or lines, and time never runs backwards."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallwins.method.chain import Door, longest
from smallwins.method.chain_lanes import RADIUS, Stop, plan
from smallwins.method.chain_layout import Box, Dotted, Layout, Point, Way, lay_across, lay_down

EXAMPLES = 25
FIRST = date(2026, 1, 1)
Lay = Callable[..., Layout]
Chain = tuple[list[Stop], list[Door], tuple[str, ...]]
WAYS_TO_LAY = pytest.mark.parametrize("lay", [lay_across, lay_down])


def chain(count: int, gaps: list[int], links: list[tuple[int, int]], widths: list[int], steps: list[bool]) -> Chain:
    """Make a chain of so many wins; a door leads from `link[0]` wins back to the win `link[1]`."""
    day, stops = FIRST, []
    for at in range(count):
        day += timedelta(days=gaps[at % len(gaps)])
        width = widths[at % len(widths)]
        stops.append(Stop(f"w{at:03}", day, width, 16 + width % 3 * 19, 90 if steps[at % len(steps)] else 0))
    doors = [Door(stops[at - back].id, stops[at].id) for back, at in links if 0 <= at - back < at < count]
    doors = list(dict.fromkeys(doors))
    return stops, doors, longest([stop.id for stop in stops], doors)


@st.composite
def chains(draw: st.DrawFn, most: int = 200) -> Chain:
    count = draw(st.one_of(st.integers(2, 12), st.integers(2, most)))
    random = draw(st.randoms(use_true_random=False))
    far = draw(st.sampled_from([1, 2, 5, 30, 200]))
    many = draw(st.sampled_from([0, 1, 2, 3]))
    links = [(random.randint(1, far), at) for at in range(1, count) for _ in range(random.randint(0, many))]
    gaps = draw(st.lists(st.sampled_from([0, 0, 1, 2, 7, 30, 75, 400]), min_size=1, max_size=9))
    widths = draw(st.lists(st.integers(20, 190), min_size=1, max_size=9))
    return chain(count, gaps, links, widths, draw(st.lists(st.booleans(), min_size=1, max_size=5)))


def over(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def boxes_of(laid: Layout) -> list[Box]:
    return [*(s.label for s in laid.stations), *(d.words for d in laid.dotted), *(p.words for p in laid.pauses)]


def around(start: Point, end: Point, thick: float = 2) -> Box:
    (x1, y1), (x2, y2) = start, end
    return Box(min(x1, x2) - thick, min(y1, y2) - thick, abs(x2 - x1) + 2 * thick, abs(y2 - y1) + 2 * thick)


def ways_of(laid: Layout) -> list[Way | Dotted]:
    return [*laid.ways, *laid.dotted]


def lines_of(laid: Layout) -> list[Box]:
    return [around(*ends) for way in ways_of(laid) for ends in pairwise(way.corners)]


@WAYS_TO_LAY
@given(drawn=chains())
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_words_lie_over_words_stations_or_lines(lay: Lay, drawn: Chain) -> None:
    laid = lay(*drawn)
    words = boxes_of(laid)
    stations = [around((s.x, s.y), (s.x, s.y), RADIUS) for s in laid.stations]

    assert [pair for pair in combinations(words, 2) if over(*pair)] == []
    assert [(box, mark) for box in words for mark in stations if over(box, mark)] == []
    assert [(box, line) for box in words for line in lines_of(laid) if over(box, line)] == []
    assert [pair for pair in combinations(stations, 2) if over(*pair)] == []
    for step in laid.dotted:
        wider = step.words._replace(width=max(step.room, step.words.width))
        others = [box for box in words if box != step.words]
        assert [box for box in (*others, *stations, *lines_of(laid)) if over(wider, box)] == []


@WAYS_TO_LAY
@given(drawn=chains())
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_door_is_drawn_once_from_win_to_win_and_through_no_other(lay: Lay, drawn: Chain) -> None:
    stops, doors, _ = drawn
    laid = lay(*drawn)
    at = {station.id: (station.x, station.y) for station in laid.stations}

    assert sorted(at) == sorted(stop.id for stop in stops)
    assert sorted(way.door for way in laid.ways) == sorted(doors)
    for way in laid.ways:
        assert (way.corners[0], way.corners[-1]) == (at[way.door.earlier], at[way.door.later])
        others = [around(place, place, 5) for win, place in at.items() if win not in way.door]
        assert [one for one in others for ends in pairwise(way.corners) if over(one, around(*ends))] == []


@WAYS_TO_LAY
@given(drawn=chains())
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_time_never_runs_backwards(lay: Lay, drawn: Chain) -> None:
    stops, doors, _ = drawn
    laid = lay(*drawn)
    forward = 0 if lay is lay_across else 1
    place = {station.id: (station.x, station.y)[forward] for station in laid.stations}
    day = {stop.id: stop.on for stop in stops}

    assert [(a, b) for a in day for b in day if day[a] < day[b] and place[a] >= place[b]] == []
    assert all(place[door.earlier] < place[door.later] for door in doors)
    for way in ways_of(laid):
        assert all(a[forward] <= b[forward] for a, b in pairwise(way.corners))


@WAYS_TO_LAY
@given(drawn=chains(), room=st.sampled_from([0, 700, 1060, 4000]))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_everything_lies_inside_and_the_longest_way_is_straight(lay: Lay, drawn: Chain, room: int) -> None:
    laid = lay_across(*drawn, room) if lay is lay_across else lay(*drawn)
    sideways = 1 if lay is lay_across else 0

    for box in (*boxes_of(laid), *lines_of(laid)):
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= laid.width + 0.1
        assert box.y + box.height <= laid.height
    assert len({(s.x, s.y)[sideways] for s in laid.stations if s.id in drawn[2]}) == 1
    assert [way.door for way in laid.ways if way.straight] == [
        Door(*ends) for ends in pairwise(drawn[2])
    ] or not laid.ways


@WAYS_TO_LAY
def test_the_same_chain_is_always_laid_out_the_same(lay: Lay) -> None:
    stops, doors, main = chain(
        40, [1, 9], [(1, at) for at in range(1, 40)] + [(3, at) for at in range(3, 40, 2)], [90], [True]
    )

    assert lay(stops, doors, main) == lay(list(reversed(stops)), list(reversed(doors)), main)


def test_a_chain_takes_the_room_it_is_given_and_no_more_than_reads_well() -> None:
    five = chain(5, [7], [(1, at) for at in range(1, 5)], [120], [False])
    two = chain(2, [7], [(1, 1)], [120], [False])

    assert lay_across(*five, 1060).width == pytest.approx(1060, abs=1)
    assert lay_across(*two, 1060).width < 500


def test_a_long_pause_is_drawn_short_and_said() -> None:
    laid = lay_across(*chain(3, [7, 7, 400], [(1, 1), (1, 2)], [60], [False]))
    first, second, third = (station.x for station in laid.stations)

    assert [pause.days for pause in laid.pauses] == [400]
    assert third - second < 10 * (second - first)


def test_a_branch_leaves_the_straight_lane_and_comes_back() -> None:
    stops, _, _ = chain(4, [7], [], [60], [False])
    doors = [Door("w000", "w001"), Door("w000", "w002"), Door("w001", "w003"), Door("w002", "w003")]
    planned = plan(stops, doors, ("w000", "w001", "w003"))

    assert planned.lane == {"w000": 0, "w001": 0, "w002": 1, "w003": 0}
    assert planned.track[doors[1]] == planned.track[doors[3]] == 1
    assert planned.lanes == 2


def test_no_win_and_one_win_are_drawn_too() -> None:
    assert lay_across([], [], ()).stations == ()
    assert lay_down([], [], ()).stations == ()
    assert len(lay_across([Stop("a", FIRST, 50, 30)], [], ("a",)).stations) == 1
