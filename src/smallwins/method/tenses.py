"""The phrases of reasons, in two tenses: of what happened, and of an offer that is not taken yet."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from smallwins.method.saying import Said, say

NO_DIRECTION = say("where it points is not answered yet")


class Tense(NamedTuple):
    """What is said of answers in one tense."""

    felt: tuple[str, ...]  # by stretch, 0 to 4
    just_there: str
    opened: str
    moved_on: str
    opened_nothing: str
    not_yet: str
    built_of: Callable[[Said], Said]  # what it built
    built_nothing: str
    no_word_of_a_door: str
    no_word_of_stretch: str
    no_word_of_gain: str
    nothing_known: str
    early: str
    shiny_ends: Mapping[int, str]  # by the rule that made it shiny


HAPPENED = Tense(
    felt=(
        say("it took no effort"),
        say("it stayed comfortable"),
        say("it stretched you"),
        say("it stretched you"),
        say("it stretched you far"),
    ),
    just_there=say("it was just there"),
    opened=say("it opened a door"),
    moved_on=say("it moved you to your next step"),
    opened_nothing=say("it opened no door"),
    not_yet=say("no door has opened yet"),
    built_of=lambda gains: say("it built {gains}", gains=gains),
    built_nothing=say("it built nothing in you, by your own answer"),
    no_word_of_a_door=say("what it opened is not answered yet"),
    no_word_of_stretch=say("nothing says yet that it stretched you"),
    no_word_of_gain=say("nothing says yet that it built something in you"),
    nothing_known=say("where it points and what it opened are not answered yet"),
    early=say("too early to tell"),
    shiny_ends={
        1: say("Take what was good in it, and keep to your own way."),
        3: say("Take what was good in it; if it opens a door after all, it leaves the rearview."),
        4: say("Take what was good in it; if it opens a door after all, it leaves the rearview."),
    },
)
AHEAD = Tense(
    felt=(
        say("it would take no effort"),
        say("it would stay comfortable"),
        say("it would stretch you"),
        say("it would stretch you"),
        say("it would stretch you far"),
    ),
    just_there=say("it is just there"),
    opened=say("it would open a door"),
    moved_on=say("it would move you to your next step"),
    opened_nothing=say("it would open no door"),
    not_yet=say("you cannot tell what door it would open"),
    built_of=lambda gains: say("it would build {gains}", gains=gains),
    built_nothing=say("it would build nothing in you, by your own answer"),
    no_word_of_a_door=say("what it would open is still unanswered"),
    no_word_of_stretch=say("nothing says yet that it would stretch you"),
    no_word_of_gain=say("nothing says yet that it would build something in you"),
    nothing_known=say("where it points and what it would open are still unanswered"),
    early=say("not clear yet"),
    shiny_ends={
        1: say("However good it looks, it is not your way."),
        3: say("However good it looks, it would not move you."),
        4: say("However good it looks, it would not move you."),
    },
)
