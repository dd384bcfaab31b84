"""Every operation of the API, and what lies below /api/ and is none."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.operation import PathView

from smallwins.api.document import document
from smallwins.api.errors import ApiError
from smallwins.api.etags import shown
from smallwins.api.gate import Gated, gated
from smallwins.api.operation import told_of
from smallwins.api.problems import answer, problem_of
from smallwins.api.resources import (
    account,
    answering,
    arriving,
    clients,
    coaching,
    crossroads,
    deciding,
    doors,
    goals,
    inbox,
    keeping,
    links,
    looking,
    options,
    questions,
    remarks,
    reminders,
    reviews,
    sharing,
    steps,
    stories,
    travel,
    weeks,
    wins,
)
from smallwins.method.errors import SmallwinsError

PREFIX = "api/v1"
RESOURCES = (
    wins,
    answering,
    doors,
    steps,
    goals,
    weeks,
    reviews,
    questions,
    looking,
    crossroads,
    options,
    deciding,
    stories,
    inbox,
    arriving,
    remarks,
    sharing,
    links,
    clients,
    coaching,
    reminders,
    account,
    keeping,
    travel,
)
"""In the order in which a person meets them; another one is a file in resources/ and its name here."""


def _problem(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, Exception)
    problem = problem_of(error)
    assert problem is not None  # of the kinds below only
    return answer(problem)


api = NinjaAPI(title="smallwins", version="1", docs_url=None, openapi_url=None, parser=Gated())
for _kind in (ApiError, SmallwinsError, ValidationError, Http404):
    api.add_exception_handler(_kind, _problem)
for _resource in RESOURCES:
    api.add_router("", _resource.router)


def _routes() -> Iterator[URLPattern]:
    """Put the gate before each address, and say on its view which scope each method needs."""
    addresses: dict[str, PathView] = {}
    for bound in api._get_bound_routers():  # noqa: SLF001 - the one way to what stands at an address
        for address, operations in bound.path_operations.items():
            kept = addresses.setdefault(address, operations)
            if kept is not operations:
                kept.operations.extend(operations.operations)
    for address, operations in addresses.items():
        view: Callable[..., Any] = gated(operations.get_view(), operations)
        view.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie is ever looked at; see server/access.py
        view.scopes = {  # type: ignore[attr-defined]  # read by server/access.py
            method: told_of(operation.view_func).scope
            for operation in operations.operations
            for method in operation.methods
        }
        view.shares = {  # type: ignore[attr-defined]  # as above
            method: told_of(operation.view_func).shared
            for operation in operations.operations
            for method in operation.methods
        }
        yield re_path(_pattern(address), view)


def _pattern(address: str) -> str:
    """Write a path as a pattern: an argument is all up to the next slash, and nothing may follow."""
    parts = (f"(?P<{part[1:-1]}>[^/]+)" if part.startswith("{") else part for part in address.strip("/").split("/"))
    return rf"^{PREFIX}/{'/'.join(parts)}\Z"


def nothing_here(request: HttpRequest, **_named: str) -> HttpResponse:
    """Answer for an address below /api/ that leads nowhere."""
    del request
    problem = problem_of(Http404())
    assert problem is not None
    return answer(problem)


def scope_needed(request: HttpRequest) -> str | None:
    """Return the scope that a request's operation needs; None where its address does not take its method."""
    view = request.resolver_match.func if request.resolver_match else None
    scopes: dict[str, str] = getattr(view, "scopes", {})
    return scopes.get(request.method or "")


def share_needed(request: HttpRequest) -> str | None:
    """Return what a client must have granted for a request's operation; None where it is about one's own journal."""
    view = request.resolver_match.func if request.resolver_match else None
    shares: dict[str, str | None] = getattr(view, "shares", {})
    return shares.get(request.method or "")


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Hand out the OpenAPI document; it describes the API, and holds nothing of anybody's."""
    return shown(request, document(api))


openapi.csrf_exempt = True  # type: ignore[attr-defined]  # it can only be read; other methods are told so
nothing_here.csrf_exempt = True  # type: ignore[attr-defined]  # as above
operations = list(_routes())
document_route = [path(f"{PREFIX}/openapi.json", openapi, name="api-document")]
elsewhere = [re_path(r"^api(?:/.*)?\Z", nothing_here)]
