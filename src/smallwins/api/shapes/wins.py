"""Wins, as they come in and as they go out."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from smallwins.api.shapes.fields import (
    LEFT_OUT,
    MOST_GAINS,
    MOST_GOALS,
    MOST_OPENERS,
    MOST_TAGS,
    Body,
    Day,
    Gain,
    Id,
    Level,
    Line,
    Moment,
    NewId,
    Prose,
    Shown,
    Tag,
)
from smallwins.method.answers import Direction, Motive, Opened
from smallwins.method.signals.reading import Caution, Reading, SignalName
from smallwins.method.step import StepStatus
from smallwins.method.win import Gut, Kind, VerdictName

Tags = Annotated[list[Tag], Field(max_length=MOST_TAGS)]
Goals = Annotated[list[Id], Field(max_length=MOST_GOALS)]


class NewWin(Body):
    """A win as it is written down; only the title is needed."""

    id: NewId | None = None
    title: Line
    happened_on: Day | None = Field(None, description="Today, in your own zone, unless you say otherwise.")
    story: Prose | None = Field(None, description="Markdown.")
    kind: Kind | None = None
    tags: Tags = Field([])
    goals: Goals = Field([], description="Ids of the goals it points toward; naming one answers the direction.")
    opened_by: list[Id] = Field([], max_length=MOST_OPENERS, description="Ids of the earlier wins that opened it.")
    looks: Level | None = None
    gut: Gut | None = None


class EditedWin(Body):
    """What is to change of a win; what is not named stays."""

    title: Line = LEFT_OUT
    happened_on: Day = LEFT_OUT
    story: Prose | None = None
    kind: Kind | None = None
    tags: Tags = LEFT_OUT
    looks: Level | None = None
    gut: Gut | None = Field(None, description="Only where none was given yet; a gut call is never changed.")


class GivenAnswers(Body):
    """Answers about a win; what is not named stays, null takes an answer back."""

    direction: Direction | None = None
    goals: Goals | None = None
    motive: Motive | None = None
    opened: Opened | None = None
    door_note: Prose | None = None
    look_again: Day | None = None
    stretch: Level | None = None
    gains: Annotated[list[Gain], Field(max_length=MOST_GAINS)] | None = Field(
        None, description="[] is the explicit “nothing: it only looks good from the outside”."
    )


class OwnCall(Body):
    """The person's own call on a win."""

    verdict: VerdictName
    reason: Prose = Field(min_length=1, pattern=r"\S")


class ShownAnswers(Shown):
    """The answers about a win or an option; null stands for a question not answered."""

    direction: Direction | None
    goals: list[str]
    motive: Motive | None
    opened: Opened | None
    door_note: str | None
    look_again: date | None
    stretch: int | None
    gains: list[str] | None


class ShownStep(Shown):
    """A next step as it stands with its win."""

    id: str
    text: str
    due_on: date | None
    status: StepStatus
    done_on: date | None


class ShownEntry(Shown):
    """A line of a win's history."""

    at: Moment
    cause: str
    verdict: VerdictName
    change: dict[str, Any] = Field({}, description="Field → [before, after]; only where it is known.")


class ShownOverrule(Shown):
    """The person's own call."""

    verdict: VerdictName
    reason: str
    at: Moment | None


class ShownSignals(Shown):
    """How the four signals of a win read."""

    alignment: Reading
    momentum: Reading
    stretch: Reading
    gain: Reading


class Way(Shown):
    """Answers that would change the verdict, and the one that they would give."""

    answers: dict[str, Any]
    verdict: VerdictName


class ShownWin(Shown):
    """A win with everything that hangs on it, and what the method says of it."""

    id: str
    title: str
    story: str | None
    kind: Kind | None
    tags: list[str]
    happened_on: date
    logged_at: Moment
    looks: int | None
    gut: Gut | None
    celebrated_on: date | None
    opened_by: list[str]
    answers: ShownAnswers
    overrule: ShownOverrule | None
    steps: list[ShownStep]
    history: list[ShownEntry]
    origin: Literal["sample"] | None = Field(None, description="Only on wins of the sample journal.")
    number: int
    verdict: VerdictName
    computed: VerdictName
    rule: int
    signals: ShownSignals
    cautions: list[Caution]
    next_question: SignalName | None
    counterfactual: list[Way]


class WinsPage(Shown):
    """One page of wins, newest day first."""

    wins: list[ShownWin]
    total: int = Field(description="Of all pages.")
    next: str | None = Field(description="Send it as `cursor` for the next page; null on the last.")


class DeletedWin(Shown):
    """What was taken out; undo brings it back."""

    deleted: str
    undo: str | None = Field(description="What undo would take back now, in words.")
