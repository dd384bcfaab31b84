"""Ids that already stand for something: a create that is sent twice makes one record."""

from _blake2 import blake2b  # hashlib would load OpenSSL first, which costs each `smallwins add` some milliseconds
from datetime import datetime
from typing import Protocol

from smallwins.journal.ports import Journal
from smallwins.method.errors import ReusedKeyError


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
    said = command._asdict()
    del said["at"]  # a retry may carry a new time
    fingerprint = blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    known = journal.keys.fingerprint(command.id)
    if known is None:
        journal.keys.keep(command.id, fingerprint, command.at)
        return False
    if known != fingerprint:
        raise ReusedKeyError(command.id)
    return True
