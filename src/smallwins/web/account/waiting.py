"""How long to wait after too many tries: allauth refuses without saying so, and here it is noted when it does."""

import functools
import math
from typing import Any

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

_consume = ratelimit._consume_single_rate  # noqa: SLF001 - the one place in which each refusal of allauth's is decided


@functools.wraps(_consume)
def _noting(request: HttpRequest, *, rate: ratelimit.Rate, **about: Any) -> Any:  # noqa: ANN401 - allauth's own
    """Count as allauth does; where that is a refusal, keep with the request when the oldest try counts no more."""
    used = _consume(request, rate=rate, **about)
    if used is None:
        named = {name: about.get(name) for name in ("app", "action", "key", "user")}
        history = cache.get(ratelimit.get_cache_key(request, rate=rate, **named)) or [ratelimit.time.time()]
        left = math.ceil(history[-1] + rate.duration - ratelimit.time.time())
        request.wait = max(1, left)  # type: ignore[attr-defined]  # read by web/errors.py
    return used


def note_waits() -> None:
    """Note, from now on, how long each refusal lasts."""
    ratelimit._consume_single_rate = _noting  # noqa: SLF001 - as above
