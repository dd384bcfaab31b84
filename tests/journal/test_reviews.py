"""The weekly review of a journal: begin, stop, go on, close, pause, reopen; nothing nags for ever."""

from datetime import date, timedelta

import pytest

from smallwins.bootstrap import new_id
from smallwins.journal.commands import (
    AddGoal,
    AddStep,
    AnswerPulse,
    AnswerWin,
    CelebrateWin,
    CloseReview,
    MoveReview,
    PauseWeek,
    ReopenReview,
    SkipQuestion,
)
from smallwins.journal.editing import celebrate
from smallwins.journal.goals import add_goal
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journal
from smallwins.journal.reviews import (
    answer_pulse,
    close_review,
    move_review,
    pause_week,
    reopen_review,
    skip_question,
)
from smallwins.journal.steps import add_step
from smallwins.journal.weekly import review_due, review_of
from smallwins.method.errors import InputError, RefusedError
from smallwins.method.review import STAGES
from smallwins.method.week import Week, week_of
from tests.journal.conftest import NOW, TODAY, WriteDown

THIS = Week(2026, 47)


def titles(lines: object) -> list[str]:
    return [line.judged.win.title for line in lines]  # type: ignore[attr-defined]  # WinLines


def test_a_review_stands_where_it_was_left_at_each_of_its_steps(ada: Journal) -> None:
    for stage in STAGES:
        move_review(ada, MoveReview(THIS, NOW, stage))

        assert review_of(ada, THIS, TODAY).review.stage == stage


def test_moving_back_and_forth_loses_no_answer(ada: Journal) -> None:
    answer_pulse(ada, AnswerPulse(THIS, NOW, TODAY, confidence=7, clarity=5, stuck=False, note="Ein *guter* Zug"))
    for stage in (*STAGES, *reversed(STAGES)):
        move_review(ada, MoveReview(THIS, NOW, stage))

    review = review_of(ada, THIS, TODAY).review
    assert (review.confidence, review.clarity, review.stuck, review.note) == (7, 5, False, "Ein *guter* Zug")


def test_how_possible_a_goal_feels_is_kept_with_the_review_and_with_the_goal(ada: Journal) -> None:
    goal = add_goal(ada, AddGoal(new_id(), NOW, TODAY - timedelta(days=30), "Lead", possible=3))

    answer_pulse(ada, AnswerPulse(THIS, NOW, TODAY, possible=((goal.id, 6),)))

    assert review_of(ada, THIS, TODAY).review.possible == {goal.id: 6}
    assert [felt.value for felt in ada.goals.get(goal.id).possible] == [3, 6]


@pytest.mark.parametrize("given", [{"confidence": 11}, {"clarity": -1}])
def test_a_pulse_beyond_the_scale_is_refused(ada: Journal, given: dict[str, int]) -> None:
    with pytest.raises(InputError, match=next(iter(given))):
        answer_pulse(ada, AnswerPulse(THIS, NOW, TODAY, **given))  # type: ignore[arg-type]  # by name


def test_a_review_closes_with_questions_left_open(ada: Journal, write_down: WriteDown) -> None:
    write_down()
    close_review(ada, CloseReview(THIS, NOW))

    after = review_of(ada, THIS, TODAY)
    assert after.review.status == "closed"
    assert after.left.questions
    assert after.weeks_kept == 1


def test_a_reopened_week_keeps_its_answers_and_stays_kept(ada: Journal) -> None:
    answer_pulse(ada, AnswerPulse(THIS, NOW, TODAY, confidence=4))
    close_review(ada, CloseReview(THIS, NOW))

    reopened = reopen_review(ada, ReopenReview(THIS, NOW))

    assert (reopened.status, reopened.confidence) == ("open", 4)
    assert review_of(ada, THIS, TODAY).weeks_kept == 1


def test_a_closed_week_must_be_reopened_before_it_is_marked_as_a_pause(ada: Journal) -> None:
    close_review(ada, CloseReview(THIS, NOW))

    with pytest.raises(RefusedError, match="Reopen"):
        pause_week(ada, PauseWeek(THIS, NOW))


def test_a_paused_week_is_not_offered_again(ada: Journal) -> None:
    assert review_due(ada, TODAY) == THIS

    pause_week(ada, PauseWeek(THIS, NOW))

    assert review_due(ada, TODAY) is None


def test_a_skipped_question_is_not_asked_again_in_this_review(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down()
    asked = review_of(ada, THIS, TODAY).left.questions

    skip_question(ada, SkipQuestion(THIS, NOW, judged.win.id, "stretch"))

    assert set(asked) - set(review_of(ada, THIS, TODAY).left.questions) == {(judged.win.id, "stretch")}


def test_the_last_win_celebrated_is_asked_for_its_door_first(ada: Journal, write_down: WriteDown) -> None:
    first = write_down("Celebrated", date(2026, 11, 2))
    write_down("Written later", date(2026, 11, 9))
    answer_win(ada, AnswerWin(first.win.id, NOW, direction="toward", motive="meaningful"))
    celebrate(ada, CelebrateWin(first.win.id, NOW, TODAY))

    assert titles(review_of(ada, THIS, TODAY).doors) == ["Celebrated"]


def test_a_door_is_asked_about_at_two_reviews_and_then_rests_until_the_person_comes_back(
    ada: Journal, write_down: WriteDown
) -> None:
    judged = write_down("Waiting", date(2026, 9, 1))
    write_down("Newer", date(2026, 11, 20))
    answer_win(ada, AnswerWin(judged.win.id, NOW, opened="not_yet", look_again=date(2026, 10, 1)))
    asked = []
    for week in (Week(2026, 40), Week(2026, 41), Week(2026, 42), Week(2026, 43)):
        asked.append("Waiting" in titles(review_of(ada, week, week.sunday).doors))
        close_review(ada, CloseReview(week, NOW))
    assert asked == [True, True, False, False]
    assert ada.wins.get(judged.win.id).judgement.signals.momentum == "open"

    answer_win(ada, AnswerWin(judged.win.id, NOW, look_again=date(2026, 11, 1)))

    assert "Waiting" in titles(review_of(ada, THIS, TODAY).doors)


def test_the_road_behind_shows_a_win_of_a_quarter_ago_and_what_it_opened_since(
    ada: Journal, write_down: WriteDown
) -> None:
    quarter = THIS.monday - timedelta(weeks=13)
    coffee = write_down("Coffee", quarter)
    write_down("Bigger, and alone", quarter)
    write_down("What came of it", quarter + timedelta(weeks=5), opened_by=(coffee.win.id,))

    road = review_of(ada, THIS, TODAY).road_behind

    assert road
    assert road.judged.win.title == "Coffee"
    assert [judged.win.title for judged in road.led_to] == ["What came of it"]


def test_a_step_for_next_week_or_an_explicit_none_answers_the_fifth_step(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down()
    assert review_of(ada, THIS, TODAY).left.step

    add_step(ada, AddStep(new_id(), judged.win.id, NOW, "When it is Monday, I will ask", THIS.plus(1).monday))
    assert not review_of(ada, THIS, TODAY).left.step

    answer_pulse(ada, AnswerPulse(Week(2026, 46), NOW, TODAY, no_step=True))
    assert not review_of(ada, Week(2026, 46), TODAY).left.step


def test_the_week_in_one_picture_counts_what_happened_in_it(ada: Journal, write_down: WriteDown) -> None:
    coffee = write_down("Coffee", date(2026, 11, 16))
    write_down("Talk", date(2026, 11, 18), opened_by=(coffee.win.id,))
    likes = write_down("500 likes", date(2026, 11, 17))
    answer_win(ada, AnswerWin(likes.win.id, NOW, direction="away"))
    answer_win(ada, AnswerWin(coffee.win.id, NOW, direction="toward"))

    picture = review_of(ada, THIS, TODAY).picture

    assert picture.tally[1:] == (1, 1, 1)
    assert picture.doors_opened == 1
    assert [judged.win.title for judged in picture.to_rearview] == ["500 likes"]
    assert picture.momentum.weeks[-1].momentum == 1.0


@pytest.mark.parametrize(("today", "due"), [(date(2026, 11, 19), Week(2026, 46)), (date(2026, 11, 20), THIS)])
def test_the_review_of_a_week_is_offered_from_the_review_day_on(ada: Journal, today: date, due: Week) -> None:
    assert review_due(ada, today) == due
    assert week_of(today) == THIS
