"""The first page: what is asked, what moves, what stands toward the goals."""

from datetime import UTC, date, datetime, timedelta

import pytest

from smallwins.bootstrap import new_id
from smallwins.journal.commands import AddGoal, AddStep, AnswerWin, CelebrateWin, ChangeSettings, MoveStep
from smallwins.journal.editing import celebrate
from smallwins.journal.goals import add_goal
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journal
from smallwins.journal.settings import change_settings, today_of
from smallwins.journal.steps import add_step, move_step
from smallwins.journal.weeks import momentum_of, this_week
from smallwins.method.errors import InputError
from smallwins.method.week import Week
from tests.journal.conftest import NOW, TODAY, WriteDown


def test_an_empty_journal_asks_nothing_and_counts_nothing(ada: Journal) -> None:
    week = this_week(ada, TODAY)

    assert week.empty
    assert (week.ask, week.wins, week.in_rearview, week.weeks_kept) == (None, (), 0, 0)


def test_the_next_visit_asks_what_door_the_last_win_celebrated_opened(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down("Recruiter replied", date(2026, 11, 13))
    answer_win(ada, AnswerWin(judged.win.id, NOW, direction="toward", motive="meaningful"))
    celebrate(ada, CelebrateWin(judged.win.id, NOW, date(2026, 11, 13)))
    write_down("Newer", date(2026, 11, 18))

    ask = this_week(ada, TODAY).ask
    assert ask
    assert ask.judged.win.title == "Recruiter replied"

    answer_win(ada, AnswerWin(judged.win.id, NOW, opened="not_yet"))
    ask = this_week(ada, TODAY).ask
    assert ask
    assert ask.judged.win.title == "Newer"


def test_a_win_of_today_is_not_asked_for_its_door_on_the_same_day(ada: Journal, write_down: WriteDown) -> None:
    write_down("Just now")
    assert this_week(ada, TODAY).ask is None

    write_down("Three days ago", TODAY - timedelta(days=3))
    write_down("Just now too")

    ask = this_week(ada, TODAY).ask
    assert ask
    assert ask.judged.win.title == "Three days ago"


def test_a_real_win_and_a_step_done_push_and_half_the_push_is_gone_in_four_weeks(
    ada: Journal, write_down: WriteDown
) -> None:
    judged = write_down("Coffee", date(2026, 10, 20))
    answer_win(ada, AnswerWin(judged.win.id, NOW, direction="toward"))
    step = add_step(ada, AddStep(new_id(), judged.win.id, NOW, "When it is Monday, I will ask", None))
    move_step(ada, MoveStep(step.id, NOW, "done", date(2026, 10, 22)))

    weeks = {week.week: week for week in momentum_of(ada, TODAY).momentum.weeks}

    assert weeks[Week(2026, 43)][1:] == (1, 1, 2.0)
    assert weeks[Week(2026, 47)].momentum == pytest.approx(1.0)


def test_steps_of_shiny_wins_do_not_push(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down("500 likes")
    answer_win(ada, AnswerWin(judged.win.id, NOW, direction="away"))
    step = add_step(ada, AddStep(new_id(), judged.win.id, NOW, "When it is Monday, I will post again", None))
    move_step(ada, MoveStep(step.id, NOW, "done", TODAY))

    assert momentum_of(ada, TODAY).momentum.weeks[-1].momentum == 0


def test_three_wins_in_four_weeks_without_a_door_ask_whether_this_moves_forward(
    ada: Journal, write_down: WriteDown
) -> None:
    wins = [write_down(f"Win {i}") for i in range(2)]
    assert not this_week(ada, TODAY).momentum.stuck
    wins.append(write_down("Third"))
    assert this_week(ada, TODAY).momentum.stuck

    answer_win(ada, AnswerWin(wins[0].win.id, NOW, opened="door"))

    assert not this_week(ada, TODAY).momentum.stuck


def test_wins_are_stacked_toward_each_active_goal(ada: Journal, write_down: WriteDown) -> None:
    goal = add_goal(ada, AddGoal(new_id(), NOW, TODAY, "Lead a research team"))
    write_down("Early", goals=(goal.id,))
    real = write_down("Real", goals=(goal.id,))
    answer_win(ada, AnswerWin(real.win.id, NOW, opened="door"))

    (stack,) = this_week(ada, TODAY).goals

    assert stack[1:] == (1, 1, 0)


@pytest.mark.parametrize(
    ("zone", "now", "today"),
    [
        ("Europe/Berlin", datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),  # an hour before the gap
        ("Europe/Berlin", datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),  # a day of 23 hours
        ("Europe/Berlin", datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        ("Europe/Berlin", datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),  # a day of 25 hours
        ("Europe/Berlin", datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
        ("Pacific/Kiritimati", datetime(2026, 12, 31, 10, 0, tzinfo=UTC), date(2027, 1, 1)),
        ("Pacific/Pago_Pago", datetime(2027, 1, 1, 10, 59, tzinfo=UTC), date(2026, 12, 31)),
        ("Asia/Kathmandu", datetime(2026, 6, 1, 18, 15, tzinfo=UTC), date(2026, 6, 2)),
    ],
)
def test_the_day_is_the_person_s_own(ada: Journal, zone: str, now: datetime, today: date) -> None:
    change_settings(ada, ChangeSettings(NOW, timezone=zone))

    assert today_of(ada, now) == today


def test_week_53_has_its_wins_and_the_year_after_begins_at_one(ada: Journal, write_down: WriteDown) -> None:
    write_down("New year's eve", date(2020, 12, 31))
    write_down("New year's day", date(2021, 1, 1))
    write_down("Monday", date(2021, 1, 4))

    week = this_week(ada, date(2021, 1, 3))

    assert str(week.week) == "2020-W53"
    assert len(week.wins) == 2
    assert str(this_week(ada, date(2021, 1, 4)).week) == "2021-W01"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "UTC+25"])
def test_a_zone_that_is_none_is_refused(ada: Journal, zone: str) -> None:
    with pytest.raises(InputError, match="timezone"):
        change_settings(ada, ChangeSettings(NOW, timezone=zone))


def test_moving_to_another_zone_moves_no_win(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down(on=TODAY - timedelta(days=1))
    change_settings(ada, ChangeSettings(NOW, timezone="Pacific/Kiritimati"))

    assert ada.wins.get(judged.win.id).win.happened_on == TODAY - timedelta(days=1)
