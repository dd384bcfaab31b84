"""Offers before they are taken: put down, asked about, decided, looked back on, turned into a win; all of it undone."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from smallwins.bootstrap import LOCAL, memory_journals, new_id
from smallwins.journal.commands import AddGoal, DeleteWin, ImportJournal, Undo
from smallwins.journal.crossroads import (
    add_option,
    answer_option,
    crossroads_due,
    decide,
    delete_crossroads,
    edit_option,
    find_crossroads,
    find_option,
    look_back,
    new_crossroads,
    put_off_looking_back,
    remove_option,
    rename_crossroads,
    reopen_crossroads,
)
from smallwins.journal.crossroads_commands import (
    AddOption,
    AnswerOption,
    Decide,
    DeleteCrossroads,
    EditOption,
    LinkToWin,
    LookBack,
    NewCrossroads,
    NewOption,
    PutOffLookingBack,
    RemoveOption,
    RenameCrossroads,
    ReopenCrossroads,
    TakeAsWin,
)
from smallwins.journal.crossroads_history import past_of
from smallwins.journal.editing import delete_win
from smallwins.journal.exchange import document_of, export_journal, import_journal
from smallwins.journal.goals import add_goal
from smallwins.journal.offers import all_offers, offers
from smallwins.journal.ports import Journal
from smallwins.journal.sample import load_sample, remove_sample
from smallwins.journal.taking import link_to_win, taken_as_win
from smallwins.journal.undo import undo
from smallwins.journal.weekly import review_of
from smallwins.method.crossroads import Crossroads
from smallwins.method.document import Document
from smallwins.method.errors import ImportFileError, InputError, NotFoundError, RefusedError, ReusedKeyError
from smallwins.method.week import week_of
from tests.journal.conftest import NOW, TODAY, WriteDown

LATER = date(2027, 2, 20)
OFFERS = NewCrossroads(
    "offers-1", NOW, "Two offers", (NewOption("stay", "Stay", 0), NewOption("head", "Head of AI at Brightloop", 4))
)


def put_down(ada: Journal) -> Crossroads:
    return new_crossroads(ada, OFFERS)


def taken(ada: Journal, **more: object) -> Crossroads:
    """Put two offers down and decide for the second, which would open a door."""
    put_down(ada)
    goal = add_goal(ada, AddGoal(new_id(), NOW, TODAY, "Lead a research team")).id
    asked = AnswerOption("offers-1", "head", NOW, goals=(goal,), motive="meaningful", opened="door", stretch=3)
    answer_option(ada, asked)
    return decide(ada, Decide("offers-1", "head", NOW, TODAY, "People,\nnot models", **more))  # type: ignore[arg-type]  # by name


def standing(ada: Journal) -> Document:
    """Return the journal as it stands, but for the histories, which only grow."""
    document = document_of(ada, NOW)
    return document._replace(
        wins=tuple(record._replace(history=()) for record in document.wins),
        crossroads=tuple(one._replace(history=()) for one in document.crossroads),
    )


def test_an_offer_is_put_down_once_however_often_it_is_sent(ada: Journal) -> None:
    first = put_down(ada)

    assert new_crossroads(ada, OFFERS._replace(at=NOW + timedelta(hours=1))) == first
    assert [option.title for option in first.options] == ["Stay", "Head of AI at Brightloop"]
    assert ada.crossroads.all() == (first,)
    with pytest.raises(ReusedKeyError):
        new_crossroads(ada, OFFERS._replace(title="Other words"))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "  "}, "title"),
        ({"options": ()}, "options"),
        ({"options": tuple(NewOption(str(n), f"Way {n}") for n in range(6))}, "options"),
        ({"options": (NewOption("a", " "),)}, "options"),
        ({"options": (NewOption("a", "Stay", 5),)}, "looks"),
    ],
)
def test_what_is_no_crossroads_is_refused_by_its_field(ada: Journal, change: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as refused:
        new_crossroads(ada, OFFERS._replace(**change))  # type: ignore[arg-type]  # as a test says
    assert refused.value.field == field
    assert ada.crossroads.all() == ()


@pytest.mark.parametrize(
    ("name", "meant"),
    [("1", "offers-1"), ("2", "offers-2"), ("offers-2", "offers-2"), ("two", "offers-1"), ("If North", "offers-2"),
     (" Two offers ", "offers-1")],
)  # fmt: skip
def test_a_crossroads_is_found_by_place_id_or_a_beginning(ada: Journal, name: str, meant: str) -> None:
    put_down(ada)
    new_crossroads(ada, OFFERS._replace(id="offers-2", title="If Northwind says yes"))

    assert find_crossroads(ada, name).id == meant


@pytest.mark.parametrize("name", ["3", "0", "", "nothing", "offers-3"])
def test_a_name_of_no_crossroads_is_told_so(ada: Journal, name: str) -> None:
    put_down(ada)
    with pytest.raises(NotFoundError):
        find_crossroads(ada, name)


def test_a_name_of_several_asks_for_more_of_it(ada: Journal) -> None:
    put_down(ada)
    new_crossroads(ada, OFFERS._replace(id="offers-2", title="Two more"))
    with pytest.raises(InputError, match="several begin with two"):
        find_crossroads(ada, "two")
    with pytest.raises(InputError, match="several begin with offers"):
        find_crossroads(ada, "offers")
    assert find_option(ada.crossroads.all()[0], "head").id == "head"
    assert find_option(ada.crossroads.all()[0], "1").id == "stay"


def test_answers_are_taken_as_about_a_win_and_the_others_stay(ada: Journal) -> None:
    goal = add_goal(ada, AddGoal(new_id(), NOW, TODAY, "Lead a research team")).id
    put_down(ada)
    answer_option(ada, AnswerOption("offers-1", "head", NOW, goals=(goal,)))
    answer_option(ada, AnswerOption("offers-1", "head", NOW, stretch=3, gains=("skill:hiring",)))
    head = ada.crossroads.get("offers-1").options[1].answers
    assert (head.direction, head.goals, head.stretch, head.gains) == ("toward", (goal,), 3, ("skill:hiring",))

    answer_option(ada, AnswerOption("offers-1", "head", NOW, direction="away", stretch=None))
    head = ada.crossroads.get("offers-1").options[1].answers
    assert (head.direction, head.goals, head.stretch) == ("away", (), None)
    with pytest.raises(NotFoundError, match="no goal nowhere"):
        answer_option(ada, AnswerOption("offers-1", "stay", NOW, goals=("nowhere",)))
    with pytest.raises(NotFoundError, match="no option third"):
        answer_option(ada, AnswerOption("offers-1", "third", NOW, stretch=1))


def test_a_decision_is_looked_back_on_a_quarter_later_unless_told_otherwise(ada: Journal) -> None:
    assert taken(ada).look_back_on == TODAY + timedelta(weeks=13)
    undo(ada, Undo(NOW))
    assert decide(ada, Decide("offers-1", "stay", NOW, TODAY, "Not now", LATER)).look_back_on == LATER


CHANGES: dict[str, Callable[[Journal], object]] = {
    "add": lambda ada: add_option(ada, AddOption("third", "offers-1", NOW, "Ask")),
    "edit": lambda ada: edit_option(ada, EditOption("offers-1", "stay", NOW, looks=2)),
    "remove": lambda ada: remove_option(ada, RemoveOption("offers-1", "stay", NOW)),
    "answer": lambda ada: answer_option(ada, AnswerOption("offers-1", "stay", NOW, stretch=1)),
    "decide": lambda ada: decide(ada, Decide("offers-1", "stay", NOW, TODAY, "No")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_decided_stays_until_it_is_reopened(ada: Journal, change: str) -> None:
    taken(ada)
    with pytest.raises(RefusedError, match="reopen it first"):
        CHANGES[change](ada)
    again = reopen_crossroads(ada, ReopenCrossroads("offers-1", NOW))
    assert (again.status, again.reason) == ("open", "People,\nnot models")
    assert decide(ada, Decide("offers-1", "stay", NOW, TODAY, "No")).decision == "stay"


def test_the_review_asks_on_its_day_and_not_before(ada: Journal) -> None:
    taken(ada, look_back_on=date(2026, 11, 25))
    this, following = week_of(TODAY), week_of(TODAY).plus(1)

    assert crossroads_due(ada, TODAY) == ()
    assert review_of(ada, this, TODAY).crossroads_due == ()
    on_its_day = date(2026, 11, 25)
    seen = review_of(ada, following, on_its_day)
    assert [found.id for found in seen.crossroads_due] == ["offers-1"]
    assert seen.left.crossroads == ("offers-1",)
    assert seen.left.at("doors") == 1
    assert review_of(ada, this, on_its_day).crossroads_due == ()

    put_off_looking_back(ada, PutOffLookingBack("offers-1", NOW, on_its_day, LATER))
    assert review_of(ada, following, on_its_day).crossroads_due == ()
    look_back(ada, LookBack("offers-1", NOW, "It was worth the fear."))
    assert crossroads_due(ada, LATER) == ()


def test_of_several_decisions_the_earliest_is_asked_about_first(ada: Journal) -> None:
    taken(ada, look_back_on=LATER)
    new_crossroads(ada, OFFERS._replace(id="offers-2"))
    decide(ada, Decide("offers-2", "stay", NOW, TODAY, "No", date(2026, 12, 1)))

    assert [found.id for found in crossroads_due(ada, LATER)] == ["offers-2", "offers-1"]


def test_the_option_taken_becomes_a_win_that_says_where_it_came_from(ada: Journal) -> None:
    crossroads = taken(ada, look_back_on=LATER)
    command = TakeAsWin(new_id(), "offers-1", NOW, TODAY)
    judged = taken_as_win(ada, command)

    assert taken_as_win(ada, command) == judged
    assert ada.crossroads.get("offers-1").win == judged.win.id
    assert (judged.win.title, judged.win.looks) == ("Head of AI at Brightloop", 4)
    answers = judged.win.answers
    assert answers == crossroads.options[1].answers._replace(opened="not_yet", look_again=LATER)
    assert judged.verdict == "early"
    assert [entry.cause for entry in ada.history.of(judged.win.id)] == [
        "written down",
        "from the crossroads “Two offers”: Head of AI at Brightloop, because People, not models",
    ]
    with pytest.raises(RefusedError, match="It is your win 1 already"):
        taken_as_win(ada, command._replace(id=new_id()))
    with pytest.raises(RefusedError, match="your win 1 by now"):
        reopen_crossroads(ada, ReopenCrossroads("offers-1", NOW))


def test_a_win_made_when_looking_back_is_asked_about_later_and_not_at_once(ada: Journal) -> None:
    taken(ada, look_back_on=TODAY + timedelta(days=1))
    judged = taken_as_win(ada, TakeAsWin(new_id(), "offers-1", NOW + timedelta(2), TODAY + timedelta(2), "I took it"))

    assert judged.win.title == "I took it"
    assert judged.win.answers.look_again == TODAY + timedelta(days=2, weeks=4)


def test_the_option_taken_can_be_a_win_that_is_there_already(ada: Journal, write_down: WriteDown) -> None:
    taken(ada)
    before = write_down("Signed with Brightloop")
    judged = link_to_win(ada, LinkToWin("offers-1", before.win.id, NOW))

    assert judged.win == before.win
    assert ada.crossroads.get("offers-1").win == before.win.id
    assert ada.history.of(before.win.id)[-1].cause.startswith("from the crossroads “Two offers”: Head of AI")
    other = write_down("No, this one")
    link_to_win(ada, LinkToWin("offers-1", other.win.id, NOW))
    assert ada.crossroads.get("offers-1").win == other.win.id


def test_only_what_was_decided_can_become_a_win(ada: Journal, write_down: WriteDown) -> None:
    put_down(ada)
    with pytest.raises(RefusedError, match="Decide first"):
        taken_as_win(ada, TakeAsWin(new_id(), "offers-1", NOW, TODAY))
    with pytest.raises(RefusedError, match="Decide first"):
        link_to_win(ada, LinkToWin("offers-1", write_down().win.id, NOW))


def test_where_the_win_is_gone_the_crossroads_has_none(ada: Journal) -> None:
    taken(ada)
    judged = taken_as_win(ada, TakeAsWin(new_id(), "offers-1", NOW, TODAY))
    delete_win(ada, DeleteWin(judged.win.id, NOW))

    assert offers(ada, ada.crossroads.get("offers-1"), TODAY).win is None
    assert document_of(ada, NOW).crossroads[0].win is None
    undo(ada, Undo(NOW))
    assert offers(ada, ada.crossroads.get("offers-1"), TODAY).win is not None
    delete_win(ada, DeleteWin(judged.win.id, NOW))
    assert taken_as_win(ada, TakeAsWin(new_id(), "offers-1", NOW, TODAY)).win.number == 2


def test_each_option_is_shown_with_what_the_rules_make_of_it(ada: Journal) -> None:
    taken(ada)
    (shown,) = all_offers(ada, TODAY)

    assert [one.reason.verdict for one in shown.options] == ["early", "real"]
    assert [one.place for one in shown.options] == [1, 2]
    assert [len(one.left) for one in shown.options] == [5, 1]
    assert shown.taken is shown.options[1]
    assert [goal.title for goal in shown.options[1].goals] == ["Lead a research team"]
    assert not shown.due
    reopen_crossroads(ada, ReopenCrossroads("offers-1", NOW))
    assert all_offers(ada, TODAY)[0].taken is None


ACTS: dict[str, Callable[[Journal, str], object]] = {
    "put another down": lambda ada, _: new_crossroads(ada, OFFERS._replace(id="offers-2")),
    "rename": lambda ada, _: rename_crossroads(ada, RenameCrossroads("offers-1", NOW, "The offers")),
    "decide": lambda ada, _: decide(ada, Decide("open", "stay", NOW, TODAY, "Not now")),
    "put an option to it": lambda ada, _: add_option(ada, AddOption("third", "open", NOW, "Ask")),
    "take an option out": lambda ada, _: remove_option(ada, RemoveOption("open", "stay", NOW)),
    "change an option": lambda ada, _: edit_option(ada, EditOption("open", "stay", NOW, title="Wait", looks=None)),
    "answer": lambda ada, _: answer_option(ada, AnswerOption("open", "stay", NOW, stretch=0, gains=())),
    "look back": lambda ada, _: look_back(ada, LookBack("offers-1", NOW, "Well")),
    "put off": lambda ada, _: put_off_looking_back(ada, PutOffLookingBack("offers-1", NOW, TODAY, LATER)),
    "reopen": lambda ada, _: reopen_crossroads(ada, ReopenCrossroads("offers-1", NOW)),
    "delete": lambda ada, _: delete_crossroads(ada, DeleteCrossroads("offers-1", NOW)),
    "make a win": lambda ada, _: taken_as_win(ada, TakeAsWin(new_id(), "offers-1", NOW, TODAY)),
    "link to a win": lambda ada, win: link_to_win(ada, LinkToWin("offers-1", win, NOW)),
}


@pytest.mark.parametrize("act", ACTS)
def test_every_change_can_be_taken_back(ada: Journal, write_down: WriteDown, act: str) -> None:
    win = write_down("Signed").win.id
    taken(ada)
    new_crossroads(ada, OFFERS._replace(id="open", title="Open still"))
    before = standing(ada)

    ACTS[act](ada, win)
    assert standing(ada) != before
    undo(ada, Undo(NOW))

    assert standing(ada) == before


def test_an_import_of_crossroads_can_be_taken_back(ada: Journal) -> None:
    file = {
        "format": "smallwins/1",
        "wins": [{"id": "w1", "title": "From a file", "happened_on": "2026-11-13"}],
        "crossroads": [
            {"id": "c1", "title": "An offer", "status": "decided", "decision": "o1", "win": "w1",
             "options": [{"id": "o1", "title": "Take it"}]}
        ],
    }  # fmt: skip
    import_journal(ada, ImportJournal(NOW, json.dumps(file).encode()))
    assert ada.crossroads.get("c1").win == "w1"

    undo(ada, Undo(NOW))
    assert ada.crossroads.all() == ()
    assert standing(ada).wins == ()


def test_a_file_cannot_name_a_win_that_is_nowhere(ada: Journal) -> None:
    crossroads = {"id": "c1", "title": "An offer", "status": "decided", "decision": "o1", "win": "w9",
                  "options": [{"id": "o1", "title": "Take it"}]}  # fmt: skip
    with pytest.raises(ImportFileError) as refused:
        import_journal(
            ada, ImportJournal(NOW, json.dumps({"format": "smallwins/1", "crossroads": [crossroads]}).encode())
        )
    assert refused.value.field == "crossroads[0].win"


def test_a_crossroads_with_its_win_travels_whole(ada: Journal) -> None:
    taken(ada)
    taken_as_win(ada, TakeAsWin(new_id(), "offers-1", NOW, TODAY))
    look_back(ada, LookBack("offers-1", NOW, "Well"))
    exported = export_journal(ada, NOW)
    assert json.loads(exported)["crossroads"][0]["win"] == ada.crossroads.all()[0].win


def test_removing_the_sample_takes_its_crossroads_and_undo_brings_them_back_in_order(ada: Journal) -> None:
    load_sample(ada, NOW, TODAY)
    put_down(ada)
    first, *others, own = ada.crossroads.all()
    second = next(found for found in others if found.status == "open")
    rename_crossroads(ada, RenameCrossroads(second.id, NOW, "Mine by now"))
    before = standing(ada)

    remove_sample(ada, NOW)
    assert [found.title for found in ada.crossroads.all()] == ["Mine by now", "Two offers"]
    named = {goal for option in second.options for goal in option.answers.goals}
    assert named <= {goal.id for goal in ada.goals.all()}

    undo(ada, Undo(NOW))
    assert standing(ada) == before
    assert [found.id for found in ada.crossroads.all()] == [first.id, *(found.id for found in others), own.id]


def test_whatever_changes_keeps_what_stood_before_and_undo_does_not_take_that_away(ada: Journal) -> None:
    taken(ada)
    answered, decided = ada.crossroads.get("offers-1").history
    assert answered.change["head.direction"] == [None, "toward"]
    assert (decided.cause, decided.at) == ("decided for “Head of AI at Brightloop”", NOW)

    reopen_crossroads(ada, ReopenCrossroads("offers-1", NOW))
    answer_option(ada, AnswerOption("offers-1", "head", NOW, stretch=1, gains=("clarity",)))
    answer_option(ada, AnswerOption("offers-1", "head", NOW, gains=("confidence",)))
    decide(ada, Decide("offers-1", "stay", NOW, TODAY, "Not now", LATER))
    look_back(ada, LookBack("offers-1", NOW, "Well"))
    look_back(ada, LookBack("offers-1", NOW, "Well enough"))
    found = ada.crossroads.get("offers-1")
    told = [one.before for one in past_of(found)]
    assert found.history[:2] == (answered, decided)
    assert told[0] == (("You had written", "Well"),)
    assert told[2][:2] == (("You had chosen", "Head of AI at Brightloop"), ("Your reason was", "People,\nnot models"))
    assert told[3] == (("You had answered", "Clarity"),)
    assert told[4] == (("You had answered", "Hard"),)
    assert told[-1] == ()

    undo(ada, Undo(NOW))
    after = ada.crossroads.get("offers-1")
    assert after.outcome == "Well"
    assert after.history[:-1] == found.history
    assert after.history[-1].change == {"outcome": ["Well enough", "Well"]}


def test_an_option_that_is_taken_out_stays_in_the_history(ada: Journal) -> None:
    put_down(ada)
    remove_option(ada, RemoveOption("offers-1", "head", NOW))

    (gone,) = ada.crossroads.get("offers-1").history
    kept: Any = gone.change["head"]
    assert (kept[0]["title"], kept[0]["looks"], kept[1]) == ("Head of AI at Brightloop", 4, None)


def test_the_history_of_a_crossroads_travels_whole(ada: Journal) -> None:
    taken(ada)
    look_back(ada, LookBack("offers-1", NOW, "Well"))
    exported = export_journal(ada, NOW)

    with memory_journals().journal_of(LOCAL) as other:
        import_journal(other, ImportJournal(NOW, exported))
        assert other.crossroads.get("offers-1").history == ada.crossroads.get("offers-1").history
        assert export_journal(other, NOW) == exported
