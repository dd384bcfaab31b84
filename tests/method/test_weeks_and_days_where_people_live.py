"""ISO weeks and local days: week 53, the turn of the year, clocks that change, the date line."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallwins.method.errors import InputError
from smallwins.method.settings import Settings, checked, local_day
from smallwins.method.week import Week, at_ordinal, ordinal_of, parse, week_of

any_day = st.dates()
any_week = any_day.map(week_of)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2020, 12, 27), "2020-W52"),
        (date(2020, 12, 28), "2020-W53"),
        (date(2021, 1, 3), "2020-W53"),
        (date(2021, 1, 4), "2021-W01"),
        (date(2026, 12, 27), "2026-W52"),
        (date(2026, 12, 28), "2026-W53"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2023, 1, 1), "2022-W52"),
        (date(2026, 11, 22), "2026-W47"),
        (date(1, 1, 1), "0001-W01"),
        (date(9999, 12, 31), "9999-W52"),
    ],
)
def test_a_day_lies_in_its_iso_week(day: date, week: str) -> None:
    assert str(week_of(day)) == week
    assert parse(week).has(day)


@pytest.mark.parametrize(("year", "has_53"), [(2020, True), (2025, False), (2026, True), (2027, False)])
def test_only_some_years_have_a_week_53(year: int, has_53: bool) -> None:
    if has_53:
        assert parse(f"{year}-W53").plus(1) == Week(year + 1, 1)
    else:
        with pytest.raises(InputError):
            parse(f"{year}-W53")


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-W00", "2026-W54", "2026-47", "2026-w47", "26-W47", "2026-W7", "2026-W47 ", "2026-W47\n",
     "0000-W01", "10000-W01", "-001-W01", "２０２６-W47", "2026-W4٧", "2026-W47-5"],
)  # fmt: skip
def test_what_is_not_a_week_is_refused_and_named(text: str) -> None:
    with pytest.raises(InputError, match="is not a week such as 2026-W47") as refused:
        parse(text)
    assert refused.value.field == "week"


@given(week=any_week)
@settings(max_examples=60)
def test_a_week_written_and_read_is_the_same_week(week: Week) -> None:
    assert parse(str(week)) == week
    assert at_ordinal(week.ordinal) == week
    assert week.monday.isoweekday() == 1
    assert week.has(week.monday)
    assert week.has(week.sunday)


@given(week=st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(week_of), weeks=st.integers(-3000, 3000))
@settings(max_examples=60)
def test_weeks_later_and_back_again_is_the_same_week(week: Week, weeks: int) -> None:
    later = week.plus(weeks)

    assert later.ordinal == week.ordinal + weeks
    assert later.plus(-weeks) == week
    assert later.sunday - later.monday == timedelta(days=6)


@given(day=st.dates(max_value=date(9999, 12, 24)))
@settings(max_examples=60)
def test_each_day_is_in_one_week_and_seven_days_on_in_the_next(day: date) -> None:
    assert ordinal_of(day) == week_of(day).ordinal
    assert ordinal_of(day + timedelta(days=7)) == ordinal_of(day) + 1
    assert week_of(day + timedelta(days=7)) == week_of(day).plus(1)


def test_the_ends_of_the_calendar_are_refused_and_not_a_crash() -> None:
    with pytest.raises(InputError, match="beyond the years"):
        week_of(date.max).plus(1)
    with pytest.raises(InputError, match="beyond the years"):
        week_of(date.min).plus(-1)
    with pytest.raises(InputError, match="beyond the years"):
        week_of(date(2026, 1, 1)).plus(10**12)
    assert week_of(date.max).sunday == date.max


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        # clocks go forward: the night of 29 March 2026 has no 02:30 in Berlin
        ("Europe/Berlin", "2026-03-28T22:59:59", "2026-03-28"),
        ("Europe/Berlin", "2026-03-28T23:00:00", "2026-03-29"),
        ("Europe/Berlin", "2026-03-29T21:59:59", "2026-03-29"),
        ("Europe/Berlin", "2026-03-29T22:00:00", "2026-03-30"),
        # clocks go back: 25 October 2026 has 25 hours in Berlin
        ("Europe/Berlin", "2026-10-24T22:00:00", "2026-10-25"),
        ("Europe/Berlin", "2026-10-25T22:59:59", "2026-10-25"),
        ("Europe/Berlin", "2026-10-25T23:00:00", "2026-10-26"),
        ("America/New_York", "2026-03-08T04:59:59", "2026-03-07"),
        ("America/New_York", "2026-03-08T05:00:00", "2026-03-08"),
        ("America/New_York", "2026-03-09T03:59:59", "2026-03-08"),
        ("America/New_York", "2026-03-09T04:00:00", "2026-03-09"),
        ("America/New_York", "2026-11-01T04:00:00", "2026-11-01"),
        ("America/New_York", "2026-11-02T04:59:59", "2026-11-01"),
        ("America/New_York", "2026-11-02T05:00:00", "2026-11-02"),
        # both sides of the date line at one moment
        ("Pacific/Kiritimati", "2026-11-22T10:00:00", "2026-11-23"),
        ("Pacific/Pago_Pago", "2026-11-22T10:00:00", "2026-11-21"),
        ("UTC", "2026-11-22T10:00:00", "2026-11-22"),
    ],
)
def test_a_moment_belongs_to_the_day_of_the_persons_zone(zone: str, moment: str, day: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)

    assert local_day(now, ZoneInfo(zone)) == date.fromisoformat(day)


def test_one_moment_can_lie_in_two_weeks_and_two_years() -> None:
    new_year = datetime(2027, 1, 3, 10, 30, tzinfo=UTC)

    assert week_of(local_day(new_year, ZoneInfo("Pacific/Kiritimati"))) == Week(2027, 1)
    assert week_of(local_day(new_year, ZoneInfo("Pacific/Pago_Pago"))) == Week(2026, 53)


@pytest.mark.parametrize("day", range(1, 8))
def test_any_day_of_the_week_can_be_the_review_day(day: int) -> None:
    assert checked(Settings(review_day=day)).review_day == day


@pytest.mark.parametrize("day", [0, 8, -1, 100])
def test_a_review_day_outside_the_week_is_refused(day: int) -> None:
    with pytest.raises(InputError, match="review_day"):
        checked(Settings(review_day=day))
