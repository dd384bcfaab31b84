"""In which language a request is answered: the person's own, else the first that their browser asks for."""

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from smallwins import language
from smallwins.language import choosing

Answers = Callable[[HttpRequest], HttpResponse]
IN_ENGLISH = ("/api/", "/static/")
"""For programs, which read names and not sentences."""


def spoken(get_response: Answers) -> Answers:
    """Speak the language of whoever asks, from here on until they are answered."""

    def answered(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(IN_ENGLISH):
            return get_response(request)
        code = chosen(request)
        with language.speaking(code):
            response = _answered_by_all(get_response, request, code)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", code)
            patch_vary_headers(response, ("Accept-Language", "Cookie"))  # unsaid: headers
            _note(request, code)
        return response

    return answered


def chosen(request: HttpRequest) -> str:
    """Choose by the browser."""
    return choosing.by_browser(request.headers.get("Accept-Language", ""))


def _note(request: HttpRequest, code: str) -> None:
    """Keep with their account in which language a person reads: mails are written when nobody asks for a page."""
    if not hasattr(request, "user"):
        return  # on one's own machine there are no accounts, and no mails
    from smallwins.accounts.people import keep_language  # noqa: PLC0415 - of a shared server alone

    with suppress(DatabaseError):  # the page is there; the next one notes it
        if request.user.is_authenticated:
            keep_language(request.user, code)


def _answered_by_all(get_response: Answers, request: HttpRequest, code: str) -> HttpResponse:
    """Answer while Django speaks the same language: the forms of accounts are its own."""
    if not settings.USE_I18N or code == language.PSEUDO:
        return get_response(request)
    with translation.override(code):
        return get_response(request)
