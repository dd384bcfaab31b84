"""gut-calibration: when I called it real on the day, was it?"""

from functools import partial
from typing import Final, NamedTuple

from scipy.stats import binomtest

from smallwins.insights.evidence import Decided, Evidence
from smallwins.insights.finding import Effect, Need, Silent, Tested, too_few
from smallwins.insights.two_by_two import Compared, Table

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


def ask(evidence: Evidence) -> list[Tested | Silent]:
    """Put the call against the verdict that time gave; wins that are still early are left out."""
    decided = [one for one in evidence.decided if one.row.gut is not None and one.row.verdict != "early"]
    table = _table(decided)
    silent = too_few(
        ID,
        Need(
            table.of,
            CALLED_REAL,
            "win with a gut call of real and a verdict",
            "wins with a gut call of real and a verdict",
        ),
        Need(
            table.others_of,
            CALLED_SHINY,
            "win with a gut call of shiny and a verdict",
            "wins with a gut call of shiny and a verdict",
        ),
    )
    if silent:
        return [silent]
    p = Compared(table, _table([one for one in decided if one.settled])).chance()
    counts = {
        "called_real": table.of,
        "were_real": table.yes,
        "called_shiny": table.others_of,
        "were_real_all_the_same": table.others_yes,
    }
    return [Tested(ID, table.direction, counts, p, partial(_effect, table))]


def held(evidence: Evidence) -> dict[str, Share]:
    """Return how often each call held, as a fact; a call that was never made is left out."""
    table = _table([one for one in evidence.decided if one.row.gut is not None and one.row.verdict != "early"])
    calls = {"real": (table.yes, table.of), "shiny": (table.others_no, table.others_of)}
    return {call: share(held, of, 0.95) for call, (held, of) in calls.items() if of}


def share(held: int, of: int, level: float) -> Share:
    """Return a share with Wilson's interval."""
    interval = binomtest(held, of).proportion_ci(level, method="wilson")
    return Share(held, of, held / of, float(interval.low), float(interval.high))


def _table(decided: list[Decided]) -> Table:
    counted = {(gut, real): 0 for gut in ("real", "shiny") for real in (True, False)}
    for one in decided:
        counted[one.row.gut or "", one.row.verdict == "real"] += 1
    return Table(*(counted[gut, real] for gut in ("real", "shiny") for real in (True, False)))


def _effect(table: Table, level: float) -> Effect:
    found = share(table.yes, table.of, level)
    return Effect("share that was real", found.share, found.low, found.high, level)
