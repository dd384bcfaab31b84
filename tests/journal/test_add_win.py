"""Write a win down."""

from datetime import date

import pytest

from smallwins.bootstrap import new_id
from smallwins.journal.commands import AddGoal, AddWin, Undo
from smallwins.journal.goals import add_goal
from smallwins.journal.ports import Journal, WinFilter
from smallwins.journal.undo import undo
from smallwins.journal.wins import add_win
from smallwins.method.errors import InputError, NotFoundError, ReusedKeyError
from tests.journal.conftest import NOW, TODAY, WriteDown


def test_a_win_gets_the_next_short_number_and_is_too_early_to_tell(ada: Journal, write_down: WriteDown) -> None:
    first, second = write_down("Coffee with Priya"), write_down("Call with Sam")

    assert (first.win.number, second.win.number) == (1, 2)
    assert first.verdict == "early"
    assert [entry.cause for entry in ada.history.of(first.win.id)] == ["written down"]


def test_the_same_command_sent_twice_writes_one_win(ada: Journal) -> None:
    command = AddWin(new_id(), NOW, "Coffee with Priya", TODAY)

    assert add_win(ada, command) == add_win(ada, command)
    assert ada.wins.count(WinFilter()) == 1


def test_an_id_that_comes_with_other_words_is_refused(ada: Journal) -> None:
    command = AddWin(new_id(), NOW, "Coffee with Priya", TODAY)
    add_win(ada, command)

    with pytest.raises(ReusedKeyError):
        add_win(ada, command._replace(title="Coffee with Sam"))


def test_a_win_deleted_since_is_not_brought_back_by_a_late_repeat(ada: Journal) -> None:
    command = AddWin(new_id(), NOW, "Coffee with Priya", TODAY)
    add_win(ada, command)
    undo(ada, Undo(NOW))

    with pytest.raises(NotFoundError):
        add_win(ada, command)


def test_naming_a_goal_answers_the_direction(ada: Journal, write_down: WriteDown) -> None:
    goal = add_goal(ada, AddGoal(new_id(), NOW, TODAY, "Lead a research team"))

    assert write_down(goals=(goal.id,)).judgement.signals.alignment == "yes"


def test_what_came_of_a_win_opens_its_door(ada: Journal, write_down: WriteDown) -> None:
    email = write_down("Wrote to the recruiter", date(2026, 11, 1))

    write_down("The recruiter called", date(2026, 11, 9), opened_by=(email.win.id,))

    assert ada.wins.get(email.win.id).judgement.signals.momentum == "yes"
    assert ada.history.of(email.win.id)[-1].cause == "a door opened: The recruiter called"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"title": "a" * 501}, "title"),
        ({"title": "nul\0"}, "title"),
        ({"story": "half \ud800"}, "story"),
        ({"kind": "meeting"}, "kind"),
        ({"looks": 5}, "looks"),
        ({"gut": "maybe"}, "gut"),
        ({"tags": (" ",)}, "tags"),
        ({"happened_on": date(2026, 11, 24)}, "happened_on"),
    ],
)
def test_a_field_that_is_off_is_named_and_nothing_is_written(
    ada: Journal, write_down: WriteDown, given: dict[str, object], field: str
) -> None:
    with pytest.raises(InputError) as refused:
        write_down(**given)

    assert refused.value.field == field
    assert ada.wins.count(WinFilter()) == 0
