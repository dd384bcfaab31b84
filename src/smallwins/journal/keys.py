"""Ids that already stand for something: a create that is sent twice makes one record."""

from __future__ import annotations

from _blake2 import blake2b  # hashlib would load OpenSSL first, which costs each `smallwins add` some milliseconds
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from smallwins.method.errors import ReusedKeyError

if TYPE_CHECKING:  # types only: what is loaded here, each `smallwins add` waits for
    from smallwins.journal.ports import Journal

NOTHING_SAID = (None, (), "")


class Create(Protocol):
    """A command that makes a record under an id of its sender's."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def at(self) -> datetime: ...  # noqa: D102
    def _asdict(self) -> dict[str, object]: ...


def repeated(journal: Journal, command: Create) -> bool:
    """Tell whether this very command was carried out before; if not, keep its id in the same transaction.

    Raise ReusedKeyError where the id came with other words before.
    """
    # A retry may carry a new time; and what says nothing is left out, so that a newer smallwins, whose commands have
    # more fields, still knows a retry of something sent before it was installed.
    said = {field: value for field, value in command._asdict().items() if field != "at" and value not in NOTHING_SAID}
    fingerprint = blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    known = journal.keys.fingerprint(command.id)
    if known is None:
        journal.keys.keep(command.id, fingerprint, command.at)
        return False
    if known != fingerprint:
        raise ReusedKeyError(command.id)
    return True
