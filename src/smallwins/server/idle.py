"""How long a person stays signed in on a shared server, and when each place was last used."""

import time
from collections.abc import Callable
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

clock: Callable[[], float] = time.time
_NOTED_EVERY = timedelta(minutes=10).total_seconds()
"""So that not every page writes: what is shown of it is the hour."""


def stays_signed_in(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sign out who was away for too long, or came too long ago; whoever goes on is seen."""

    def guarded(request: HttpRequest) -> HttpResponse:
        # The API looks at no cookie, so it must not look one up either.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith("/api/"):
            _look_at(request)
        return get_response(request)

    return guarded


def _look_at(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        return
    now = clock()
    since, seen = request.session.get("since", now), request.session.get("seen", 0)
    away_too_long = seen and now - seen > settings.SMALLWINS_SIGNED_OUT_AFTER.total_seconds()
    if away_too_long or now - since > settings.SESSION_COOKIE_AGE:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        logout(request)
    elif now - seen > _NOTED_EVERY:
        request.session["since"], request.session["seen"] = int(since), int(now)
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())
