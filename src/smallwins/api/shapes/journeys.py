"""Doors, steps and chains, as they come in and as they go out."""

from datetime import date

from pydantic import Field

from smallwins.api.shapes.fields import NEXT, Body, Day, NewId, Prose, Shown
from smallwins.method.step import StepStatus
from smallwins.method.win import VerdictName


class NewStep(Body):
    """One concrete thing to do because of a win, best put as “when …, I will …”."""

    id: NewId | None = None
    text: Prose = Field(min_length=1, pattern=r"\S")
    due_on: Day | None = None


class MovedStep(Body):
    """Where a step stands now."""

    status: StepStatus
    on: Day | None = Field(None, description="The day it was done: today, unless you say otherwise.")


class OneStep(Shown):
    """A next step, with its number and that of its win."""

    id: str
    number: int
    win: str
    win_number: int
    text: str
    due_on: date | None
    status: StepStatus
    done_on: date | None


class Steps(Shown):
    """What is still to do, the earliest due first."""

    steps: list[OneStep]
    total: int = Field(description="Of all pages.")
    next: str | None = NEXT


class ChainWin(Shown):
    """A win as a chain shows it."""

    number: int
    id: str
    title: str
    happened_on: date
    verdict: VerdictName


class ShownDoor(Shown):
    """A door between two wins, by their numbers."""

    win: int
    led_to: int


class ChainStep(Shown):
    """A step that is still open, by its number and that of its win."""

    number: int
    win: int
    text: str
    due_on: date | None


class ShownChain(Shown):
    """The wins that doors connect with one, and the longest way through it."""

    win: int
    wins: list[ChainWin]
    doors: list[ShownDoor]
    longest: list[int]
    next_steps: list[ChainStep]
    more: bool = Field(description="Whether doors lead on to wins that are too many to be here.")


class ChainLine(Shown):
    """Some wins that doors connect, in short."""

    wins: int
    length: int
    first: ChainWin
    last: ChainWin


class Chains(Shown):
    """The chains, the longest first."""

    chains: list[ChainLine]
    total: int = Field(description="Of all pages.")
    next: str | None = NEXT


class Undoing(Body):
    """Which change to take back, so that sending it twice takes back one."""

    change: int = Field(ge=1, le=2**53 - 1, description="The number that `GET /undo` names.")


class LastChange(Shown):
    """What undo would take back; null where nothing is left."""

    change: int | None
    summary: str | None
    at: str | None


class Undone(Shown):
    """What was taken back."""

    undone: str
    change: int


class Tag(Shown):
    """A tag and how often it is used."""

    tag: str
    wins: int


class Tags(Shown):
    """Every tag, the most used first."""

    tags: list[Tag]


class ShownSample(Shown):
    """Whether the sample journal is there, and how many of its wins are, came or went."""

    loaded: bool
    wins: int
