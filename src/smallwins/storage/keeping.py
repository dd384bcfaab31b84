"""Journals of a server: one connection a thread, kept open, and opened again where the file is another one."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from smallwins.storage.journal import OpenJournal, transaction
from smallwins.storage.opening import open_connection
from smallwins.storage.sqlite import Connection, begin, plain_errors

_LEFT_BY_PARENT: list[Connection] = []  # never closed here: a child that closes them would meddle with its parent's


class _Kept(threading.local):
    """What one thread has open."""

    connection: Connection | None = None
    process = 0
    file = (0, 0)


class KeptJournals:
    """Opens journals that lie in one file."""

    def __init__(self, path: str, opened: Callable[[str], Connection] = open_connection) -> None:
        self._path = os.path.abspath(path)
        self._opened = opened
        self._kept = _Kept()

    @contextmanager
    def journal_of(self, person: int, *, reading: bool = False, heavy: bool = False) -> Iterator[OpenJournal]:
        """Open a person's journal as one transaction; there is one place to read it from, heavy or not."""
        del heavy
        connection = self._begun(reading=reading)
        with transaction(connection, person, self._path, reading=reading) as journal:
            yield journal

    def close(self) -> None:
        """Close what this thread has open."""
        connection, self._kept.connection = self._kept.connection, None
        if connection is not None:
            connection.close()

    def _begun(self, *, reading: bool) -> Connection:
        while True:
            connection = self._connection()
            with plain_errors(self._path):
                begin(connection, reading=reading)
            # Looked at once the transaction has begun: what we write to is the file that has the name.
            if self._file() == self._kept.file:
                return connection
            self.close()

    def _connection(self) -> Connection:
        kept = self._kept
        if kept.connection is not None and kept.process != os.getpid():
            _LEFT_BY_PARENT.append(kept.connection)
            kept.connection = None
        if kept.connection is not None and kept.file != self._file():
            self.close()
        if kept.connection is None:
            file = self._file()
            kept.connection = self._opened(self._path)
            kept.process = os.getpid()
            kept.file = file if file != (0, 0) else self._file()
        return kept.connection

    def _file(self) -> tuple[int, int]:
        try:
            found = os.stat(self._path)
        except OSError:
            return (0, 0)
        return (found.st_dev, found.st_ino)
