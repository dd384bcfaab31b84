"""What a person makes: once, however often it is sent, and with a way back."""

from __future__ import annotations

from _blake2 import blake2b  # hashlib would load OpenSSL first, which costs each `smallwins add` some milliseconds
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from smallwins.method.errors import ReusedKeyError

if TYPE_CHECKING:
    from smallwins.journal.ports import Journal


Noun = Literal["wins", "goals", "reviews", "crossroads"]

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


def created(journal: Journal, at: datetime, summary: str, noun: Noun, record_id: str) -> None:
    """Remember that something was made: taking the change back removes it."""
    journal.changes.append(at, summary, f'{{"{noun}": {{"{record_id}": null}}}}')
