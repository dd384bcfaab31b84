"""What a journal promises about all but wins, wherever it lies."""

from datetime import timedelta
from pathlib import Path

import pytest

from smallwins.bootstrap import local_journal
from smallwins.journal.ports import Journal
from smallwins.method.answers import Answers
from smallwins.method.chain import Door
from smallwins.method.crossroads import Crossroads, Option
from smallwins.method.errors import InputError, NotFoundError, ReusedKeyError
from smallwins.method.goal import Possible
from smallwins.method.history import Entry
from smallwins.method.remark import Remark
from smallwins.method.review import GoalCheck, Review
from smallwins.method.settings import Settings
from smallwins.method.week import Week, week_of
from tests.storage.cast import MONDAY, NOON, SHINY, a_goal, a_step, a_win, an_id, write


def test_doors_are_kept_once_and_seen_from_both_ends(journal: Journal) -> None:
    write(journal, a_win(1), a_win(2), a_win(3))
    doors = (Door(an_id(1), an_id(2)), Door(an_id(1), an_id(3)), Door(an_id(2), an_id(3)))
    journal.doors.add(doors)
    journal.doors.add(doors[:1])

    assert journal.doors.everything() == doors
    assert journal.doors.opened_by(an_id(1)) == (an_id(2), an_id(3))
    assert journal.doors.openers_of(an_id(3)) == (an_id(1), an_id(2))
    assert journal.doors.touching([an_id(2)]) == (doors[0], doors[2])
    assert journal.doors.touching([]) == ()


def test_a_door_is_taken_away_once(journal: Journal) -> None:
    write(journal, a_win(1), a_win(2))
    journal.doors.add([Door(an_id(1), an_id(2))])

    assert journal.doors.remove(Door(an_id(2), an_id(1))) is False
    assert journal.doors.remove(Door(an_id(1), an_id(2))) is True
    assert journal.doors.remove(Door(an_id(1), an_id(2))) is False


def test_a_door_or_step_of_a_win_that_is_not_there_is_refused(journal: Journal) -> None:
    write(journal, a_win(1))

    with pytest.raises(NotFoundError, match=an_id(2)):
        journal.doors.add([Door(an_id(1), an_id(2))])
    with pytest.raises(NotFoundError, match=an_id(2)):
        journal.steps.add([a_step(1, a_win(2))])


def test_a_step_comes_back_as_it_was_and_moves_on(journal: Journal) -> None:
    win = a_win(1)
    write(journal, win)
    step = a_step(journal.steps.take_number(), win, due_on=MONDAY, extra={"colour": "blue"})
    journal.steps.add([step])
    assert journal.steps.find("1") == journal.steps.get(step.id) == step

    done = step._replace(status="done", done_on=MONDAY, text="Wrote to Sam")
    journal.steps.save(done)

    assert journal.steps.get(step.id) == done
    assert journal.steps.of_wins([win.win.id, an_id(2)]) == {win.win.id: (done,)}
    with pytest.raises(ReusedKeyError):
        journal.steps.add([step])
    journal.steps.remove(step.id)
    assert journal.steps.of_wins([win.win.id]) == {}
    assert journal.steps.take_number() == 2


def test_what_is_to_do_comes_by_day_those_without_last(journal: Journal) -> None:
    win = a_win(1)
    write(journal, win)
    journal.steps.add([a_step(1, win), a_step(2, win, due_on=MONDAY), a_step(3, win, due_on=MONDAY)])
    journal.steps.add([a_step(4, win, due_on=MONDAY - timedelta(days=1)), a_step(5, win, status="dropped")])

    assert [step.number for step in journal.steps.open()] == [4, 2, 3, 1]
    assert [step.number for step in journal.steps.open(2)] == [4, 2]


def test_steps_done_are_counted_by_week_but_for_those_of_shiny_wins(journal: Journal) -> None:
    good, shiny = a_win(1), a_win(2, answers=SHINY)
    write(journal, good, shiny)
    days = (MONDAY, MONDAY + timedelta(days=6), MONDAY + timedelta(days=7))
    journal.steps.add(a_step(n, good, status="done", done_on=day) for n, day in enumerate(days, 1))
    journal.steps.add([a_step(9, shiny, status="done", done_on=MONDAY), a_step(10, good)])
    week = week_of(MONDAY).ordinal

    assert journal.steps.done_tallies() == ((week, 2), (week + 1, 1))


def test_a_goal_comes_back_as_it_was_and_moves_on(journal: Journal) -> None:
    goal = a_goal(journal.goals.take_number(), why="Because", origin="import", extra={"a": [1, None, "ü"]})
    journal.goals.add([goal])
    assert journal.goals.get(goal.id) == goal

    reached = goal._replace(status="reached", skills=(), possible=(*goal.possible, Possible(NOON.date(), 9)))
    journal.goals.save(reached)

    assert journal.goals.all() == (reached,)
    with pytest.raises(ReusedKeyError):
        journal.goals.add([goal])
    journal.goals.remove(goal.id)
    assert journal.goals.all() == ()
    assert journal.goals.take_number() == 2


@pytest.mark.parametrize("name", ["1", "lead a re", "LEAD", "01906000-0000-7000-8000-000000000001"])
def test_a_goal_is_found_by_number_id_or_a_beginning_of_its_title(journal: Journal, name: str) -> None:
    journal.goals.add([a_goal(1), a_goal(2, "Écrire"), a_goal(3, "Write"), a_goal(4, "Write a book")])

    assert journal.goals.find(name).number == 1
    assert journal.goals.find("éc").number == 2
    assert journal.goals.find("write").number == 3
    with pytest.raises(InputError, match="several"):
        journal.goals.find("wri")
    for nothing in ("", "nowhere", "%"):
        with pytest.raises(NotFoundError):
            journal.goals.find(nothing)


def test_a_review_comes_back_as_it_was(journal: Journal) -> None:
    plain = Review(Week(2020, 53))
    full = Review(
        Week(2026, 47), "closed", "close", NOON, NOON + timedelta(seconds=1), 0, 10, stuck=False,
        possible={"goal": 0}, note="Quiet", checks={"goal": GoalCheck("yes", "mine"), "other": GoalCheck("no")},
        asked=("a", "b"), skipped=(("a", "stretch"),), no_step=True, origin="import", extra={"x": {"y": 1.5}},
    )  # fmt: skip
    journal.reviews.save(full)
    journal.reviews.save(plain)

    assert journal.reviews.all() == (plain, full)
    assert journal.reviews.get(Week(2026, 47)) == full

    journal.reviews.save(full._replace(status="open", stuck=None, note=None, checks={}))
    assert journal.reviews.get(Week(2026, 47)) == full._replace(status="open", stuck=None, note=None, checks={})
    journal.reviews.remove(Week(2026, 47))
    assert journal.reviews.get(Week(2026, 47)) is None


def test_a_crossroads_comes_back_as_it_was(journal: Journal) -> None:
    answers = Answers("toward", ("goal",), "meaningful", "not_yet", "a note", MONDAY, 0, ())
    options = (Option("a", "Stay"), Option("b", "Go", 4, answers, {"salary": 1}))
    crossroads = Crossroads(
        an_id(1), "Two offers", options, "decided", "b", "It stretches", MONDAY, None, an_id(7), "own", {"z": 0}
    )
    other = Crossroads(an_id(0), "Another", ())
    journal.crossroads.save(crossroads)
    journal.crossroads.save(other)

    assert journal.crossroads.all() == (crossroads, other)
    journal.crossroads.save(crossroads._replace(outcome="Good"))
    assert journal.crossroads.get(an_id(1)).outcome == "Good"
    journal.crossroads.remove(an_id(1))
    assert journal.crossroads.all() == (other,)


def test_a_remark_comes_back_as_it_was_and_in_its_time(journal: Journal) -> None:
    later = Remark(an_id(1), NOON, "Cleo", "And then?", True, an_id(7), None, "This", NOON, 3, {"z": 0})
    earlier = Remark(an_id(2), NOON - timedelta(hours=1), "Cleo", "A good week", week=Week(2026, 47))
    journal.remarks.save(later)
    journal.remarks.save(earlier)

    assert journal.remarks.all() == (earlier, later)
    assert journal.remarks.waiting() == (earlier,)
    assert journal.remarks.of_week(Week(2026, 47)) == (earlier,)
    assert journal.remarks.of_wins([an_id(7), an_id(8)]) == {an_id(7): (later,)}
    journal.remarks.save(later._replace(answer=None, answered_at=None))
    assert journal.remarks.get(an_id(1)).waits
    journal.remarks.remove(an_id(1))
    assert journal.remarks.all() == (earlier,)


def test_history_comes_in_the_order_it_was_written(journal: Journal) -> None:
    entries = [
        Entry(NOON - timedelta(hours=n), f"cause {n}", "early", {"title": ["a", "b"]}, {"k": n}) for n in range(5)
    ]
    journal.history.append((an_id(1), entry) for entry in entries)
    journal.history.append([(an_id(2), entries[0])])

    assert journal.history.of(an_id(1)) == tuple(entries)
    assert journal.history.of_wins([an_id(1), an_id(2), an_id(3)]).keys() == {an_id(1), an_id(2)}
    assert journal.history.of(an_id(3)) == ()


def test_the_last_change_not_taken_back_comes_first(journal: Journal) -> None:
    journal.changes.append(NOON, "first", "{}")
    journal.changes.append(NOON, "second", '{"a": 1}')
    second = journal.changes.last()
    assert second is not None
    assert (second.summary, second.before, second.at, second.undone) == ("second", '{"a": 1}', NOON, False)

    journal.changes.mark_undone(second.number)

    first = journal.changes.last()
    assert first is not None
    assert first.summary == "first"
    journal.changes.append(NOON, "third", "{}")
    third = journal.changes.last()
    assert third is not None
    assert third.number > second.number


def test_a_key_stands_for_what_it_was_kept_for(journal: Journal) -> None:
    assert journal.keys.fingerprint("key") is None

    journal.keys.keep("key", "print", NOON)

    assert journal.keys.fingerprint("key") == "print"


def test_settings_come_back_and_leave_the_numbers_alone(journal: Journal) -> None:
    journal.wins.take_number(4)
    journal.settings.save(Settings("Europe/Berlin", 7, chosen=True))
    journal.settings.save(Settings("Asia/Tokyo", 1, chosen=True))

    assert journal.settings.get() == Settings("Asia/Tokyo", 1, chosen=True)
    assert journal.wins.take_number() == 5


def test_a_new_journal_lives_in_the_time_zone_of_its_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")

    with local_journal(str(tmp_path / "journal.db"), reading=True) as journal:
        assert journal.settings.get() == Settings("Asia/Kathmandu", 5, chosen=False)


@pytest.mark.parametrize("zone", ["", ":nowhere", "Mars/Olympus", "XYZ-3"])
def test_a_machine_with_a_zone_that_nobody_knows_gives_utc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)

    with local_journal(str(tmp_path / "journal.db"), reading=True) as journal:
        assert "/" in journal.settings.get().timezone or journal.settings.get().timezone == "UTC"
