"""Crossroads, as they come in and as they go out."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from smallwins.api.shapes.fields import (
    LEFT_OUT,
    MOST_GAINS,
    Body,
    Day,
    Gain,
    Level,
    Line,
    NewId,
    Prose,
    Shown,
)
from smallwins.api.shapes.fields import Id as AnId
from smallwins.api.shapes.wins import Goals, ShownAnswers, ShownSignals, Way
from smallwins.method.answers import Direction, Motive, Opened
from smallwins.method.crossroads import OPTIONS_AT_MOST, CrossroadsStatus
from smallwins.method.signals.reading import Caution, SignalName
from smallwins.method.win import VerdictName


class NewOptionNamed(Body):
    """One way to go, as it is named at first."""

    id: NewId | None = None
    title: Line
    looks: Level | None = None


class NewCrossroadsNamed(Body):
    """An offer, before it is taken, with one to five ways to go; one of them may be to stay."""

    id: NewId | None = None
    title: Line
    options: list[NewOptionNamed] = Field(min_length=1, max_length=OPTIONS_AT_MOST)


class Renaming(Body):
    """Another name."""

    title: Line


class EditedOption(Body):
    """What is to change of an option; what is not named stays."""

    title: Line = LEFT_OUT
    looks: Level | None = None


class OptionAnswers(Body):
    """Answers about an option, in the future tense; what is not named stays, null takes an answer back."""

    direction: Direction | None = None
    goals: Goals | None = None
    motive: Motive | None = None
    opened: Opened | None = None
    door_note: Prose | None = None
    stretch: Level | None = None
    gains: Annotated[list[Gain], Field(max_length=MOST_GAINS)] | None = None


class Deciding(Body):
    """Which option is taken, why, and when to look back."""

    option: AnId
    reason: Prose = Field(min_length=1, pattern=r"\S")
    look_back_on: Day | None = Field(None, description="A quarter on, unless you say otherwise.")


class LookingBack(Body):
    """How it turned out."""

    outcome: Prose = Field(min_length=1, pattern=r"\S")


class PuttingOff(Body):
    """Another day to look back."""

    look_back_on: Day


class Becoming(Body):
    """The win that the option taken becomes."""

    id: NewId | None = None
    title: Line | None = Field(None, description="The option's own, unless you say otherwise.")
    happened_on: Day | None = None


class Linking(Body):
    """The win, written down already, that the option taken became."""

    win: AnId


class ShownOption(Shown):
    """An option, with what the rules make of it."""

    id: str
    title: str
    looks: int | None
    answers: ShownAnswers
    place: int
    verdict: VerdictName
    word: Literal["worth it", "not clear yet", "shiny"]
    rule: int
    signals: ShownSignals
    cautions: list[Caution]
    next_question: SignalName | None
    counterfactual: list[Way]


class ShownCrossroads(Shown):
    """A crossroads with its options side by side."""

    id: str
    title: str
    status: CrossroadsStatus
    look_back_on: date | None
    decision: str | None = Field(description="The id of the option taken.")
    reason: str | None
    outcome: str | None
    options: list[ShownOption]
    win: str | None = Field(description="The id of the win that the option taken became.")
    win_number: int | None
    origin: Literal["sample"] | None = None
    place: int
    due: bool


class SeveralCrossroads(Shown):
    """All crossroads, in the order in which they were put down."""

    crossroads: list[ShownCrossroads]


class DeletedCrossroads(Shown):
    """What was taken out; undo brings it back."""

    deleted: str
