"""The moves of a weekly review: it stops and goes on anywhere, and no move loses an answer."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallwins.method.errors import InputError, RefusedError
from smallwins.method.review import (
    STAGES,
    GoalCheck,
    Review,
    Stage,
    after,
    before,
    checked,
    closed,
    moved_to,
    paused,
    reopened,
)
from smallwins.method.review_questions import quiet, weeks_kept
from smallwins.method.week import Week

FRIDAY_EVENING = datetime(2026, 11, 20, 18, 5, tzinfo=UTC)
ANSWERED = Review(
    Week(2026, 47),
    started_at=FRIDAY_EVENING,
    confidence=7,
    clarity=0,
    stuck=False,
    possible=MappingProxyType({"lead": 4}),
    note="Slow, but mine.\nSecond line.",
    checks=MappingProxyType({"lead": GoalCheck("yes", "mine")}),
    asked=("w1",),
    skipped=(("w1", "opened"),),
    no_step=True,
)
WRITTEN = ("confidence", "clarity", "stuck", "possible", "note", "checks", "asked", "skipped", "no_step", "started_at")
MOVES: tuple[Callable[[Review], Review], ...] = (
    lambda review: closed(review, FRIDAY_EVENING),
    reopened,
    paused,
    *(lambda review, stage=stage: moved_to(review, stage) for stage in STAGES),
)


@given(moves=st.lists(st.sampled_from(MOVES), max_size=12))
@settings(max_examples=60)
def test_no_move_of_a_review_ever_loses_an_answer(moves: list[Callable[[Review], Review]]) -> None:
    review = ANSWERED
    for move in moves:
        kept_before = review.kept
        try:
            review = move(review)
        except RefusedError:
            assert review.status == "closed"
        assert [getattr(review, field) for field in WRITTEN] == [getattr(ANSWERED, field) for field in WRITTEN]
        assert review.kept >= kept_before, "weeks kept only grows"
        assert checked(review) == review


@pytest.mark.parametrize("stage", STAGES)
def test_a_review_goes_on_where_it_stopped(stage: Stage) -> None:
    stopped = moved_to(ANSWERED, stage)

    assert stopped.stage == stage
    assert moved_to(stopped, "doors") == ANSWERED


def test_the_six_steps_come_in_order_and_end_at_both_ends() -> None:
    assert STAGES == ("doors", "wins", "questions", "pulse", "step", "close")
    assert [after(stage) for stage in STAGES] == [*STAGES[1:], "close"]
    assert [before(stage) for stage in STAGES] == ["doors", *STAGES[:-1]]


def test_a_review_can_be_closed_with_everything_left_open() -> None:
    review = closed(Review(Week(2026, 47)), FRIDAY_EVENING)

    assert (review.status, review.stage, review.closed_at) == ("closed", "close", FRIDAY_EVENING)
    assert review.kept


def test_closing_twice_keeps_the_first_closing() -> None:
    first = closed(ANSWERED, FRIDAY_EVENING)

    assert closed(first, datetime(2026, 11, 21, tzinfo=UTC)) == first


def test_a_reopened_review_begins_at_its_first_step_and_stays_kept() -> None:
    again = reopened(closed(ANSWERED, FRIDAY_EVENING))

    assert (again.status, again.stage) == ("open", "doors")
    assert again.kept
    assert reopened(again) == again


def test_a_pause_is_not_a_week_kept_and_takes_none_away() -> None:
    assert not paused(ANSWERED).kept
    assert reopened(paused(ANSWERED)).status == "open"
    assert paused(reopened(closed(ANSWERED, FRIDAY_EVENING))).kept


def test_a_closed_week_is_reopened_before_it_is_paused() -> None:
    with pytest.raises(RefusedError, match=r"2026-W47 is closed\. Reopen it first"):
        paused(closed(ANSWERED, FRIDAY_EVENING))


def test_a_quiet_week_is_a_full_answer() -> None:
    done = closed(Review(Week(2026, 47)), FRIDAY_EVENING)

    assert quiet(done, 0)
    assert done.kept
    assert not quiet(done, 1)
    assert not quiet(Review(Week(2026, 47)), 0)
    assert not quiet(paused(Review(Week(2026, 47))), 0)


def test_weeks_kept_counts_what_was_closed_and_nothing_else() -> None:
    reviews = [
        closed(Review(Week(2026, 44)), FRIDAY_EVENING),
        paused(Review(Week(2026, 45))),
        Review(Week(2026, 46)),
        reopened(closed(Review(Week(2026, 47)), FRIDAY_EVENING)),
    ]

    assert weeks_kept(reviews) == 2
    assert weeks_kept([]) == 0


@pytest.mark.parametrize(
    ("review", "field"),
    [
        (ANSWERED._replace(confidence=11), "confidence"),
        (ANSWERED._replace(clarity=-1), "clarity"),
        (ANSWERED._replace(possible={"lead": 11}), "possible"),
        (ANSWERED._replace(note="half \ud83d"), "note"),
        (ANSWERED._replace(note="nul \0"), "note"),
        (ANSWERED._replace(note="a" * 200_001), "note"),
        (ANSWERED._replace(stage="lunch"), "stage"),  # type: ignore[arg-type]
        (ANSWERED._replace(status="lost"), "status"),  # type: ignore[arg-type]
        (ANSWERED._replace(checks={"lead": GoalCheck("maybe")}), "checks"),  # type: ignore[arg-type]
        (ANSWERED._replace(checks={"lead": GoalCheck("yes", "because")}), "checks"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_answer_to_a_review_is_refused_by_its_field(review: Review, field: str) -> None:
    with pytest.raises(InputError) as refused:
        checked(review)
    assert refused.value.field == field
