"""How a screen is shown: a template, its values, and what the frame around every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from minijinja import safe

from smallwins.web import session


def page(
    request: HttpRequest,
    template: str,
    *,
    here: str = "",
    rearview: int | None = None,
    status: int = 200,
    **values: Any,  # noqa: ANN401 - what each template shows is its own business
) -> HttpResponse:
    """Fill a template that extends `base.html` and answer with it.

    `here` is the route's name in the navigation (week, wins, goals, rearview, settings), `rearview` the number
    in the mirror (no number is shown where it is not known).
    """
    return HttpResponse(
        render_to_string(template, {**frame(request, here=here, rearview=rearview), **values}, request), status=status
    )


def frame(request: HttpRequest, *, here: str = "", rearview: int | None = None) -> dict[str, Any]:
    """Return what the frame around every page shows."""
    return {
        "here": here,
        "rearview": rearview,
        # What was just done is said to the person, not to a worker that reads ahead.
        "said": None if "X-Read-Ahead" in request.headers else session.said(request),
        "is_open": session.is_open(request),
        "whose": session.whose(request),
        "is_shared": settings.SMALLWINS_SHARED is not None,
    }


def part(request: HttpRequest, template: str, *, status: int = 200, **values: Any) -> HttpResponse:  # noqa: ANN401
    """Fill a template of a part of a page, for a request of htmx, and answer with that alone."""
    return HttpResponse(render_to_string(template, values, request), status=status)


def markup(template: str, **values: Any) -> str:  # noqa: ANN401 - as above
    """Fill a template of a part of a page that is the same for every request, to be set into pages as it is."""
    return safe(render_to_string(template, values))


def wants_part(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part of a page, rather than a person for the whole."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"
