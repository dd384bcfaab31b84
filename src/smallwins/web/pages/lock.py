"""The locked page, which tells nothing but how to get in, and the way to lock."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from smallwins.web import session
from smallwins.web.page import page


def locked(request: HttpRequest) -> HttpResponse:
    """Answer every address alike, whether there is something behind it or not."""
    return page(request, "pages/locked.html", status=403)


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """End the session, and have the browser forget what it kept."""
    session.lock(request)
    response = HttpResponseRedirect("/")
    response.headers["Clear-Site-Data"] = session.what_to_clear(request)
    return response
