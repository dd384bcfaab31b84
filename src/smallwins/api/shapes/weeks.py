"""Goals, weeks, reviews and settings, as they come in and as they go out."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue

from smallwins.api.shapes.fields import (
    LEFT_OUT,
    MOST_GOALS,
    MOST_SKILLS,
    Body,
    Id,
    Line,
    Moment,
    NewId,
    Prose,
    Pulse,
    Shown,
    WeekName,
)
from smallwins.api.shapes.journeys import OneStep
from smallwins.api.shapes.wins import ShownWin
from smallwins.method.goal import GoalStatus
from smallwins.method.review import Reason, ReviewStatus, Stage, Still
from smallwins.method.wording import MOST_ADDED

Skills = Annotated[list[Line], Field(max_length=MOST_SKILLS)]
NO_OTHERS: dict[str, JsonValue] = {"additionalProperties": False}
"""Of an object whose keys are ids: a key that is none is refused, and the document says so."""
QuestionField = Literal["direction", "motive", "opened", "stretch", "gains"]


class NewGoal(Body):
    """A place to get to."""

    id: NewId | None = None
    title: Line
    why: Prose | None = None
    skills: Skills = Field([])
    possible: Pulse | None = Field(None, description="How possible it feels today.")


class EditedGoal(Body):
    """What is to change of a goal; what is not named stays."""

    title: Line = LEFT_OUT
    why: Prose | None = None
    skills: Skills = LEFT_OUT
    status: GoalStatus = LEFT_OUT
    possible: Pulse = Field(LEFT_OUT, description="How possible it feels today.")


class Felt(Shown):
    """How possible a goal felt on a day."""

    on: date
    value: int


class Stack(Shown):
    """The wins that point toward a goal."""

    real: int
    early: int
    shiny: int


class ShownGoal(Shown):
    """A goal with the wins stacked toward it."""

    id: str
    title: str
    why: str | None
    skills: list[str]
    status: GoalStatus
    created_on: date
    possible: list[Felt]
    origin: Literal["sample"] | None = Field(None, description="Only on goals of the sample journal.")
    number: int
    wins: Stack


class Goals(Shown):
    """All goals, in the order in which they were named."""

    goals: list[ShownGoal]


class WeekOfMomentum(Shown):
    """One week's momentum."""

    week: WeekName
    real: int
    steps_done: int
    momentum: float


class ShownMomentum(Shown):
    """Momentum week by week, oldest first."""

    weeks: list[WeekOfMomentum]
    trend: Literal["rising", "holding", "fading"] | None
    stuck: bool


class ShownThisWeek(Shown):
    """What the first page shows."""

    week: WeekName
    today: date
    wins: list[ShownWin]
    ask: str | None = Field(description="The id of the win whose door is asked about.")
    momentum: ShownMomentum
    goals: list[ShownGoal]
    steps: list[OneStep]
    review: WeekName | None = Field(description="The week whose review is offered and not closed yet.")
    weeks_kept: int
    in_rearview: int


class WeekLine(Shown):
    """A week in short, with how far its review has come."""

    week: WeekName
    state: Literal["kept", "quiet", "pause", "begun", "not opened"]
    wins: int


class Weeks(Shown):
    """The latest weeks, this one first."""

    weeks: list[WeekLine]


class ShownWeek(Shown):
    """One week with its wins."""

    week: WeekName
    wins: list[ShownWin]
    doors_opened: int


class AskedAs(Shown):
    """An answer, and the question as it was worded when it was answered."""

    place: str
    question: str
    answer: str | int | bool


class GivenCheck(Body):
    """The quarter's answer about one goal."""

    still: Still
    reason: Reason | None = None


class GivenReview(Body):
    """Answers in a review, and where in it one stands; what is not named stays."""

    stage: Stage = LEFT_OUT
    confidence: Pulse | None = None
    clarity: Pulse | None = None
    stuck: bool | None = None
    possible: dict[Id, Pulse] = Field(
        LEFT_OUT, max_length=MOST_GOALS, json_schema_extra=NO_OTHERS, description="Goal id → 0 to 10."
    )
    checks: dict[Id, GivenCheck] = Field(
        LEFT_OUT, max_length=MOST_GOALS, json_schema_extra=NO_OTHERS, description="Goal id → still a goal?"
    )
    note: Prose | None = None
    no_step: bool = Field(LEFT_OUT, description="The explicit “none” of step five.")
    told: dict[Id, Annotated[int, Field(strict=True, ge=0, le=10)] | Annotated[bool, Field(strict=True)] | Prose] = (
        Field(LEFT_OUT, max_length=MOST_ADDED, json_schema_extra=NO_OTHERS, description="Key → its answer.")
    )


class Skipping(Body):
    """A question to leave for another time."""

    win: Id
    question: QuestionField


class Skipped(Shown):
    """A question left for another time."""

    win: str
    question: str


class ShownCheck(Shown):
    """The quarter's answer about one goal."""

    still: Still
    reason: Reason | None


class LeftToAsk(Shown):
    """What the review has not had an answer to yet; it can be closed with all of it left."""

    doors: list[str] = Field(description="Ids of the wins whose door is asked about.")
    crossroads: list[str] = Field(description="Ids of the decisions whose day to look back has come.")
    questions: list[Skipped] = Field(description="Open questions about this week's wins.")
    pulse: list[str]
    possible: list[str] = Field(description="Ids of goals.")
    checks: list[str] = Field(description="Ids of goals.")
    added: list[str] = Field([], description="Keys of one's own questions.")
    step: bool


class ShownReview(Shown):
    """The review of one week."""

    week: WeekName
    status: ReviewStatus
    closed_at: Moment | None
    confidence: int | None
    clarity: int | None
    stuck: bool | None
    possible: dict[str, int]
    note: str | None
    stage: Stage
    started_at: Moment | None = None
    checks: dict[str, ShownCheck] = Field({})
    asked: list[str] = Field([])
    skipped: list[Skipped] = Field([])
    no_step: bool = False
    origin: Literal["sample"] | None = None
    begun: bool
    offered: bool
    weeks_kept: int
    left: dict[str, int] = Field(description="How many questions are left at each step.")
    ask: LeftToAsk
    ask_if_stuck: bool
    road_behind: str | None = Field(description="The id of a win of about a quarter ago.")
    doors_opened: int
    to_rearview: list[int] = Field(description="Numbers of wins.")
    told: dict[str, str | int | bool] = Field({}, description="Key of a question of one's own → its answer.")
    worded: dict[str, str] = Field({}, description="Place of an answer → id of the wording it was given to.")
    asked_as: list[AskedAs] = Field([], description="Answers under the words in which they were asked.")


class ShownDue(Shown):
    """The week whose review is offered and not closed yet; null where there is none."""

    week: WeekName | None


class GivenSettings(Body):
    """Settings to change; what is not named stays."""

    timezone: Annotated[str, Field(max_length=100, pattern=r"^[A-Za-z0-9_+/-]+$")] = LEFT_OUT
    review_day: Annotated[int, Field(ge=1, le=7)] = Field(LEFT_OUT, description="1 Monday … 7 Sunday.")
    look_again_after: Annotated[int, Field(ge=1, le=52)] | None = Field(
        None, description="Weeks; null goes back to as many as usual."
    )


class ShownSettings(Shown):
    """The person's settings."""

    timezone: str
    review_day: int
    look_again_after: int | None


class ShownInsights(Shown):
    """What the wins say, what they cannot say yet, and the facts that need no test."""

    findings: list[dict[str, Any]]
    silent: list[dict[str, Any]]
    facts: dict[str, Any]


class ShownImport(Shown):
    """What was taken in, and what was left because it was here already."""

    wins: int
    goals: int
    reviews: int
    crossroads: int
    known: int
    differing: list[int] = Field(description="Numbers of the wins that were here with other words; left as they are.")
    left_out: list[str] = Field(description="Keys that no journal keeps, and files that stand beside the journal.")
    dry_run: bool
