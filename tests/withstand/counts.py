"""How often a hard time is tried: a small count in every run, that of a release with SMALLWINS_WITHSTAND=release."""

import os
import random

SEED = int(os.environ.get("SMALLWINS_WITHSTAND_SEED") or random.randrange(2**32))
RELEASE = os.environ.get("SMALLWINS_WITHSTAND") == "release"


def times(change: int, release: int) -> int:
    """Return how often to try: for a change, or before a release."""
    return release if RELEASE else change


def dice(*what: object) -> random.Random:
    """Return dice for one test: the same throws again for the same SMALLWINS_WITHSTAND_SEED."""
    return random.Random(f"{SEED} {what}")
