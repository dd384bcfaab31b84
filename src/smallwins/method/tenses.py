"""The phrases of reasons, in two tenses: of what happened, and of an offer that is not taken yet."""

from collections.abc import Mapping
from typing import NamedTuple

NO_DIRECTION = "where it points is not answered yet"


class Tense(NamedTuple):
    """What is said of answers in one tense."""

    felt: tuple[str, ...]  # by stretch, 0 to 4
    just_there: str
    opened: str
    moved_on: str
    opened_nothing: str
    not_yet: str
    built: str
    no_word_of_a_door: str
    no_word_of_stretch: str
    no_word_of_gain: str
    nothing_known: str
    early: str
    shiny_ends: Mapping[int, str]  # by the rule that made it shiny


HAPPENED = Tense(
    felt=("it took no effort", "it stayed comfortable", "it stretched you", "it stretched you", "it stretched you far"),
    just_there="it was just there",
    opened="it opened a door",
    moved_on="it moved you to your next step",
    opened_nothing="it opened no door",
    not_yet="no door has opened yet",
    built="it built",
    no_word_of_a_door="what it opened is not answered yet",
    no_word_of_stretch="nothing says yet that it stretched you",
    no_word_of_gain="nothing says yet that it built something in you",
    nothing_known="where it points and what it opened are not answered yet",
    early="too early to tell",
    shiny_ends={
        1: "Take what was good in it, and keep to your own way.",
        3: "Take what was good in it; if it opens a door after all, it leaves the rearview.",
        4: "Take what was good in it; if it opens a door after all, it leaves the rearview.",
    },
)
AHEAD = Tense(
    felt=(
        "it would take no effort",
        "it would stay comfortable",
        "it would stretch you",
        "it would stretch you",
        "it would stretch you far",
    ),
    just_there="it is just there",
    opened="it would open a door",
    moved_on="it would move you to your next step",
    opened_nothing="it would open no door",
    not_yet="you cannot tell what door it would open",
    built="it would build",
    no_word_of_a_door="what it would open is still unanswered",
    no_word_of_stretch="nothing says yet that it would stretch you",
    no_word_of_gain="nothing says yet that it would build something in you",
    nothing_known="where it points and what it would open are still unanswered",
    early="not clear yet",
    shiny_ends={
        1: "However good it looks, it is not your way.",
        3: "However good it looks, it would not move you.",
        4: "However good it looks, it would not move you.",
    },
)
