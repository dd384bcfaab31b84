"""The guard before every page: right host, right origin, right person, and the same headers on every answer.

Decided here (TRUST T12, T13):
- a host that is not exactly ours, port included, is answered 421 before anything is looked up;
- a request that another site makes a browser send is refused, except a plain navigation to a page. Since the
  session cookie is SameSite=Strict, such a navigation carries no session and meets the locked page, whose one
  link opens the page from our own origin;
- everything but static files and the way in needs an open session; without one every address answers alike.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from smallwins import bootstrap
from smallwins.language import speaking, told
from smallwins.language.choosing import by_browser
from smallwins.method.saying import say
from smallwins.server.whole import LARGEST
from smallwins.web import session
from smallwins.web.pages import lock

Answers = Callable[[HttpRequest], HttpResponse]
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
FOR_PROGRAMS = ("/api/", "/mails/stop/")
"""Where programs send things: those with a token, and mail programs that stop mails by one press (RFC 8058)."""
FOR_EVERYBODY = {"/open", "/worker.js", "/manifest.webmanifest", "/no-network"}
"""The way in, and what makes the pages an app: nothing of anybody's."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: with it browsers send `Origin: null` with our own forms, and we could not tell them from others'.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",  # unsaid: for programs
    "Cache-Control": "no-store",
}


def headers(get_response: Answers) -> Answers:
    """Give every answer, errors and static files included, the headers that keep it in its place."""

    def guarded(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers["Content-Security-Policy"] = settings.CONTENT_SECURITY_POLICY
        return response

    return guarded


def own_host(get_response: Answers) -> Answers:
    """Answer only to our own names, so that no other name can be pointed at this machine (DNS rebinding)."""

    def guarded(request: HttpRequest) -> HttpResponse:
        if request.META.get("HTTP_HOST", "").lower() not in _hosts():
            return _refused(request, 421, say("This address is not served here."))
        if settings.SMALLWINS_SHARED:
            # The proxy before us speaks TLS, or nobody does: the operator has said which, and no header says otherwise.
            request.META["wsgi.url_scheme"] = settings.SMALLWINS_SHARED.url.partition("://")[0]
        return get_response(request)

    return guarded


def bounded(get_response: Answers) -> Answers:
    """Refuse at its first line what is larger than anything that is ever taken in."""

    def guarded(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LARGEST:
            return _refused(request, 413, say("This is more than can be taken in."))
        return get_response(request)

    return guarded


def own_origin(get_response: Answers) -> Answers:
    """Refuse what another site, or another program's page on this machine, makes a browser send."""

    def guarded(request: HttpRequest) -> HttpResponse:
        if _from_elsewhere(request):
            return _refused(request, 403, say("This was sent from somewhere else."))
        return get_response(request)

    return guarded


def own_person(get_response: Answers) -> Answers:
    """Show the locked page, and nothing else, to whoever has no open session."""

    def guarded(request: HttpRequest) -> HttpResponse:
        request.owner = bootstrap.LOCAL  # type: ignore[attr-defined]  # read by web/journals.py
        if session.is_open(request) or request.path in FOR_EVERYBODY or request.path.startswith("/open/"):
            return get_response(request)
        return lock.locked(request)

    return guarded


def own_hosts(port: int) -> set[str]:
    """Name every Host header that is ours."""
    names = ("127.0.0.1", "localhost", "[::1]")
    return {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())


def _refused(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """Refuse before anything is looked up: in the language of the browser, whoever it is."""
    with speaking(by_browser(request.headers.get("Accept-Language", ""))):
        return HttpResponse(f"{told(sentence)}\n", status=status, content_type="text/plain; charset=utf-8")


def _hosts() -> set[str]:
    shared = settings.SMALLWINS_SHARED
    return {shared.url.partition("://")[2]} if shared else own_hosts(settings.SMALLWINS.port)


def _from_elsewhere(request: HttpRequest) -> bool:
    changes = request.method not in SAFE
    origin = request.headers.get("Origin")  # unsaid: a header
    shared = settings.SMALLWINS_SHARED
    if shared and origin is None and "Sec-Fetch-Site" not in request.headers and request.path.startswith(FOR_PROGRAMS):
        return False  # a program and no browser; and no cookie is looked at there, so none could be made to ask
    ours = shared.url if shared else f"http://{request.META['HTTP_HOST'].lower()}"
    if (origin is None and changes) or (origin is not None and origin != ours):
        return True
    match request.headers.get("Sec-Fetch-Site"):
        case None | "same-origin":
            return False
        case "none":
            return changes
        case "same-site" | "cross-site":
            opens_a_page = ("navigate", "document")
            asked = (request.headers.get("Sec-Fetch-Mode"), request.headers.get("Sec-Fetch-Dest"))
            return changes or asked != opens_a_page
        case _:
            return True
