"""In which language a request is answered: the person's own, else the first that their browser asks for."""

from collections.abc import Callable

from django.conf import settings
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
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return answered


def chosen(request: HttpRequest) -> str:
    """Choose by the browser."""
    return choosing.by_browser(request.headers.get("Accept-Language", ""))


def _answered_by_all(get_response: Answers, request: HttpRequest, code: str) -> HttpResponse:
    """Answer while Django speaks the same language: the forms of accounts are its own."""
    if not settings.USE_I18N or code == language.PSEUDO:
        return get_response(request)
    with translation.override(code):
        return get_response(request)
