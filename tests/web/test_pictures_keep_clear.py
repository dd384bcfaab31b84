"""In no picture does a label lie over another, or over a mark; no mark touches another; all of it is on the sheet."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallwins.insights.facts import (
    MonthBehind,
    Moved,
    TowardGoal,
    WeekOfPulse,
    WeekOfStretch,
    WeekOfWins,
    WeekTowardGoal,
    quarter,
)
from smallwins.method.goal import Possible
from smallwins.method.momentum import by_week
from smallwins.method.week import at_ordinal, week_of
from smallwins.method.win import VerdictName
from smallwins.web.pictures.comfort import comfort
from smallwins.web.pictures.goals import toward
from smallwins.web.pictures.looks_against_moves import MOST, looks_against_moves
from smallwins.web.pictures.paper import WIDTH, Box, Drawing
from smallwins.web.pictures.pulses import pulses
from smallwins.web.pictures.receding import receding
from smallwins.web.pictures.weeks import momentum, outcomes
from smallwins.web.pictures.window import Window, window_of

THIS = week_of(date(2026, 11, 22))
VERDICTS: tuple[VerdictName, ...] = ("real", "early", "shiny")
weeks_back = st.lists(st.integers(0, 120), max_size=60, unique=True).map(sorted)
few, many = st.integers(0, 5), st.integers(0, 400)
windows = st.sampled_from(["", "2025-W40"]).flatmap(
    lambda until: st.integers(0, 400).map(lambda back: window_of(THIS.ordinal - back, THIS, until))
)


def assert_clear(drawing: Drawing) -> None:
    labels = [label.box for label in drawing.labels]
    assert [(one, other) for one, other in combinations(labels, 2) if one.meets(other)] == []
    marks = [mark.box for mark in drawing.marks]
    assert [(label, mark) for label in labels for mark in marks if label.meets(mark)] == []
    assert not_apart(marks) == []
    sheet = Box(0, 0, WIDTH, drawing.height)
    outside = [box for box in (*labels, *marks) if box.left < -0.5 or box.right > WIDTH + 0.5 or box.top < -0.5]
    assert outside == []
    assert [box for box in (*labels, *marks) if box.bottom > sheet.bottom + 0.5] == []


def not_apart(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """Return the boxes that meet, looking only at those that begin before another ends."""
    found, open_ones = [], list[Box]()
    for box in sorted(boxes):
        open_ones = [other for other in open_ones if other.right > box.left]
        found += [(box, other) for other in open_ones if box.meets(other)]
        open_ones.append(box)
    return found


def moved(number: int, looks: int, moves: int, verdict: VerdictName) -> Moved:
    return Moved(f"id{number}", number, f"Win {number}", looks, moves, verdict, quarter(looks, moves))


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(VERDICTS)), max_size=600), st.booleans()
)
@settings(max_examples=25, deadline=None)
def test_no_win_touches_another_or_a_corners_name(wins: list[tuple[int, int, VerdictName]], crowded: bool) -> None:
    found = [moved(i, *((0, 4) if crowded else win[:2]), win[2]) for i, win in enumerate(wins, 1)]
    drawing = looks_against_moves(found)

    assert len(drawing.marks) == len(wins)
    assert_clear(drawing)


@pytest.mark.parametrize("count", [0, 1, 5, 160, 500, 2000])
def test_marks_shrink_rather_than_overlap_however_many_wins_there_are(count: int) -> None:
    alike = looks_against_moves([moved(i, 0, 4, "real") for i in range(count)])
    spread = looks_against_moves([moved(i, i * 7 % 5, i * 3 % 5, VERDICTS[i % 3]) for i in range(count)])

    assert_clear(alike)
    assert_clear(spread)
    if count > 5:
        assert alike.marks[0].size < spread.marks[0].size


def test_the_same_wins_always_stand_in_the_same_places() -> None:
    wins = [moved(i, i * 7 % 5, i * 3 % 5, VERDICTS[i % 3]) for i in range(160)]

    assert looks_against_moves(wins) == looks_against_moves(list(reversed(wins)))


def test_each_mark_stands_in_the_cell_of_its_looks_and_moves() -> None:
    drawing = looks_against_moves([moved(i, i % 5, i // 5 % 5, "real") for i in range(100)])
    places = {mark.href: (mark.x, mark.y) for mark in drawing.marks}

    plain, dazzling = places["/wins/0"], places["/wins/4"]
    assert plain[0] < dazzling[0]
    assert plain[1] == dazzling[1]
    assert places["/wins/20"][1] < places["/wins/0"][1]  # four signals stand above none


def test_beyond_the_most_that_can_be_shown_the_latest_are_and_the_picture_says_so() -> None:
    drawing = looks_against_moves([moved(i, 0, 4, "real") for i in range(MOST + 10)])

    assert len(drawing.marks) == MOST
    assert drawing.note == "The latest 2,000 of 2,010 wins."
    assert "/wins/9" not in {mark.href for mark in drawing.marks}


@given(weeks_back, st.data(), windows)
@settings(max_examples=40, deadline=None)
def test_the_weeks_keep_clear(back: list[int], data: st.DataObject, window: Window) -> None:
    size = data.draw(st.sampled_from([few, many]))
    weeks = [
        WeekOfWins(at_ordinal(THIS.ordinal - ago), data.draw(size), data.draw(size), data.draw(size))
        for ago in reversed(back)
    ]
    assert_clear(outcomes(weeks, window))
    real = {week.week.ordinal: week.real for week in weeks}
    done = {week.week.ordinal: week.early for week in weeks}
    assert_clear(momentum(by_week(real, done, THIS.ordinal, 500).weeks, window))


@given(weeks_back, st.data(), windows)
@settings(max_examples=40, deadline=None)
def test_the_comfort_zone_and_the_pulses_keep_clear(back: list[int], data: st.DataObject, window: Window) -> None:
    stretch, pulse = [], []
    for ago in reversed(back):
        week = at_ordinal(THIS.ordinal - ago)
        felt = data.draw(st.lists(st.integers(0, 4), min_size=1, max_size=6))
        stretch.append(WeekOfStretch(week, len(felt), round(sum(felt) / len(felt), 2), min(felt), max(felt)))
        value = st.none() | st.integers(0, 10)
        pulse.append(
            WeekOfPulse(week, "closed", data.draw(value), data.draw(value), data.draw(st.none() | st.booleans()))
        )
    assert_clear(comfort(stretch, window))
    assert_clear(pulses(pulse, window))


@given(weeks_back, st.data(), windows)
@settings(max_examples=40, deadline=None)
def test_what_is_stacked_toward_a_goal_keeps_clear(back: list[int], data: st.DataObject, window: Window) -> None:
    size = data.draw(st.sampled_from([few, many]))
    real = early = 0
    stacked, felt = [], []
    for ago in reversed(back):
        week = at_ordinal(THIS.ordinal - ago)
        real, early = real + data.draw(size), early + data.draw(size)
        stacked.append(WeekTowardGoal(week, real, early, 0))
        felt.append(Possible(week.monday + timedelta(days=4), data.draw(st.integers(0, 10))))
    goal = TowardGoal("g", "Lead a research team", "active", tuple(stacked), tuple(felt), {"hiring": 3})
    assert_clear(toward(goal, window, "goal-1"))


@given(st.lists(st.tuples(st.integers(0, 23), st.sampled_from([0, 1, 3, 12, 340])), max_size=24))
@settings(max_examples=60, deadline=None)
def test_months_in_the_mirror_keep_clear_and_get_smaller(months: list[tuple[int, int]]) -> None:
    shiny = dict(months)
    found = []
    for back in sorted(shiny, reverse=True):
        month = 2026 * 12 + 10 - back
        found.append(MonthBehind(f"{month // 12:04}-{month % 12 + 1:02}", shiny[back], shiny[back] + 2))
    drawing = receding(found, (2026, 11))

    assert_clear(drawing)
    alike = [mark for mark in drawing.marks if len({n for n in shiny.values() if n}) == 1]
    assert [mark.size for mark in sorted(alike, key=lambda mark: mark.x)] == sorted(mark.size for mark in alike)


@pytest.mark.parametrize("until", ["", "2026-W47", "2031-W01", "0001-W01", "nonsense", "2025-W10"])
def test_a_window_never_leaves_the_journals_weeks(until: str) -> None:
    first = THIS.ordinal - 200
    window = window_of(first, THIS, until)

    assert first <= window.first <= window.last <= THIS.ordinal
    assert len(window.weeks) <= 52


def test_earlier_and_later_lead_through_every_week_once() -> None:
    first = THIS.ordinal - 200
    window, seen = window_of(first, THIS), set[int]()
    while True:
        seen |= set(window.weeks)
        if window.earlier is None:
            break
        window = window_of(first, THIS, str(window.earlier))
        assert window.later is not None

    assert seen == set(range(first, THIS.ordinal + 1))
