"""A whole journal as one value: what travels in an interchange file."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from smallwins.method.crossroads import Crossroads
from smallwins.method.goal import Goal
from smallwins.method.history import Entry
from smallwins.method.remark import Remark
from smallwins.method.review import Review
from smallwins.method.settings import Settings
from smallwins.method.step import NextStep
from smallwins.method.win import NOTHING_EXTRA, Win
from smallwins.method.wording import Wording


class WinRecord(NamedTuple):
    """A win with everything that hangs on it."""

    win: Win
    opened_by: tuple[str, ...] = ()  # ids of the wins that opened this one
    steps: tuple[NextStep, ...] = ()
    history: tuple[Entry, ...] = ()


class Document(NamedTuple):
    """A journal, or a part of one, on its way in or out; wins and goals in the order of their numbers."""

    exported_at: datetime | None
    settings: Settings | None
    goals: tuple[Goal, ...]
    wins: tuple[WinRecord, ...]
    reviews: tuple[Review, ...]
    crossroads: tuple[Crossroads, ...]
    extra: Mapping[str, object] = NOTHING_EXTRA
    remarks: tuple[Remark, ...] = ()
    questions: tuple[Wording, ...] = ()  # how the review asks, version by version
