"""A win's own page: why it is what it is, every answer changeable, a way back from every change."""

from datetime import timedelta
from pathlib import Path
from re import sub

import pytest
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.commands import AddStep, AnswerWin, EditWin, LinkWins
from smallwins.journal.doors import link_wins
from smallwins.journal.editing import edit_win
from smallwins.journal.judging import answer_win
from smallwins.journal.steps import add_step

from .journals import Elements, html, journal, kept, shown, today, write


def _answer(home: Path, number: int, **answers: object) -> None:
    with journal() as one:
        win = one.wins.find(str(number)).win.id
        answer_win(one, AnswerWin(win, bootstrap.now())._replace(**answers))  # type: ignore[arg-type] # any answers


def _version(ada: Client) -> str:
    return Elements(ada.get("/wins/1")).named("version")["value"]


def _undo(ada: Client, address: str) -> None:
    elements = Elements(ada.get(address))
    ada.post("/undo", {"change": elements.named("change")["value"], "next": "win:1"})


def test_the_title_stands_on_the_page_and_nowhere_else_outside_it(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    page = ada.get("/wins/1")
    assert "<title>A win</title>" in page.content.decode()
    assert "Coffee with Priya" in shown(page)


def test_the_questions_are_asked_one_at_a_time_and_lead_back_here(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    page = ada.get("/wins/1")
    assert Elements(page).choices("answer")[:3] == ["toward", "unsure", "away"]
    answer = ada.post("/wins/1/answer", {"field": "direction", "answer": "unsure", "next": "win:1"})
    assert answer["Location"] == "/wins/1?ask=1#asking"
    assert Elements(ada.get("/wins/1?ask=1")).choices("answer")[:2] == ["meaningful", "available"]


def test_enough_for_now_leaves_the_questions_and_they_can_be_gone_on_with(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    page = ada.get("/wins/1?skip=direction,motive,opened,stretch,gains")
    assert Elements(page).choices("answer") == []
    assert "Five questions still open" in shown(page)


def test_a_verdict_says_why_and_what_would_change_it(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    _answer(home, 1, direction="toward", motive="available", opened="not_yet", stretch=2, gains=("clarity",))
    page = shown(ada.get("/wins/1"))
    assert "Too early to tell" in page
    assert "Just available. It lines up, but you did it because it was there." in page
    assert "If it opens a door, it becomes a real win." in page
    assert "Decided by: Lines up" in page


def test_each_answer_is_changed_on_its_own(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    _answer(home, 1, direction="toward", motive="meaningful", opened="door", stretch=0, gains=("clarity",))
    page = ada.get("/wins/1?ask=1&question=stretch")
    chosen = [
        attributes["value"]
        for tag, attributes in Elements(page).all
        if attributes.get("aria-current") == "true" and tag == "button"
    ]
    assert chosen == ["0"]
    ada.post("/wins/1/answer", {"field": "stretch", "answer": "3", "next": "win:1"})
    assert kept(1).win.answers.stretch == 3
    ada.post("/wins/1/answer", {"field": "opened", "answer": "unanswered", "next": "win:1"})
    assert kept(1).win.answers.opened is None
    assert kept(1).verdict == "early"
    _undo(ada, "/wins/1")
    assert kept(1).verdict == "real"


def test_it_is_edited_in_place(ada: Client, home: Path) -> None:
    write("Coffe with Pria", days_ago=2)
    day = today() - timedelta(days=1)
    form = {
        "title": "Coffee with Priya",
        "story": "She *asked*.\r\nI said yes.",
        "happened_on": day.isoformat(),
        "kind": "conversation",
        "tags": "priya",
        "looks": "1",
        "version": _version(ada),
        "next": "win:1",
    }
    assert ada.post("/wins/1/edit", form)["Location"] == "/wins/1"
    win = kept(1).win
    assert (win.title, win.story, win.happened_on) == ("Coffee with Priya", "She *asked*.\nI said yes.", day)
    assert (win.kind, win.tags, win.looks) == ("conversation", ("priya",), 1)
    page = ada.get("/wins/1")
    assert "<em>asked</em>" in page.content.decode()
    ada.post("/undo", {"change": Elements(page).named("change")["value"], "next": "win:1"})
    assert kept(1).win.title == "Coffe with Pria"


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("title", "", "This is empty"),
        ("happened_on", "soon", "is not a day such as"),
        ("looks", "7", "This is not a number from 0 (plain) to 4 (dazzling)."),
        ("kind", "party", "is not one of"),
    ],
)
def test_a_wrong_edit_is_shown_again(ada: Client, home: Path, field: str, typed: str, problem: str) -> None:
    write("Coffee with Priya")
    form = {"title": "Another", "story": "Long words", "version": _version(ada), "next": "win:1", field: typed}
    page = ada.post("/wins/1/edit", form)
    assert page.status_code == 422
    assert problem in shown(page)
    assert "Long words" in page.content.decode()
    assert kept(1).win.title == "Coffee with Priya"


def test_a_stale_edit_shows_both(ada: Client, home: Path) -> None:
    win = write("Coffee with Priya")
    version = _version(ada)
    with journal() as one:
        edit_win(one, EditWin(win.id, bootstrap.now(), title="Tea with Priya"))
    form = {"title": "Cocoa with Priya", "version": version, "next": "win:1"}
    page = ada.post("/wins/1/edit", form)
    assert page.status_code == 422
    assert "It was changed elsewhere since you opened it." in shown(page)
    assert "Tea with Priya" in shown(page)
    assert Elements(page).named("title")["value"] == "Cocoa with Priya"
    again = {**form, "version": Elements(page).named("version")["value"]}
    assert ada.post("/wins/1/edit", again).status_code == 303
    assert kept(1).win.title == "Cocoa with Priya"


def test_a_day_after_what_it_opened_is_refused_beside_its_field(ada: Client, home: Path) -> None:
    first, second = write("First", days_ago=5), write("Second", days_ago=3)
    with journal() as one:
        link_wins(one, LinkWins(first.id, second.id, bootstrap.now()))
    form = {"title": "First", "happened_on": today().isoformat(), "version": _version(ada), "next": "win:1"}
    page = ada.post("/wins/1/edit", form)
    assert page.status_code == 422
    assert Elements(page).named("happened_on")["aria-invalid"] == "true"


def test_the_champagne_waits_for_both_alignment_questions(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    assert "Celebrate it" not in shown(ada.get("/wins/1"))
    assert ada.post("/wins/1/celebrate", {"next": "win:1"}).status_code == 422
    _answer(home, 1, direction="toward", motive="meaningful")
    assert "Celebrate it" in shown(ada.get("/wins/1"))
    answer = ada.post("/wins/1/celebrate", {"next": "win:1"})
    assert answer["Location"] == "/wins/1?cheers=1"
    assert "Enjoy it." in shown(ada.get("/wins/1?cheers=1"))
    assert kept(1).win.celebrated_on == today()


def test_the_own_call_counts_and_the_computed_verdict_stays_beside_it(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    refused = ada.post("/wins/1/own-call", {"verdict": "real", "reason": " ", "next": "win:1"})
    assert refused.status_code == 422
    assert "say in a few words why you see it differently" in shown(refused)
    ada.post("/wins/1/own-call", {"verdict": "real", "reason": "I know her", "next": "win:1"})
    page = shown(ada.get("/wins/1"))
    assert "Real win, your call" in page
    assert "I know her" in page
    assert "By your answers alone: too early to tell." in page
    ada.post("/wins/1/own-call", {"back": "1", "next": "win:1"})
    assert kept(1).win.overrule is None


@pytest.mark.parametrize(
    ("gut", "opened", "said"),
    [
        ("real", "nothing", "turned out to be a shiny object"),
        ("real", "door", "It was."),
        ("shiny", "door", "turned out to be a real win"),
    ],
)
def test_the_gut_call_is_compared_once_there_is_a_verdict(
    ada: Client, home: Path, gut: str, opened: str, said: str
) -> None:
    write("Coffee with Priya", gut=gut)
    assert "On the day you called it" not in shown(ada.get("/wins/1"))
    _answer(home, 1, direction="toward", motive="meaningful", opened=opened, stretch=1)
    assert said in shown(ada.get("/wins/1"))


def test_before_the_verdict_no_page_differs_by_the_gut_call(ada: Client, home: Path) -> None:
    """Whatever it was, every page is the same to the byte: nothing on it can give the call away."""
    called, later = write("Coffee with Priya", days_ago=2, gut="real"), write("Said yes to the talk", gut="real")
    with journal() as one:
        link_wins(one, LinkWins(called.id, later.id, bootstrap.now()))
    addresses = ["/", "/wins", "/wins?words=coffee", "/review", "/inbox", "/chains", "/rearview", "/stories"]
    addresses += [f"/wins/{number}{more}" for number in (1, 2) for more in ("", "?ask=1", "?edit=1", "/chain")]
    seen = [_plainly(ada, address) for address in addresses]
    with journal() as one:
        for number in ("1", "2"):
            judged = one.wins.find(number)
            one.wins.save(judged._replace(win=judged.win._replace(gut="shiny"), version=judged.version - 1))

    assert kept(1).win.gut == "shiny"
    assert [address for address, page in zip(addresses, seen, strict=True) if _plainly(ada, address) != page] == []


def _plainly(ada: Client, address: str) -> str:
    """Return a page without what is made anew for each look, and without the fingerprint of what its form changes."""
    answer = ada.get(address, follow=True)
    assert answer.status_code == 200
    return sub(r'name="(id|csrfmiddlewaretoken|version)" value="[^"]*"|X-CSRFToken.*?}', "", html(answer))


def test_doors_are_added_both_ways_and_taken_away(ada: Client, home: Path) -> None:
    earlier = write("Wrote to Priya", days_ago=4)
    win, later = write("Coffee with Priya", days_ago=2), write("Said yes to the talk")
    assert Elements(ada.get("/wins/2?add=earlier&words=wrote")).choices("earlier") == ["1"]
    ada.post("/wins/2/doors", {"earlier": "1", "next": "win:2"})
    ada.post("/wins/2/doors", {"later": "3", "next": "win:2"})
    with journal() as one:
        assert one.doors.openers_of(win.id) == (earlier.id,)
        assert one.doors.opened_by(win.id) == (later.id,)
    ada.post("/wins/2/doors/close", {"earlier": "1", "next": "win:2"})
    ada.post("/wins/2/doors/close", {"later": "3", "next": "win:2"})
    with journal() as one:
        assert one.doors.everything() == ()
    assert ada.post("/wins/2/doors/close", {"later": "3", "next": "win:2"}).status_code == 404


def test_a_step_is_planned_once_done_and_opened_again(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    form = {"id": bootstrap.new_id(), "text": "When Sam is back, I will ask", "due_on": "2026-12-01", "next": "win:1"}
    for _ in range(2):
        assert ada.post("/wins/1/steps", form).status_code == 303
    with journal() as one:
        (step,) = one.steps.open()
    ada.post(f"/steps/{step.number}", {"status": "done", "next": "win:1"})
    assert kept(1).judgement.signals.momentum == "yes"
    ada.post(f"/steps/{step.number}", {"status": "open", "next": "win:1"})
    assert kept(1).judgement.signals.momentum == "open"
    refused = ada.post("/wins/1/steps", {"text": " ", "due_on": "whenever", "next": "win:1"})
    assert refused.status_code == 422
    assert Elements(refused).named("due_on")["value"] == "whenever"


def test_history_is_told_in_plain_words(ada: Client, home: Path) -> None:
    win = write("Coffee with Priya")
    _answer(home, 1, stretch=2, motive="meaningful")
    with journal() as one:
        add_step(one, AddStep(bootstrap.new_id(), win.id, bootstrap.now(), "Ask", None))
    page = shown(ada.get("/wins/1"))
    assert "Answered: why you did it, how it felt" in page
    assert "Written down" in page


def test_a_deleted_win_comes_back_from_the_next_page(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    assert ada.post("/wins/1/delete")["Location"] == "/wins"
    page = ada.get("/wins")
    assert "Deleted, with its doors and steps." in shown(page)
    elements = Elements(page)
    sent = {"change": elements.named("change")["value"], "next": elements.named("next")["value"]}
    assert ada.get("/wins/1").status_code == 404
    assert ada.post("/undo", sent)["Location"] == "/wins/1"
    assert "Coffee with Priya" in shown(ada.get("/wins/1"))
