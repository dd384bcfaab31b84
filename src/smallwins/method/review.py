"""The weekly review: six steps that can stop and go on at any of them (METHOD section 5)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from smallwins.method.errors import InputError, RefusedError
from smallwins.method.saying import say
from smallwins.method.texts import check_length, check_prose, check_text
from smallwins.method.week import Week
from smallwins.method.win import NOTHING_EXTRA, Origin
from smallwins.method.wording import ANSWER_LIMIT, Told

ReviewStatus = Literal["open", "closed", "paused"]
Stage = Literal["doors", "wins", "questions", "pulse", "step", "close"]
Reason = Literal["mine", "enjoy", "should", "told"]  # whose reason is it: matters to me, I enjoy it, ought to, had to
Still = Literal["yes", "unsure", "no"]

REVIEW_STATUSES: tuple[ReviewStatus, ...] = get_args(ReviewStatus)
STAGES: tuple[Stage, ...] = get_args(Stage)
REASONS: tuple[Reason, ...] = get_args(Reason)
STILLS: tuple[Still, ...] = get_args(Still)
PULSE = range(11)


class GoalCheck(NamedTuple):
    """Once a quarter: is this still where I want to go, and whose reason is it?"""

    still: Still
    reason: Reason | None = None


class Review(NamedTuple):
    """The review of one week, as far as it has come."""

    week: Week
    status: ReviewStatus = "open"
    stage: Stage = "doors"
    started_at: datetime | None = None
    closed_at: datetime | None = None
    confidence: int | None = None
    clarity: int | None = None
    stuck: bool | None = None
    possible: Mapping[str, int] = NOTHING_EXTRA  # type: ignore[assignment]  # an empty mapping of either kind
    note: str | None = None
    checks: Mapping[str, GoalCheck] = NOTHING_EXTRA  # type: ignore[assignment]  # goal id -> the quarter's answer
    asked: tuple[str, ...] = ()  # ids of the wins whose door was asked about in this review
    skipped: tuple[tuple[str, str], ...] = ()  # (win id, question) left for another time
    no_step: bool = False  # the explicit "none" of step five
    origin: Origin = "own"
    extra: Mapping[str, object] = NOTHING_EXTRA
    told: Mapping[str, Told] = NOTHING_EXTRA  # type: ignore[assignment]  # key of an added question -> its answer
    worded: Mapping[str, str] = NOTHING_EXTRA  # type: ignore[assignment]  # place of an answer -> id of its Wording

    @property
    def kept(self) -> bool:
        """Whether the week counts as kept: its review was closed, with or without wins, and it stays kept."""
        return self.status == "closed" or self.closed_at is not None


def checked(review: Review) -> Review:
    """Return the review as given, or raise InputError that names the first field that is not what it should be."""
    _check_pulse(review)
    for check in review.checks.values():
        if check.still not in STILLS:
            raise InputError(
                "checks", say("{still} is not one of {join}", still=repr(check.still), join=", ".join(STILLS))
            )
        if check.reason is not None and check.reason not in REASONS:
            raise InputError(
                "checks", say("{reason} is not one of {join}", reason=repr(check.reason), join=", ".join(REASONS))
            )
    check_prose("note", review.note)
    for told in review.told.values():
        _check_told(told)
    if review.stage not in STAGES:
        raise InputError("stage", say("{stage} is not one of {join}", stage=repr(review.stage), join=", ".join(STAGES)))
    if review.status not in REVIEW_STATUSES:
        raise InputError(
            "status", say("{status} is not one of {join}", status=repr(review.status), join=", ".join(REVIEW_STATUSES))
        )
    return review


def _check_pulse(review: Review) -> None:
    for field in ("confidence", "clarity"):
        value = getattr(review, field)
        if value is not None and value not in PULSE:
            raise InputError(field, say("not a number from 0 to 10"))
    for value in review.possible.values():
        if value not in PULSE:
            raise InputError("possible", say("not a number from 0 (impossible) to 10 (certain)"))


def _check_told(told: Told) -> None:
    if isinstance(told, str):
        check_length("told", told, ANSWER_LIMIT)
        check_text("told", told)
    elif not isinstance(told, bool) and told not in PULSE:
        raise InputError("told", say("not a number from 0 to 10"))


def moved_to(review: Review, stage: Stage) -> Review:
    """Stand at another step of the review, forward or back."""
    return checked(review._replace(stage=stage))


def after(stage: Stage) -> Stage:
    """Return the step after this one; the last is followed by itself."""
    return STAGES[min(STAGES.index(stage) + 1, len(STAGES) - 1)]


def before(stage: Stage) -> Stage:
    """Return the step before this one; the first is preceded by itself."""
    return STAGES[max(STAGES.index(stage) - 1, 0)]


def closed(review: Review, at: datetime) -> Review:
    """Close the review, with whatever is left open; a week with no win is a quiet week, a full answer."""
    if review.status == "closed":
        return review
    return review._replace(status="closed", stage="close", closed_at=at)


def reopened(review: Review) -> Review:
    """Open a closed or paused review again, at its first step; every answer stays, and a kept week stays kept."""
    if review.status == "open":
        return review
    return review._replace(status="open", stage="doors")


def paused(review: Review) -> Review:
    """Mark the week as a pause; a closed review must be reopened first."""
    if review.status == "closed":
        raise RefusedError(
            say("The review of {week} is closed. Reopen it first, then mark the week as a pause.", week=review.week)
        )
    return review._replace(status="paused")
