"""gut-calibration: when I called it real on the day, was it?"""

from functools import lru_cache, partial
from typing import Final, NamedTuple

from scipy.stats import binomtest

from smallwins.insights.columns import EARLY, GUT_REAL, REAL, UNKNOWN, Columns
from smallwins.insights.decided import decided, values_of
from smallwins.insights.finding import Answer, Effect, Need, Silent, too_few
from smallwins.insights.two_by_two import KEPT, Table, chance, counted

ID: Final = "gut-calibration"
CALLED_REAL = 10
CALLED_SHINY = 8


class Share(NamedTuple):
    """How often one call held, with Wilson's interval."""

    held: int
    of: int
    share: float
    low: float
    high: float


def ask(columns: Columns) -> list[Answer | Silent]:
    """Put the call against the verdict that time gave: eight weeks at least; wins that are still early are left out.

    Younger wins are left out, all of them: those whose door has opened already are too often real.
    """
    table = _table(columns)
    silent = too_few(
        ID,
        Need(
            table.of,
            CALLED_REAL,
            "win that you called real and that time has judged",
            "wins that you called real and that time has judged",
        ),
        Need(
            table.others_of,
            CALLED_SHINY,
            "win that you called shiny and that time has judged",
            "wins that you called shiny and that time has judged",
        ),
    )
    if silent:
        return [silent]
    counts = {
        "called_real": table.of,
        "were_real": table.yes,
        "called_shiny": table.others_of,
        "were_real_all_the_same": table.others_yes,
    }
    return [Answer(ID, table.direction, counts, chance(table), partial(_effect, table))]


def held(columns: Columns) -> dict[str, Share]:
    """Return how often each call held, as a fact; a call that was never made is left out."""
    table = _table(columns)
    calls = {"real": (table.yes, table.of), "shiny": (table.others_no, table.others_of)}
    return {call: share(held, of, 0.95) for call, (held, of) in calls.items() if of}


@lru_cache(maxsize=KEPT)
def share(held: int, of: int, level: float) -> Share:
    """Return a share with Wilson's interval."""
    interval = binomtest(held, of).proportion_ci(level, method="wilson")
    return Share(held, of, held / of, float(interval.low), float(interval.high))


def _table(columns: Columns) -> Table:
    guts, verdicts = values_of(columns.wins.guts), values_of(columns.wins.verdicts)
    known = decided(columns).settled & (guts != UNKNOWN) & (verdicts != EARLY)
    return counted(guts[known] == GUT_REAL, verdicts[known] == REAL)


def _effect(table: Table, level: float) -> Effect:
    found = share(table.yes, table.of, level)
    return Effect("share that was real", found.share, found.low, found.high, level)
