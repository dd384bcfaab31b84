"""goal-drift: are fewer of my wins aligned than before?"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from smallwins.insights.chance import as_wide, witnessed
from smallwins.insights.columns import UNKNOWN, Columns
from smallwins.insights.decided import Flags, days_of, values_of
from smallwins.insights.finding import Answer, Effect, Need, Silent, too_few
from smallwins.insights.two_by_two import Table, chance, counted, odds
from smallwins.method.saying import say_n

ID: Final = "goal-drift"
WINS = 8  # in the last weeks, and as many before
LAST, BEFORE = 8 * 7, 16 * 7  # days
FORTNIGHT = 14
LONGER = (4 * 7, 8 * 7)  # days too, whose wins may share a mood
ON_FEWER = 0.9  # of the chance to be wrong; what is left is for more of them, so that these must stand out farther


def ask(columns: Columns) -> list[Answer | Silent]:
    """Put the last eight weeks against the sixteen before; wins whose direction was not answered are left out.

    What has changed must stand out from how this person's aim swings anyway. The question is whether fewer are
    aligned, so Fisher's test looks there first.
    """
    ages = columns.today.toordinal() - days_of(columns)
    aligned = values_of(columns.wins.aligned)
    known = aligned != UNKNOWN
    lately = known & (ages < LAST + BEFORE)
    table = counted(ages[lately] < LAST, aligned[lately] == 1)
    silent = too_few(
        ID,
        Need(
            table.of,
            WINS,
            lambda n: say_n(
                "{n} more win of the last eight weeks with its direction answered",
                "{n} more wins of the last eight weeks with their direction answered",
                n,
            ),
        ),
        Need(
            table.others_of,
            WINS,
            lambda n: say_n(
                "{n} more win of the sixteen weeks before with its direction answered",
                "{n} more wins of the sixteen weeks before with their direction answered",
                n,
            ),
        ),
    )
    if silent:
        return [silent]

    def swing(days: int = FORTNIGHT) -> float:
        return _swing(ages[known], aligned[known] == 1, days)

    def effect(level: float) -> Effect:
        """Return the odds with an interval as wide as the longest moods make it: how long one lasts is not known."""
        return as_wide(odds(table)(level), max(swing(), *map(swing, LONGER)))

    p = witnessed(_chance(table), swing)
    counts = table.counts("aligned", "before_")
    return [Answer(ID, table.direction, counts, p, effect)]


def _chance(table: Table) -> float:
    """Return how often chance alone would do as much, of which nine tenths lie on the side that is asked about."""
    fewer = table.direction == "less"
    return min(chance(table, "less") / ON_FEWER if fewer else chance(table, "greater") / (1 - ON_FEWER), 1.0)


def _swing(ages: NDArray[np.int64], aligned: Flags, days: int) -> float:
    """Return how many times more the share of aligned wins varies than chance makes it, from so many days to so many.

    A mood lasts for weeks and takes several wins with it. How much this person's share swings, the whole journal
    tells; what is different of late is held against the last weeks' own share, so that it counts as no swing.
    """
    part = (ages >= LAST).astype(np.int64)
    share = (np.bincount(part, aligned, 2) / np.maximum(np.bincount(part, minlength=2), 1))[part]
    together = ages // days
    off, usual = np.bincount(together, aligned - share), np.bincount(together, share * (1 - share))
    counts = usual > 0
    return float((off[counts] ** 2 / usual[counts]).sum() / max(int(counts.sum()) - 2, 1))
