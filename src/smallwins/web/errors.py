"""The one file where an error becomes a page."""

import contextlib
import logging
import re
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from smallwins.language import _, told_of
from smallwins.method.errors import (
    JournalBusyError,
    JournalDamagedError,
    JournalError,
    JournalForeignError,
    JournalFullError,
    JournalMissingError,
    JournalNewerError,
    JournalReadOnlyError,
    NotFoundError,
    RefusedError,
    SmallwinsError,
    StorageError,
    TooOftenError,
)
from smallwins.method.saying import say
from smallwins.web import session
from smallwins.web.page import page

_log = logging.getLogger("django.journal")
_SECRET = re.compile("pass|^again$|^code$")
"""Fields that are typed unseen, by their names."""
UNREACHABLE = (
    "A moment",
    say("What is kept here cannot be reached just now. Nothing was saved; try again in a moment."),
)
PAGES: dict[type[SmallwinsError], tuple[int, str]] = {
    RefusedError: (422, say("That did not go through")),
    TooOftenError: (429, "A pause"),
    NotFoundError: (404, say("Nothing here")),
    JournalMissingError: (500, say("The journal file is gone")),
    JournalForeignError: (500, say("This file is not a journal")),
    JournalDamagedError: (500, say("The journal file is damaged")),
    JournalNewerError: (500, say("This journal needs a newer smallwins")),
    JournalError: (500, say("The journal cannot be opened")),
    JournalBusyError: (503, say("The journal is busy")),
    JournalFullError: (507, say("The disk is full")),
    JournalReadOnlyError: (503, say("The journal can only be read")),
    StorageError: (503, say("The journal cannot be reached just now")),
}
"""Status and heading of each error; an error not named here gets those of the nearest family above it."""


class ErrorPages:
    """Turn what a page raises into a page, and an empty refusal into one that says something."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with a page where Django would leave it empty."""
        response = self.get_response(request)
        if response.status_code == 405 and not response.content and request.method != "HEAD":
            said = page(
                request,
                "pages/error.html",
                heading=_("Not like this"),
                sentence=_("This page is opened by a link."),
                typed=[],
            )
            response.content = said.content
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for the family of method/errors.py; anything else is a fault of ours and goes on to be logged."""
        # A page says what it did inside the transaction; where that was not kept after all, it must not be said.
        session.unsay(request)
        if not isinstance(error, SmallwinsError):
            return None
        if isinstance(error, NotFoundError) and _is_another_s(request):
            return not_found(request)
        status, heading = _page_of(type(error))
        sentence = told_of(error)
        if settings.SMALLWINS_SHARED and isinstance(error, JournalError | StorageError):
            # Where a server keeps things is for whoever runs it, and they hear of it; people are told to try again.
            status, heading, sentence = max(status, 503), *UNREACHABLE
            if isinstance(error, JournalError):
                _log.error("journal")
        response = _error(request, status, heading, sentence)
        if isinstance(error, JournalBusyError):
            response.headers["Retry-After"] = "2"
        if isinstance(error, TooOftenError):
            response.headers["Retry-After"] = str(error.seconds)
        return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for an address that leads nowhere."""
    del exception
    return _error(request, 404, _("Nothing here"), _("There is no page at this address."))


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for a request that makes no sense, or is too large to be looked at."""
    if isinstance(exception, RequestDataTooBig):
        return _error(request, 413, _("Too large"), _("This is more than can be taken in at once. Nothing was saved."))
    return _error(
        request, 400, _("Not understood"), _("Something was wrong with what the browser sent. Go back and try again.")
    )


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for a request that is not allowed."""
    del exception
    return _error(request, 403, _("Not allowed"), _("This cannot be done from here."))


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer for a form whose token does not fit, and keep what was typed."""
    del reason
    return _error(
        request,
        403,
        _("This page was open for a while"),
        _("Nothing was lost and nothing was saved. Look it over and send it again."),
    )


def too_many(request: HttpRequest, exception: Exception | None = None, wait: int = 0) -> HttpResponse:
    """Answer where something was tried too often, with the seconds to wait."""
    del exception
    wait = wait or getattr(request, "wait", 60)  # set by web/account/waiting.py
    sentence = _("That was tried too often. Wait some minutes, then try again.")
    response = page(request, "pages/error.html", status=429, heading="A pause", sentence=sentence, typed=[])
    response.headers["Retry-After"] = str(wait)
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Answer for a fault of ours."""
    status, heading = 500, _("That broke")
    sentence = _("Something broke on our side. Nothing you wrote before is touched; go back and try again.")
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        status, (heading, sentence) = 503, UNREACHABLE
    response = HttpResponse(sentence, status=status, content_type="text/plain")
    with contextlib.suppress(Exception):  # the page itself may be what is broken
        response = _error(request, status, heading, sentence)
    if status == 503:
        response.headers["Retry-After"] = "2"
    return response


def _is_another_s(request: HttpRequest) -> bool:
    """Tell whether a coach or a link asks: to them whatever is not there is as if it had never been."""
    reach = getattr(request, "reach", None)
    return reach is not None and reach.by in {"coach", "link"}


def _page_of(kind: type[SmallwinsError]) -> tuple[int, str]:
    return next((PAGES[family] for family in kind.__mro__ if family in PAGES), (500, _("That did not work")))


def _error(request: HttpRequest, status: int, heading: str, sentence: str) -> HttpResponse:
    return page(request, "pages/error.html", status=status, heading=heading, sentence=sentence, typed=_typed(request))


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed: it goes back into a form that can be sent again, and is not lost with an answer.

    What nobody may read over a shoulder does not.
    """
    try:
        sent = request.POST.lists()
    except (BadRequest, SuspiciousOperation, UnreadablePostError):
        return []  # what could not be read is what is being answered
    return [
        (name, value)
        for name, values in sent
        if name != "csrfmiddlewaretoken" and not _SECRET.search(name)
        for value in values
        if isinstance(value, str)
    ]
