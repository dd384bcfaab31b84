"""Creates that may be sent again: the key, what was sent and what it made are kept in the transaction that makes it.

A key belongs to one account and is kept for as long as the journal. Sent again with the same body it makes nothing
new and is answered like the first time; with another body it is refused.
"""

from collections.abc import Callable
from hashlib import blake2b
from typing import TypeVar

import msgspec
from django.http import HttpRequest

from smallwins import bootstrap
from smallwins.api.calls import Call
from smallwins.api.errors import ApiError
from smallwins.method.errors import NotFoundError

HEADER = "Idempotency-Key"
LONGEST = 255
Made = TypeVar("Made")


def once(
    request: HttpRequest, call: Call, given: str | None, make: Callable[[str], Made], find: Callable[[str], Made]
) -> Made:
    """Make a record under the id given (or a new one), or find the one that this very request made before."""
    key = _key(request, given)
    if key is None:
        return make(bootstrap.new_id())
    sent = _fingerprint(request)
    known = call.journal.keys.fingerprint(key)
    if known is not None:
        before, _, record = known.partition(" ")
        if before != sent:
            raise ApiError(422, "reused-key", "This key or id came with another request before. Use a new one.")
        try:
            return find(record)
        except NotFoundError:
            raise ApiError(410, "gone", "This was made before, and taken out since. Use a new key.") from None
    record = given or bootstrap.new_id()
    call.journal.keys.keep(key, f"{sent} {record}", call.at)
    return make(record)


def _key(request: HttpRequest, given: str | None) -> str | None:
    told = request.headers.get(HEADER)
    if told is None:
        return None if given is None else f"api:id:{given}"
    if not 1 <= len(told) <= LONGEST or not all("!" <= sign <= "~" for sign in told):
        problem = f"must have 1 to {LONGEST} printable signs of ASCII, and no space"
        raise ApiError(400, "not-understood", f"{HEADER} {problem}.", [(f"header.{HEADER}", problem)])
    # Hashed: a key may be anything, and whatever it is need not lie about in the journal.
    return f"api:key:{blake2b(told.encode(), digest_size=16).hexdigest()}"


def _fingerprint(request: HttpRequest) -> str:
    """Stand for the method, the address and the body, however its keys are ordered and spaced."""
    sent = msgspec.json.encode(getattr(request, "sent", None), order="sorted")
    said = b"\n".join((str(request.method).encode(), request.path.encode(), sent))
    return blake2b(said, digest_size=16).hexdigest()
