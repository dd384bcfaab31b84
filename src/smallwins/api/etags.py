"""ETags: what stands for a resource as it was read, so that a stale change is refused and not lost.

A tag is made of all that an answer shows, so whatever changed it (an edit, a door that opened, a step that was done)
is noticed. Who sends no If-Match changes what is named in the body and nothing else.
"""

from collections.abc import Callable
from hashlib import blake2b

import msgspec
from django.http import HttpRequest, HttpResponse

from smallwins.method.errors import StaleEditError
from smallwins.method.saying import as_text

LONGEST = 4096


def shown(request: HttpRequest, value: object, status: int = 200) -> HttpResponse:
    """Answer with JSON and its tag; to who has it already, with 304 alone."""
    body = msgspec.json.encode(value, enc_hook=as_text)
    tag = _of_bytes(body)
    if request.method == "GET" and tag in _named(request, "If-None-Match", weak=True):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(body, status=status, content_type="application/json")
    response.headers["ETag"] = tag
    return response


def made(request: HttpRequest, value: object, where: str) -> HttpResponse:
    """Answer 201 with what was made, and say where it is to be found from now on."""
    response = shown(request, value, 201)
    response.headers["Location"] = f"/api/v1/{where}"
    return response


def check(request: HttpRequest, value: Callable[[], object]) -> None:
    """Raise StaleEditError where the request names a tag in If-Match that is not that of the value as it stands."""
    if not holds(request, value):
        raise StaleEditError


def holds(request: HttpRequest, value: Callable[[], object]) -> bool:
    """Tell whether the value is what the request names in If-Match, or none is named there."""
    if "If-Match" not in request.headers:
        return True
    named = _named(request, "If-Match", weak=False)
    return "*" in named or _of_bytes(msgspec.json.encode(value(), enc_hook=as_text)) in named


def unchanged(request: HttpRequest, seen: object, now: object) -> None:
    """Raise StaleEditError where a tag was named and what it was checked against is another by now."""
    if "If-Match" in request.headers and seen != now:
        raise StaleEditError


def _of_bytes(body: bytes) -> str:
    return f'"{blake2b(body, digest_size=12).hexdigest()}"'


def _named(request: HttpRequest, header: str, *, weak: bool) -> set[str]:
    """Return the tags that a header names; what is no tag is like none, and so matches nothing."""
    tags = {tag.strip() for tag in request.headers.get(header, "")[:LONGEST].split(",")}
    return {tag.removeprefix("W/") for tag in tags} if weak else tags
