"""pulse-after-real: do weeks with a real win raise my confidence or clarity?"""

from datetime import date
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import permutation_test, ttest_ind

from smallwins.insights.chance import BATCH, RESAMPLES, UNLIKELY, seed_of
from smallwins.insights.evidence import Evidence, JudgedRow, opened
from smallwins.insights.finding import PULSES, Answer, Direction, Effect, Need, Pulse, Silent, too_few
from smallwins.method.week import ordinal_of

ID: Final = "pulse-after-real"
WEEKS = 8  # with a real win, and as many without
Changes = NDArray[np.float64]


def ask(evidence: Evidence) -> list[Answer | Silent]:
    """Put the change of each pulse in weeks with a real win against that in weeks without, by permutation."""
    real, waiting = _weeks(evidence)
    answers = [_of(pulse, *_changes(evidence, pulse, real, waiting)) for pulse in PULSES]
    tested: list[Answer | Silent] = [answer for answer in answers if isinstance(answer, Answer)]
    return tested or answers[:1]


def _weeks(evidence: Evidence) -> tuple[set[int], set[int]]:
    """Return the weeks with a real win, and those without one that may still turn out to have one."""
    real = {ordinal_of(row.day) for row in evidence.wins if row.verdict == "real"}
    waiting = {ordinal_of(row.day) for row in evidence.wins if _may_still_be_real(row, evidence.today)}
    return real, waiting - real


def _may_still_be_real(row: JudgedRow, today: date) -> bool:
    return row.verdict == "early" and opened(row, today) is None


def _changes(evidence: Evidence, pulse: Pulse, real: set[int], waiting: set[int]) -> tuple[Changes, Changes]:
    """Return the changes from one week's review to the next, of weeks with a real win and of weeks without."""
    values = {review.week.ordinal: getattr(review, pulse) for review in evidence.reviews}
    found: dict[bool, list[int]] = {True: [], False: []}
    for week, value in values.items():
        before = values.get(week - 1)
        if value is not None and before is not None and week not in waiting:
            found[week in real].append(value - before)
    return np.array(found[True], dtype=np.float64), np.array(found[False], dtype=np.float64)


def _of(pulse: Pulse, real: Changes, others: Changes) -> Answer | Silent:
    silent = too_few(
        ID,
        Need(
            len(real),
            WEEKS,
            "reviewed week with a real win, after another reviewed week",
            "reviewed weeks with a real win, each after another reviewed week",
        ),
        Need(
            len(others),
            WEEKS,
            "reviewed week without one, after another reviewed week",
            "reviewed weeks without one, each after another reviewed week",
        ),
    )
    if silent:
        return silent
    counts = {
        "weeks": len(real),
        "change": round(float(real.mean()), 2),
        "other_weeks": len(others),
        "other_change": round(float(others.mean()), 2),
    }
    direction: Direction = "more" if real.mean() >= others.mean() else "less"
    return Answer(ID, direction, counts, _chance(real, others), partial(_effect, real, others), pulse=pulse)


def _chance(real: Changes, others: Changes) -> float:
    if len({*real.tolist(), *others.tolist()}) < 2:
        return 1.0
    if real.std() + others.std() > 0:
        plain = float(ttest_ind(real, others, equal_var=False).pvalue)
        if plain > UNLIKELY:
            return plain
    found = permutation_test(
        (real, others), _difference, vectorized=True, n_resamples=RESAMPLES, batch=BATCH, rng=seed_of(real, others)
    )
    return float(found.pvalue)


def _difference(real: Changes, others: Changes, axis: int) -> Changes:
    difference: Changes = real.mean(axis=axis) - others.mean(axis=axis)
    return difference


def _effect(real: Changes, others: Changes, level: float) -> Effect:
    value = float(real.mean() - others.mean())
    interval = ttest_ind(real, others, equal_var=False).confidence_interval(level)
    return Effect("difference of the change", value, float(interval.low), float(interval.high), level)
