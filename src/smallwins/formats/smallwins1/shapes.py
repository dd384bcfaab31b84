"""The shape of each object of the file: its keys, their types and ranges. The words for what is off are in wording.

A key that is missing is UNSET, so that a shape tells how many keys its text had; to the reader it is the same as null.
Objects whose value can hold keys that we do not know carry them as `extra`, which parsing puts there.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

from smallwins.method.answers import Direction, Motive, Opened
from smallwins.method.crossroads import CrossroadsStatus
from smallwins.method.goal import GoalStatus
from smallwins.method.review import Reason, ReviewStatus, Stage, Still
from smallwins.method.step import StepStatus
from smallwins.method.win import Gut, Kind, VerdictName
from smallwins.method.wording import AnswerKind

Moment = Annotated[datetime, Meta(tz=True)]
Level = Annotated[int, Meta(ge=0, le=4)]
Pulse = Annotated[int, Meta(ge=0, le=10)]
Sample = Literal["sample"]
T = TypeVar("T")
Maybe: TypeAlias = T | UnsetType | None
EXTRA = "extra"


class Shape(Struct, forbid_unknown_fields=True, kw_only=True, gc=False):
    """One object of the file; its fields stand in the order of `plain`, so that texts of our own compare equal."""


class Keeper(Shape, kw_only=True):
    """An object of the file that may hold keys which we do not know."""

    extra: dict[str, Any] | UnsetType = UNSET


class SettingsShape(Shape):
    """The person's settings."""

    timezone: str
    review_day: Maybe[Annotated[int, Meta(ge=1, le=7)]] = UNSET
    look_again_after: Maybe[Annotated[int, Meta(ge=1, le=52)]] = UNSET


class PossibleShape(Shape):
    """How possible a goal felt on a day."""

    on: date
    value: Pulse


class GoalShape(Keeper, kw_only=True):
    """A goal."""

    id: str
    title: str
    why: Maybe[str] = UNSET
    skills: Maybe[tuple[str, ...]] = UNSET
    status: Maybe[GoalStatus] = UNSET
    created_on: Maybe[date] = UNSET
    possible: Maybe[tuple[PossibleShape, ...]] = UNSET
    origin: Maybe[Sample] = UNSET


class AnswersShape(Shape):
    """The answers about a win or an option."""

    direction: Maybe[Direction] = UNSET
    goals: Maybe[tuple[str, ...]] = UNSET
    motive: Maybe[Motive] = UNSET
    opened: Maybe[Opened] = UNSET
    door_note: Maybe[str] = UNSET
    look_again: Maybe[date] = UNSET
    stretch: Maybe[Level] = UNSET
    gains: Maybe[tuple[str, ...]] = UNSET


class OverruleShape(Shape):
    """The person's own call."""

    verdict: VerdictName
    reason: Maybe[str] = UNSET
    at: Maybe[Moment] = UNSET


class StepShape(Keeper, kw_only=True):
    """A next step."""

    id: str
    text: str
    due_on: Maybe[date] = UNSET
    status: Maybe[StepStatus] = UNSET
    done_on: Maybe[date] = UNSET


class EntryShape(Keeper, kw_only=True):
    """An entry of a history."""

    at: Moment
    cause: str
    verdict: VerdictName
    change: Maybe[dict[str, Any]] = UNSET


class WinShape(Keeper, kw_only=True):
    """A win; its steps and its history are read one by one."""

    id: str
    title: str
    story: Maybe[str] = UNSET
    kind: Maybe[Kind] = UNSET
    tags: Maybe[tuple[str, ...]] = UNSET
    happened_on: date
    logged_at: Maybe[Moment] = UNSET
    looks: Maybe[Level] = UNSET
    gut: Maybe[Gut] = UNSET
    celebrated_on: Maybe[date] = UNSET
    opened_by: Maybe[tuple[str, ...]] = UNSET
    answers: Maybe[AnswersShape] = UNSET
    overrule: Maybe[OverruleShape] = UNSET
    steps: Maybe[tuple[StepShape, ...]] = UNSET
    history: Maybe[tuple[EntryShape, ...]] = UNSET
    origin: Maybe[Sample] = UNSET


class CheckShape(Shape):
    """The quarter's answer about one goal."""

    still: Still
    reason: Maybe[Reason] = UNSET


class SkippedShape(Shape):
    """A question left for another time."""

    win: str
    question: str


class ReviewShape(Keeper, kw_only=True):
    """A review; what it says goal by goal is read one by one."""

    week: str
    status: Maybe[ReviewStatus] = UNSET
    closed_at: Maybe[Moment] = UNSET
    confidence: Maybe[Pulse] = UNSET
    clarity: Maybe[Pulse] = UNSET
    stuck: Maybe[bool] = UNSET
    possible: Maybe[dict[str, Pulse]] = UNSET
    note: Maybe[str] = UNSET
    stage: Maybe[Stage] = UNSET
    started_at: Maybe[Moment] = UNSET
    checks: Maybe[dict[str, CheckShape]] = UNSET
    asked: Maybe[tuple[str, ...]] = UNSET
    skipped: Maybe[tuple[SkippedShape, ...]] = UNSET
    no_step: Maybe[bool] = UNSET
    origin: Maybe[Sample] = UNSET
    told: Maybe[dict[str, str | int | bool]] = UNSET
    worded: Maybe[dict[str, str]] = UNSET


class OptionShape(Keeper, kw_only=True):
    """One way to go."""

    id: str
    title: str
    looks: Maybe[Level] = UNSET
    answers: Maybe[AnswersShape] = UNSET


class HappeningShape(Keeper, kw_only=True):
    """An entry of the history of a crossroads."""

    at: Moment
    cause: str
    change: Maybe[dict[str, Any]] = UNSET


class CrossroadsShape(Keeper, kw_only=True):
    """A crossroads; its options are read one by one."""

    id: str
    title: str
    status: Maybe[CrossroadsStatus] = UNSET
    look_back_on: Maybe[date] = UNSET
    decision: Maybe[str] = UNSET
    reason: Maybe[str] = UNSET
    outcome: Maybe[str] = UNSET
    options: Maybe[tuple[OptionShape, ...]] = UNSET
    win: Maybe[str] = UNSET
    history: Maybe[tuple[HappeningShape, ...]] = UNSET
    origin: Maybe[Sample] = UNSET


class RemarkShape(Keeper, kw_only=True):
    """What a coach asked or said, and the answer."""

    id: str
    at: Moment
    by: str
    text: str
    asks: Maybe[bool] = UNSET
    win: Maybe[str] = UNSET
    week: Maybe[str] = UNSET
    answer: Maybe[str] = UNSET
    answered_at: Maybe[Moment] = UNSET


class QuestionShape(Keeper, kw_only=True):
    """One wording of a question of the weekly review."""

    id: str
    key: str
    at: Moment
    text: Maybe[str] = UNSET
    help: Maybe[str] = UNSET
    kind: Maybe[AnswerKind] = UNSET
    place: Maybe[Annotated[int, Meta(ge=0, le=1_000_000)]] = UNSET
    away: Maybe[bool] = UNSET
    by: Maybe[str] = UNSET


class DocumentShape(Keeper, kw_only=True):
    """The whole file."""

    format: str
    exported_at: Maybe[Moment] = UNSET
    settings: Maybe[SettingsShape] = UNSET
    goals: Maybe[tuple[GoalShape, ...]] = UNSET
    wins: Maybe[tuple[WinShape, ...]] = UNSET
    reviews: Maybe[tuple[ReviewShape, ...]] = UNSET
    crossroads: Maybe[tuple[CrossroadsShape, ...]] = UNSET
    remarks: Maybe[tuple[RemarkShape, ...]] = UNSET
    questions: Maybe[tuple[QuestionShape, ...]] = UNSET
