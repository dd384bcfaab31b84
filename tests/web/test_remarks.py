"""What a coach asked or said: shown on the win and in the review, answered there, taken out."""

from collections.abc import Callable

import pytest
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.commands import CloseReview, MoveReview
from smallwins.journal.reviews import close_review, move_review
from smallwins.journal.sharing import AddRemark, add_remark
from smallwins.method.remark import Remark
from smallwins.method.week import Week, week_of
from smallwins.method.win import Win

from .journals import Answer, followed, hidden, journal, said, today, write

Ask = Callable[..., Remark]


@pytest.fixture
def talk() -> Win:
    return write("A talk accepted")


@pytest.fixture
def ask() -> Ask:
    def asked(text: str, win: Win | None = None, week: Week | None = None, *, asks: bool = True) -> Remark:
        with journal() as opened:
            about = win.id if win else None
            command = AddRemark(bootstrap.new_id(), bootstrap.now(), 7, "Cleo", about, week, text, asks)
            return add_remark(opened, command)

    return asked


def kept(remark: Remark) -> Remark:
    with journal() as opened:
        return opened.remarks.get(remark.id)


def at_the_questions(ada: Client) -> Answer:
    week = week_of(today())
    with journal() as opened:
        move_review(opened, MoveReview(week, bootstrap.now(), "questions"))
    return ada.get(f"/review/{week}")


def test_a_question_stands_on_the_win_and_is_answered_there(ada: Client, talk: Win, ask: Ask) -> None:
    remark = ask("What would <b>one</b> person say?", talk)
    assert "Cleo asked" in said(ada.get("/wins/1"))
    assert "What would <b>one</b> person say?" in said(ada.get("/wins/1"))

    shown = followed(ada, ada.post(f"/remarks/{remark.id}/answer", {"next": "win:1", "answer": "That it helped"}))

    assert "You answered That it helped" in said(shown)
    assert kept(remark).answer == "That it helped"


def test_this_week_says_that_something_waits(ada: Client, talk: Win, ask: Ask) -> None:
    remark = ask("And then?", talk)
    assert "Cleo asked about A talk accepted" in said(ada.get("/"))

    ada.post(f"/remarks/{remark.id}/answer", {"next": "win:1", "act": "leave"})

    assert "Cleo" not in said(ada.get("/"))
    assert "You left it at that" in said(ada.get("/wins/1"))


def test_the_review_asks_what_the_coach_asked_before_its_own_questions(ada: Client, talk: Win, ask: Ask) -> None:
    remark = ask("And then?", talk)

    shown = at_the_questions(ada)

    assert "Cleo asks About A talk accepted" in said(shown)
    shown = followed(ada, ada.post(f"/review/{week_of(today())}", {"at": hidden(shown, "at"), "answer": "A call"}))
    assert kept(remark).answer == "A call"
    assert "Cleo" not in said(shown)
    assert "A talk accepted" in said(shown)


def test_the_review_shows_what_the_same_coach_asked_before_and_what_was_answered(
    ada: Client, talk: Win, ask: Ask
) -> None:
    first = ask("Who was in the room?", talk)
    ask("Of something else", week=week_of(today()))
    ada.post(f"/remarks/{first.id}/answer", {"next": "win:1", "answer": "Two people from the lab"})
    second = ask("And what did they say?", talk)

    cards = [at_the_questions(ada)]
    cards.append(followed(ada, ada.post(f"/review/{week_of(today())}", {"at": hidden(cards[0], "at"), "act": "leave"})))

    assert "Earlier" not in said(cards[0])
    assert hidden(cards[1], "at") == f"remark-{second.id}"
    assert "Earlier Cleo asked" in said(cards[1])
    assert "Who was in the room? You answered Two people from the lab And what did they say?" in said(cards[1])
    assert "Of something else" not in said(cards[1])


def test_a_question_can_be_left_for_another_review(ada: Client, talk: Win, ask: Ask) -> None:
    remark = ask("And then?", talk)
    shown = at_the_questions(ada)

    shown = followed(ada, ada.post(f"/review/{week_of(today())}", {"at": hidden(shown, "at"), "act": "later"}))

    assert kept(remark).waits
    assert "Cleo" not in said(shown)


def test_an_empty_answer_is_asked_for_again(ada: Client, talk: Win, ask: Ask) -> None:
    remark = ask("And then?", talk)

    on_the_win = ada.post(f"/remarks/{remark.id}/answer", {"next": "win:1", "answer": " "})
    in_the_review = ada.post(f"/review/{week_of(today())}", {"at": hidden(at_the_questions(ada), "at"), "answer": " "})

    assert (on_the_win.status_code, in_the_review.status_code) == (422, 422)
    assert "leave it at that" in said(on_the_win)
    assert "leave it at that" in said(in_the_review)


def test_a_comment_on_a_week_stands_under_its_closed_review(ada: Client, ask: Ask) -> None:
    week = week_of(today())
    with journal() as opened:
        close_review(opened, CloseReview(week, bootstrap.now()))
    remark = ask("A steady week", week=week, asks=False)
    assert "Cleo wrote" in said(ada.get(f"/review/{week}"))

    shown = followed(ada, ada.post(f"/remarks/{remark.id}/remove", {"next": f"review:{week}"}))

    assert "A steady week" not in said(shown)
    assert "Taken out." in shown.content.decode()


def test_a_remark_that_is_not_there_is_not_found(ada: Client) -> None:
    assert ada.post("/remarks/nobody/answer", {"next": "week", "answer": "A"}).status_code == 404
    assert ada.post("/remarks/nobody/remove", {"next": "week"}).status_code == 404
