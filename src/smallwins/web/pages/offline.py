"""What an installed app needs when there is no network: its worker, its manifest, and where waiting wins are sent."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.views.decorators.http import require_http_methods, require_safe

from smallwins import bootstrap
from smallwins.journal.wins import add_win
from smallwins.language import _, told_of
from smallwins.method.errors import InputError, NotFoundError, RefusedError, ReusedKeyError
from smallwins.web import session, waited
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.pages import adding, going_on
from smallwins.web.pages.going_on import OtherwiseError

STATIC = Path(__file__).resolve().parents[1] / "static"
SHELL = (
    "base.css", "parts.css", "pages.css", "review.css", "htmx.min.js", "smallwins.js", "kept.js", "outbox.js",
    "going_on.js", "icon.svg", "fonts/newsreader.woff2", "fonts/newsreader-italic.woff2", "fonts/instrument-sans.woff2",
)  # fmt: skip
"""What every page is shown with; the worker keeps them, so that pages look the same without a network."""
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-full.png", "512x512", "maskable"),
)


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Hand out the worker, with the addresses of this version's files."""
    here = json.dumps(
        {"version": settings.STATIC_URL, "shell": [static(name) for name in SHELL], "kept": static("kept.js")}
    )
    script = (STATIC / "worker.js").read_text(encoding="utf-8")
    return HttpResponse(f"self.here = {here};\n{script}", content_type="text/javascript")


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """Say how the app is installed: its name, its icons, and that texts and links can be shared with it."""
    told = {
        "id": "/",
        "name": "smallwins",
        "short_name": "smallwins",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf7f1",
        "theme_color": "#faf7f1",
        "icons": [
            {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
        "share_target": {
            "action": "/share",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
def no_network(request: HttpRequest) -> HttpResponse:
    """Show what stands in for a page that was not kept; the worker keeps this one from the start."""
    return page(request, "pages/no_network.html", is_open=False, said=None, whose="")


@require_http_methods(["GET", "HEAD", "POST"])
def outbox(request: HttpRequest) -> HttpResponse:
    """Say who is signed in here, with a fresh token; or take one win, or one answer of a review, that waited here.

    Sent twice it is written once, by its id. What is refused is answered 422 with the reason: it goes back to the
    person's hands, and those behind it go on.
    """
    if request.method != "POST":
        with journal_of(request, reading=True) as journal:
            stamp = hashlib.sha256(repr(journal.stamp()).encode()).hexdigest()[:16]
        return JsonResponse({"whose": session.whose(request), "token": get_token(request), "stamp": stamp})
    if request.POST.get("whose") != session.whose(request):
        return _refused(_("This waits for somebody else."), 409)
    try:
        return JsonResponse(_answered(request) if waited.TO in request.POST else _written(request))
    except OtherwiseError as error:
        return JsonResponse({"reason": str(error), "stands": error.stands}, status=422)
    except ReusedKeyError:
        return _refused(_("It was sent before with other words."))
    except (InputError, RefusedError, NotFoundError) as error:
        return _refused(told_of(error))


def _written(request: HttpRequest) -> dict[str, object]:
    """Write the win down; say whether it is new, or was here already."""
    with journal_of(request) as journal:
        command = adding.sent_win(journal, request)
        known = command.id in journal.wins.several([command.id])
        try:
            judged = add_win(journal, command)
        except NotFoundError as error:
            if error.name != command.id:
                raise
            return {"number": None, "new": False}  # written down then, and taken out since
    return {"number": judged.win.number, "new": not known}


def _answered(request: HttpRequest) -> dict[str, object]:
    """Carry out what was answered in a review; nothing of it where something else stands by now."""
    with journal_of(request) as journal:
        return going_on.taken(journal, request, bootstrap.now())


def _refused(reason: str, status: int = 422) -> JsonResponse:
    return JsonResponse({"reason": reason}, status=status)
