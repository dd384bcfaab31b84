"""pulse-after-real: do weeks with a real win raise my confidence or clarity?"""

import math
from functools import partial
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import permutation_test, ttest_ind

from smallwins.insights.chance import BATCH, RESAMPLES, UNLIKELY, seed_of, witnessed
from smallwins.insights.columns import EARLY, REAL, Columns
from smallwins.insights.decided import Flags, decided, values_of, weeks_of
from smallwins.insights.finding import PULSES, Answer, Direction, Effect, Need, Pulse, Silent, too_few
from smallwins.method.saying import say_n

ID: Final = "pulse-after-real"
WEEKS = 8  # with a real win, and as many without
MOST_TOGETHER = 0.25  # of how a week is, so much at most may follow from how the one before was, to tell them apart
FIGURES = 9  # behind the point; what lies beyond is the machine's
Changes = NDArray[np.float64]
_NOTHING = (np.array([]),) * 3


class _Compared(NamedTuple):
    """The changes of a pulse in weeks with a real win and in weeks without, as if all weeks before had been alike."""

    real: Changes
    others: Changes
    swing: float = 1.0  # how many times more their difference varies for having been evened out


def ask(columns: Columns) -> list[Answer | Silent]:
    """Put the change of each pulse in weeks with a real win against that in weeks without, by permutation.

    What a real win lifted falls back in the week after it, so a week is held against others after such a week too.
    """
    real, waiting = _weeks(columns)
    answers = [_of(pulse, _changes(columns, pulse, real, waiting)) for pulse in PULSES]
    tested: list[Answer | Silent] = [answer for answer in answers if isinstance(answer, Answer)]
    return tested or answers[:1]


def _weeks(columns: Columns) -> tuple[set[int], set[int]]:
    """Return the weeks with a real win, and those without one that may still turn out to have one."""
    weeks, verdicts = weeks_of(columns), values_of(columns.wins.verdicts)
    real = set(weeks[verdicts == REAL].tolist())
    waiting = set(weeks[(verdicts == EARLY) & ~decided(columns).decided].tolist())
    return real, waiting - real


def _changes(columns: Columns, pulse: Pulse, real: set[int], waiting: set[int]) -> _Compared:
    """Return the changes from one week's review to the next, of weeks with a real win and of weeks without."""
    values = {review.week.ordinal: getattr(review, pulse) for review in columns.reviews}
    found: list[tuple[int, bool, bool]] = []
    for week, value in values.items():
        before = values.get(week - 1)
        if value is not None and before is not None and week not in waiting:
            found.append((value - before, week in real, week - 1 in real))
    changes, is_real, after_real = (np.array(column) for column in zip(*found, strict=True)) if found else _NOTHING
    return _evened(changes.astype(np.float64), is_real.astype(bool), after_real.astype(bool))


def _evened(changes: Changes, real: Flags, after_real: Flags) -> _Compared:
    """Take out of the changes what weeks after a real win have in common, by least squares.

    Where such weeks and weeks with a real win go together too much, one cannot be told from the other, and the changes
    stay as they are.
    """
    plain = _Compared(changes[real], changes[~real])
    if not (0 < real.sum() < len(real) and 0 < after_real.sum() < len(after_real)):
        return plain
    y, x, z = (column - column.mean() for column in (changes, real, after_real))
    together = (x @ z) ** 2 / (x @ x * (z @ z))
    if together > MOST_TOGETHER:
        return plain
    fall = ((z @ y) * (x @ x) - (x @ y) * (x @ z)) / (x @ x * (z @ z) - (x @ z) ** 2)
    evened = np.round(changes - fall * z, FIGURES)
    return _Compared(evened[real], evened[~real], float(1 / (1 - together)))


def _of(pulse: Pulse, compared: _Compared) -> Answer | Silent:
    real, others, swing = compared
    silent = too_few(
        ID,
        Need(
            len(real),
            WEEKS,
            lambda n: say_n(
                "{n} more reviewed week with a real win, after another reviewed week",
                "{n} more reviewed weeks with a real win, each after another reviewed week",
                n,
            ),
        ),
        Need(
            len(others),
            WEEKS,
            lambda n: say_n(
                "{n} more reviewed week without one, after another reviewed week",
                "{n} more reviewed weeks without one, each after another reviewed week",
                n,
            ),
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
    p = witnessed(_chance(real, others), lambda: swing)
    return Answer(ID, direction, counts, p, partial(_effect, compared), pulse=pulse)


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


def _effect(compared: _Compared, level: float) -> Effect:
    real, others, swing = compared
    value = float(real.mean() - others.mean())
    interval = ttest_ind(real, others, equal_var=False).confidence_interval(level)
    low, high = (value + (float(end) - value) * math.sqrt(swing) for end in (interval.low, interval.high))
    return Effect("difference of the change", value, low, high, level)  # unsaid: its name
