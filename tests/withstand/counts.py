"""How often a hard time is tried: a small count in every run, multiplied for a release by SMALLWINS_WITHSTAND."""

import os
import random

SEED = int(os.environ.get("SMALLWINS_WITHSTAND_SEED") or random.randrange(2**32))


def times(count: int) -> int:
    """Return how often to try, at the knob's setting."""
    return count * int(os.environ.get("SMALLWINS_WITHSTAND") or 1)


def dice(*what: object) -> random.Random:
    """Return dice for one test: the same throws again for the same SMALLWINS_WITHSTAND_SEED."""
    return random.Random(f"{SEED} {what}")
