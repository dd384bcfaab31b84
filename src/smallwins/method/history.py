"""The history of a win: each change of an answer or a verdict, with its time and cause. Append-only."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from smallwins.method.saying import say
from smallwins.method.win import NOTHING_EXTRA, VerdictName

WRITTEN_DOWN = say("written down")
IMPORTED = "imported"


class Entry(NamedTuple):
    """What happened to a win at a time, and the verdict that counted from then on."""

    at: datetime  # UTC
    cause: str  # for people: "written down", "answered: stretch", "a door opened: Intro call"
    verdict: VerdictName
    change: Mapping[str, object] = NOTHING_EXTRA  # field -> [before, after], so that no word is ever lost
    extra: Mapping[str, object] = NOTHING_EXTRA
