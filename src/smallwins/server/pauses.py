"""What an account may do only so often on a shared server's pages: what is dear to answer, or sends mail to others."""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from smallwins.web import errors


class Limit(NamedTuple):
    """So often in so many seconds, counted for one account and these methods."""

    most: int
    seconds: int
    methods: frozenset[str] = frozenset({"GET", "HEAD", "POST"})


SENT = frozenset({"POST"})
LIMITS = {
    "import": Limit(60, 600, SENT),
    "export": Limit(30, 600),
    "take-out": Limit(30, 600, SENT),
    "take-everything": Limit(6, 60, SENT),
    "invite-coach": Limit(60, 3600, SENT),
    "new-link": Limit(60, 3600, SENT),
}
"""By the name of a route. Signing in and what else belongs to an account has its own: ACCOUNT_RATE_LIMITS."""


class Pauses:
    """Count before the view is asked, and answer 429 with the seconds to wait where it was enough."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; it is counted when the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: list[Any], _named: dict[str, Any]
    ) -> HttpResponse | None:
        """Count one."""
        name = request.resolver_match.view_name if request.resolver_match else None
        limit = LIMITS.get(name or "")
        if limit is None or request.method not in limit.methods or request.user.pk is None:
            return None
        now = int(time.time())
        window, gone = divmod(now, limit.seconds)
        counted = f"pause:{name}:{request.user.pk}:{window}"
        cache.add(counted, 0, timeout=limit.seconds)
        if cache.incr(counted) <= limit.most:
            return None
        return errors.too_many(request, wait=limit.seconds - gone)
