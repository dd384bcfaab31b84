"""The OpenAPI document: what the operations say of themselves, with scopes, headers, examples and every status."""

import functools
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation

from smallwins.api import allowances
from smallwins.api.gate import CHANGES, JSON, WHOLE_FILE, ZIP
from smallwins.api.operation import Told, told_of
from smallwins.api.problems import MEDIA_TYPE, PLAIN

Json = dict[str, Any]
PATH_OF_DOCUMENT = "/api/v1/openapi.json"
ALWAYS = (401, 403, 422, 500, 503)
WORDS: dict[int, tuple[str, str]] = {
    **PLAIN,
    403: ("scope", "This token may not do this: its scope is too small."),
    409: ("door", "A door never leads back in time."),
    410: ("gone", "This was made before, and taken out since. Use a new key."),
    412: ("stale", "This was changed elsewhere since you opened it. Look at it again, then make your change."),
    422: ("input", "Something in the request is not what it should be."),
    429: ("too-much", "That was much at once: 300 writes are, and 120 a minute after that. Go on in 4 s."),
    503: ("busy", "The journal is busy; nothing was changed. Try again in a moment."),
    507: ("full", "There is no room left to write; nothing was changed. What is kept can still be read."),
}
SAID = set(WORDS) - {405, 421}
"""Statuses that an operation can answer with; 405 and 421 are about no operation."""
PROBLEM: Json = {
    "title": "Problem",
    "description": "A problem document (RFC 9457). It never repeats what was sent.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "urn:smallwins:problem:… for programs to go by."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong and what to do, for people."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "problem"],
                "properties": {"path": {"type": "string"}, "problem": {"type": "string"}},
            },
        },
    },
}
DESCRIPTION = """Everything that a page of smallwins can do, for programs.

Send `Authorization: Bearer swt_…` with each request: a token that you make in your settings, with a scope (`capture`
may only write a win down, `read` reads, `write` does both and changes) and a last day. Cookies are never looked at.
The guide is `docs/api.md`."""


def _header(name: str, said: str, schema: Json, example: str) -> Json:
    return {
        "in": "header",
        "name": name,
        "required": False,
        "description": said,
        "schema": {"type": "string", **schema},
        "example": example,
    }


TAG = '"a3507937807969d57dba02a1"'
KEY = _header(
    "Idempotency-Key",
    "Of your own making; sent again with the same body, the request makes nothing new and is answered alike.",
    {"pattern": "^[!-~]{1,255}$"},
    "phone-2026-11-13-1720",
)
IF_MATCH = _header("If-Match", "The ETag that you read; where the resource is another by now, 412.", {}, TAG)
IF_NONE_MATCH = _header("If-None-Match", "The ETag that you have; where nothing changed, 304.", {}, TAG)


@functools.cache
def document(api: NinjaAPI) -> Json:
    """Build the document."""
    plain: Json = dict(api.get_openapi_schema(path_prefix="api/v1/"))
    plain["info"] = {
        "title": "smallwins",
        "version": "1",
        "description": DESCRIPTION,
        "license": {"name": "MIT", "identifier": "MIT"},
    }
    plain["servers"] = [{"url": "/"}]
    plain["security"] = [{"token": []}]
    schemas = plain["components"].setdefault("schemas", {})
    schemas["Problem"] = PROBLEM
    plain["components"]["responses"] = {f"Problem{status}": _problem(status) for status in sorted(SAID)}
    plain["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "swt_…"}}
    by_id = {operation.operation_id: operation for operation in _operations(api)}
    for methods in plain["paths"].values():
        for said in methods.values():
            _complete(said, by_id[said["operationId"]])
    built: Json = _plain(plain)
    return built


def _operations(api: NinjaAPI) -> Iterator[Operation]:
    for bound in api._get_bound_routers():  # noqa: SLF001 - the one way to what stands at an address
        for path_view in bound.path_operations.values():
            yield from path_view.operations


def _complete(said: Json, operation: Operation) -> None:
    told = told_of(operation.view_func)
    (method,) = operation.methods
    said["security"] = [{"token": [told.scope]}]
    said["x-scope"] = told.scope
    for parameter in said["parameters"]:
        _not_null(parameter["schema"])
        _with_example(parameter, told)
    said["parameters"] += [
        header
        for header, takes in ((KEY, told.creates), (IF_MATCH, told.checks), (IF_NONE_MATCH, told.tagged))
        if takes
    ]
    good = said["responses"].pop(told.status)
    if told.media:
        written = {media: _written(media, example) for media, example in told.media.items()}
        good["content"] = good.get("content", {}) | written
    content = good.get("content", {}).get("application/json")
    if content is not None:
        content["example"] = told.example
    if told.tagged or told.checks or told.creates:
        good["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "Stands for what is shown here."}}
    answers: Json = {str(told.status): good}
    if told.tagged:
        answers["304"] = {"description": "Not changed since you read it.", "headers": good["headers"]}
    answers |= {
        str(status): {"$ref": f"#/components/responses/Problem{status}"}
        for status in _statuses(operation, told, method)
    }
    said["responses"] = dict(sorted(answers.items()))
    if told.shared is not None:
        said["x-granted"] = told.shared or "anything"
    if file_types := getattr(operation.view_func, WHOLE_FILE, ()):
        binary = {"type": "string", "format": "binary"}
        content = {one: {"schema": {"type": "object"} if one == JSON else binary} for one in file_types}
        said["requestBody"] = {"required": True, "content": content}
    if "requestBody" in said and told.sends is not None:
        for kind, content in said["requestBody"]["content"].items():
            content["example"] = "PK…" if kind == ZIP else told.sends


def _statuses(operation: Operation, told: Told, method: str) -> list[int]:
    changes = method in CHANGES
    takes_body = getattr(operation.view_func, WHOLE_FILE, False) or any(
        model.__ninja_param_source__ == "body" for model in operation.models
    )
    has_path = any(model.__ninja_param_source__ == "path" for model in operation.models)
    found = {*ALWAYS, *told.also}
    found |= {413, 429, 507} if changes else set()
    found |= {400, 415} if takes_body else set()
    found |= {400} if told.creates else set()
    found |= {410} if told.creates else set()
    found |= {412} if told.checks else set()
    found |= {404} if has_path else set()
    found |= {429} if getattr(operation.view_func, allowances.KIND, "") else set()
    return sorted(found)


def _problem(status: int) -> Json:
    name, detail = WORDS[status]
    phrase = HTTPStatus(status).phrase
    example: Json = {
        "type": f"urn:smallwins:problem:{name}",
        "title": phrase,
        "status": status,
        "detail": detail,
    }
    if status == 422:
        example["errors"] = [{"path": "body.title", "problem": "is missing"}]
    said: Json = {
        "description": phrase,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }
    if status in (429, 503, 507):
        said["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}}
    if status == 401:
        said["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    return said


def _with_example(parameter: Json, told: Told) -> None:
    """Put the example where readers of the document look for it; of a cursor it is the one that the answer shows."""
    parameter.pop("examples", None)  # the same once more, in a form that is none
    shown = parameter["schema"].pop("examples", None)
    if parameter["name"] == "cursor":
        assert isinstance(told.example, Mapping)  # of a list
        shown = [told.example["next"]]
    if shown:
        parameter["example"] = shown[0]


def _written(media: str, example: str) -> Json:
    """Describe an answer that is a file."""
    binary = {} if media.startswith("text/") else {"format": "binary"}
    return {"schema": {"type": "string", **binary}, "example": example}


def _not_null(schema: Json) -> None:
    """Say of a parameter what it may hold: an address has no null, a parameter is left out."""
    kinds = [kind for kind in schema.get("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) == 1:
        del schema["anyOf"]
        schema.update(kinds[0])
    schema.pop("title", None)
    if schema.get("default", 0) is None:
        del schema["default"]


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    """Leave out what pydantic makes up (a title for each field), and write every key as text."""
    if isinstance(value, Mapping):
        return {
            str(key): inner if key == "example" else _plain(inner)
            for key, inner in value.items()
            if not _made_up(key, inner, value)
        }
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _made_up(key: object, inner: object, around: Mapping[Any, Any]) -> bool:
    if key == "default" and inner is None:
        return True
    return key == "title" and isinstance(inner, str) and ("type" in around or "anyOf" in around or "$ref" in around)
