"""What a weekly review asks, of which wins, and when it stops asking (METHOD section 5)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from smallwins.method.answers import Answers
from smallwins.method.goal import Goal, GoalStatus
from smallwins.method.review import STAGES, GoalCheck, Review, closed, paused
from smallwins.method.review_questions import (
    asked_about,
    checks_due,
    doors_to_ask,
    offered,
    remaining,
    rests,
    road_behind,
    road_days,
    step_chosen,
    week_to_review,
)
from smallwins.method.signals import Facts
from smallwins.method.step import NextStep, StepStatus
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week
from smallwins.method.win import Overrule
from tests.strategies import judged_of_ada

FRIDAY = date(2026, 11, 20)
W47 = Week(2026, 47)
REVIEW = Review(W47)
TOWARD = Answers(direction="toward", motive="meaningful")


def waiting(number: int, look_again: date | None, seen: Facts | None = None) -> JudgedWin:
    return judged_of_ada(number, TOWARD._replace(opened="not_yet", look_again=look_again), seen)


def asked(
    celebrated: JudgedWin | None = None,
    written: JudgedWin | None = None,
    look_again: tuple[JudgedWin, ...] = (),
    reviews: tuple[Review, ...] = (),
    review: Review = REVIEW,
    today: date = FRIDAY,
) -> list[int]:
    return [judged.win.number for judged in doors_to_ask(celebrated, written, look_again, reviews, review, today)]


def test_the_last_win_celebrated_is_asked_first_and_the_last_written_only_in_its_place() -> None:
    celebrated, written = judged_of_ada(1, TOWARD), judged_of_ada(2)

    assert asked(celebrated, written) == [1]
    assert asked(None, written) == [2]
    assert asked() == []


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        (TOWARD._replace(opened="door"), None),
        (TOWARD._replace(opened="nothing"), None),
        (TOWARD._replace(opened="not_yet", look_again=date(2026, 12, 18)), None),
        (TOWARD, Facts(opened_a_win=True)),
        (TOWARD, Facts(step_done=True)),
    ],
)
def test_a_win_whose_door_is_known_or_not_due_makes_way(given: Answers, seen: Facts | None) -> None:
    assert asked(judged_of_ada(1, given, seen), judged_of_ada(2)) == [2]


def test_every_win_whose_day_has_come_is_asked_the_longest_waiting_first() -> None:
    due = (waiting(3, FRIDAY), waiting(4, date(2026, 10, 1)), waiting(5, date(2026, 11, 21)), waiting(6, None))

    assert asked(look_again=due) == [4, 3]
    assert asked(judged_of_ada(1, TOWARD), look_again=due) == [1, 4, 3]


def test_a_win_that_is_both_celebrated_and_due_is_asked_once() -> None:
    both = waiting(1, date(2026, 11, 1))

    assert asked(both, look_again=(both, waiting(2, FRIDAY))) == [1, 2]


def test_a_win_that_a_fact_answered_meanwhile_is_not_asked() -> None:
    assert asked(look_again=(waiting(1, date(2026, 11, 1), Facts(opened_a_win=True)),)) == []


def test_a_late_review_asks_what_had_come_by_the_end_of_its_week() -> None:
    due = (waiting(1, date(2026, 11, 8)), waiting(2, date(2026, 11, 9)))

    assert asked(look_again=due, review=Review(Week(2026, 45))) == [1]


def test_an_overdue_win_is_asked_at_two_reviews_and_then_rests_until_the_person_comes_back() -> None:
    overdue = waiting(1, date(2026, 11, 2))
    first = asked_about(Review(Week(2026, 45)), [overdue])
    second = asked_about(Review(Week(2026, 46)), [overdue])

    assert asked(look_again=(overdue,), reviews=(first,)) == [1]
    assert asked(look_again=(overdue,), reviews=(first, second)) == []
    assert rests(overdue, (first, second))
    assert overdue.judgement.signals.momentum == "open"

    anew = waiting(1, date(2026, 11, 18))
    assert asked(look_again=(anew,), reviews=(first, second)) == [1]


def test_a_review_that_was_left_and_taken_up_again_asks_the_same() -> None:
    overdue = waiting(1, date(2026, 11, 2))
    first = asked_about(Review(Week(2026, 46)), [overdue])
    this = asked_about(REVIEW, [overdue])

    assert asked(look_again=(overdue,), reviews=(first, this), review=this) == [1]


def test_a_celebrated_win_nobody_answers_for_is_not_asked_about_for_ever() -> None:
    celebrated, written = judged_of_ada(1, TOWARD), judged_of_ada(2)
    twice = tuple(asked_about(Review(Week(2026, number)), [celebrated]) for number in (44, 45))

    assert asked(celebrated, written, reviews=twice) == [2]


def test_asking_twice_in_one_review_is_noted_once() -> None:
    win = judged_of_ada(1)

    assert asked_about(asked_about(REVIEW, [win]), [win]).asked == (win.win.id,)


def road_win(number: int, weeks_ago: int, given: Answers = TOWARD, overrule: Overrule | None = None) -> JudgedWin:
    return judged_of_ada(number, given, happened_on=FRIDAY - timedelta(weeks=weeks_ago), overrule=overrule)


def test_the_road_behind_is_a_quarter_ago_give_or_take_three_weeks() -> None:
    for weeks_ago, found in ((9, False), (10, True), (13, True), (16, True), (17, False)):
        chosen = road_behind([road_win(1, weeks_ago)], {}, W47)
        assert (chosen is not None) is found
    assert road_days(W47) == (date(2026, 7, 27), date(2026, 9, 13))


def test_a_win_that_has_opened_something_since_is_the_one_to_look_back_on() -> None:
    exact, opened = road_win(1, 13), road_win(2, 16)

    assert road_behind([exact, opened], {}, W47) == exact
    assert road_behind([exact, opened], {opened.win.id: ("x",), exact.win.id: ()}, W47) == opened


def test_of_equal_wins_the_one_nearest_to_a_quarter_ago_is_looked_back_on() -> None:
    assert road_behind([road_win(1, 16), road_win(2, 14), road_win(3, 11)], {}, W47) == road_win(2, 14)
    assert road_behind([road_win(2, 12), road_win(1, 14)], {}, W47) == road_win(1, 14)


def test_the_road_behind_prefers_a_real_win_and_shows_no_shiny_one() -> None:
    real = road_win(1, 10, TOWARD._replace(opened="door"))
    shiny = road_win(3, 13, Answers(direction="away"))
    called_shiny = road_win(4, 13, overrule=Overrule("shiny", "it was vanity"))

    assert road_behind([shiny, called_shiny, road_win(2, 13), real], {}, W47) == real
    assert road_behind([shiny, called_shiny], {}, W47) is None


def test_the_road_behind_of_the_first_week_there_is_is_empty() -> None:
    assert road_behind([], {}, Week(1, 1)) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 16), False),
        (date(2026, 11, 19), False),
        (date(2026, 11, 20), True),
        (date(2026, 11, 22), True),
        (date(2026, 12, 30), True),
        (date(2026, 11, 15), False),
    ],
)
def test_a_review_is_offered_from_the_review_day_on_and_late_ever_after(today: date, expected: bool) -> None:
    assert offered(W47, today, review_day=5) is expected


def test_a_person_can_review_on_monday_or_on_sunday() -> None:
    assert offered(W47, date(2026, 11, 16), review_day=1)
    assert not offered(W47, date(2026, 11, 21), review_day=7)
    assert offered(W47, date(2026, 11, 22), review_day=7)


def test_before_the_review_day_last_week_is_offered_unless_it_is_done() -> None:
    last = Week(2026, 46)
    closing = datetime(2026, 11, 15, tzinfo=UTC)

    assert week_to_review(date(2026, 11, 17), 5, []) == last
    assert week_to_review(date(2026, 11, 17), 5, [Review(last)]) == last
    assert week_to_review(date(2026, 11, 17), 5, [closed(Review(last), closing)]) is None
    assert week_to_review(date(2026, 11, 17), 5, [paused(Review(last))]) is None
    assert week_to_review(FRIDAY, 5, [Review(last)]) == W47
    assert week_to_review(FRIDAY, 5, [closed(REVIEW, closing)]) is None
    assert week_to_review(date(2027, 1, 5), 5, []) == Week(2026, 53)
    assert week_to_review(date.min, 5, []) is None


def goal(created_on: date, status: GoalStatus = "active") -> Goal:
    return Goal("lead", 1, "Lead a research team", None, (), status, created_on)


def checked_in(*weeks: Week) -> list[Review]:
    return [Review(week, checks={"lead": GoalCheck("yes", "mine")}) for week in weeks]


@pytest.mark.parametrize(
    ("created_on", "checks", "due"),
    [
        (FRIDAY - timedelta(weeks=12), (), False),
        (FRIDAY - timedelta(weeks=13), (), True),
        (FRIDAY - timedelta(weeks=60), (W47.plus(-13),), True),
        (FRIDAY - timedelta(weeks=60), (W47.plus(-12),), False),
        (FRIDAY - timedelta(weeks=60), (W47.plus(-30), W47.plus(-2)), False),
        (FRIDAY - timedelta(weeks=60), (W47.plus(3),), False),
        (FRIDAY - timedelta(weeks=60), (W47,), True),
    ],
)
def test_a_goal_is_checked_once_a_quarter(created_on: date, checks: tuple[Week, ...], due: bool) -> None:
    assert bool(checks_due([goal(created_on)], checked_in(*checks), W47)) is due


def test_a_goal_reached_or_let_go_is_not_checked() -> None:
    old = FRIDAY - timedelta(weeks=60)

    assert checks_due([goal(old, "reached"), goal(old, "let_go")], [], W47) == ()


def step(due_on: date | None, status: StepStatus = "open") -> NextStep:
    return NextStep("s", 1, "w", "When I meet Sam, I will ask for an introduction", due_on, status)


@pytest.mark.parametrize(
    ("due_on", "status", "chosen"),
    [
        (date(2026, 11, 23), "open", True),
        (date(2026, 11, 29), "open", True),
        (date(2026, 11, 24), "done", True),
        (date(2026, 11, 24), "dropped", False),
        (date(2026, 11, 22), "open", False),
        (date(2026, 11, 30), "open", False),
        (None, "open", False),
    ],
)
def test_one_step_for_next_week_answers_the_fifth_step(due_on: date | None, status: StepStatus, chosen: bool) -> None:
    assert step_chosen(REVIEW, [step(due_on, status)]) is chosen
    assert step_chosen(REVIEW._replace(no_step=True), [step(due_on, status)])


def test_what_remains_is_counted_step_by_step_and_skipping_takes_it_away() -> None:
    due, fresh = waiting(1, FRIDAY), judged_of_ada(2, Answers(direction="toward", stretch=2))
    told = judged_of_ada(
        3, Answers("toward", (), "meaningful", None, None, None, 2, ("clarity",)), Facts(step_done=True)
    )
    old = goal(FRIDAY - timedelta(weeks=20))
    left = remaining(REVIEW, [due], [fresh, told], [old], [old], [])

    assert left.doors == (due.win.id,)
    assert left.questions == tuple((fresh.win.id, field) for field in ("motive", "opened", "gains"))
    assert (left.pulse, left.possible, left.checks) == (("confidence", "clarity", "stuck"), ("lead",), ("lead",))
    assert [left.at(stage) for stage in STAGES] == [1, 0, 3, 5, 1, 0]
    assert left.total == 10

    further = REVIEW._replace(
        skipped=((due.win.id, "opened"), (fresh.win.id, "gains")), confidence=0, stuck=False, possible={"lead": 3}
    )
    left = remaining(further, [due], [fresh, told], [old], [old], [step(date(2026, 11, 25))])
    assert [left.at(stage) for stage in STAGES] == [0, 0, 2, 2, 0, 0]


def test_nothing_remains_of_a_review_that_was_answered_in_full() -> None:
    full = REVIEW._replace(confidence=5, clarity=5, stuck=True, no_step=True)

    assert remaining(full, [], [], [goal(FRIDAY, "let_go")], [], []).total == 0
