"""Momentum: what door did it open? How did it change the way I met my next step? Facts beat claims."""

from datetime import date
from typing import NamedTuple

from smallwins.method.answers import Opened
from smallwins.method.signals.reading import Caution, Reading


class Facts(NamedTuple):
    """What can be seen of the doors of a win, whatever was answered."""

    opened_a_win: bool = False  # it opened a later win that is not itself shiny
    step_done: bool = False  # one of its next steps is done


NO_FACTS = Facts()
CLAIMS: dict[Opened | None, Reading] = {"door": "yes", "not_yet": "open", "nothing": "no", None: "open"}


def read(opened: Opened | None, facts: Facts) -> Reading:
    """Read momentum: facts first, then the answer."""
    return "yes" if facts.opened_a_win or facts.step_done else CLAIMS[opened]


def cautions(reading: Reading, opened: Opened | None, look_again: date | None, today: date) -> tuple[Caution, ...]:
    """Warn of an open momentum whose day to look again has passed."""
    late = reading == "open" and opened == "not_yet" and look_again is not None and look_again < today
    return ("overdue",) if late else ()
