"""The one file where an error becomes a problem document (RFC 9457): what is wrong, where, and what to do.

Nothing that was sent is said again: a document names places, and what belongs there. Every answer below /api/ that
says no is one of these, whoever said it: a use case, the parser, the guard, or Django.
"""

import itertools
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import NamedTuple

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import ValidationError

from smallwins.api.errors import ApiError
from smallwins.api.shapes.fields import field_names
from smallwins.method.errors import (
    ChampagneTooEarlyError,
    DoorError,
    InputError,
    JournalBusyError,
    JournalError,
    JournalFullError,
    JournalReadOnlyError,
    NotFoundError,
    NothingToUndoError,
    RefusedError,
    ReusedKeyError,
    SmallwinsError,
    StaleEditError,
    StorageError,
)
from smallwins.method.saying import as_text

MEDIA_TYPE = "application/problem+json"
BELOW = "/api/"
MOST_PLACES = 20

Answers = Callable[[HttpRequest], HttpResponse]


class Problem(NamedTuple):
    """What a problem document says."""

    status: int
    name: str  # ends the type's URN, for programs to go by
    detail: str  # for people
    errors: tuple[tuple[str, str], ...] = ()  # (path of the field, what is wrong with it)
    headers: tuple[tuple[str, str], ...] = ()


OF_THE_FAMILY: dict[type[SmallwinsError], tuple[int, str]] = {
    InputError: (422, "input"),
    DoorError: (409, "door"),
    ChampagneTooEarlyError: (409, "champagne-too-early"),
    ReusedKeyError: (422, "reused-key"),
    StaleEditError: (412, "stale"),
    NothingToUndoError: (409, "nothing-to-undo"),
    RefusedError: (409, "refused"),
    NotFoundError: (404, "not-found"),
    JournalError: (500, "journal"),
    JournalBusyError: (503, "busy"),
    JournalFullError: (507, "full"),
    JournalReadOnlyError: (503, "read-only"),
    StorageError: (503, "storage"),
    SmallwinsError: (500, "broken"),
}
"""Status and name of each error; one that is not named here gets those of the nearest family above it."""

PLAIN: dict[int, tuple[str, str]] = {
    400: ("not-understood", "The request makes no sense as it was sent."),
    401: ("no-token", "Send a live token, as Authorization: Bearer swt_…; make one on the page Tokens."),
    403: ("not-allowed", "This cannot be done from here."),
    404: ("not-found", "There is nothing at this address."),
    405: ("method", "This address does not take this method; Allow names those that it takes."),
    413: ("too-large", "This is more than is taken in at once."),
    415: ("content-type", "Send the body as application/json in UTF-8."),
    421: ("wrong-host", "This address is not served here."),
    500: ("broken", "Something broke on our side. Nothing you sent before is touched; try again in a while."),
}
NO_TOKEN = Problem(401, *PLAIN[401], headers=(("WWW-Authenticate", 'Bearer realm="smallwins"'),))
SMALL_SCOPE = Problem(403, "scope", "This token may not do this: its scope is too small.")
SAID = {
    "extra_forbidden": "has a key that does not belong here",
    "missing": "is missing",
    "model_type": "should be an object",
    "string_pattern_mismatch": "does not have the form that the document names",
}
AGAIN_IN = "2"  # seconds


def problem_of(error: Exception) -> Problem | None:
    """Return what to say of an error; None of one that is a fault of ours and belongs in the log."""
    if isinstance(error, SmallwinsError):
        return _of_the_family(error)
    match error:
        case ApiError():
            return Problem(error.status, error.name, error.detail, tuple(error.errors), tuple(error.headers))
        case ValidationError():
            return Problem(422, "input", *_of_places(error.errors))
        case RequestDataTooBig():
            return Problem(413, *PLAIN[413])
        case Http404():
            return Problem(404, *PLAIN[404])
    return None


def _of_the_family(error: SmallwinsError) -> Problem:
    status, name = next(OF_THE_FAMILY[kind] for kind in type(error).__mro__ if kind in OF_THE_FAMILY)
    headers = (("Retry-After", AGAIN_IN),) if status in (503, 507) else ()
    match error:
        case NotFoundError():
            detail = "There is no such thing in this journal."
        case ReusedKeyError():
            detail = "This id already stands for something else. Use a new one."
        case InputError():
            detail = "Something in the request is not what it should be."
        case _:
            detail = str(error) if status < HTTPStatus.INTERNAL_SERVER_ERROR else _of_the_server(error)
    errors = ((_place(error.field), error.problem),) if isinstance(error, InputError) else ()
    return Problem(status, name, detail, errors, headers)


def answer(problem: Problem) -> HttpResponse:
    """Write a problem document."""
    written: dict[str, object] = {
        "type": f"urn:smallwins:problem:{problem.name}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.errors:
        written["errors"] = [{"path": path, "problem": said} for path, said in problem.errors]
    body = msgspec.json.encode(written, enc_hook=as_text)
    response = HttpResponse(body, status=problem.status, content_type=MEDIA_TYPE)
    for name, value in problem.headers:
        response.headers[name] = value
    return response


def refused(error: SmallwinsError) -> HttpResponse:
    """Answer with an error of the family."""
    return answer(_of_the_family(error))


class ProblemDocuments:
    """Give every refusal below /api/ the form of a problem document, also where the API itself was never asked."""

    def __init__(self, get_response: Answers) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and put a refusal that somebody else worded into our form."""
        response = self.get_response(request)
        if not request.path.startswith(BELOW) or not _is_foreign(response):
            return response
        if response.status_code == 401 or response.status_code < 400:
            return answer(NO_TOKEN)
        status = response.status_code
        name, detail = PLAIN.get(status, ("refused", "This was refused."))
        kept = [(header, response.headers[header]) for header in ("Allow", "Retry-After") if header in response.headers]
        return answer(Problem(status, name, detail, headers=tuple(kept)))


def _is_foreign(response: HttpResponse) -> bool:
    """Tell whether this is a refusal, or a way to the sign-in page, that is no problem document yet."""
    refuses = response.status_code >= 400 or response.status_code in (301, 302, 303, 307, 308)
    return refuses and response.headers.get("Content-Type") != MEDIA_TYPE


def _of_places(errors: Iterable[dict[str, object]]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Say what the parser found, each with its place; never the value, which may be anything."""
    places = [(_path(error["loc"], error["type"]), _words(error)) for error in errors]
    return "Something in the request is not what it should be.", tuple(dict.fromkeys(places))[:MOST_PLACES]


def _path(loc: object, kind: object) -> str:
    assert isinstance(loc, tuple)  # as pydantic gives it
    source, *inner = loc
    if source == "body":
        inner = inner[1:]  # the name of the argument
        known = field_names()
        inner = list(itertools.takewhile(lambda part: isinstance(part, int) or part in known, inner))
    if kind == "extra_forbidden":
        inner = inner[:-1] if loc[-1] in inner else inner  # where the key happens to be that of another body
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in inner)
    return f"{source}{path}"


def _place(field: str) -> str:
    """Name a field by its path; those of use cases come without saying that they stand in the body."""
    if field.partition(".")[0] in ("query", "path", "header"):
        return field
    return f"body.{field}" if field else "body"


def _words(error: dict[str, object]) -> str:
    if error["type"] in SAID:
        return SAID[str(error["type"])]
    said = str(error["msg"]).removeprefix("Input ")
    return said[:1].lower() + said[1:]


def _of_the_server(error: SmallwinsError) -> str:
    """Say what can be said to anybody: where files lie is for the operator alone."""
    match error:
        case JournalBusyError():
            return "The journal is busy; nothing was changed. Try again in a moment."
        case JournalFullError():
            return "There is no room left to write; nothing was changed. What is kept can still be read."
        case StorageError():
            return "The journal can only be read just now; nothing was changed."
    return "The journal cannot be opened safely; it was left as it is. The operator's log says more."
