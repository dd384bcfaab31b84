"""A browser that a person has signed in from before: guesses made elsewhere do not lock it out."""

import secrets
from typing import Literal

from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "__Host-k"
DAYS = 180
_SALT = "smallwins.known-device"
_SAME_SITE: Literal["Lax"] = "Lax"  # unsaid: a word of the protocol


def remember(request: HttpRequest, response: HttpResponse, person: int) -> None:
    """Give the browser a cookie that says who signed in here; it opens nothing."""
    if device_of(request, person):
        return
    value = signing.dumps([person, secrets.token_urlsafe(12)], salt=_SALT)
    response.set_cookie(COOKIE, value, max_age=DAYS * 86400, secure=True, httponly=True, samesite=_SAME_SITE)


def device_of(request: HttpRequest, person: int | None) -> str:
    """Return the name of this browser, if this person has signed in from it before."""
    try:
        known, device = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=DAYS * 86400)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(device) if person is not None and known == person else ""
