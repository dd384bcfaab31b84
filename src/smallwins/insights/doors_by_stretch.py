"""doors-by-stretch: does discomfort pay, for me?"""

from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import linregress, permutation_test, t

from smallwins.insights.chance import BATCH, RESAMPLES, UNLIKELY, seed_of
from smallwins.insights.columns import UNKNOWN, Columns
from smallwins.insights.decided import Flags, days_of, decided, values_of
from smallwins.insights.finding import Answer, Direction, Effect, Need, Silent, too_few
from smallwins.insights.moods import times_as_wide
from smallwins.insights.two_by_two import counted
from smallwins.method.saying import say_n

ID: Final = "doors-by-stretch"
WINS = 20
DOORS = 5  # opened, and as many not
DIFFERENT = 5  # wins that felt otherwise than most
UNCOMFORTABLE = 2  # from here on, of 0 to 4
EXACT_UP_TO = 200  # wins; with more, the trend's own test and its permutations say the same


def ask(columns: Columns) -> list[Answer | Silent]:
    """Look for a trend of doors over stretch 0 to 4: Cochran and Armitage's, by permutation where it matters."""
    is_decided, opened, settled = decided(columns)
    known = is_decided & (values_of(columns.wins.stretches) != UNKNOWN)
    stretch = values_of(columns.wins.stretches)[known].astype(np.int64)
    doors = opened[known].astype(np.int64)
    wins, with_door, most = len(doors), int(doors.sum()), int(np.bincount(stretch, minlength=1).max())
    silent = too_few(
        ID,
        Need(
            wins,
            WINS,
            lambda n: say_n(
                "{n} more decided win with its stretch answered", "{n} more decided wins with their stretch answered", n
            ),
        ),
        Need(
            wins - most,
            DIFFERENT,
            lambda n: say_n("{n} more win that felt otherwise", "{n} more wins that felt otherwise", n),
        ),
        Need(
            with_door, DOORS, lambda n: say_n("{n} more win that opened a door", "{n} more wins that opened a door", n)
        ),
        Need(
            wins - with_door,
            DOORS,
            lambda n: say_n("{n} more win that opened none", "{n} more wins that opened none", n),
        ),
    )
    if silent:
        return [silent]
    ages = (columns.today.toordinal() - days_of(columns)[known]).astype(np.int64)
    return [_tested(stretch, doors, settled[known], ages)]


def _tested(stretch: NDArray[np.int64], doors: NDArray[np.int64], settled: Flags, ages: NDArray[np.int64]) -> Answer:
    p = _chance(stretch, doors)
    if p <= UNLIKELY and not settled.all():
        p = max(p, _chance(stretch[settled], doors[settled]))  # see two_by_two.Compared
    slope = float(linregress(stretch, doors).slope)
    table = counted(stretch >= UNCOMFORTABLE, doors == 1)
    direction: Direction = "more" if slope >= 0 else "less"
    return Answer(ID, direction, table.counts("opened"), p, partial(_effect, stretch, doors, ages))


def _chance(stretch: NDArray[np.int64], doors: NDArray[np.int64]) -> float:
    if not len(doors) or not np.ptp(stretch) or not np.ptp(doors):
        return 1.0
    plain = float(linregress(stretch, doors).pvalue)
    if plain > UNLIKELY or len(doors) > EXACT_UP_TO:
        return plain
    found = permutation_test(
        (stretch[doors == 1], stretch[doors == 0]),
        lambda those, others, axis: those.mean(axis=axis) - others.mean(axis=axis),
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=BATCH,
        rng=seed_of(stretch, doors),
    )
    return float(found.pvalue)


def _effect(stretch: NDArray[np.int64], doors: NDArray[np.int64], ages: NDArray[np.int64], level: float) -> Effect:
    """Return the slope with an interval as wide as moods make it."""
    found = linregress(stretch, doors)
    slope = float(found.slope)
    pulls = (stretch - stretch.mean()) * (doors - found.intercept - slope * stretch)  # of each win, on the slope
    by = times_as_wide(ages, lambda together: _swing(together, pulls), level)
    width = float(t.isf((1 - level) / 2, len(doors) - 2) * found.stderr) * by
    return Effect("doors more for each step of stretch", slope, slope - width, slope + width, level)  # unsaid: its name


def _swing(together: NDArray[np.int64], pulls: NDArray[np.float64]) -> float:
    """Return how many times more the pulls of the same weeks go together than those of wins by themselves.

    Where there is but one stretch of weeks, or no pull at all, nothing tells.
    """
    stretches, usual = np.count_nonzero(np.bincount(together)), float(pulls @ pulls)
    if stretches <= 1 or not usual:
        return 1.0
    sums = np.bincount(together, pulls)
    return float(sums @ sums) / usual * stretches / (stretches - 1)
