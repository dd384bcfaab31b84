"""Answer the questions, overrule, celebrate: and what that does to the wins before."""

import itertools
from datetime import date, timedelta

import pytest

from smallwins.bootstrap import new_id
from smallwins.journal.commands import (
    AddStep,
    AnswerWin,
    CelebrateWin,
    DeleteWin,
    EditWin,
    LinkWins,
    MoveStep,
    OverruleWin,
    UnlinkWins,
)
from smallwins.journal.doors import link_wins, unlink_wins
from smallwins.journal.editing import celebrate, delete_win, edit_win
from smallwins.journal.judging import answer_win, overrule_win
from smallwins.journal.ports import Journal
from smallwins.journal.steps import add_step, move_step
from smallwins.method.errors import ChampagneTooEarlyError, DoorError, InputError, StaleEditError
from smallwins.method.verdict import JudgedWin
from tests.journal.conftest import NOW, TODAY, WriteDown


def answered(ada: Journal, judged: JudgedWin, **answers: object) -> JudgedWin:
    return answer_win(ada, AnswerWin(judged.win.id, NOW, **answers))  # type: ignore[arg-type]  # by name


def test_a_win_that_lines_up_and_opened_a_door_is_real(ada: Journal, write_down: WriteDown) -> None:
    assert answered(ada, write_down(), direction="toward", opened="door").verdict == "real"


def test_only_the_answers_given_change(ada: Journal, write_down: WriteDown) -> None:
    judged = answered(ada, answered(ada, write_down(), direction="toward"), stretch=2)

    assert judged.win.answers.direction == "toward"
    assert ada.history.of(judged.win.id)[-1].change == {"stretch": [None, 2]}


def test_not_yet_is_looked_at_again_in_four_weeks_unless_the_person_says_otherwise(
    ada: Journal, write_down: WriteDown
) -> None:
    judged = answered(ada, write_down(), opened="not_yet")
    assert judged.win.answers.look_again == TODAY + timedelta(weeks=4)

    judged = answered(ada, judged, look_again=date(2027, 1, 2))
    assert judged.win.answers.look_again == date(2027, 1, 2)


def test_an_answer_can_be_taken_back_and_its_words_stay_in_history(ada: Journal, write_down: WriteDown) -> None:
    judged = answered(ada, write_down(), opened="door", door_note="She named three people")
    judged = answered(ada, judged, opened=None, door_note=None)

    assert judged.win.answers.opened is None
    assert ada.history.of(judged.win.id)[-1].change["door_note"] == ["She named three people", None]


def test_the_same_answer_again_changes_nothing(ada: Journal, write_down: WriteDown) -> None:
    judged = answered(ada, write_down(), stretch=3)

    assert answered(ada, judged, stretch=3) == judged
    assert len(ada.history.of(judged.win.id)) == 2


def test_a_door_into_a_shiny_object_is_no_door(ada: Journal, write_down: WriteDown) -> None:
    talk, likes = write_down("Talk"), write_down("500 likes")
    answered(ada, likes, direction="away")

    assert link_wins(ada, LinkWins(talk.win.id, likes.win.id, NOW)).judgement.signals.momentum == "open"


def test_a_change_far_down_the_road_travels_up_all_the_doors(ada: Journal, write_down: WriteDown) -> None:
    road = [answered(ada, write_down(f"Win {i}"), direction="toward", opened="nothing") for i in range(5)]
    for earlier, later in itertools.pairwise(road):
        link_wins(ada, LinkWins(earlier.win.id, later.win.id, NOW))
    assert [ada.wins.get(judged.win.id).verdict for judged in road] == ["shiny"] * 5

    answered(ada, road[-1], opened="door")

    assert [ada.wins.get(judged.win.id).verdict for judged in road] == ["real"] * 5
    assert ada.history.of(road[0].win.id)[-1].cause == "a door opened: Win 1"


def test_the_person_s_own_call_counts_everywhere_and_the_computed_one_stays(
    ada: Journal, write_down: WriteDown
) -> None:
    first = answered(ada, write_down("First"), direction="toward")
    second = write_down("Second")
    link_wins(ada, LinkWins(first.win.id, second.win.id, NOW))
    assert ada.wins.get(first.win.id).verdict == "real"

    own = overrule_win(ada, OverruleWin(second.win.id, NOW, "shiny", "It only flattered me"))

    assert (own.verdict, own.judgement.computed) == ("shiny", "early")
    assert ada.wins.get(first.win.id).verdict == "early"

    overrule_win(ada, OverruleWin(second.win.id, NOW, None))
    assert ada.wins.get(first.win.id).verdict == "real"


def test_an_own_call_needs_its_reason(ada: Journal, write_down: WriteDown) -> None:
    with pytest.raises(InputError, match="reason"):
        overrule_win(ada, OverruleWin(write_down().win.id, NOW, "real", "  "))


def test_the_champagne_waits_for_both_alignment_questions(ada: Journal, write_down: WriteDown) -> None:
    judged = answered(ada, write_down(), direction="toward")
    with pytest.raises(ChampagneTooEarlyError):
        celebrate(ada, CelebrateWin(judged.win.id, NOW, TODAY))

    answered(ada, judged, motive="meaningful")

    assert celebrate(ada, CelebrateWin(judged.win.id, NOW, TODAY)).win.celebrated_on == TODAY
    assert ada.wins.last_celebrated() == ada.wins.get(judged.win.id)


def test_a_step_done_is_momentum_and_opened_again_it_is_not(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down()
    step = add_step(ada, AddStep(new_id(), judged.win.id, NOW, "When it is Monday, I will call Sam", TODAY))

    move_step(ada, MoveStep(step.id, NOW, "done", TODAY))
    assert ada.wins.get(judged.win.id).judgement.signals.momentum == "yes"

    move_step(ada, MoveStep(step.id, NOW, "open", TODAY))
    assert ada.wins.get(judged.win.id).judgement.signals.momentum == "open"


@pytest.mark.parametrize("length", [0, 1, 3])
def test_doors_never_form_a_circle(ada: Journal, write_down: WriteDown, length: int) -> None:
    road = [write_down(f"Win {i}") for i in range(length + 1)]
    for earlier, later in itertools.pairwise(road):
        link_wins(ada, LinkWins(earlier.win.id, later.win.id, NOW))

    with pytest.raises(DoorError):
        link_wins(ada, LinkWins(road[-1].win.id, road[0].win.id, NOW))


def test_a_door_never_leads_back_in_time_not_even_by_an_edit(ada: Journal, write_down: WriteDown) -> None:
    later, earlier = write_down("Later", date(2026, 11, 9)), write_down("Earlier", date(2026, 11, 2))
    with pytest.raises(DoorError):
        link_wins(ada, LinkWins(later.win.id, earlier.win.id, NOW))
    link_wins(ada, LinkWins(earlier.win.id, later.win.id, NOW))

    with pytest.raises(DoorError, match="Later"):
        edit_win(ada, EditWin(earlier.win.id, NOW, happened_on=date(2026, 11, 10)))
    with pytest.raises(DoorError, match="Earlier"):
        edit_win(ada, EditWin(later.win.id, NOW, happened_on=date(2026, 11, 1)))


def test_taking_a_door_away_takes_its_momentum_away(ada: Journal, write_down: WriteDown) -> None:
    first, second = write_down("First"), write_down("Second")
    link_wins(ada, LinkWins(first.win.id, second.win.id, NOW))

    assert unlink_wins(ada, UnlinkWins(first.win.id, second.win.id, NOW)).judgement.signals.momentum == "open"


def test_deleting_what_it_opened_takes_its_momentum_away(ada: Journal, write_down: WriteDown) -> None:
    first, second = write_down("First"), write_down("Second")
    link_wins(ada, LinkWins(first.win.id, second.win.id, NOW))

    delete_win(ada, DeleteWin(second.win.id, NOW))

    assert ada.wins.get(first.win.id).judgement.signals.momentum == "open"


def test_a_stale_edit_is_refused_and_not_lost(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down("Coffee")
    edit_win(ada, EditWin(judged.win.id, NOW, title="Coffee with Priya", expects=judged.version))

    with pytest.raises(StaleEditError):
        edit_win(ada, EditWin(judged.win.id, NOW, title="Coffee with Sam", expects=judged.version))
    assert ada.wins.get(judged.win.id).win.title == "Coffee with Priya"


def test_what_a_win_said_before_an_edit_stays_in_its_history(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down("Cofee")
    edit_win(ada, EditWin(judged.win.id, NOW, title="Coffee"))

    assert ada.history.of(judged.win.id)[-1].change == {"title": ["Cofee", "Coffee"]}


def test_the_gut_call_of_the_day_is_never_changed(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down(gut="real")

    with pytest.raises(InputError, match="gut"):
        edit_win(ada, EditWin(judged.win.id, NOW, gut="shiny"))
