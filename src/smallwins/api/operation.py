"""How an operation is declared: its address, the scope it needs, what it shows, and every status it can answer with."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeVar

from django.http import HttpResponse

View = TypeVar("View", bound=Callable[..., HttpResponse])
Scope = Literal["capture", "read", "write"]
TOLD = "told"


class Told(NamedTuple):
    """What the document says of an operation beyond what its arguments say."""

    scope: Scope
    status: int  # of a good answer
    also: tuple[int, ...]  # statuses that others do not have
    creates: bool  # takes an Idempotency-Key
    checks: bool  # takes an If-Match
    tagged: bool  # answers with an ETag, and with 304 to who has it already
    sends: object  # an example of a body
    example: object  # of an answer; from shapes/examples.py where there is none here
    shared: str | None  # what a client must have granted to the coach who asks; None: it is about one's own journal
    media: Mapping[str, str]  # types of an answer besides JSON, each with an example


def operation(
    register: Callable[..., Callable[[Any], Any]],
    path: str,
    *,
    scope: Scope,
    shows: object = None,
    status: int = 200,
    also: tuple[int, ...] = (),
    creates: bool = False,
    checks: bool = False,
    tagged: bool = False,
    sends: object = None,
    example: object = None,
    shared: str | None = None,
    media: Mapping[str, str] = MappingProxyType({}),
) -> Callable[[View], View]:
    """Declare a view as an operation at a path; `register` is a router's get, post, put, patch or delete."""

    def declared(view: View) -> View:
        summary = (view.__doc__ or "").partition("\n")[0].rstrip(".")
        more = "\n".join(line.strip() for line in (view.__doc__ or "").splitlines()[1:]).strip()
        told = Told(scope, status, also, creates, checks, tagged, sends, example, shared, media)
        setattr(view, TOLD, told)
        register(
            path,
            response={status: shows},
            operation_id=view.__name__,
            summary=summary,
            description=more or f"{summary}.",
        )(view)
        return view

    return declared


def told_of(view: object) -> Told:
    """Return what was told of an operation's view."""
    told = getattr(view, TOLD)
    assert isinstance(told, Told)  # every operation is declared above
    return told
