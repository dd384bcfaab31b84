"""Momentum, its trend and the stuck check, as METHOD section 4 defines them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallwins.method.momentum import Trend, by_week, momentum_in, stuck, stuck_since, trend
from smallwins.method.signals.reading import Reading
from smallwins.method.week import week_of

NOW = week_of(date(2026, 11, 22)).ordinal
TODAY = date(2026, 11, 22)
counts = st.dictionaries(st.integers(NOW - 60, NOW), st.integers(0, 6), max_size=20)


def test_a_lone_real_win_loses_half_its_push_in_four_weeks() -> None:
    weeks = by_week({NOW - 8: 1}, {}, NOW).weeks

    assert [weeks[0].momentum, weeks[4].momentum, weeks[8].momentum] == pytest.approx([1.0, 0.5, 0.25], rel=1e-12)
    assert momentum_in({NOW - 4: 1}, NOW) == 0.5


def test_a_step_done_pushes_as_much_as_a_real_win() -> None:
    assert by_week({NOW: 1}, {}, NOW).weeks[-1].momentum == by_week({}, {NOW: 1}, NOW).weeks[-1].momentum == 1


@given(real=counts, steps=counts)
@settings(max_examples=50)
def test_each_week_is_its_own_count_and_what_is_left_of_the_week_before(
    real: dict[int, int], steps: dict[int, int]
) -> None:
    weeks = by_week(real, steps, NOW, weeks=100).weeks
    before = 0.0
    for each in weeks:
        ordinal = each.week.ordinal
        assert (each.real, each.steps_done) == (real.get(ordinal, 0), steps.get(ordinal, 0))
        before = each.real + each.steps_done + before * 2 ** (-1 / 4)
        assert each.momentum == pytest.approx(before, abs=1e-12)
    assert weeks[0].week.ordinal == min({*real, *steps}, default=NOW)
    assert weeks[-1].week.ordinal == NOW


@given(real=counts, shown=st.integers(1, 12))
@settings(max_examples=50)
def test_showing_fewer_weeks_changes_none_of_them(real: dict[int, int], shown: int) -> None:
    every, last = by_week(real, {}, NOW, weeks=200), by_week(real, {}, NOW, weeks=shown)

    assert [week.momentum for week in last.weeks] == pytest.approx([w.momentum for w in every.weeks[-shown:]])
    assert last.trend == every.trend


def test_weeks_run_on_across_a_week_53_and_a_new_year() -> None:
    weeks = by_week({week_of(date(2026, 12, 21)).ordinal: 1}, {}, week_of(date(2027, 1, 4)).ordinal).weeks

    assert [str(each.week) for each in weeks] == ["2026-W52", "2026-W53", "2027-W01"]


def test_a_win_dated_ahead_pushes_nothing_yet() -> None:
    assert by_week({NOW + 1: 5}, {}, NOW).weeks[-1].momentum == 0


def test_an_empty_journal_has_one_week_without_momentum() -> None:
    momentum = by_week({}, {}, NOW)

    assert [(each.week.ordinal, each.momentum) for each in momentum.weeks] == [(NOW, 0)]
    assert momentum.trend == "holding"


def test_a_win_from_the_year_one_does_not_make_a_long_list() -> None:
    weeks = by_week({0: 3}, {}, NOW, weeks=12).weeks

    assert len(weeks) == 12
    assert weeks[-1].momentum == pytest.approx(0)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (1.1, 1.0, "holding"),
        (1.1001, 1.0, "rising"),
        (0.9, 1.0, "holding"),
        (0.8999, 1.0, "fading"),
        (3.3, 3.0, "holding"),
        (0.77, 0.7, "holding"),
        (0.63, 0.7, "holding"),
        (11.7, 13.0, "holding"),
        (5.5, 5.0, "holding"),
        (5.51, 5.0, "rising"),
        (4.49, 5.0, "fading"),
        (1.0, 1.0, "holding"),
        (0.0, 0.0, "holding"),
        (0.01, 0.0, "rising"),
        (0.0, 0.5, "fading"),
    ],
)
def test_a_trend_needs_more_than_ten_per_cent(now: float, before: float, expected: Trend) -> None:
    assert trend(now, before) == expected


def test_the_trend_compares_with_four_weeks_before() -> None:
    assert by_week({NOW - 5: 1, NOW: 1}, {}, NOW).trend == "rising"
    assert by_week({NOW - 4: 1}, {}, NOW).trend == "fading"
    assert by_week({NOW - 4: 2, NOW: 1}, {}, NOW).trend == "holding"


@pytest.mark.parametrize(
    ("momenta", "expected"),
    [
        ([], False),
        (["open", "no"], False),
        (["open", "open", "open"], True),
        (["no", "no", "no"], True),
        (["no", "open", "no", "open"], True),
        (["no", "open", "yes"], False),
        (["no", "no", "no", "yes"], False),
    ],
)
def test_three_wins_without_a_door_ask_whether_it_is_moving(momenta: list[Reading], expected: bool) -> None:
    assert stuck([(TODAY, reading) for reading in momenta], TODAY) is expected


@pytest.mark.parametrize(("days_ago", "expected"), [(0, True), (27, True), (28, False), (-1, False)])
def test_the_stuck_check_looks_at_the_last_four_weeks_only(days_ago: int, expected: bool) -> None:
    day = TODAY - timedelta(days=days_ago)

    assert stuck([(TODAY, "open"), (TODAY, "no"), (day, "open")], TODAY) is expected
    assert (stuck_since(TODAY) <= day <= TODAY) is expected


def test_a_door_from_before_the_four_weeks_does_not_answer_the_stuck_check() -> None:
    old = (TODAY - timedelta(days=60), "yes")

    assert stuck([old, (TODAY, "open"), (TODAY, "open"), (TODAY, "open")], TODAY)  # type: ignore[list-item]


def test_the_stuck_check_survives_the_first_days_of_the_calendar() -> None:
    assert stuck_since(date.min) == date.min
