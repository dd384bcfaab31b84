"""Creates that may be sent again: the key, what was sent and what it made are kept in the transaction that makes it.

A key belongs to one account and is kept for as long as the journal. Sent again with the same body it makes nothing
new and is answered like the first time; with another body it is refused.
"""

from collections.abc import Callable
from hashlib import blake2b
from typing import TypeVar

import msgspec
from django.db import transaction
from django.http import HttpRequest

from smallwins import bootstrap
from smallwins.accounts import keys
from smallwins.accounts.rules import Reach
from smallwins.api.calls import Call, asking, reading, writing
from smallwins.api.errors import ApiError
from smallwins.method.errors import NotFoundError
from smallwins.method.saying import as_text

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
    record = given or bootstrap.new_id()
    before = _made_before(request, call, key, record)
    return make(record) if before is None else _found(find, before)


def shown_once(
    request: HttpRequest, make: Callable[[], Made], record_of: Callable[[Made], str], find: Callable[[str], Made]
) -> tuple[Made, bool]:
    """Make what accounts keep beside the journals, or find what this very request made before; tell which it was.

    Key and record are kept in one transaction of the accounts' own. The journal, which may not be open meanwhile, only
    learns that the key is taken, so that it makes nothing else there either.
    """
    key, sent = _key(request, None), _fingerprint(request)
    if key is None:
        with transaction.atomic():
            return make(), True
    with reading(request) as call:
        _same(call.journal.keys.fingerprint(key), sent)
    kept = keys.made_once(asking(request), key, sent, make, record_of)
    _same(kept.request, sent)
    if kept.made is None:
        return _found(find, kept.record), False
    with writing(request) as call:
        call.journal.keys.keep(key, f"{sent} {kept.record}", call.at)
    return kept.made, True


def _made_before(request: HttpRequest, call: Call, key: str, record: str) -> str | None:
    """Return the record that this request made before; where it is new, keep its key with the record to be made."""
    sent = _fingerprint(request)
    known = call.journal.keys.fingerprint(key)
    if known is None:
        call.journal.keys.keep(key, f"{sent} {record}", call.at)
        return None
    return _same(known, sent)


def _same(known: str | None, sent: str) -> str:
    """Return the record that a key stands for, or raise where it came with another request."""
    before, _, made = (known or sent).partition(" ")
    if before != sent:
        raise ApiError(422, "reused-key", "This key or id came with another request before. Use a new one.")
    return made


def _found(find: Callable[[str], Made], record: str) -> Made:
    try:
        return find(record)
    except NotFoundError:
        raise ApiError(410, "gone", "This was made before, and taken out since. Use a new key.") from None


def _key(request: HttpRequest, given: str | None) -> str | None:
    told = request.headers.get(HEADER)
    whose = _whose(request)
    if told is None:
        return None if given is None else f"api:id:{whose}{given}"
    if not 1 <= len(told) <= LONGEST or not all("!" <= sign <= "~" for sign in told):
        problem = f"must have 1 to {LONGEST} printable signs of ASCII, and no space"
        raise ApiError(400, "not-understood", f"{HEADER} {problem}.", [(f"header.{HEADER}", problem)])
    # Hashed: a key may be anything, and whatever it is need not lie about in the journal.
    return f"api:key:{whose}{blake2b(told.encode(), digest_size=16).hexdigest()}"


def _whose(request: HttpRequest) -> str:
    """Keep a coach's keys apart from those of the client in whose journal they lie."""
    reach: Reach = request.reach  # type: ignore[attr-defined]  # set by server/access.py
    return f"by:{reach.person}:" if reach.by == "coach" else ""


def _fingerprint(request: HttpRequest) -> str:
    """Stand for the method, the address and the body, however its keys are ordered and spaced."""
    sent = msgspec.json.encode(getattr(request, "sent", None), order="sorted", enc_hook=as_text)
    said = b"\n".join((str(request.method).encode(), request.path.encode(), sent))
    return blake2b(said, digest_size=16).hexdigest()
