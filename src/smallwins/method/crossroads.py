"""Crossroads: an offer not yet taken, put to the same questions before the champagne (METHOD section 6)."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, get_args

from smallwins.method.answers import NO_ANSWERS, Answers
from smallwins.method.win import NOTHING_EXTRA, Origin

CrossroadsStatus = Literal["open", "decided", "looked_back"]
CROSSROADS_STATUSES: tuple[CrossroadsStatus, ...] = get_args(CrossroadsStatus)


class Option(NamedTuple):
    """One way to go; one of them may be "stay"."""

    id: str
    title: str
    looks: int | None = None
    answers: Answers = NO_ANSWERS
    extra: Mapping[str, object] = NOTHING_EXTRA


class Crossroads(NamedTuple):
    """One to five options side by side, the decision, its reason and the day to look back."""

    id: str
    title: str
    options: tuple[Option, ...]
    status: CrossroadsStatus = "open"
    decision: str | None = None  # the id of the option taken
    reason: str | None = None
    look_back_on: date | None = None
    outcome: str | None = None
    origin: Origin = "own"
    extra: Mapping[str, object] = NOTHING_EXTRA
