"""Gain: what did it build in me?"""

from smallwins.method.answers import Gain
from smallwins.method.signals.reading import Caution, Reading


def read(gains: tuple[Gain, ...] | None) -> Reading:
    """Read gain; an empty tuple is the explicit "nothing: it only looks good from the outside"."""
    if gains is None:
        return "open"
    return "yes" if gains else "no"


def cautions(gains: tuple[Gain, ...] | None) -> tuple[Caution, ...]:
    """Warn of a win that only looks good from the outside."""
    return ("outside only",) if gains == () else ()
