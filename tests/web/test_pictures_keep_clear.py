"""In no picture does a label lie over another, or over a mark; no mark touches another; all of it is on the sheet."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallwins.insights.facts import (
    FEW,
    Cell,
    MonthBehind,
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
from smallwins.web.lettering import width_of
from smallwins.web.pictures.comfort import comfort
from smallwins.web.pictures.goals import toward
from smallwins.web.pictures.looks_against_moves import looks_against_moves
from smallwins.web.pictures.paper import WIDTH, Box, Drawing, Linked
from smallwins.web.pictures.pulses import pulses
from smallwins.web.pictures.receding import receding
from smallwins.web.pictures.weeks import momentum, outcomes
from smallwins.web.pictures.window import Window, window_of

THIS = week_of(date(2026, 11, 22))
REAL: VerdictName = "real"
EARLY: VerdictName = "early"
SHINY: VerdictName = "shiny"
VERDICTS = (REAL, EARLY, SHINY)
weeks_back = st.lists(st.integers(0, 120), max_size=60, unique=True).map(sorted)
few, many = st.integers(0, 5), st.integers(0, 400)
windows = st.sampled_from(["", "2025-W40"]).flatmap(
    lambda until: st.integers(0, 400).map(lambda back: window_of(THIS.ordinal - back, THIS, until))
)


def assert_clear(drawing: Drawing) -> None:
    labels = [label.box for label in drawing.labels]
    assert [(one, other) for one, other in combinations(labels, 2) if one.meets(other)] == []
    marks = [mark.box for mark in drawing.all_marks]
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


Judged = tuple[int, int, VerdictName]  # looks, moves, verdict
judged = st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(VERDICTS))


def drawn(wins: Sequence[Judged]) -> Drawing:
    """Draw wins, numbered from 1, as the facts count them."""
    alike = Counter(wins)
    near = Counter(win[:2] for win in wins)
    numbers: dict[Judged, list[int]] = {}
    for number, win in enumerate(wins, 1):
        numbers.setdefault(win, []).append(number)
    cells = [
        Cell(*win, quarter(*win[:2]), count, tuple(f"id{one}" for one in numbers[win]) if near[win[:2]] <= FEW else ())
        for win, count in sorted(alike.items())
    ]
    return looks_against_moves(cells, {f"id{number}": (number, f"Win {number}") for number in range(1, len(wins) + 1)})


def spread(count: int) -> list[Judged]:
    return [(i * 7 % 5, i * 3 % 5, VERDICTS[i % 3]) for i in range(count)]


@given(st.lists(judged, max_size=600), st.booleans())
@settings(max_examples=25, deadline=None)
def test_no_mark_touches_another_or_a_corners_name(wins: list[Judged], crowded: bool) -> None:
    drawing = drawn([(0, 4, win[2]) for win in wins] if crowded else wins)

    assert sum(mark.wins for mark in drawing.marks) == len(wins)
    assert_clear(drawing)


@pytest.mark.parametrize("count", [0, 1, 5, 160, 500, 10_000, 60_000])
def test_every_mark_is_large_enough_for_a_finger_however_many_wins_there_are(count: int) -> None:
    for drawing in (drawn([(0, 4, "real")] * count), drawn(spread(count))):
        assert_clear(drawing)
        assert all(mark.box.right - mark.box.left >= 24 for mark in drawing.marks)
        assert all(mark.size >= 15 for mark in drawing.marks)
        assert all(width_of(mark.number, "sans", 11) <= mark.size for mark in drawing.marks)
        assert len(drawing.marks) <= 75


def test_a_few_wins_stand_one_by_one_and_lead_to_themselves() -> None:
    drawing = drawn([*[(3, 4, REAL)] * FEW, (0, 0, SHINY)])

    assert {mark.href for mark in drawing.marks} == {f"/wins/{number}" for number in range(1, FEW + 2)}
    assert {mark.number for mark in drawing.marks} == {""}


def test_more_are_counted_by_verdict_and_lead_to_their_list() -> None:
    drawing = drawn([*[(3, 4, REAL)] * 7, (3, 4, EARLY)])

    assert [(mark.shape, mark.number, mark.href) for mark in drawing.marks] == [
        ("early", "", "/wins?verdict=early&looks=3&moves=4"),
        ("real", "7", "/wins?verdict=real&looks=3&moves=4"),
    ]
    assert drawing.marks[1].name == "7 real wins, looks quite, 4 of 4 signals yes"
    assert drawing.table.rows[0][4] == Linked("8", "/wins?looks=3&moves=4")
    assert drawing.note


def test_each_mark_stands_in_the_cell_of_its_looks_and_moves() -> None:
    drawing = drawn([(i % 5, i // 5 % 5, "real") for i in range(25)])
    places = {mark.href: (mark.x, mark.y) for mark in drawing.marks}

    plain, dazzling = places["/wins/1"], places["/wins/5"]
    assert plain[0] < dazzling[0]
    assert plain[1] == dazzling[1]
    assert places["/wins/21"][1] < places["/wins/1"][1]  # four signals stand above none


@pytest.mark.parametrize(("real", "early"), [(0, 0), (1, 0), (3, 2), (41, 30), (400, 1), (1, 400), (9000, 3000)])
def test_bricks_toward_a_goal_are_never_stripes_and_say_how_many_they_are(real: int, early: int) -> None:
    week = WeekTowardGoal(THIS, real, early, 2)
    goal = TowardGoal("g", "Lead", "active", (week,), (), {})
    drawing = toward(goal, window_of(THIS.ordinal, THIS), "goal-1", 7)

    assert_clear(drawing)
    assert all(bar.height >= 3.8 for bar in drawing.bars)
    assert {bar.kind for bar in drawing.bars} == {
        f"course {verdict}" for verdict, wins in (("real", real), ("early", early)) if wins
    }
    assert (len(drawing.bars) == real + early) == (not drawing.note)
    row = drawing.table.rows[0]
    assert row[3] == Linked("2", f"/wins?goal=7&verdict=shiny&until={THIS.sunday}")


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
    alike = [mark for mark in drawing.all_marks if len({n for n in shiny.values() if n}) == 1]
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
