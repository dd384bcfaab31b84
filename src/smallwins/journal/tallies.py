"""What is counted in a journal."""

from typing import NamedTuple


class WeekTally(NamedTuple):
    """How many wins of one week count as what."""

    week: int  # Week.ordinal
    real: int
    early: int
    shiny: int


class GoalTally(NamedTuple):
    """How many wins point toward one goal."""

    goal: str
    real: int
    early: int
    shiny: int


class ShineTally(NamedTuple):
    """What made the shiny ones shine (METHOD section 7); one win can count in several."""

    shiny: int
    just_available: int
    effortless: int
    outside_only: int
    pointing_away: int
