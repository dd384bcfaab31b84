"""looks-vs-moves: do my impressive-looking wins move me less?"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from smallwins.insights.chance import UNLIKELY
from smallwins.insights.columns import UNKNOWN, Columns
from smallwins.insights.decided import Flags, decided, values_of
from smallwins.insights.finding import Answer, Need, Silent, too_few
from smallwins.insights.trend import trend
from smallwins.method.saying import say_n

ID: Final = "looks-vs-moves"
WINS = 20
DIFFERENT = 5  # wins that look otherwise than most
PLAIN, IMPRESSIVE = 1, 3  # up to here, and from here on


def ask(columns: Columns) -> list[Answer | Silent]:
    """Put looks beside the number of signals that read yes, of decided wins with every question answered.

    Momentum reads yes where a door opened within eight weeks.
    """
    is_decided, opened, settled = decided(columns)
    looks, moves = values_of(columns.wins.looks), values_of(columns.wins.moves)
    known = is_decided & (looks != UNKNOWN) & (moves != UNKNOWN)
    looked = looks[known].astype(np.int64)
    wins, most = len(looked), int(np.bincount(looked, minlength=1).max())
    silent = too_few(
        ID,
        Need(
            wins,
            WINS,
            lambda n: say_n(
                "{n} more decided win with its looks and all questions answered",
                "{n} more decided wins with their looks and all questions answered",
                n,
            ),
        ),
        Need(
            wins - most,
            DIFFERENT,
            lambda n: say_n("{n} more win that looks otherwise", "{n} more wins that look otherwise", n),
        ),
    )
    return [silent or _tested(looked, moves[known].astype(np.int64) + opened[known], settled[known])]


def _tested(looks: NDArray[np.int64], moved: NDArray[np.int64], settled: Flags) -> Answer:
    found = trend(looks, moved)
    p = found.p
    if p <= UNLIKELY and not settled.all():
        p = max(p, trend(looks[settled], moved[settled]).p) if settled.sum() > 1 else 1.0  # see two_by_two.Compared
    counts: dict[str, float] = {"wins": len(looks)}
    for name, part in (("plain", looks <= PLAIN), ("impressive", looks >= IMPRESSIVE)):
        signals = moved[part]
        counts |= {name: len(signals), f"{name}_signals": int(signals.sum())}
    return Answer(ID, "more" if found.tau >= 0 else "less", counts, p, found.effect)
