"""The rearview: where shiny objects go, nearer ones larger, and what made them shine (METHOD section 7)."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple, get_args

from smallwins.method.answers import Answers
from smallwins.method.verdict import JudgedWin

Shine = Literal["just available", "effortless", "outside only", "pointing away"]
SHINES: tuple[Shine, ...] = get_args(Shine)
NEAREST, FARTHEST = 5, 1
NEAR_FOR = ((14, 5), (42, 4), (91, 3), (182, 2))  # up to so many days old -> how near it looks


def nearness(happened_on: date, today: date) -> int:
    """Return how near a win looks in the mirror: 5 for the newest down to 1, which is small but still readable."""
    age = (today - happened_on).days
    return next((near for days, near in NEAR_FOR if age <= days), FARTHEST)


def shine(answers: Answers) -> tuple[Shine, ...]:
    """Name what made a win shine, by its own answers: none, one or several."""
    holds: dict[Shine, bool] = {
        "just available": answers.motive == "available",
        "effortless": answers.stretch == 0,
        "outside only": answers.gains == (),
        "pointing away": answers.direction == "away",
    }
    return tuple(name for name in SHINES if holds[name])


class Share(NamedTuple):
    """How many of the shiny wins shone for one reason."""

    shine: Shine
    shone: int
    of: int

    @property
    def share(self) -> float:
        """The part of all shiny wins, 0 to 1; one win can count in several, so shares need not add up to 1."""
        return self.shone / self.of if self.of else 0.0


def shares(wins: Iterable[JudgedWin]) -> tuple[Share, ...]:
    """Count what made the shiny ones among the wins shine; wins of another verdict are left out."""
    shone = [shine(judged.win.answers) for judged in wins if judged.verdict == "shiny"]
    return tuple(Share(name, sum(name in each for each in shone), len(shone)) for name in SHINES)


def in_the_mirror(wins: Iterable[JudgedWin]) -> tuple[JudgedWin, ...]:
    """Return the shiny ones among the wins as the mirror shows them: the newest nearest, none left out."""
    shiny = (judged for judged in wins if judged.verdict == "shiny")
    return tuple(sorted(shiny, key=lambda judged: (judged.win.happened_on, judged.win.number), reverse=True))
