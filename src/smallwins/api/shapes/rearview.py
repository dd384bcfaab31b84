"""The rearview, as it goes out."""

from smallwins.api.shapes.fields import Moment, Shown
from smallwins.api.shapes.wins import ShownWin


class Shine(Shown):
    """What made them shine; one win can count in several."""

    shiny: int
    just_available: int
    effortless: int
    outside_only: int
    pointing_away: int


class CameBack(Shown):
    """A win that left the rearview: when, and why."""

    win: str
    at: Moment
    cause: str


class ShownRearview(Shown):
    """One page of the rearview, the nearest first."""

    wins: list[ShownWin]
    made_them_shine: Shine
    came_back: list[CameBack]
    next: str | None
