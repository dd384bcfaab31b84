"""Kendall's tau-b and its interval, for questions about two orders."""

import math
from typing import NamedTuple

from numpy.typing import ArrayLike
from scipy.stats import kendalltau, norm

from smallwins.insights.finding import Effect


class Trend(NamedTuple):
    """How far two orders agree (1) or turn each other round (-1), and how often chance would do as much."""

    tau: float
    p: float

    def effect(self, level: float) -> Effect:
        """Return tau-b with the interval that its test implies, on Fisher's scale, where its width is the same."""
        middle = math.atanh(min(max(self.tau, -_NEARLY_ONE), _NEARLY_ONE))
        distance = float(norm.isf(self.p / 2)) if self.p > 0 else _FARTHEST
        width = abs(middle) / distance * float(norm.isf((1 - level) / 2)) if distance else math.inf
        return Effect("Kendall's tau-b", self.tau, math.tanh(middle - width), math.tanh(middle + width), level)


_NEARLY_ONE = 1 - 1e-9
_FARTHEST = 38.0  # standard errors; beyond it a chance cannot be told from none


def trend(these: ArrayLike, those: ArrayLike) -> Trend:
    """Compare two orders of the same things."""
    found = kendalltau(these, those)
    if math.isnan(found.statistic):
        return Trend(0.0, 1.0)
    return Trend(float(found.statistic), float(found.pvalue))
