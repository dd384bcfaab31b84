"""The questions of the weekly review in the person's own words, version by version; the four signals stay as they are.

Each question has a key that never changes. What is said under a key can change: every wording is a version of its own,
nothing is written over, and an answer names the version that it was given to.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from smallwins.method.errors import InputError, NotFoundError, RefusedError
from smallwins.method.saying import say, say_list
from smallwins.method.texts import check_length, check_line, check_text
from smallwins.method.win import NOTHING_EXTRA

AnswerKind = Literal["text", "scale", "yes_no"]
ANSWER_KINDS: tuple[AnswerKind, ...] = get_args(AnswerKind)
Told = str | int | bool
"""An answer to an added question, by its kind."""
MOST_ADDED = 7  # questions of one's own in use at a time: a review takes about five minutes
TEXT_LIMIT = 200  # characters
HELP_LIMIT = 300
ANSWER_LIMIT = 5_000
ADDED_KEY = "added"  # stands in an offer for a question that is to be added


class MethodQuestion(NamedTuple):
    """A question of the weekly review that can be reworded, as the method words it."""

    text: str
    help: str = ""


METHOD_QUESTIONS: Mapping[str, MethodQuestion] = {
    "brought-clarity": MethodQuestion(
        say("What did this week bring that made things clearer?"),
        say("Something you see better now: what you want, what you do not want, what it takes."),
    ),
    "brought-confidence": MethodQuestion(
        say("What did it bring that made you trust yourself more?"),
        say("Not what looked impressive: what made your hand steadier."),
    ),
    "brought-real": MethodQuestion(
        say("What was a real step, however small?"), say("Something done that the road goes on from.")
    ),
    "confidence": MethodQuestion(say("How confident do you feel this week?")),
    "clarity": MethodQuestion(say("How clear is where you are going?")),
    "stuck": MethodQuestion(say("Are you stuck in the same place?")),
    "possible": MethodQuestion(say("How possible does it feel?")),
    "still": MethodQuestion(
        say("Is this still where you want to go?"), say("Asked once a quarter. Goals may change, and so may you.")
    ),
    "whose": MethodQuestion(say("Whose reason is it?"), say("Nobody sees this but you.")),
    "note": MethodQuestion(say("Anything else about this week?"), say("It may stay empty.")),
    "step": MethodQuestion(
        say("What is one step for next week?"), say("A win is a reason to go on. One concrete thing is enough.")
    ),
}
"""In the order in which the review asks. What is asked about a win belongs to the four signals, and is not here."""


class Wording(NamedTuple):
    """One version of a question: how it is worded from a time on. Its text is None where the method's words hold."""

    id: str
    key: str  # of METHOD_QUESTIONS, or the id of the first version of an added question
    at: datetime
    text: str | None
    help: str = ""
    kind: AnswerKind = "text"  # of an added question, for good
    place: int = 0  # among the added questions
    away: bool = False  # put away: no longer asked, and kept
    by: str = ""  # what the coach is called who proposed it
    number: int = 0  # in the order in which the journal came to have them
    extra: Mapping[str, object] = NOTHING_EXTRA


class Question(NamedTuple):
    """A question of the review as it is asked now."""

    key: str
    text: str
    help: str
    kind: AnswerKind
    version: str  # the id of its wording; empty where it was never worded otherwise
    added: bool
    reworded: bool  # whether it says something else than the method
    away: bool = False
    by: str = ""


def checked(wording: Wording) -> Wording:
    """Return the wording as given, or raise InputError that names the first field that is not what it should be."""
    if is_added(wording.key) and wording.text is None:
        raise InputError("text", say("is missing; a question that was added has no words of the method to go back to"))
    if wording.text is not None:
        check_words(wording.text, wording.help)
    if wording.kind not in ANSWER_KINDS:
        raise InputError(
            "kind",
            say("{value} is not one of {choices}", value=repr(wording.kind), choices=say_list(ANSWER_KINDS, ",")),
        )
    if not is_added(wording.key) and wording.away:
        raise InputError("away", say("a question of the method stays; it can be left without an answer"))
    if wording.by:
        check_line("by", wording.by, say("say who proposed it"))
    return wording


def check_words(text: str, help: str) -> None:
    """Raise InputError where a question or its hint is empty, too long, or more than one line."""
    check_line("text", text, say("write the question down"))
    check_length("text", text, TEXT_LIMIT)
    if help:
        check_line("help", help, say("write the hint down"))
        check_length("help", help, HELP_LIMIT)


def is_added(key: str) -> bool:
    """Tell whether a key is that of an added question."""
    return key not in METHOD_QUESTIONS


def last_of(wordings: Iterable[Wording]) -> Mapping[str, Wording]:
    """Return the version of each key that holds now: the one that came last."""
    return {wording.key: wording for wording in sorted(wordings, key=lambda one: one.number)}


def questions_of(wordings: Sequence[Wording]) -> tuple[Question, ...]:
    """Return every question that the review has now: the method's in its order, then those added, put away last."""
    last = last_of(wordings)
    own = sorted((one for key, one in last.items() if is_added(key)), key=lambda one: (one.away, one.place, one.number))
    return (*(_of_method(key, last.get(key)) for key in METHOD_QUESTIONS), *map(_added, own))


def question_of(wordings: Sequence[Wording], key: str) -> Question:
    """Return one question as it is asked now."""
    found = next((question for question in questions_of(wordings) if question.key == key), None)
    if found is None:
        raise NotFoundError("question", key)
    return found


def added(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return the questions that were added and are asked, in their order."""
    return tuple(question for question in questions if question.added and not question.away)


def words_of(wordings: Iterable[Wording], key: str, version: str) -> MethodQuestion:
    """Return the words of a version: what somebody saw who was asked with it."""
    found = next((one for one in wordings if one.id == version and version), None)
    if found is not None and found.text is not None:
        return MethodQuestion(found.text, found.help)
    return METHOD_QUESTIONS.get(key, MethodQuestion(key))


def key_of(place: str) -> str:
    """Return the key of the question that an answer's place belongs to: `possible:…` names a goal behind the colon."""
    return place.partition(":")[0]


def check_room(wordings: Iterable[Wording]) -> None:
    """Raise RefusedError where as many questions are added as a review bears."""
    if sum(is_added(key) and not one.away for key, one in last_of(wordings).items()) >= MOST_ADDED:
        raise RefusedError(
            say(
                "You have {most_added} questions of your own, and that is the most. Put one away first.",
                most_added=MOST_ADDED,
            )
        )


def check_told(kind: AnswerKind, told: object) -> Told:
    """Return an answer to an added question as given, or raise InputError where its kind does not allow it."""
    if kind == "scale":
        if isinstance(told, bool) or not isinstance(told, int) or told not in range(11):
            raise InputError("value", say("not a number from 0 to 10"))
        return told
    if kind == "yes_no":
        if not isinstance(told, bool):
            raise InputError("value", say("neither yes nor no"))
        return told
    if not isinstance(told, str) or not told.strip():
        raise InputError("value", say("is empty; write an answer, or leave it for later"))
    check_length("value", told, ANSWER_LIMIT)
    check_text("value", told)
    return told


def _of_method(key: str, last: Wording | None) -> Question:
    words = METHOD_QUESTIONS[key]
    if last is None or last.text is None:
        return Question(key, words.text, words.help, "text", last.id if last else "", added=False, reworded=False)
    return Question(key, last.text, last.help, "text", last.id, added=False, reworded=True, by=last.by)


def _added(last: Wording) -> Question:
    return Question(
        last.key, last.text or "", last.help, last.kind, last.id, added=True, reworded=True, away=last.away, by=last.by
    )
