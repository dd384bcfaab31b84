"""Where to go on after a form was sent: a route's name that the form carried, never an address."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import NoReverseMatch, resolve, reverse

from smallwins.web.forms import Form

FORM = "smallwins.form"
PLACES = (
    "week",
    "past-week",
    "win",
    "wins",
    "review",
    "goal",
    "goals",
    "crossroads",
    "one-crossroads",
    "rearview",
    "stories",
    "draft",
    "inbox",
    "settings",
    "questions",
)


def address(place: str, **query: str) -> str:
    """Return the address of a place such as `week`, `win:42` or `review:2026-W47`; what is none leads to this week.

    What stands in the query and is empty is left out.
    """
    name, *args = place.split(":")
    try:
        path = reverse(name, args=args) if name in PLACES else reverse("week")
    except NoReverseMatch:
        path = reverse("week")
    said = urlencode({key: value for key, value in query.items() if value})
    return f"{path}?{said}" if said else path


def place_of(request: HttpRequest) -> str:
    """Return the place that the form names in `next`."""
    return request.POST.get("next", "")


def go_on(request: HttpRequest, **query: str) -> HttpResponseRedirect:
    """Go on, by a GET, at the place that the form names."""
    where = address(place_of(request), **query)
    return see(where + "#asking" if query.get("ask") else where)  # where a browser without a script goes on reading


def see(where: str) -> HttpResponseRedirect:
    """Answer a form with the address to look at next."""
    response = HttpResponseRedirect(where)
    response.status_code = 303
    return response


def shown_again(request: HttpRequest, form: Form, place: str = "", **query: str) -> HttpResponse:
    """Show the page that a form came from once more, with what was typed and what is wrong with it."""
    where = address(place or place_of(request))
    page = resolve(where)
    request.method = "GET"
    request.GET = QueryDict(urlencode({key: value for key, value in query.items() if value}))
    request.META[FORM] = form
    response: HttpResponse = page.func(request, *page.args, **page.kwargs)
    response.status_code = 422
    return response


def form_of(request: HttpRequest) -> Form | None:
    """Return the form to show again on this page, if one was refused."""
    form = request.META.get(FORM)
    return form if isinstance(form, Form) else None
