"""What happened to a win, told in plain words: its answers, and its history as a calm list."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import NamedTuple

from smallwins.method.answers import Answers, skills_of
from smallwins.method.goal import Goal
from smallwins.method.history import Entry
from smallwins.method.questions import NOTHING, QUESTIONS, Question, choice_of
from smallwins.method.rearview import shine
from smallwins.method.saying import say
from smallwins.method.win import VerdictName

FIELDS = {
    "direction": say("where it points"),
    "goals": say("its goals"),
    "motive": say("why you did it"),
    "opened": say("what it opened"),
    "door_note": say("a note on the door"),
    "look_again": say("the day to look again"),
    "stretch": say("how it felt"),
    "gains": say("what it built"),
    "title": "title",
    "happened_on": "day",
    "story": "story",
    "kind": "kind",
    "tags": "tags",
    "looks": "looks",
    "gut": say("gut call"),
}


SHINE_WORDS = {
    "just available": say("it was there"),
    "effortless": say("it took nothing"),
    "outside only": say("it looked good from the outside"),
    "pointing away": say("it pointed somewhere else"),
}


class Told(NamedTuple):
    """One line of a win's history."""

    at: datetime  # in the person's zone
    words: str
    verdict: VerdictName | None  # where it became another


class Answered(NamedTuple):
    """One question with the answer that was given, or none."""

    field: str
    question: str
    answer: str
    note: str  # the person's own words


def answers(given: Answers, goals: Iterable[Goal], questions: Iterable[Question] = QUESTIONS) -> tuple[Answered, ...]:
    """Return every question with what was answered."""
    named = ", ".join(goal.title for goal in goals)
    notes = {"direction": named, "opened": given.door_note or "", "gains": ", ".join(skills_of(given.gains))}
    return tuple(
        Answered(question.field, question.text, _answer(given, question), notes.get(question.field, ""))
        for question in questions
    )


def shone_by(given: Answers) -> list[str]:
    """Say what made a win shine, by its answers."""
    return [SHINE_WORDS[name] for name in shine(given)]


def _answer(given: Answers, question: Question) -> str:
    if question.many:
        if given.gains is None:
            return ""
        if not given.gains:
            choice = choice_of(question, NOTHING)
            return choice.label if choice else ""
        plain = [choice.short for choice in question.choices if choice.value in given.gains]
        return ", ".join([*plain, *(["A skill"] if skills_of(given.gains) else [])])
    choice = choice_of(question, getattr(given, question.field))
    return choice.label if choice else ""


def history(entries: Iterable[Entry], zone: tzinfo) -> tuple[Told, ...]:
    """Tell a history, the newest first; a verdict is named where it changed."""
    told, before = [], None
    for entry in entries:
        told.append(
            Told(entry.at.astimezone(zone), _plain(entry.cause), entry.verdict if entry.verdict != before else None)
        )
        before = entry.verdict
    return tuple(reversed(told))


def _plain(cause: str) -> str:
    """Say the names of fields in words, where a cause lists them; what the person wrote stays as it is."""
    verb, colon, rest = cause.partition(": ")
    listed, through, via = rest.partition(" (through ")
    fields = listed.split(", ")
    if colon and verb in ("answered", "changed", "edited") and all(field in FIELDS for field in fields):
        cause = f"{verb}: {', '.join(FIELDS[field] for field in fields)}{through}{via}"
    return cause[:1].upper() + cause[1:]
