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


class PostgresJournals:
    """Opens journals that lie in one database, and reads lists from its replica where there is one."""

    def __init__(self, url: str, replica: str | None = None) -> None:
        self._primary = Server(url, WAIT_SECONDS, target_session_attrs="read-write")
        self._replica = Server(replica, REPLICA_SECONDS) if replica else None
        self._replica_rests_until = 0.0

    @contextmanager
    def journal_of(self, person: int, *, reading: bool = False, heavy: bool = False) -> Iterator[OpenJournal]:
        """Open a person's journal as one transaction; what is `heavy` to read a replica may answer."""
        with postgres.plain_errors(), self._begun(person, reading=reading, heavy=heavy) as connection:
            journal = OpenJournal(connection, person, Words(connection, person))
            yield journal
            if not reading:
                journal.settle()
            connection.commit()

    def close(self) -> None:
        """Close every connection of this process."""
        self._primary.close()
        if self._replica is not None:
            self._replica.close()

    @contextmanager
    def _begun(self, person: int, *, reading: bool, heavy: bool) -> Iterator[postgres.Connection]:
        server, connection = self._primary, self._primary.begin(person, reading=reading)
        try:
            replica = self._caught_up(connection, person) if reading and heavy else None
            if replica is not None and self._replica is not None:
                server.take_back(connection)
                server, connection = self._replica, replica
            yield connection
        finally:
            server.take_back(connection)

    def _caught_up(self, connection: postgres.Connection, person: int) -> postgres.Connection | None:
        """Begin on the replica; None where it does not answer, or lacks something that the person wrote.

        Whoever wrote may have done so through another process than the one that is asked for a list next, so it is the
        two databases that are compared: by the journal's stamp, which moves with each change to it.
        """
        if self._replica is None or time.monotonic() < self._replica_rests_until:
            return None
        try:
            replica = self._replica.begin(person, reading=True)
        except (psycopg.Error, SmallwinsError):
            self._replica_rests_until = time.monotonic() + REPLICA_REST
            return None
        try:
            if replica.stamp() == connection.stamp():
                return replica
        except psycopg.Error:
            self._replica_rests_until = time.monotonic() + REPLICA_REST
        self._replica.take_back(replica)
        return None
