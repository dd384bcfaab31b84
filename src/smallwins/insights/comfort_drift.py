"""comfort-drift: am I sliding into the comfort zone?"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from scipy.stats import theilslopes

from smallwins.insights.evidence import Evidence
from smallwins.insights.finding import Answer, Direction, Effect, Need, Silent, too_few
from smallwins.insights.trend import trend
from smallwins.method.week import ordinal_of

ID: Final = "comfort-drift"
WEEKS = 12  # with wins


def ask(evidence: Evidence) -> list[Answer | Silent]:
    """Look for a trend of the weekly mean stretch over the last twelve weeks with wins: Mann and Kendall's."""
    felt: dict[int, list[int]] = {}
    for row in evidence.wins:
        if row.stretch is not None:
            felt.setdefault(ordinal_of(row.day), []).append(row.stretch)
    silent = too_few(
        ID,
        Need(
            len(felt), WEEKS, "week with a win whose stretch is answered", "weeks with a win whose stretch is answered"
        ),
    )
    if silent:
        return [silent]
    weeks = sorted(felt)[-WEEKS:]
    means = [sum(felt[week]) / len(felt[week]) for week in weeks]
    found = trend(weeks, means)
    direction: Direction = "more" if found.tau >= 0 else "less"
    counts = {"weeks": WEEKS, "wins": sum(len(felt[week]) for week in weeks)}
    return [Answer(ID, direction, counts, found.p, partial(_effect, weeks, means))]


def _effect(weeks: Sequence[int], means: Sequence[float], level: float) -> Effect:
    slope, _, low, high = theilslopes(means, weeks, alpha=level)
    return Effect("change of stretch a week", float(slope), float(low), float(high), level)
