"""Your questions: the weekly review in one's own words; what was answered keeps the words in which it was asked."""

import re

from django.test import Client

from smallwins.journal.wordings import questions_in_use
from smallwins.method.wording import Question

from .journals import followed, html, journal, said

WEEK = "/review/2026-W01"


def key_of(text: str) -> str:
    with journal() as opened:
        return next(one.key for one in questions_in_use(opened) if one.text == text)


def asked(key: str) -> Question:
    with journal() as opened:
        return next(one for one in questions_in_use(opened) if one.key == key)


def words_in(page: str) -> str:
    found = re.search(r'name="wording" value="([^"]*)"', page)
    assert found
    return found[1]


def at_the_pulse(ada: Client, card: str) -> str:
    ada.post(WEEK, {"act": "begin"})
    ada.post(WEEK, {"stage": "pulse"})
    return ada.get(WEEK, {"at": card}).content.decode()


def test_a_question_is_previewed_reworded_and_the_old_words_taken_again(ada: Client) -> None:
    preview = ada.post("/questions/stuck", {"act": "preview", "text": "Am I going round?", "help": "Be honest"})
    assert "Am I going round?" in said(preview)
    assert not asked("stuck").reworded

    followed(ada, ada.post("/questions/stuck", {"act": "keep", "text": "Am I going round?", "help": ""}))
    assert asked("stuck").text == "Am I going round?"
    assert "Am I going round?" in at_the_pulse(ada, "stuck")

    ada.post("/questions/stuck", {"act": "method"})
    assert not asked("stuck").reworded
    assert "Am I going round?" in said(ada.get("/questions/stuck"))  # kept among the words of before


def test_what_was_answered_is_shown_with_the_words_of_then(ada: Client) -> None:
    ada.post("/questions/stuck", {"act": "keep", "text": "FIRST?", "help": ""})
    ada.post("/questions/add", {"text": "What helped?", "kind": "text", "help": "One thing"})
    key = key_of("What helped?")
    page = at_the_pulse(ada, "stuck")
    ada.post("/questions/stuck", {"act": "keep", "text": "SECOND?", "help": ""})

    ada.post(WEEK, {"at": "stuck", "value": "yes", "wording": words_in(page)})
    card = ada.get(WEEK, {"at": f"added-{key}"}).content.decode()
    assert "What helped?" in card
    assert "One thing" in card
    ada.post(WEEK, {"at": f"added-{key}", "value": "A walk", "wording": words_in(card)})
    ada.post(f"/questions/{key}", {"act": "keep", "text": "What carried me?", "help": ""})
    ada.post(WEEK, {"act": "close"})

    closed = html(ada.get(WEEK))
    assert "FIRST?" in closed
    assert "SECOND?" not in closed
    assert "What helped?" in closed
    assert "A walk" in closed
    assert "What carried me?" not in closed


def test_numbers_and_yes_or_no_are_kept_as_such(ada: Client) -> None:
    for text, kind in (("How rested?", "scale"), ("Did I ask for help?", "yes_no")):
        ada.post("/questions/add", {"text": text, "kind": kind, "help": ""})
    rested, helped = key_of("How rested?"), key_of("Did I ask for help?")
    at_the_pulse(ada, f"added-{rested}")
    ada.post(WEEK, {"at": f"added-{rested}", "value": "7"})
    ada.post(WEEK, {"at": f"added-{helped}", "value": "no"})
    assert ada.post(WEEK, {"at": f"added-{helped}", "value": "maybe"}).status_code == 422
    with journal() as opened:
        (review,) = opened.reviews.all()
    assert review.told == {rested: 7, helped: False}


def test_added_questions_are_ordered_put_away_and_asked_again(ada: Client) -> None:
    for text in ("One?", "Two?"):
        ada.post("/questions/add", {"text": text, "kind": "text", "help": ""})
    two = key_of("Two?")
    ada.post(f"/questions/{two}/move", {"act": "up"})
    page = html(ada.get("/questions"))
    assert page.index("Two?") < page.index("One?")

    ada.post(f"/questions/{two}/move", {"act": "away"})
    assert asked(two).away
    assert "Two?" not in at_the_pulse(ada, f"added-{two}")
    ada.post(f"/questions/{two}/move", {"act": "back"})
    assert not asked(two).away


def test_what_is_no_question_says_so_beside_its_field(ada: Client) -> None:
    for address in ("/questions/stuck", "/questions/add"):
        shown = ada.post(address, {"text": " ", "help": "", "kind": "text"})
        assert shown.status_code == 422
        assert "This is empty; write the question down." in said(shown)
    assert ada.get("/questions/direction").status_code == 404  # the four signals stay
