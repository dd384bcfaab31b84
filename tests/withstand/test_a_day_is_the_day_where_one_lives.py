"""Midnights, clocks put forward and back, week 53, the date line (R13): one day in terminal, browser and method."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

import pytest

from smallwins.bootstrap import local_journal, memory_journals
from smallwins.journal.commands import ChangeSettings
from smallwins.journal.settings import change_settings, today_of
from smallwins.method.week import week_of
from tests.serving import SOURCE, Served, serving
from tests.withstand.browsing import Visitor
from tests.withstand.clock import Clock
from tests.withstand.looking import assert_whole, wins_in
from tests.withstand.terminal import smallwins

pytestmark = pytest.mark.promise("R13")

ALL_PATHS = f"{SOURCE}:{SOURCE.parent}"


class Moment(NamedTuple):
    """A moment, and the day and week that somebody in that zone writes it down for."""

    at: str
    zone: str
    day: str
    week: str


MOMENTS = [
    # The last minute of a day and the first of the next, where offsets are odd
    Moment("2026-11-22T22:59:59+00:00", "Europe/Berlin", "2026-11-22", "2026-W47"),
    Moment("2026-11-22T23:00:01+00:00", "Europe/Berlin", "2026-11-23", "2026-W48"),
    Moment("2026-11-22T18:14:59+00:00", "Asia/Kathmandu", "2026-11-22", "2026-W47"),
    Moment("2026-11-22T18:15:00+00:00", "Asia/Kathmandu", "2026-11-23", "2026-W48"),
    # Put forward at midnight: in Santiago, Beirut and Cairo the day begins at one
    Moment("2026-09-06T03:59:59+00:00", "America/Santiago", "2026-09-05", "2026-W36"),
    Moment("2026-09-06T04:00:00+00:00", "America/Santiago", "2026-09-06", "2026-W36"),
    Moment("2026-03-28T21:59:59+00:00", "Asia/Beirut", "2026-03-28", "2026-W13"),
    Moment("2026-03-28T22:00:00+00:00", "Asia/Beirut", "2026-03-29", "2026-W13"),
    # Put forward and back in the night
    Moment("2026-03-29T00:59:59+00:00", "Europe/Berlin", "2026-03-29", "2026-W13"),
    Moment("2026-03-29T21:59:59+00:00", "Europe/Berlin", "2026-03-29", "2026-W13"),
    Moment("2026-03-29T22:00:00+00:00", "Europe/Berlin", "2026-03-30", "2026-W14"),
    Moment("2026-10-25T00:30:00+00:00", "Europe/Berlin", "2026-10-25", "2026-W43"),
    Moment("2026-10-25T01:30:00+00:00", "Europe/Berlin", "2026-10-25", "2026-W43"),
    Moment("2026-10-25T22:59:59+00:00", "Europe/Berlin", "2026-10-25", "2026-W43"),
    Moment("2026-10-25T23:00:00+00:00", "Europe/Berlin", "2026-10-26", "2026-W44"),
    # Put back at midnight: in Santiago the last hour of Saturday comes twice
    Moment("2026-04-05T02:59:59+00:00", "America/Santiago", "2026-04-04", "2026-W14"),
    Moment("2026-04-05T03:59:59+00:00", "America/Santiago", "2026-04-04", "2026-W14"),
    Moment("2026-04-05T04:00:00+00:00", "America/Santiago", "2026-04-05", "2026-W14"),
    # Week 53, and years whose first days belong to the year before or whose last to the year after
    Moment("2026-12-31T12:00:00+00:00", "UTC", "2026-12-31", "2026-W53"),
    Moment("2027-01-03T12:00:00+00:00", "UTC", "2027-01-03", "2026-W53"),
    Moment("2027-01-03T23:00:00+00:00", "Europe/Berlin", "2027-01-04", "2027-W01"),
    Moment("2024-12-30T00:00:00+00:00", "UTC", "2024-12-30", "2025-W01"),
    Moment("2021-01-03T23:59:59+00:00", "UTC", "2021-01-03", "2020-W53"),
    Moment("2024-02-29T23:59:59+00:00", "UTC", "2024-02-29", "2024-W09"),
    # The date line: two people on either side of it at one moment, and the day that Apia never had
    Moment("2026-11-22T10:30:00+00:00", "Pacific/Kiritimati", "2026-11-23", "2026-W48"),
    Moment("2026-11-22T10:30:00+00:00", "Pacific/Pago_Pago", "2026-11-21", "2026-W47"),
    Moment("2011-12-30T09:59:59+00:00", "Pacific/Apia", "2011-12-29", "2011-W52"),
    Moment("2011-12-30T10:00:00+00:00", "Pacific/Apia", "2011-12-31", "2011-W52"),
]
IN_TERMINALS = MOMENTS[::3]  # a process for each; the pages take all of them


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock", ALL_PATHS)


@pytest.fixture
def served(home: Path, clock: Clock) -> Iterator[Served]:
    clock.set(datetime(2026, 11, 22, tzinfo=UTC))
    with serving(home, more=clock.environ) as one:
        yield one


def test_a_win_written_in_the_browser_gets_the_day_where_one_lives(served: Served, clock: Clock) -> None:
    ada = Visitor(served)
    for moment in MOMENTS:
        _live_in(served.home / "journal.db", moment.zone)
        clock.set(datetime.fromisoformat(moment.at))
        assert ada.write_down("Just now").status == 303, moment
        _assert_of(served.home / "journal.db", moment)
        assert ada.get().status == 200
    assert_whole(served.home / "journal.db")


def test_a_win_written_in_the_terminal_gets_the_day_where_one_lives(home: Path, clock: Clock) -> None:
    for moment in IN_TERMINALS:
        clock.set(datetime.fromisoformat(moment.at))
        assert smallwins(home, "settings", "--timezone", moment.zone, **clock.environ).code == 0
        said = smallwins(home, "add", "Just now", "--json", **clock.environ)
        assert json.loads(said.out)["happened_on"] == moment.day, moment
        _assert_of(home / "journal.db", moment)
    assert_whole(home / "journal.db")


def test_a_day_that_has_not_come_where_one_lives_is_refused_a_day_later(home: Path, clock: Clock) -> None:
    clock.set(datetime(2026, 11, 22, 22, 30, tzinfo=UTC))
    assert smallwins(home, "settings", "--timezone", "Europe/Berlin", **clock.environ).code == 0
    assert smallwins(home, "add", "Today", "--on", "2026-11-22", **clock.environ).code == 0
    assert smallwins(home, "add", "In a week", "--on", "2026-11-29", **clock.environ).code == 1


def test_a_new_journal_begins_its_days_where_the_machine_stands(tmp_path: Path, clock: Clock) -> None:
    clock.set(datetime(2026, 11, 22, 10, 30, tzinfo=UTC))
    for zone, day in (("Pacific/Kiritimati", "2026-11-23"), ("Pacific/Pago_Pago", "2026-11-21")):
        said = smallwins(tmp_path / day, "add", "Just now", "--json", TZ=zone, **clock.environ)
        assert json.loads(said.out)["happened_on"] == day


def test_today_is_right_in_every_zone_of_the_world_at_this_moment() -> None:
    now, days = datetime.now(UTC), set()
    with memory_journals().journal_of(1) as journal:
        for zone in sorted(available_timezones() - {"localtime", "Factory"}):
            change_settings(journal, ChangeSettings(now, timezone=zone))
            today = today_of(journal, now)
            assert today == now.astimezone(ZoneInfo(zone)).date(), zone
            days.add(today)
    assert len(days) >= 2, "somewhere it is always another day already"


def _live_in(journal: Path, zone: str) -> None:
    with local_journal(str(journal)) as opened:
        change_settings(opened, ChangeSettings(datetime.now(UTC), timezone=zone))


def _assert_of(journal: Path, moment: Moment) -> None:
    win = wins_in(journal)[-1].win
    assert win.happened_on == date.fromisoformat(moment.day), moment
    assert str(week_of(win.happened_on)) == moment.week, moment
    assert win.logged_at == datetime.fromisoformat(moment.at), moment
