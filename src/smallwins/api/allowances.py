"""How often an account may write, take in and take out: so much at once, then so much a minute.

Counted where Django keeps the counters of tries, so that all processes of a server count together. What is kept is
one moment: when the allowance will be whole again, which each taking moves on.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import connections, transaction

from smallwins.api.errors import ApiError

KIND = "allowance"
"""The name of the attribute by which a view says which allowance it takes from."""


class Allowance(NamedTuple):
    """So many at once, and so many more each minute."""

    at_once: int
    a_minute: float


def allowed(kind: str) -> Allowance:
    """Return an allowance, as the operator's number of writes a minute sets it (120 unless told)."""
    assert settings.SMALLWINS_SHARED is not None  # the API is a shared server's
    a_minute = float(settings.SMALLWINS_SHARED.api_writes)
    if kind == "writes":
        return Allowance(int(a_minute * 2.5), a_minute)
    return Allowance(max(1, int(a_minute / 12)), a_minute / 120)  # imports and exports are dear: ten, then one a minute


def take(kind: str, person: int) -> None:
    """Take one, or raise ApiError that says when there will be one again."""
    at_once, a_minute = allowed(kind)
    each = 60 / a_minute
    name = f"allowance:{kind}:{person}"
    with _alone(name):
        now = time.time()
        # A clock that was set back is no reason to wait longer than for everything.
        whole_at = min(max(float(cache.get(name, 0.0)), now), now + at_once * each)
        wait = whole_at + each - (now + at_once * each)
        if wait <= 0:
            cache.set(name, whole_at + each, timeout=math.ceil(at_once * each) + 1)
            return
    seconds = max(1, math.ceil(wait))
    detail = f"That was much at once: {at_once} {kind} are, and {a_minute:g} a minute after that. Go on in {seconds} s."
    raise ApiError(429, "too-much", detail, headers=[("Retry-After", str(seconds))])


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Let one after another look and take, in whichever process: else many at once would all find the same left."""
    place = "counters" if "counters" in connections else "default"
    with transaction.atomic(using=place):  # in SQLite, one at a time
        if connections[place].vendor == "postgresql":
            with connections[place].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        yield
