"""How often an account may write, take in and take out: so much at once, then so much a minute.

Counted in each server process on its own, so that counting costs nothing and needs nothing; several processes
together allow as many times more.
"""

import math
import threading
import time
from typing import NamedTuple

from django.conf import settings

from smallwins.api.errors import ApiError

KIND = "allowance"
"""The name of the attribute by which a view says which allowance it takes from."""
MOST_KEPT = 50_000  # accounts; the one that asked longest ago is forgotten first, and has its full allowance again


class Allowance(NamedTuple):
    """So many at once, and so many more each minute."""

    at_once: int
    a_minute: float


_left: dict[tuple[str, int], tuple[float, float]] = {}  # (kind, owner) -> (left, when)
_lock = threading.Lock()


def allowed(kind: str) -> Allowance:
    """Return an allowance, as the operator's number of writes a minute sets it (120 unless told)."""
    assert settings.SMALLWINS_SHARED is not None  # the API is a shared server's
    a_minute = float(settings.SMALLWINS_SHARED.api_writes)
    if kind == "writes":
        return Allowance(int(a_minute * 2.5), a_minute)
    return Allowance(max(1, int(a_minute / 12)), a_minute / 120)  # imports and exports are dear: ten, then one a minute


def take(kind: str, owner: int, now: float | None = None) -> None:
    """Take one, or raise ApiError that says when there will be one again."""
    at_once, a_minute = allowed(kind)
    at = time.monotonic() if now is None else now
    with _lock:
        left, since = _left.pop((kind, owner), (float(at_once), at))
        left = min(float(at_once), left + (at - since) * a_minute / 60)
        enough = left >= 1
        _left[kind, owner] = (left - 1 if enough else left, at)
        while len(_left) > MOST_KEPT:
            _left.pop(next(iter(_left)))
    if not enough:
        wait = max(1, math.ceil((1 - left) * 60 / a_minute))
        detail = (
            f"That was much at once: {at_once} {kind} are, and {a_minute:g} a minute after that. Go on in {wait} s."
        )
        raise ApiError(429, "too-much", detail, headers=[("Retry-After", str(wait))])


def forget() -> None:
    """Forget what was counted, so that everybody has their full allowance."""
    with _lock:
        _left.clear()
