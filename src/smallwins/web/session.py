"""The session of a local journal: open from a one-time link until it is locked, idle too long, or 30 days old."""

import hashlib
import hmac
import time
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from smallwins.journal.ports import Journal
from smallwins.language import told


class Saying(NamedTuple):
    """One sentence at the top of a page; with the number of the change that it can take back."""

    sentence: str
    change: int | None = None
    place: str = ""


_NOTED_EVERY = 5 * 60
"""Seconds between two notes of the last visit, so that not every page writes a file."""


def let_in(request: HttpRequest) -> None:
    """Open a session under a new key; nothing of what was there before goes on."""
    request.session.flush()
    now = int(time.time())
    request.session["since"] = now
    request.session["seen"] = now
    # The token for forms is made here, once: two first pages at the same time would make two, and one would not fit.
    rotate_token(request)


def is_open(request: HttpRequest) -> bool:
    """Tell whether this visitor is signed in, or on their own machine came by a one-time link, not too long ago."""
    if hasattr(request, "user"):
        return bool(request.user.is_authenticated)
    since, seen = request.session.get("since"), request.session.get("seen")
    if since is None or seen is None:
        return False
    now = int(time.time())
    idle = settings.SMALLWINS_LOCKS_AFTER.total_seconds()
    if now - since > settings.SESSION_COOKIE_AGE or now - seen > idle:
        request.session.flush()
        return False
    if now - seen > _NOTED_EVERY:
        request.session["seen"] = now
    return True


def whose(request: HttpRequest) -> str:
    """Name the person to their own browser, by a word that says nothing: what waits there is sent for them alone."""
    if not is_open(request):
        return ""
    owner = request.user.pk if hasattr(request, "user") else "here"
    return hmac.new(settings.SECRET_KEY.encode(), f"whose {owner}".encode(), hashlib.sha256).hexdigest()[:16]


def lock(request: HttpRequest) -> None:
    """End the session here and in the data folder, so that a copied cookie opens nothing."""
    request.session.flush()


def what_to_clear(request: HttpRequest) -> str:
    """Name what the browser is to forget: everything, or all but wins not sent yet where they are to stay."""
    return '"cache"' if request.POST.get("keep") else '"cache", "storage"'


def say(request: HttpRequest, sentence: str) -> None:
    """Say one sentence at the top of the next page; never put what the person wrote into it."""
    request.session["said"] = told(sentence)
    request.session.pop("undo", None)


def say_done(request: HttpRequest, journal: Journal, sentence: str, place: str = "") -> None:
    """Say what was done, with a way to take it back that leads to `place` (where nothing is said, to the same page)."""
    say(request, sentence)
    change = journal.changes.last()
    if change is not None:
        request.session["undo"] = [change.number, place or request.POST.get("next", "")]


def unsay(request: HttpRequest) -> None:
    """Take back what was to be said, because it did not come to be."""
    for name in ("said", "undo"):
        request.session.pop(name, None)


def said(request: HttpRequest) -> Saying | None:
    """Take the sentence to say on this page."""
    if "said" not in request.session:
        return None
    change, place = request.session.pop("undo", (None, ""))
    return Saying(request.session.pop("said"), change, place)
