"""Where many people's journals lie, said as an address: a file of SQLite's, or a database of PostgreSQL's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from smallwins.method.errors import InputError
from smallwins.method.saying import say

if TYPE_CHECKING:
    from smallwins.journal.ports import Journals

_ADVICE = say("give sqlite:///path/to/journal.db or postgresql://user@host/database")


def journals_at(url: str, replica: str | None = None) -> Journals:
    """Return what opens the journals at an address; a replica of a server answers where it may."""
    path = path_of(url)
    if path is not None:
        if replica:
            raise InputError("SMALLWINS_REPLICA_URL", say("a file has no replica; leave it out"))
        from smallwins.storage.keeping import KeptJournals  # noqa: PLC0415 - only what is asked for is loaded

        return KeptJournals(path)
    from smallwins.storage.postgres_journals import PostgresJournals  # noqa: PLC0415 - as above

    return PostgresJournals(url, replica)


def migrate(url: str) -> int:
    """Bring what lies at an address to the newest schema; return its version."""
    path = path_of(url)
    if path is not None:
        from smallwins.storage import opening  # noqa: PLC0415 - as above

        opening.open_connection(path).close()
        return opening.SCHEMA
    from smallwins.storage import postgres_migrating  # noqa: PLC0415 - as above

    return postgres_migrating.migrate(url)


@contextmanager
def turn_to_migrate(url: str) -> Iterator[None]:
    """Be the only one who brings a server's database up to date; a file has but one server."""
    if path_of(url) is not None:
        yield
        return
    from smallwins.storage import postgres_migrating  # noqa: PLC0415 - as above

    with postgres_migrating.turn(url):
        yield


def path_of(url: str) -> str | None:
    """Return the path of a file of SQLite's; None for a server's address."""
    scheme, found, rest = url.partition("://")
    if scheme == "sqlite" and found:
        path = unquote(rest.partition("?")[0])
        if len(path) > 1 and path.startswith("/"):
            return "/" + path.lstrip("/")  # sqlite:////path means the same as sqlite:///path
    if scheme in {"postgresql", "postgres"} and urlsplit(url).path is not None:
        return None
    raise InputError("DATABASE_URL", say("names no place where journals can lie; {advice}", advice=_ADVICE))
