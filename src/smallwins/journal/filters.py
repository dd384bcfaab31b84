"""Which wins to show, and where in their list to go on."""

from datetime import date
from typing import NamedTuple

from smallwins.method.signals.reading import Reading
from smallwins.method.win import Kind, Origin, VerdictName


class Cursor(NamedTuple):
    """The place of a win in a list that runs from the newest day back, the later written first."""

    happened_on: date
    number: int


class WinFilter(NamedTuple):
    """Which wins to show, newest day first; all conditions hold together."""

    words: str = ""  # every word must be found (title, story, tags, notes); the last one may be unfinished
    verdict: VerdictName | None = None
    kind: Kind | None = None
    goal: str | None = None  # id
    tag: str | None = None
    since: date | None = None
    until: date | None = None
    momentum: Reading | None = None
    looks: int | None = None
    moves: int | None = None  # of a judged win (one with no signal but open ones is none): signals that read yes
    unanswered: bool = False  # with at least one question not answered
    origin: Origin | None = None
    before: Cursor | None = None  # only what comes after this place in the list
    limit: int | None = 50
