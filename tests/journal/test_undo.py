"""Take back the last change: everything stands again as it stood before."""

from collections.abc import Callable
from datetime import date

import pytest

from smallwins.bootstrap import new_id
from smallwins.journal.commands import (
    AddGoal,
    AddStep,
    AnswerWin,
    CelebrateWin,
    CloseReview,
    DeleteWin,
    EditGoal,
    EditWin,
    LinkWins,
    MoveStep,
    OverruleWin,
    Undo,
    UnlinkWins,
)
from smallwins.journal.doors import link_wins, unlink_wins
from smallwins.journal.editing import celebrate, delete_win, edit_win
from smallwins.journal.exchange import document_of
from smallwins.journal.goals import add_goal, edit_goal
from smallwins.journal.judging import answer_win, overrule_win
from smallwins.journal.ports import Journal
from smallwins.journal.reviews import close_review
from smallwins.journal.steps import add_step, move_step
from smallwins.journal.undo import undo
from smallwins.method.document import Document
from smallwins.method.errors import NothingToUndoError
from smallwins.method.week import Week
from tests.journal.conftest import NOW, TODAY, WriteDown

Act = Callable[[Journal, str, str, str, str], object]

ACTS: dict[str, Act] = {
    "answer": lambda ada, coffee, *_: answer_win(ada, AnswerWin(coffee, NOW, stretch=0, gains=())),
    "edit": lambda ada, coffee, *_: edit_win(ada, EditWin(coffee, NOW, title="Other", tags=("a",), story="More")),
    "delete": lambda ada, coffee, *_: delete_win(ada, DeleteWin(coffee, NOW)),
    "delete what it opened": lambda ada, _, talk, *__: delete_win(ada, DeleteWin(talk, NOW)),
    "unlink": lambda ada, coffee, talk, *_: unlink_wins(ada, UnlinkWins(coffee, talk, NOW)),
    "link": lambda ada, _, talk, ___, ____: link_wins(ada, LinkWins(talk, _later(ada), NOW)),
    "overrule": lambda ada, _, talk, *__: overrule_win(ada, OverruleWin(talk, NOW, "shiny", "Not mine")),
    "celebrate": lambda ada, coffee, *_: celebrate(ada, CelebrateWin(coffee, NOW, TODAY)),
    "plan a step": lambda ada, coffee, *_: add_step(ada, AddStep(new_id(), coffee, NOW, "Ask", TODAY)),
    "do a step": lambda ada, _, __, step, ___: move_step(ada, MoveStep(step, NOW, "done", TODAY)),
    "name a goal": lambda ada, *_: add_goal(ada, AddGoal(new_id(), NOW, TODAY, "Another")),
    "let a goal go": lambda ada, _, __, ___, goal: edit_goal(ada, EditGoal(goal, NOW, TODAY, status="let_go")),
    "close a review": lambda ada, *_: close_review(ada, CloseReview(Week(2026, 47), NOW)),
}


def _later(ada: Journal) -> str:
    return ada.wins.find("3").win.id


def standing(ada: Journal) -> Document:
    """Return the journal as it stands, without its histories, which only grow."""
    document = document_of(ada, NOW)
    return document._replace(wins=tuple(record._replace(history=()) for record in document.wins))


@pytest.mark.parametrize("act", ACTS)
def test_undo_puts_everything_back_as_it_stood(ada: Journal, write_down: WriteDown, act: str) -> None:
    goal = add_goal(ada, AddGoal(new_id(), NOW, TODAY, "Lead a research team", possible=3)).id
    coffee = write_down("Coffee", date(2026, 11, 2), goals=(goal,), story="She *listened*").win.id
    talk = write_down("Talk", date(2026, 11, 9), opened_by=(coffee,)).win.id
    write_down("Later", date(2026, 11, 16))
    answer_win(ada, AnswerWin(coffee, NOW, motive="meaningful"))
    step = add_step(ada, AddStep(new_id(), coffee, NOW, "When Monday comes, I will ask", TODAY)).id
    before = standing(ada)
    judgements = {judged.win.id: judged.judgement for judged in ada.wins.everything()}

    ACTS[act](ada, coffee, talk, step, goal)
    assert standing(ada) != before
    undo(ada, Undo(NOW))

    assert standing(ada) == before
    assert {judged.win.id: judged.judgement for judged in ada.wins.everything()} == judgements


def test_undo_goes_further_back_each_time_and_then_says_that_nothing_is_left(
    ada: Journal, write_down: WriteDown
) -> None:
    write_down("First")
    write_down("Second")

    assert [undo(ada, Undo(NOW)).summary for _ in range(2)] == ["wrote down 2", "wrote down 1"]
    with pytest.raises(NothingToUndoError):
        undo(ada, Undo(NOW))


def test_a_number_is_never_used_again(ada: Journal, write_down: WriteDown) -> None:
    write_down("First")
    undo(ada, Undo(NOW))

    assert write_down("Second").win.number == 2


def test_history_tells_of_what_was_undone(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down()
    answer_win(ada, AnswerWin(judged.win.id, NOW, stretch=2))
    undo(ada, Undo(NOW))

    assert ada.history.of(judged.win.id)[-1].cause == "undone: answered stretch of 1"


def test_undo_of_a_new_goal_leaves_the_wins_that_name_it_whole(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down()
    goal = add_goal(ada, AddGoal(new_id(), NOW, TODAY, "Another"))
    undo(ada, Undo(NOW))
    goal = add_goal(ada, AddGoal(new_id(), NOW, TODAY, "Another"))
    answer_win(ada, AnswerWin(judged.win.id, NOW, direction="toward", goals=(goal.id,)))
    undo(ada, Undo(NOW))
    undo(ada, Undo(NOW))

    assert ada.goals.all() == ()
    assert ada.wins.get(judged.win.id).win.answers.goals == ()
