"""What was answered to questions in the person's own words, as pages show it: under the words of then."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from smallwins.journal.wordings import Answered
from smallwins.method.wording import MethodQuestion, key_of

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
