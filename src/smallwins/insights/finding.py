"""What a question comes to: a pattern with its chance, a finding of the page, or silence with its reason."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple, get_args

from smallwins.method.saying import say
from smallwins.method.win import Kind

QuestionId = Literal[
    "doors-by-kind",
    "doors-by-motive",
    "doors-by-stretch",
    "looks-vs-moves",
    "comfort-drift",
    "goal-drift",
    "pulse-after-real",
    "gut-calibration",
]
Pulse = Literal["confidence", "clarity"]
Direction = Literal["more", "less"]
Counts = Mapping[str, float]

QUESTION_IDS: tuple[QuestionId, ...] = get_args(QuestionId)
PULSES: tuple[Pulse, ...] = get_args(Pulse)


class Effect(NamedTuple):
    """How large a pattern is, with the interval that covers the truth; None where there is no end to it."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    level: float  # of the interval by itself; see family.py


class Answer(NamedTuple):
    """An answer before the family has spoken: how often chance would do as much, and the effect if it is shown."""

    id: QuestionId
    direction: Direction
    counts: Counts
    p: float
    effect: Callable[[float], Effect]  # by the level of its interval
    kind: Kind | None = None
    pulse: Pulse | None = None


class Finding(NamedTuple):
    """What the wins say, with its counts, its effect, and how often chance alone would do as much."""

    id: QuestionId
    direction: Direction
    counts: Counts
    effect: Effect
    p: float
    q: float
    text: str
    kind: Kind | None = None
    pulse: Pulse | None = None


class Silent(NamedTuple):
    """A question that has no answer yet, why, and what is missing."""

    id: QuestionId
    why: str
    missing: str | None = None  # None where enough is there, and it shows no more than chance would


class Need(NamedTuple):
    """How much evidence there is of one thing, and how much a question needs at least."""

    have: int
    floor: int
    more: Callable[[int], str]  # says of how much more it needs


def too_few(question: QuestionId, *needs: Need) -> Silent | None:
    """Say that there is too little to tell, and count what is missing; None where there is enough."""
    lacking = [need for need in needs if need.have < need.floor]
    if not lacking:
        return None
    missing = say_all(need.more(need.floor - need.have) for need in lacking)
    return Silent(question, say("Too few wins to tell: {missing} would be enough to ask.", missing=missing), missing)


def say_all(parts: Iterable[str]) -> str:
    """Say several things, each joined to the one before by and."""
    first, *others = parts
    for other in others:
        first = say("{these} and {that}", these=first, that=other)
    return first
