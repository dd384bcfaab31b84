"""doors-by-stretch: does discomfort pay, for me?"""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import linregress, permutation_test, t

from smallwins.insights.chance import BATCH, RESAMPLES, UNLIKELY, seed_of
from smallwins.insights.evidence import Decided, Evidence
from smallwins.insights.finding import Answer, Effect, Need, Silent, too_few

ID: Final = "doors-by-stretch"
WINS = 20
DOORS = 5  # opened, and as many not
DIFFERENT = 5  # wins that felt otherwise than most
EXACT_UP_TO = 200  # wins; with more, the trend's own test and its permutations say the same


def ask(evidence: Evidence) -> list[Answer | Silent]:
    """Look for a trend of doors over stretch 0 to 4: Cochran and Armitage's, by permutation where it matters."""
    known = [one for one in evidence.decided if one.row.stretch is not None]
    opened = sum(one.opened for one in known)
    most = max(Counter(one.row.stretch for one in known).values(), default=0)
    silent = too_few(
        ID,
        Need(len(known), WINS, "decided win with its stretch answered", "decided wins with their stretch answered"),
        Need(len(known) - most, DIFFERENT, "win that felt otherwise", "wins that felt otherwise"),
        Need(opened, DOORS, "win that opened a door", "wins that opened a door"),
        Need(len(known) - opened, DOORS, "win that opened none", "wins that opened none"),
    )
    return [silent or _tested(known)]


def _tested(known: Sequence[Decided]) -> Answer:
    stretch, doors = _columns(known)
    settled = [one for one in known if one.settled]
    p = _chance(stretch, doors)
    if p <= UNLIKELY and len(settled) < len(known):
        p = max(p, _chance(*_columns(settled)))  # see two_by_two.Compared
    slope = float(linregress(stretch, doors).slope)
    uncomfortable = stretch >= 2
    counts = {
        "opened": int(doors[uncomfortable].sum()),
        "of": int(uncomfortable.sum()),
        "others_opened": int(doors[~uncomfortable].sum()),
        "others_of": int((~uncomfortable).sum()),
    }
    return Answer(ID, "more" if slope >= 0 else "less", counts, p, partial(_effect, stretch, doors))


def _columns(known: Sequence[Decided]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return (
        np.array([one.row.stretch for one in known], dtype=np.int64),
        np.array([one.opened for one in known], dtype=np.int64),
    )


def _chance(stretch: NDArray[np.int64], doors: NDArray[np.int64]) -> float:
    if len(set(stretch.tolist())) < 2 or len(set(doors.tolist())) < 2:
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


def _effect(stretch: NDArray[np.int64], doors: NDArray[np.int64], level: float) -> Effect:
    found = linregress(stretch, doors)
    width = float(t.isf((1 - level) / 2, len(doors) - 2) * found.stderr)
    slope = float(found.slope)
    return Effect("doors more for each step of stretch", slope, slope - width, slope + width, level)
