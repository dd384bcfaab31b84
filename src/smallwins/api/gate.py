"""What every request passes before its operation: an allowance, known parameters, and a body with one meaning."""

import functools
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja.operation import Operation, PathView
from ninja.parser import Parser

from smallwins.api import allowances
from smallwins.api.errors import ApiError
from smallwins.api.problems import PLAIN, answer, problem_of
from smallwins.formats.archives import IN_PARTS
from smallwins.formats.smallwins1.places import BIGGEST, everything_in
from smallwins.formats.smallwins1.slow_parsing import decoded, slowly_parsed
from smallwins.journal.exchange import LARGEST as LARGEST_FILE
from smallwins.method.errors import ImportFileError

LARGEST = 2 * 2**20  # bytes of a body; a story has 200,000 characters at most
DEEPEST = 32  # levels
BOM = b"\xef\xbb\xbf"
CHANGES = ("POST", "PUT", "PATCH", "DELETE")
WHOLE_FILE = "whole_file"
"""Set on the view of an operation whose body is a file, which it reads itself: the file's media type."""
JSON = "application/json"
ZIP = "application/zip"

View = Callable[..., HttpResponse]


class Gated(Parser):
    """Hands an operation the body that the gate has read."""

    def parse_body(self, request: HttpRequest) -> dict[str, object]:
        """Return what the gate has read."""
        return request.sent  # type: ignore[attr-defined,no-any-return]  # set below


def gated(view: View, operations: PathView) -> View:
    """Put the gate before the operations of one address."""
    by_method = {method: operation for operation in operations.operations for method in operation.methods}

    @functools.wraps(view)
    def passed(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        operation = by_method.get(request.method or "")
        if operation is None:
            return view(request, *args, **named)
        try:
            _pass(request, operation)
        except (ApiError, RequestDataTooBig) as error:
            problem = problem_of(error)
            assert problem is not None  # both have one
            return answer(problem)
        return view(request, *args, **named)

    return passed


def _pass(request: HttpRequest, operation: Operation) -> None:
    view = operation.view_func
    if kind := getattr(view, allowances.KIND, "writes" if request.method in CHANGES else ""):
        allowances.take(kind, request.person)  # type: ignore[attr-defined]  # set by server/access.py
    _known_parameters(request, operation)
    if request.method not in CHANGES:
        return
    file_types = getattr(view, WHOLE_FILE, ())
    largest = LARGEST_FILE if file_types else LARGEST
    if _length(request) > largest:
        advice = f" {IN_PARTS}" if file_types else ""
        raise ApiError(413, "too-large", f"A body here has at most {largest // 2**20} MiB.{advice}")
    takes_body = any(model.__ninja_param_source__ == "body" for model in operation.models)
    if takes_body:
        _one_type(request, JSON)
        request.sent = _parsed(request.body, operation) if request.body else None  # type: ignore[attr-defined]  # see Gated
    elif file_types:
        _one_type(request, *file_types)


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if str(told).isdecimal() else 0


def _known_parameters(request: HttpRequest, operation: Operation) -> None:
    known = {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    }
    for name, values in request.GET.lists():
        if name not in known:
            said = f"has a parameter that is not known here; known: {', '.join(sorted(known)) or 'none'}"
            raise ApiError(422, "input", "Something in the request is not what it should be.", [("query", said)])
        if len(values) > 1:
            said = "stands more than once; which one is meant?"
            raise ApiError(
                422, "input", "Something in the request is not what it should be.", [(f"query.{name}", said)]
            )


def _one_type(request: HttpRequest, *wanted: str) -> None:
    kind, _, parameters = request.META.get("CONTENT_TYPE", "").partition(";")
    charset = parameters.strip().lower().replace('"', "")
    sent = kind.strip().lower()
    if sent not in wanted or (sent == JSON and charset not in ("", "charset=utf-8", "charset=utf8")):
        name, detail = PLAIN[415]
        raise ApiError(415, name, detail if JSON in wanted else f"Send the file as it is, as {' or '.join(wanted)}.")


def _parsed(body: bytes, operation: Operation) -> object:
    """Read a body that has one meaning; refuse equal keys, a byte order mark, NaN and numbers that nothing holds."""
    if body.startswith(BOM):
        raise _unreadable("The body begins with a byte order mark; leave it out.")
    try:
        plain = slowly_parsed(decoded(body))
    except ImportFileError as error:
        raise _refused(error, operation) from None
    for _, held, depth in everything_in(plain, ""):
        if depth > DEEPEST:
            raise _unreadable(f"The body is nested deeper than {DEEPEST} levels.")
        if isinstance(held, int) and abs(held) > BIGGEST:
            raise _unreadable(f"A number in it is more than every program can read; {BIGGEST:,} is the most.")
    return plain


def _refused(error: ImportFileError, operation: Operation) -> ApiError:
    """Say what is wrong with a text; a place is named where its first key is one of ours, not made up by the sender."""
    if "twice" in error.problem:
        return _unreadable("A key stands twice in one object; which one is meant?")
    if "number" in error.problem:
        return _unreadable("A number in it is none in JSON, or too big to keep.")
    if "cannot be kept" not in error.problem:
        return _unreadable("The body is not JSON in UTF-8.")
    known = {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "body"
        for field in model.model_fields.values()
        for name in getattr(field.annotation, "model_fields", {})
    }
    first = error.field.partition(".")[0].partition("[")[0]
    path = f"body.{first}" if first in known else "body"
    return ApiError(422, "input", "Something in the request is not what it should be.", [(path, error.problem)])


def _unreadable(detail: str) -> ApiError:
    return ApiError(400, "not-understood", detail)
