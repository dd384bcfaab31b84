"""Doors and chains: no circle, never back in time, and the longest path whatever the shape."""

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallwins.method.chain import Door, check_door, latest_first, lengths_in_order, lengths_of, longest, reaches
from smallwins.method.errors import DoorError
from smallwins.method.win import Win
from tests.strategies import win_of_ada

MONDAY = date(2026, 11, 16)


class Road:
    """Some wins of Ada's on the days given, and the doors between them."""

    def __init__(self, *days: int) -> None:
        self.wins = [win_of_ada(number + 1, MONDAY + timedelta(days=day)) for number, day in enumerate(days)]
        self.doors: list[Door] = []

    def link(self, earlier: int, later: int) -> None:
        check_door(self.wins[earlier], self.wins[later], self.opened_by, self.day_of)
        self.doors.append(Door(self.wins[earlier].id, self.wins[later].id))

    def opened_by(self, win: str) -> list[str]:
        return [door.later for door in self.doors if door.earlier == win]

    def day_of(self, win: str) -> date:
        return next(each.happened_on for each in self.wins if each.id == win)

    @property
    def ids(self) -> list[str]:
        return [win.id for win in self.wins]


def test_a_door_never_leads_to_its_own_win() -> None:
    with pytest.raises(DoorError, match="itself"):
        Road(0).link(0, 0)


def test_a_door_never_leads_back_in_time() -> None:
    with pytest.raises(DoorError, match=r"2026-11-16, before .*2026-11-17"):
        Road(1, 0).link(0, 1)


def test_a_door_to_the_same_day_is_allowed_both_ways_but_not_at_once() -> None:
    road = Road(0, 0)
    road.link(1, 0)

    with pytest.raises(DoorError, match="circle"):
        road.link(0, 1)


def test_a_circle_through_several_wins_of_one_day_is_refused() -> None:
    road = Road(3, 3, 3, 3)
    road.link(0, 1)
    road.link(1, 2)
    road.link(2, 3)

    with pytest.raises(DoorError, match=r"Win 1.*already led to.*Win 4"):
        road.link(3, 0)


def test_looking_for_a_circle_never_leaves_the_day() -> None:
    road = Road(0, 0, 5)
    road.link(0, 2)
    asked: list[str] = []

    def opened_by(win: str) -> list[str]:
        asked.append(win)
        return road.opened_by(win)

    assert not reaches(road.wins[0].id, road.wins[1].id, opened_by, road.day_of)
    assert asked == [road.wins[0].id]


def test_a_win_can_open_many_doors_and_be_opened_by_many() -> None:
    road = Road(0, 1, 1, 2)
    for earlier, later in ((0, 1), (0, 2), (1, 3), (2, 3)):
        road.link(earlier, later)

    assert len(longest(road.ids, road.doors)) == 3


@st.composite
def roads(draw: st.DrawFn) -> Road:
    """Build any road: random days, then random doors, of which those that are refused are left out."""
    road = Road(*draw(st.lists(st.integers(0, 3), min_size=1, max_size=8)))
    some = st.integers(0, len(road.wins) - 1)
    for earlier, later in draw(st.lists(st.tuples(some, some), max_size=16, unique=True)):
        try:
            road.link(earlier, later)
        except DoorError:
            continue
    return road


def path_exists(road: Road, start: Win, end: Win) -> bool:
    seen, waiting = set(), [start.id]
    while waiting:
        win = waiting.pop()
        for later in road.opened_by(win):
            if later == end.id:
                return True
            if later not in seen:
                seen.add(later)
                waiting.append(later)
    return False


@given(road=roads())
@settings(max_examples=60)
def test_doors_that_were_allowed_never_form_a_circle(road: Road) -> None:
    assert not any(path_exists(road, win, win) for win in road.wins)


@given(road=roads())
@settings(max_examples=60)
def test_a_door_is_refused_only_for_its_own_win_for_time_or_for_a_circle(road: Road) -> None:
    for earlier in road.wins:
        for later in road.wins:
            reason = earlier == later or later.happened_on < earlier.happened_on or path_exists(road, later, earlier)
            if reason:
                with pytest.raises(DoorError):
                    check_door(earlier, later, road.opened_by, road.day_of)
            else:
                check_door(earlier, later, road.opened_by, road.day_of)


@given(road=roads())
@settings(max_examples=60)
def test_each_win_stands_after_every_win_that_it_opened(road: Road) -> None:
    order = latest_first(road.ids, road.doors)

    assert sorted(order) == sorted(road.ids)
    assert all(order.index(door.later) < order.index(door.earlier) for door in road.doors)


@given(road=roads())
@settings(max_examples=60)
def test_the_longest_chain_is_a_path_and_none_is_longer(road: Road) -> None:
    @cache
    def length_from(win: str) -> int:
        return 1 + max((length_from(later) for later in road.opened_by(win)), default=0)

    chain = longest(road.ids, road.doors)

    assert all(Door(earlier, later) in road.doors for earlier, later in pairwise(chain))
    assert len(chain) == max(length_from(win) for win in road.ids)


@given(road=roads())
@settings(max_examples=60)
def test_lengths_are_those_of_the_longest_chain_to_each_win(road: Road) -> None:
    lengths = lengths_of(road.doors)

    assert set(lengths) == {end for door in road.doors for end in door}
    assert max(lengths.values(), default=1) == len(longest(road.ids, road.doors))
    for win, length in lengths.items():
        assert length == 1 + max((lengths[door.earlier] for door in road.doors if door.later == win), default=0)
    in_time = {win: place for place, win in enumerate(reversed(latest_first(road.ids, road.doors)))}
    numbered = lengths_in_order(sorted((in_time[a], in_time[b]) for a, b in road.doors), len(in_time))
    assert {win: numbered[place] for win, place in in_time.items()} == {win: lengths.get(win, 1) for win in in_time}


def test_doors_in_a_circle_are_named_and_not_walked_for_ever() -> None:
    circle = [Door("a", "b"), Door("b", "c"), Door("c", "a")]

    with pytest.raises(DoorError, match="circle"):
        latest_first(["a", "b", "c"], circle)
    with pytest.raises(DoorError, match="circle"):
        longest(["a", "b", "c"], circle)


def test_doors_to_wins_that_are_not_in_sight_are_left_out() -> None:
    assert latest_first(["a", "b"], [Door("a", "b"), Door("b", "gone"), Door("gone", "a")]) == ("b", "a")
    assert longest([], [Door("a", "b")]) == ()


def test_a_win_or_a_door_named_twice_counts_once() -> None:
    assert latest_first(["a", "b", "a"], [Door("a", "b"), Door("a", "b")]) == ("b", "a")


def test_a_chain_of_ten_thousand_wins_is_followed_to_its_end() -> None:
    ids = [str(number) for number in range(10_000)]
    doors = [Door(earlier, later) for earlier, later in pairwise(ids)]

    assert longest(ids, doors) == tuple(ids)
