"""The questions, their choices and the labels of what they read."""

from collections.abc import Mapping
from itertools import product
from typing import get_args

import pytest

from smallwins.method.answers import QUESTION_FIELDS, Answers, checked
from smallwins.method.questions import (
    BY_FIELD,
    CAUTION_WORDS,
    KIND_WORDS,
    QUESTIONS,
    SIGNAL_WORDS,
    VERDICT_WORDS,
    Word,
    choice_of,
    gains_of,
    open_questions,
    question_for,
    questions_left,
    signal_label,
    signal_labels,
)
from smallwins.method.signals import Facts
from smallwins.method.signals.reading import CAUTIONS, SIGNAL_NAMES, SignalName
from smallwins.method.win import KINDS, VERDICTS
from tests.strategies import judged_of_ada

FULL = Answers("toward", (), "meaningful", "door", None, None, 2, ("clarity",))


def test_there_is_one_question_for_each_field_in_the_order_of_the_signals() -> None:
    assert tuple(question.field for question in QUESTIONS) == QUESTION_FIELDS
    assert list(dict.fromkeys(question.signal for question in QUESTIONS)) == list(SIGNAL_NAMES)
    assert list(BY_FIELD) == list(QUESTION_FIELDS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_each_choice_has_a_key_of_its_own_that_is_a_digit(question: object) -> None:
    choices = question.choices  # type: ignore[attr-defined]
    keys = [choice.key for choice in choices]

    assert len(set(keys)) == len(keys)
    assert all(len(key) == 1 and key in "0123456789" for key in keys), "letters are for skip, back and quit"
    assert len({choice.label for choice in choices}) == len({choice.short for choice in choices}) == len(keys)


def test_each_choice_is_an_answer_that_the_method_takes() -> None:
    for question in QUESTIONS:
        for choice in question.choices:
            value = (
                gains_of([str(choice.value)], ["hiring"] * (choice.value == "skill")) if question.many else choice.value
            )
            assert checked(Answers(**{question.field: value})) is not None  # type: ignore[arg-type]
            assert choice_of(question, choice.value) == choice


def test_the_words_are_calm() -> None:
    words = [*VERDICT_WORDS.values(), *KIND_WORDS.values(), *CAUTION_WORDS.values(), *SIGNAL_WORDS.values()]
    said = [text for word in words for text in word]
    said += [text for question in QUESTIONS for text in (question.text, question.ahead, question.help)]
    said += [text for question in QUESTIONS for choice in question.choices for text in (choice.label, choice.short)]

    assert all(text.strip() == text and text and "!" not in text for text in said)
    assert all(word.sentence.endswith((".", "?")) for word in words)
    assert all(question.text.endswith("?") and question.ahead.endswith("?") for question in QUESTIONS)


def test_every_verdict_kind_caution_and_signal_has_its_words() -> None:
    assert tuple(VERDICT_WORDS) == VERDICTS
    assert tuple(KIND_WORDS) == KINDS
    assert tuple(CAUTION_WORDS) == CAUTIONS
    assert tuple(SIGNAL_WORDS) == get_args(SignalName)
    assert [VERDICT_WORDS[name].label for name in VERDICTS] == ["Real win", "Too early to tell", "Shiny object"]
    assert isinstance(VERDICT_WORDS["real"], Word)


def without(given: Answers, taken_back: Mapping[str, None]) -> Answers:
    return given._replace(**taken_back)  # type: ignore[arg-type]  # only fields that may be missing


@pytest.mark.parametrize("answered", list(product((False, True), repeat=5)))
def test_the_open_questions_are_those_not_answered_in_order(answered: tuple[bool, ...]) -> None:
    taken_back = {field: None for field, done in zip(QUESTION_FIELDS, answered, strict=True) if not done}

    assert [question.field for question in open_questions(without(FULL, taken_back))] == list(taken_back)


def test_what_a_fact_has_answered_is_not_asked() -> None:
    fields = [question.field for question in questions_left(judged_of_ada(seen=Facts(opened_a_win=True)))]

    assert fields == ["direction", "motive", "stretch", "gains"]


@pytest.mark.parametrize(
    ("signal", "given", "field"),
    [
        ("alignment", Answers(), "direction"),
        ("alignment", Answers(direction="unsure"), "motive"),
        ("alignment", Answers(motive="meaningful"), "direction"),
        ("alignment", Answers(direction="unsure", motive="meaningful"), "direction"),
        ("momentum", Answers(opened="not_yet"), "opened"),
        ("stretch", Answers(stretch=1), "stretch"),
        ("gain", Answers(), "gains"),
    ],
)
def test_a_signal_is_asked_by_its_first_question_not_answered(signal: SignalName, given: Answers, field: str) -> None:
    assert question_for(signal, given).field == field


@pytest.mark.parametrize(
    ("given", "seen", "labels"),
    [
        (FULL, Facts(), ["Lines up", "Opened a door", "Uncomfortable, rewarding", "Clarity"]),
        (
            Answers("toward", stretch=1, gains=("confidence",)),
            Facts(step_done=True),
            ["Lines up", "Changed my next step", "Comfortable", "Confidence"],
        ),
        (
            Answers("toward", opened="not_yet", stretch=2),
            Facts(),
            ["Lines up", "Door not open yet", "Slightly uncomfortable", "Gain unanswered"],
        ),
        (
            Answers("away", opened="nothing", stretch=0, gains=()),
            Facts(),
            ["Points nowhere I want to go", "No door", "Effortless", "Looks good from outside"],
        ),
        (
            Answers("unsure", (), "available", "nothing", None, None, 3, ("skill:hiring",)),
            Facts(step_done=True, opened_a_win=True),
            ["Just available", "Opened a door", "Hard", "Hiring"],
        ),
        (
            Answers("unsure", stretch=4, gains=("confidence", "clarity", "skill:hiring")),
            Facts(),
            ["Not sure it lines up", "Door unanswered", "Overwhelming", "Clarity, Confidence, hiring"],
        ),
        (Answers(), Facts(), ["Direction unanswered", "Door unanswered", "Stretch unanswered", "Gain unanswered"]),
        (
            Answers("toward", opened="door", stretch=3, gains=()),
            Facts(step_done=True),
            ["Lines up", "Opened a door", "Hard", "Looks good from outside"],
        ),
    ],
)  # fmt: skip
def test_each_signal_is_labelled_as_it_reads(given: Answers, seen: Facts, labels: list[str]) -> None:
    judged = judged_of_ada(given=given, seen=seen)

    assert [label for _, _, label in signal_labels(judged, seen)] == labels
    assert [reading for _, reading, _ in signal_labels(judged, seen)] == list(judged.judgement.signals)
    assert [signal_label(name, judged, seen) for name in SIGNAL_NAMES] == labels


def test_a_skill_named_with_hostile_letters_still_has_a_label() -> None:
    assert signal_label("gain", judged_of_ada(given=Answers(gains=("skill:\u0130x",)))) == "\u0130x"


@pytest.mark.parametrize(
    ("chosen", "skills", "gains"),
    [
        (["none"], [], ()),
        ([], [], ()),
        (["clarity"], [], ("clarity",)),
        (["clarity", "none"], [], ("clarity",)),
        (["clarity", "skill", "clarity"], ["hiring", " hiring ", ""], ("clarity", "skill:hiring")),
    ],
)
def test_what_was_chosen_becomes_gains(chosen: list[str], skills: list[str], gains: tuple[str, ...]) -> None:
    assert gains_of(chosen, skills) == gains
