"""Alignment: does it point where I want to go, and did I do it because it matters or because it was there?"""

from smallwins.method.answers import Direction, Motive
from smallwins.method.signals.reading import Caution, Reading


def read(direction: Direction | None, motive: Motive | None) -> Reading:
    """Read alignment; a win toward a goal lines up whatever the motive was."""
    if direction == "away":
        return "no"
    if direction == "toward":
        return "yes"
    if direction == "unsure" and motive == "available":
        return "no"
    return "open"


def cautions(direction: Direction | None, motive: Motive | None) -> tuple[Caution, ...]:
    """Warn of a win that lines up, but was done because it was there."""
    return ("just available",) if direction == "toward" and motive == "available" else ()
