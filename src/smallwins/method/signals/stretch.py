"""Stretch: how did it feel to do? Slightly uncomfortable is the word."""

from smallwins.method.signals.reading import Caution, Reading

READS: dict[int | None, Reading] = {0: "no", 1: "open", 2: "yes", 3: "yes", 4: "yes", None: "open"}


def read(stretch: int | None) -> Reading:
    """Read stretch, 0 effortless to 4 overwhelming."""
    return READS[stretch]


def cautions(stretch: int | None) -> tuple[Caution, ...]:
    """Warn of both ends of the scale."""
    if stretch == 0:
        return ("effortless",)
    return ("overwhelming",) if stretch == 4 else ()
