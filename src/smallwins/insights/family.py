"""One page is one family: what is shown has passed all questions together (Benjamini and Hochberg, q = 0.05).

The interval of a finding is widened for having been picked out of all that was asked (Benjamini and Yekutieli 2005):
with R findings out of m tests each is made at the level 1 - 0.05 · R / m, so that 95 of 100 intervals that are shown
cover the truth, though only the most striking patterns are shown.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from scipy.stats import false_discovery_control

from smallwins.insights import (
    comfort_drift,
    doors_by_kind,
    doors_by_motive,
    doors_by_stretch,
    goal_drift,
    gut_calibration,
    looks_vs_moves,
    pulse_after_real,
)
from smallwins.insights.columns import Columns
from smallwins.insights.finding import QUESTION_IDS, Answer, Finding, Silent
from smallwins.insights.sentences import sentence
from smallwins.method.saying import say

Q = 0.05
QUESTIONS: tuple[Callable[[Columns], list[Answer | Silent]], ...] = (
    doors_by_kind.ask,
    doors_by_motive.ask,
    doors_by_stretch.ask,
    looks_vs_moves.ask,
    comfort_drift.ask,
    goal_drift.ask,
    pulse_after_real.ask,
    gut_calibration.ask,
)
NO_MORE_THAN_CHANCE = say("Asked, and nothing showed that chance alone would not do as well.")


class Family(NamedTuple):
    """What one page says, and where it is silent."""

    findings: tuple[Finding, ...]  # the least likely by chance first
    silent: tuple[Silent, ...]


def family(columns: Columns) -> Family:
    """Ask all questions, and show what chance alone would seldom do."""
    answers = asked(columns)
    tested = [answer for answer in answers if isinstance(answer, Answer)]
    findings = shown(tested)
    spoken = {finding.id for finding in findings}
    silent = {answer.id: answer for answer in answers if isinstance(answer, Silent)}
    silent |= {one.id: Silent(one.id, NO_MORE_THAN_CHANCE) for one in tested if one.id not in spoken}
    return Family(findings, tuple(silent[question] for question in QUESTION_IDS if question in silent))


def asked(columns: Columns) -> list[Answer | Silent]:
    """Ask each question by itself."""
    return [answer for ask in QUESTIONS for answer in ask(columns)]


def shown(tested: Sequence[Answer]) -> tuple[Finding, ...]:
    """Return what passes as a family, the least likely by chance first."""
    if not tested:
        return ()
    controlled = [float(q) for q in false_discovery_control([one.p for one in tested])]
    passed = [(one, q) for one, q in zip(tested, controlled, strict=True) if q <= Q]
    level = 1 - Q * len(passed) / len(tested)
    return tuple(_finding(one, q, level) for one, q in sorted(passed, key=lambda pair: (pair[1], pair[0].p)))


def _finding(one: Answer, q: float, level: float) -> Finding:
    effect = one.effect(level)
    text = sentence(one, effect)
    return Finding(one.id, one.direction, one.counts, effect, one.p, q, text, one.kind, one.pulse)
