"""How a signal reads: yes, open or no; and the four readings of a win together."""

from typing import Literal, NamedTuple, get_args

Reading = Literal["yes", "open", "no"]
SignalName = Literal["alignment", "momentum", "stretch", "gain"]
Caution = Literal["just available", "overdue", "effortless", "overwhelming", "outside only"]

READINGS: tuple[Reading, ...] = get_args(Reading)
SIGNAL_NAMES: tuple[SignalName, ...] = get_args(SignalName)  # in the order in which they are asked
CAUTIONS: tuple[Caution, ...] = get_args(Caution)


class Signals(NamedTuple):
    """The four readings of one win."""

    alignment: Reading
    momentum: Reading
    stretch: Reading
    gain: Reading
