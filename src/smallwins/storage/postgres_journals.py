"""Journals of many people on PostgreSQL: who is asked, for whom, and what is said where nobody answers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg

from smallwins.method.errors import SmallwinsError
from smallwins.storage import postgres
from smallwins.storage.journal import OpenJournal
from smallwins.storage.postgres_server import Server
from smallwins.storage.postgres_words import Words

WAIT_SECONDS: Final = 3.0  # for a connection; then it is better to say so and to be asked again
REPLICA_SECONDS: Final = 1.0
REPLICA_REST: Final = 10.0  # so long a replica that did not answer is not asked again
SETTLED: Final = 10.0  # so long after writing, a person's lists come from the primary, which surely has them
_MANY: Final = 10_000


class PostgresJournals:
    """Opens journals that lie in one database, and reads lists from its replica where there is one."""

    def __init__(self, url: str, replica: str | None = None) -> None:
        self._primary = Server(url, WAIT_SECONDS, target_session_attrs="read-write")
        self._replica = Server(replica, REPLICA_SECONDS) if replica else None
        self._replica_rests_until = 0.0
        self._wrote: dict[int, float] = {}  # who wrote through this process, and when

    @contextmanager
    def journal_of(self, person: int, *, reading: bool = False, stale: bool = False) -> Iterator[OpenJournal]:
        """Open a person's journal as one transaction; `stale` lets a replica answer that may be seconds behind."""
        with plain_errors(), self._begun(person, reading=reading, stale=stale) as connection:
            journal = OpenJournal(connection, person, Words(connection, person))
            yield journal
            if not reading:
                journal.settle()
            if connection.total_changes:
                self._note(person)
            connection.commit()

    def close(self) -> None:
        """Close every connection of this process."""
        self._primary.close()
        if self._replica is not None:
            self._replica.close()

    @contextmanager
    def _begun(self, person: int, *, reading: bool, stale: bool) -> Iterator[postgres.Connection]:
        server = self._primary
        connection = self._begun_on_replica(person) if reading and stale else None
        if connection is not None and self._replica is not None:
            server = self._replica
        if connection is None:
            connection = server.begin(person, reading=reading)
        try:
            yield connection
        finally:
            server.take_back(connection)

    def _begun_on_replica(self, person: int) -> postgres.Connection | None:
        now = time.monotonic()
        settled = now - self._wrote.get(person, -SETTLED) >= SETTLED
        if self._replica is None or now < self._replica_rests_until or not settled:
            return None
        try:
            return self._replica.begin(person, reading=True)
        except (psycopg.Error, SmallwinsError):
            self._replica_rests_until = time.monotonic() + REPLICA_REST
            return None

    def _note(self, person: int) -> None:
        now = time.monotonic()
        if len(self._wrote) >= _MANY:
            self._wrote = {who: when for who, when in self._wrote.items() if now - when < SETTLED}
        self._wrote[person] = now


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what the database reports into one of the small family."""
    try:
        yield
    except psycopg.Error as error:
        refused = postgres.refusal(error)
        if refused is None:
            raise
        raise refused from error
