"""The four things that a win is read for: alignment, momentum, stretch, gain (METHOD section 2)."""

from smallwins.method.answers import Answers
from smallwins.method.signals import alignment, gain, momentum, stretch
from smallwins.method.signals.momentum import NO_FACTS, Facts
from smallwins.method.signals.reading import Signals

__all__ = ["NO_FACTS", "Facts", "Signals", "read"]


def read(answers: Answers, facts: Facts = NO_FACTS) -> Signals:
    """Read the four signals of a win from its answers and from what it opened."""
    return Signals(
        alignment=alignment.read(answers.direction, answers.motive),
        momentum=momentum.read(answers.opened, facts),
        stretch=stretch.read(answers.stretch),
        gain=gain.read(answers.gains),
    )
