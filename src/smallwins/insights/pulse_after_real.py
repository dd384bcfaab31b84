"""pulse-after-real: do weeks with a real win raise my confidence or clarity?"""

from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import permutation_test, ttest_ind

from smallwins.insights.chance import BATCH, RESAMPLES, UNLIKELY, seed_of
from smallwins.insights.columns import EARLY, REAL, Columns
from smallwins.insights.decided import decided, values_of, weeks_of
from smallwins.insights.finding import PULSES, Answer, Direction, Effect, Need, Pulse, Silent, too_few

ID: Final = "pulse-after-real"
WEEKS = 8  # with a real win, and as many without
Changes = NDArray[np.float64]


def ask(columns: Columns) -> list[Answer | Silent]:
    """Put the change of each pulse in weeks with a real win against that in weeks without, by permutation."""
    real, waiting = _weeks(columns)
    answers = [_of(pulse, *_changes(columns, pulse, real, waiting)) for pulse in PULSES]
    tested: list[Answer | Silent] = [answer for answer in answers if isinstance(answer, Answer)]
    return tested or answers[:1]


def _weeks(columns: Columns) -> tuple[set[int], set[int]]:
    """Return the weeks with a real win, and those without one that may still turn out to have one."""
    weeks, verdicts = weeks_of(columns), values_of(columns.wins.verdicts)
    real = set(weeks[verdicts == REAL].tolist())
    waiting = set(weeks[(verdicts == EARLY) & ~decided(columns).decided].tolist())
    return real, waiting - real


def _changes(columns: Columns, pulse: Pulse, real: set[int], waiting: set[int]) -> tuple[Changes, Changes]:
    """Return the changes from one week's review to the next, of weeks with a real win and of weeks without."""
    values = {review.week.ordinal: getattr(review, pulse) for review in columns.reviews}
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
