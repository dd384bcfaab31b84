"""A reminder comes once in each of a person's weeks: over clocks that jump, days that never were, and late servers."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallwins.method.errors import InputError
from smallwins.method.reminder import LATE, checked_hour, due_occasion, next_occasion, occasion
from smallwins.method.week import Week, week_of

pytestmark = pytest.mark.promise("R13")

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour
    "Antarctica/Troll",  # two hours
    "Pacific/Apia",  # no 30 December 2011, a Friday
    "Pacific/Kwajalein",  # no 21 August 1993
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "America/St_Johns",
)
EVER = datetime(1980, 1, 1, tzinfo=UTC)
zones = st.sampled_from(ZONES).map(ZoneInfo)
days, hours = st.integers(1, 7), st.integers(0, 23)
mondays = st.one_of(
    st.sampled_from([date(2011, 12, 26), date(1993, 8, 16), date(2026, 3, 23), date(2026, 10, 19), date(2026, 9, 28)]),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
)


@given(zones, days, hours, mondays)
def test_each_week_has_one_moment_and_they_come_in_order(zone: ZoneInfo, day: int, hour: int, on: date) -> None:
    moments = [occasion(week_of(on).plus(ahead), day, hour, zone).at for ahead in range(4)]

    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert all(timedelta(days=5) < gap < timedelta(days=9) for gap in gaps), gaps


@given(zones, days, hours, mondays)
def test_the_moment_is_that_hour_of_that_day_or_as_much_later_as_the_clock_skips(
    zone: ZoneInfo, day: int, hour: int, on: date
) -> None:
    week = week_of(on)
    at = occasion(week, day, hour, zone).at
    wall = at.astimezone(zone).replace(tzinfo=None)
    wanted = datetime.combine(week.monday + timedelta(days=day - 1), datetime.min.time()) + timedelta(hours=hour)
    skipped = wall - wanted

    assert timedelta() <= skipped <= timedelta(days=1)
    if skipped:  # then the clock jumps by just that, a little before
        earlier = (at - skipped - timedelta(seconds=1)).astimezone(zone).utcoffset()
        after = at.astimezone(zone).utcoffset()
        assert earlier is not None
        assert after is not None
        assert after - earlier == skipped
    earlier_walls = [(at - timedelta(minutes=before)).astimezone(zone).replace(tzinfo=None) for before in (30, 60, 120)]
    assert wanted not in earlier_walls  # never the second of two


@given(zones, days, hours, mondays, st.lists(st.integers(1, 24 * 60), min_size=60, max_size=60))
def test_however_often_one_looks_each_week_is_told_of_once(
    zone: ZoneInfo, day: int, hour: int, on: date, pauses: list[int]
) -> None:
    now = datetime.combine(week_of(on).monday, datetime.min.time(), UTC)
    told: list[Week] = []
    begun, moments = now, []
    for pause in pauses:
        found = due_occasion(now, day, hour, zone, EVER)
        if found and found.week not in told:  # the row that is there once
            assert found.at <= now <= found.at + LATE
            told.append(found.week)
        moments.append(now)
        now += timedelta(minutes=pause)

    weeks = [week_of(on).plus(ahead) for ahead in range(-1, 12)]
    passed = [w for w in weeks if begun <= occasion(w, day, hour, zone).at <= moments[-1] - timedelta(days=1)]
    assert told == sorted(told)
    assert set(passed) <= set(told)


@given(zones, days, hours, mondays)
def test_the_next_moment_is_the_one_that_is_due_when_it_comes(zone: ZoneInfo, day: int, hour: int, on: date) -> None:
    now = datetime.combine(on, datetime.min.time(), UTC)
    coming = next_occasion(now, day, hour, zone)

    assert coming.at > now
    assert due_occasion(coming.at, day, hour, zone, now) == coming
    assert due_occasion(coming.at - timedelta(seconds=1), day, hour, zone, now) is None


@pytest.mark.parametrize(
    ("zone", "week", "day", "hour", "at"),
    [
        ("Europe/Berlin", Week(2026, 13), 7, 2, "2026-03-29T01:00"),  # 02:00 is skipped: 03:00
        ("Europe/Berlin", Week(2026, 43), 7, 2, "2026-10-25T00:00"),  # 02:00 comes twice: the first
        ("Australia/Lord_Howe", Week(2026, 40), 7, 2, "2026-10-03T15:30"),  # 02:00 is skipped: 02:30
        ("Antarctica/Troll", Week(2026, 13), 7, 2, "2026-03-29T02:00"),  # two hours are skipped
        ("Pacific/Apia", Week(2011, 52), 5, 16, "2011-12-31T02:00"),  # that Friday never was: Saturday at 16:00
        ("Europe/Berlin", Week(2026, 53), 5, 16, "2027-01-01T15:00"),  # the ISO year, not the calendar's
    ],
)
def test_known_oddities_come_out_as_they_should(zone: str, week: Week, day: int, hour: int, at: str) -> None:
    assert occasion(week, day, hour, ZoneInfo(zone)) == (week, datetime.fromisoformat(f"{at}+00:00"))


def test_what_came_before_it_was_asked_for_or_long_ago_is_not_due() -> None:
    friday = occasion(Week(2026, 47), 5, 16, UTC).at

    assert due_occasion(friday, 5, 16, UTC, friday) is None
    assert due_occasion(friday + LATE, 5, 16, UTC, EVER) is not None
    assert due_occasion(friday + LATE + timedelta(seconds=1), 5, 16, UTC, EVER) is None
    assert due_occasion(friday + timedelta(hours=1), 5, 16, UTC, friday + timedelta(minutes=1)) is None


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_hour_is_one_of_a_day(hour: int) -> None:
    with pytest.raises(InputError):
        checked_hour(hour)
