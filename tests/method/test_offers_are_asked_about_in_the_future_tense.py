"""An offer is put to the same questions as a win, in the future tense, and judged by the same rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallwins.method.ahead import (
    AHEAD_BY_FIELD,
    CAUTION_WORDS_AHEAD,
    OFFER_WORDS,
    QUESTIONS_AHEAD,
    explain_option,
    option_labels,
    option_questions_left,
)
from smallwins.method.answers import Answers
from smallwins.method.crossroads import (
    OPTION_WORDS,
    Crossroads,
    Option,
    decided,
    judge_option,
    looked_back,
    proposed_look_back,
    renamed,
    reopened,
    taken,
    taken_answers,
    with_changed,
    with_option,
    without_option,
)
from smallwins.method.errors import InputError, NotFoundError, RefusedError
from smallwins.method.questions import QUESTIONS, UNANSWERED
from smallwins.method.signals.reading import CAUTIONS
from smallwins.method.verdict import judge
from tests import strategies

TODAY, LATER = date(2026, 11, 22), date(2027, 2, 20)
STAY, GO = Option("stay", "Stay", 0), Option("go", "Lead the new team", 3, Answers("toward", (), "meaningful", "door"))
OFFERS = Crossroads("c", "Two offers", (STAY, GO))
DECIDED = decided(OFFERS, "go", "People", LATER, TODAY)
PAST = ("opened a door", "did you", "did it", "it was there", "changed my", "you did ", "it built", "it took")


def test_every_question_is_asked_once_and_keeps_its_keys_and_values() -> None:
    assert [question.field for question in QUESTIONS_AHEAD] == [question.field for question in QUESTIONS]
    for now, then in zip(QUESTIONS, QUESTIONS_AHEAD, strict=True):
        assert then.text == now.ahead
        assert [(c.key, c.value) for c in then.choices] == [(c.key, c.value) for c in now.choices]
        assert AHEAD_BY_FIELD[then.field] is then


def test_nothing_said_about_an_offer_speaks_as_if_it_had_happened() -> None:
    said = [text for q in QUESTIONS_AHEAD for text in (q.text, *(f"{c.label} {c.short}" for c in q.choices))]
    said += [f"{word.label} {word.sentence}" for word in (*OFFER_WORDS.values(), *CAUTION_WORDS_AHEAD.values())]
    assert not [text for text in said for past in PAST if past in text.lower()]
    assert set(CAUTION_WORDS_AHEAD) >= set(CAUTIONS) - {"overdue"}


@given(given_answers=strategies.answers, looks=st.none() | st.integers(0, 4), other=st.none() | st.integers(0, 4))
@settings(max_examples=80)
def test_the_word_on_an_option_is_the_judges_and_blind_to_looks(
    given_answers: Answers, looks: int | None, other: int | None
) -> None:
    option = Option("o", "An offer", looks, given_answers)
    reason = explain_option(option)

    assert judge_option(option) == judge(given_answers)
    assert reason.verdict == judge(given_answers).computed
    assert explain_option(option._replace(looks=other, title="A throne")) == reason
    assert "overdue" not in reason.cautions
    assert set(reason.cautions) <= set(CAUTION_WORDS_AHEAD)
    sentences = [reason.sentence, *(way.sentence_ahead for way in reason.counterfactual)]
    assert not [text for text in sentences for past in PAST if past in text.lower()]
    assert all(text.endswith(".") for text in sentences)
    assert [reading for _, reading, _ in option_labels(option)] == list(judge(given_answers).signals)


@pytest.mark.parametrize(
    ("given_answers", "sentence", "way"),
    [
        (Answers("toward", (), "meaningful", "door"), "It lines up and it would open a door.",
         "If you are not sure where it points, it is not clear yet."),
        (Answers("toward"), "It lines up, but what it would open is still unanswered: not clear yet.",
         "If it would open a door, it is worth it."),
        (Answers("unsure", (), "available", stretch=0),
         ("It is just there, and you are not sure it points where you want to go. "
          "However good it looks, it is not your way."),
         "If it points where you want to go, it is not clear yet."),
    ],
)  # fmt: skip
def test_the_reason_is_said_in_the_future_tense(given_answers: Answers, sentence: str, way: str) -> None:
    reason = explain_option(Option("o", "An offer", 4, given_answers))

    assert reason.sentence == sentence
    assert way in [one.sentence_ahead for one in reason.counterfactual]


def test_signals_of_an_option_are_labelled_in_the_future_tense() -> None:
    some = Option(
        "o", "An offer", None, Answers("toward", (), None, "door", None, None, 2, ("clarity", "skill:hiring"))
    )

    assert [label for _, _, label in option_labels(some)] == [
        "Lines up", "Would open a door", "Slightly uncomfortable", "Clarity, hiring",
    ]  # fmt: skip
    assert [label for _, _, label in option_labels(STAY)] == list(UNANSWERED.values())
    empty = STAY._replace(answers=Answers("unsure", (), "available", "nothing", None, None, 0, ()))
    assert [label for _, _, label in option_labels(empty)] == [
        "Just available", "Would open no door", "Effortless", "Looks good from outside",
    ]  # fmt: skip


def test_the_questions_left_about_an_option_are_those_not_answered() -> None:
    assert [q.field for q in option_questions_left(GO)] == ["stretch", "gains"]
    assert [q.text for q in option_questions_left(STAY)] == [q.ahead for q in QUESTIONS]


def test_options_come_and_go_until_something_is_decided() -> None:
    third = Option("third", "Ask for a team")
    three = with_option(OFFERS, third)
    assert three.options == (STAY, GO, third)
    assert without_option(three, "stay").options == (GO, third)
    assert with_changed(three, STAY._replace(title="Stay a year", looks=2)).options[0].looks == 2
    five = with_option(with_option(three, Option("4", "Four")), Option("5", "Five"))
    with pytest.raises(RefusedError, match="No more than 5"):
        with_option(five, Option("6", "Six"))
    with pytest.raises(InputError, match="same id"):
        with_option(OFFERS, STAY)
    with pytest.raises(NotFoundError, match="no option elsewhere"):
        without_option(OFFERS, "elsewhere")
    with pytest.raises(RefusedError, match="only option"):
        without_option(OFFERS._replace(options=(STAY,)), "stay")
    with pytest.raises(RefusedError, match="reopen it first"):
        with_option(DECIDED, third)
    with pytest.raises(RefusedError, match="reopen it first"):
        without_option(DECIDED, "stay")
    with pytest.raises(RefusedError, match="reopen it first"):
        with_changed(DECIDED, STAY)
    assert renamed(DECIDED, "The offers").title == "The offers"


def test_a_decision_reopened_keeps_its_words_at_hand() -> None:
    again = reopened(DECIDED)

    assert again == DECIDED._replace(status="open")
    assert without_option(again, "go").decision is None
    with pytest.raises(RefusedError, match="Decide first"):
        reopened(OFFERS)
    with pytest.raises(RefusedError, match="looked back"):
        reopened(looked_back(DECIDED, "Well"))


def test_a_quarter_on_is_proposed_to_look_back() -> None:
    assert proposed_look_back(TODAY) == TODAY + timedelta(weeks=13)
    assert proposed_look_back(date.max) == date.max


def test_only_what_was_decided_becomes_a_win_and_a_hoped_for_door_is_not_one_that_opened() -> None:
    assert taken(DECIDED, "w").win == "w"
    with pytest.raises(RefusedError, match="Decide first"):
        taken(OFFERS, "w")
    assert taken_answers(DECIDED) == GO.answers._replace(opened="not_yet", look_again=LATER)
    assert taken_answers(DECIDED._replace(decision="stay")) == STAY.answers


@pytest.mark.parametrize("verdict", OPTION_WORDS)
def test_each_verdict_has_its_word_for_offers(verdict: str) -> None:
    assert OFFER_WORDS[verdict].label.lower() == OPTION_WORDS[verdict]  # type: ignore[index]  # its own keys
