"""The connections of this process to one PostgreSQL server: pooled, opened when needed, opened again when lost."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import Any, Final

import psycopg
from psycopg_pool import ConnectionPool

from smallwins.storage import postgres
from smallwins.storage.postgres import Connection, Raw
from smallwins.storage.postgres_migrating import check_version

MOST_CONNECTIONS: Final = 16  # of one process; a request more waits for one that is free

_LEFT_BY_PARENT: list[object] = []  # never closed here: a child that closes them would meddle with its parent's

_MAY_ONLY_BE_READ = (psycopg.errors.ReadOnlySqlTransaction, psycopg.errors.FeatureNotSupported)  # said by a standby


class Server:
    """A server, and this process's connections to it."""

    def __init__(self, url: str, wait: float, **told: Any) -> None:  # noqa: ANN401 - whatever libpq can be told
        self._url = url
        self._wait = wait
        self._told = told
        self._pool: ConnectionPool[Raw] | None = None
        self._process = 0
        self._opening = threading.Lock()

    def begin(self, person: int, *, reading: bool) -> Connection:
        """Give a connection on which a transaction has begun."""
        pool = self._opened()
        while True:
            connection = Connection(pool.getconn(self._wait), person)
            try:
                connection.begin(reading=reading)
            except BaseException as error:
                if not reading and isinstance(error, _MAY_ONLY_BE_READ):
                    connection.raw.close()  # its server is the primary no longer: whoever is now will be found
                lost = isinstance(error, psycopg.Error) and connection.raw.closed
                self.take_back(connection)
                if not lost:
                    raise
                # It was lost while nobody used it. Nothing was asked of it yet, so the next one may be asked; once all
                # of these are gone, a new one has to be made, or cannot be.
            else:
                return connection

    def take_back(self, connection: Connection) -> None:
        """Take a connection back; what was not committed is forgotten."""
        if self._pool is None or self._process != os.getpid():
            return
        with suppress(psycopg.Error):
            connection.roll_back()
        self._pool.putconn(connection.raw)

    def close(self) -> None:
        """Close all of them."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    def _opened(self) -> ConnectionPool[Raw]:
        if self._process != os.getpid():
            _LEFT_BY_PARENT.append(self._pool)
            self._pool, self._process, self._opening = None, os.getpid(), threading.Lock()
        with self._opening:
            if self._pool is None:
                # Once without a pool, which would only say that it has no connection: what is wrong is said at once.
                with postgres.connected(self._url, **self._told) as raw:
                    postgres.check_durable(raw)
                    postgres.check_walled(raw)
                    check_version(raw)
                self._pool = self._new_pool()
            return self._pool

    def _new_pool(self) -> ConnectionPool[Raw]:
        return ConnectionPool(
            self._url,
            kwargs=postgres.options(self._url, **self._told),
            min_size=0,
            max_size=MOST_CONNECTIONS,
            configure=_configure,
            reconnect_timeout=1.0,  # who waits longer between two tries comes back late when the server does
            open=True,
            name="journals",
        )


def _configure(raw: Raw) -> None:
    postgres.prepare(raw)
    postgres.check_durable(raw)
