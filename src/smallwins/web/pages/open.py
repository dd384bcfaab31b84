"""The way in: a one-time link is followed, then used by one button that only a person (or their browser) presses.

Following it uses nothing up, so that a preview of the link cannot burn it; and it leads on at once to an
address without the token, so that the token stays in no address bar, no history and no Referer.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from smallwins.web import links, session
from smallwins.web.page import page


@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Keep a good link for the next request, and go where the address no longer shows it."""
    link = links.hashed(token)
    if links.good(settings.SMALLWINS.home / "links", link):
        request.session["link"] = link
    return HttpResponseRedirect(reverse("open"))


@require_http_methods(["GET", "HEAD", "POST"])
def open_journal(request: HttpRequest) -> HttpResponse:
    """Show the button; on its press use the link up and let the person in."""
    folder = settings.SMALLWINS.home / "links"
    link = request.session.get("link")
    if request.method == "POST" and link is not None and links.use(folder, link):
        session.let_in(request)
        return HttpResponseRedirect(reverse("week"))
    if link is not None and links.good(folder, link):
        return page(request, "pages/open.html")
    if session.is_open(request):
        return HttpResponseRedirect(reverse("week"))
    return page(request, "pages/locked.html", status=403)
