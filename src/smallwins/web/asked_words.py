"""Answers to questions in the person's own words: read from a form, and shown under the words of then."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.http import QueryDict

from smallwins.journal.wordings import Answered
from smallwins.method.errors import InputError
from smallwins.method.wording import AnswerKind, MethodQuestion, key_of
from smallwins.web import forms

STILLS: Mapping[str, str] = {"yes": "Yes, it is", "unsure": "I am not sure any more", "no": "No, not any more"}
REASONS: Mapping[str, str] = {
    "mine": "Mine: it matters to me",
    "enjoy": "Mine: I enjoy it",
    "should": "I feel that I ought to",
    "told": "Someone else’s: I had to",
}
SHARED = ("confidence", "clarity", "stuck", "note")
"""What a reader of a shared week sees in any case, under a word of the method's."""


class Told(NamedTuple):
    """An answer as a page shows it."""

    place: str
    question: MethodQuestion
    said: str


def told(one: Answered, goals: Mapping[str, str]) -> Told:
    """Say an answer; one about a goal names it."""
    key, _, goal = one.place.partition(":")
    said = str(one.answer)
    if key == "stuck":
        said = "Yes, I am" if one.answer else "No, it is moving"
    elif isinstance(one.answer, bool):
        said = "Yes" if one.answer else "No"
    elif isinstance(one.answer, int):
        said = f"{one.answer} of 10"
    elif key in ("still", "whose"):
        said = {**STILLS, **REASONS}.get(said, said)
    return Told(one.place, one.question, f"{goals[goal]}: {said}" if goal in goals else said)


def of_shared(asked: Iterable[Answered]) -> dict[str, Any]:
    """Return what the template of a shared week shows: the words of what is shown anyway, and what was added."""
    asked = tuple(asked)
    words = {one.place: one.question.text for one in asked if one.place in SHARED}
    return {
        "words": {key: words.get(key, "") for key in SHARED},
        "own": [told(one, {}) for one in asked if key_of(one.place) not in SHARED],
    }


def answer_in(sent: QueryDict, kind: AnswerKind) -> str | int | bool | None:
    """Read the answer to a question of the person's own."""
    if kind == "scale":
        return out_of_ten(sent)
    if kind == "text":
        return forms.text_or_none(sent, "value")
    said = forms.word(sent, "value", ("yes", "no"))
    if said is None:
        raise InputError("value", "choose one of the answers, or leave it for later")
    return said == "yes"


def out_of_ten(sent: QueryDict) -> int:
    """Read a number of the scale."""
    value = forms.number(sent, "value")
    if value is None:
        raise InputError("value", "choose a number from 0 to 10, or leave it for later")
    return value
