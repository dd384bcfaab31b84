"""What a journal says about reminding its owner: when it is time, when to be silent, and what may be told."""

from datetime import datetime, timedelta

import pytest

from smallwins.journal.commands import ChangeSettings, CloseReview, PauseWeek, ReopenReview
from smallwins.journal.ports import Journal
from smallwins.journal.reminders import closed_weeks, is_review_due, reminder_due, rhythm_of
from smallwins.journal.reviews import close_review, pause_week, reopen_review
from smallwins.journal.settings import change_settings
from smallwins.method.reminder import Content
from smallwins.method.week import Week
from tests.journal.conftest import WriteDown

WEEK = Week(2026, 47)
FRIDAY = datetime.fromisoformat("2026-11-20T16:00+01:00")
BEFORE = FRIDAY - timedelta(days=9)


@pytest.fixture
def berlin(ada: Journal) -> Journal:
    change_settings(ada, ChangeSettings(BEFORE, timezone="Europe/Berlin"))
    return ada


def test_the_hour_is_that_of_the_persons_own_zone(berlin: Journal) -> None:
    due = reminder_due(berlin, FRIDAY, 16, BEFORE)

    assert due
    assert (due.week, due.state, due.content) == (WEEK, "open", Content())
    assert reminder_due(berlin, FRIDAY - timedelta(seconds=1), 16, BEFORE) is None
    assert reminder_due(berlin, FRIDAY, 16, FRIDAY) is None


def test_a_week_that_was_closed_or_paused_stays_silent(berlin: Journal) -> None:
    close_review(berlin, CloseReview(WEEK, BEFORE))
    closed = reminder_due(berlin, FRIDAY, 16, BEFORE)
    reopen_review(berlin, ReopenReview(WEEK, BEFORE))
    reopened = reminder_due(berlin, FRIDAY, 16, BEFORE)
    pause_week(berlin, PauseWeek(WEEK.plus(1), BEFORE))
    paused = reminder_due(berlin, FRIDAY + timedelta(weeks=1), 16, BEFORE)

    assert [due and due.state for due in (closed, reopened, paused)] == ["kept", "kept", "paused"]
    assert rhythm_of(berlin, BEFORE, 16).next.week == Week(2026, 46)
    assert rhythm_of(berlin, BEFORE, 16, ["2026-W46"]).next.week == Week(2026, 49)
    assert rhythm_of(berlin, BEFORE, 16).paused == (Week(2026, 48),)


def test_wins_are_told_only_where_that_is_switched_on(berlin: Journal, write_down: WriteDown) -> None:
    write_down("Coffee with Priya", on=FRIDAY.date() - timedelta(days=4))
    bare, full = (reminder_due(berlin, FRIDAY, 16, BEFORE, wins=wins) for wins in (False, True))

    assert bare
    assert full
    assert bare.content == Content()
    assert full.content == Content(("Coffee with Priya",), "Coffee with Priya")


def test_a_review_is_due_until_it_is_closed(berlin: Journal) -> None:
    before = is_review_due(berlin, FRIDAY)
    close_review(berlin, CloseReview(WEEK, FRIDAY))

    assert (before, is_review_due(berlin, FRIDAY)) == (True, False)


def test_a_coach_is_told_of_closed_weeks_as_far_as_they_are_shared(berlin: Journal) -> None:
    close_review(berlin, CloseReview(WEEK, FRIDAY))
    later = FRIDAY + timedelta(weeks=1)

    assert closed_weeks(berlin, None, FRIDAY) == (True, False)
    assert closed_weeks(berlin, None, later) == (False, True)
    assert closed_weeks(berlin, later.date(), later) == (False, False)
