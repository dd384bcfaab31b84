"""What somebody else sees of a journal holds what is shared, and nothing besides."""

from datetime import date, timedelta

import pytest

from smallwins.bootstrap import new_id
from smallwins.journal.commands import (
    AddGoal,
    AddStep,
    AnswerPulse,
    AnswerWin,
    CloseReview,
    OverruleWin,
    PauseWeek,
    ReopenReview,
)
from smallwins.journal.goals import add_goal
from smallwins.journal.judging import answer_win, overrule_win
from smallwins.journal.ports import Journal
from smallwins.journal.reviews import answer_pulse, close_review, pause_week, reopen_review
from smallwins.journal.shared import (
    shared_goals,
    shared_insights,
    shared_lines,
    shared_week,
    shared_win,
    shared_wins,
)
from smallwins.journal.sharing import AddRemark, add_remark
from smallwins.journal.steps import add_step
from smallwins.method.errors import NotFoundError
from smallwins.method.week import Week, week_of
from tests.journal.conftest import NOW, TODAY, WriteDown

WEEK = Week(2026, 46)
IN_WEEK = WEEK.monday + timedelta(2)
CLEO, DORA = 7, 8


def close(ada: Journal, week: Week = WEEK, **pulse: object) -> None:
    answer_pulse(ada, AnswerPulse(week, NOW, TODAY, **pulse))  # type: ignore[arg-type]  # as a test says
    close_review(ada, CloseReview(week, NOW))


def test_a_week_is_shared_once_it_is_closed_and_no_longer_when_it_is_open_again(ada: Journal) -> None:
    answer_pulse(ada, AnswerPulse(WEEK, NOW, TODAY, confidence=4, note="Hm"))
    with pytest.raises(NotFoundError):
        shared_week(ada, WEEK, None, titles=True, chosen=())

    close_review(ada, CloseReview(WEEK, NOW))
    assert shared_week(ada, WEEK, None, titles=True, chosen=())[1:5] == (4, None, None, "Hm")

    reopen_review(ada, ReopenReview(WEEK, NOW))
    with pytest.raises(NotFoundError):
        shared_week(ada, WEEK, None, titles=True, chosen=())


@pytest.mark.parametrize(
    ("since", "seen"),
    [(None, True), (WEEK.monday, True), (WEEK.sunday, True), (WEEK.sunday + timedelta(1), False)],
)
def test_weeks_before_the_first_one_shared_stay_closed_to_others(ada: Journal, since: date | None, seen: bool) -> None:
    close(ada)

    if seen:
        assert shared_week(ada, WEEK, since, titles=False, chosen=()).week == WEEK
    else:
        with pytest.raises(NotFoundError):
            shared_week(ada, WEEK, since, titles=False, chosen=())


def test_a_week_names_no_win_unless_titles_are_shared_or_the_win_was_chosen(
    ada: Journal, write_down: WriteDown
) -> None:
    chosen, other = write_down("Chosen", IN_WEEK).win.id, write_down("Other", IN_WEEK).win.id
    close(ada)

    bare = shared_week(ada, WEEK, None, titles=False, chosen=())
    some = shared_week(ada, WEEK, None, titles=False, chosen={chosen})
    whole = shared_week(ada, WEEK, None, titles=True, chosen={chosen})

    assert (bare.wins, bare.tally.early) == ((), 2)
    assert [(one.title, one.win_id) for one in some.wins] == [("Chosen", chosen)]
    assert {(one.title, one.win_id) for one in whole.wins} == {("Chosen", chosen), ("Other", None)}
    assert other not in repr(whole)


def test_a_chosen_win_says_nothing_of_wins_and_goals_that_are_not_shared(ada: Journal, write_down: WriteDown) -> None:
    goal = add_goal(ada, AddGoal(new_id(), NOW, TODAY, "Secret goal")).id
    before = write_down("Secret opener", IN_WEEK).win.id
    chosen = write_down(
        "Chosen", IN_WEEK, opened_by=(before,), goals=(goal,), tags=("secret tag",), story="Told"
    ).win.id
    after = write_down("Secret later", IN_WEEK, opened_by=(chosen,)).win.id
    add_step(ada, AddStep(new_id(), chosen, NOW, "Ask Sam", None))
    answer_win(ada, AnswerWin(chosen, NOW, stretch=2))

    alone = shared_win(ada, chosen, {chosen}, TODAY, goals=False)
    with_more = shared_win(ada, chosen, {chosen, after}, TODAY, goals=True)

    assert "secret" not in repr(alone).lower()
    assert goal not in repr(alone)
    assert (alone.title, alone.story, [step.text for step in alone.steps]) == ("Chosen", "Told", ["Ask Sam"])
    assert with_more.goals == ("Secret goal",)
    assert [one.title for one in with_more.led_to] == ["Secret later"]
    assert with_more.opened_by == ()


@pytest.mark.parametrize("asked", ["other", "nobody"])
def test_a_win_that_was_not_chosen_is_not_there_like_one_that_never_was(
    ada: Journal, write_down: WriteDown, asked: str
) -> None:
    chosen, other = write_down("Chosen").win.id, write_down("Other").win.id
    win_id = {"other": other, "nobody": new_id()}[asked]

    with pytest.raises(NotFoundError) as refused:
        shared_win(ada, win_id, {chosen}, TODAY, goals=True)

    assert str(refused.value) == "There is no page at this address in this journal."
    assert [one.win_id for one in shared_wins(ada, {chosen, "gone"})] == [chosen]


def test_a_reader_reads_their_own_remarks_and_nobody_elses(ada: Journal, write_down: WriteDown) -> None:
    chosen = write_down("Chosen", IN_WEEK).win.id
    close(ada)
    for author, name in ((CLEO, "Cleo"), (DORA, "Dora")):
        add_remark(ada, AddRemark(new_id(), NOW, author, name, chosen, None, f"{name} asks", asks=True))
        add_remark(ada, AddRemark(new_id(), NOW, author, name, None, WEEK, f"{name} says", asks=False))

    win = shared_win(ada, chosen, {chosen}, TODAY, goals=False, reader=CLEO)
    week = shared_week(ada, WEEK, None, titles=True, chosen={chosen}, reader=CLEO)

    assert [remark.text for remark in win.remarks] == ["Cleo asks"]
    assert [remark.text for remark in week.remarks] == ["Cleo says"]
    assert shared_win(ada, chosen, {chosen}, TODAY, goals=False).remarks == ()


def test_the_own_call_is_shown_with_its_reason(ada: Journal, write_down: WriteDown) -> None:
    chosen = write_down("Chosen").win.id
    overrule_win(ada, OverruleWin(chosen, NOW, "real", "It changed how I ask"))

    win = shared_win(ada, chosen, {chosen}, TODAY, goals=False)

    assert (win.verdict, win.overruled) == ("real", "It changed how I ask")


def test_the_list_of_weeks_says_done_quiet_paused_and_stuck_and_nothing_of_the_others(
    ada: Journal, write_down: WriteDown
) -> None:
    weeks = [week_of(TODAY).plus(-back) for back in range(6)]
    write_down("A win", weeks[1].monday)
    close(ada, weeks[1], stuck=True)
    close(ada, weeks[2])
    pause_week(ada, PauseWeek(weeks[3], NOW))
    answer_pulse(ada, AnswerPulse(weeks[4], NOW, TODAY, stuck=True))
    close(ada, weeks[5])

    lines = shared_lines(ada, weeks[4].monday, TODAY, 10)

    assert [(line.week, line.state, line.stuck) for line in lines] == [
        (weeks[0], None, False),
        (weeks[1], "done", True),
        (weeks[2], "quiet", False),
        (weeks[3], "paused", False),
        (weeks[4], None, False),
    ]


def test_goals_come_without_their_wins_and_insights_without_any_title(ada: Journal, write_down: WriteDown) -> None:
    goal = add_goal(ada, AddGoal(new_id(), NOW, TODAY, "Lead", why="Because", skills=("hiring",), possible=3)).id
    write_down("Secret win", IN_WEEK, goals=(goal,), tags=("secret",), story="secret")

    goals, insights = shared_goals(ada), shared_insights(ada, TODAY)

    assert [(one.title, one.why, one.skills) for one in goals] == [("Lead", "Because", ("hiring",))]
    assert "secret" not in repr((goals, insights)).lower()
    assert (insights.real, insights.early, insights.shiny) == (0, 1, 0)
