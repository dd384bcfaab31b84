"""A sealed journal: the same SQLite under SQLCipher's encryption, spoken to as if it were Python's own sqlite3."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import apsw

from smallwins.storage import sqlite
from smallwins.storage.sqlite import Value

KEY = 32  # bytes; the salt follows


class Rows:
    """What a statement came to, read as DB-API reads it."""

    def __init__(self, cursor: apsw.Cursor, changed: int) -> None:
        self._cursor = cursor
        self.rowcount = changed

    def fetchone(self) -> Any:  # noqa: ANN401 - a row holds what its columns hold
        """Return the next row, or None."""
        with _as_sqlite3():
            return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""
        with _as_sqlite3():
            return self._cursor.fetchall()

    def __iter__(self) -> Iterator[Any]:
        with _as_sqlite3():
            yield from self._cursor


class SealedConnection(sqlite.Dialect):
    """A connection to a sealed file, with the few words of sqlite3's that the stores use."""

    IntegrityError = sqlite3.IntegrityError
    version = cast("tuple[int, int, int]", tuple(int(part) for part in apsw.sqlite_lib_version().split(".")[:3]))

    def __init__(self, path: str, key: bytes, flags: int) -> None:
        with _as_sqlite3():
            self._inner = apsw.Connection(path, flags=flags)
            try:
                self._inner.set_busy_timeout(int(sqlite.BUSY_SECONDS * 1000))
                self._inner.execute("PRAGMA cipher = 'sqlcipher'").fetchall()
                self._inner.execute("PRAGMA legacy = 4").fetchall()
                if key:
                    # The salt is told to a new file alone: what is there already must begin with its own.
                    told = key[:KEY] if os.path.getsize(path) else key
                    self._inner.execute(f"PRAGMA key = \"x'{told.hex()}'\"").fetchall()
            except BaseException:
                self._inner.close()
                raise
        self.key = key

    @classmethod
    def open_copy(cls, path: str, key: bytes) -> SealedConnection:
        """Open a file that nobody else has, sealed or (with no key) plain, to put it under another key."""
        return cls(path, key, apsw.SQLITE_OPEN_READWRITE)

    def execute(self, sql: str, values: Sequence[Value] = (), /) -> Rows:
        """Run a statement."""
        with _as_sqlite3():
            cursor = self._inner.execute(sql, tuple(values))
            return Rows(cursor, self._inner.changes())

    def executemany(self, sql: str, rows: Iterable[Sequence[Value]], /) -> None:
        """Run a statement for each row."""
        with _as_sqlite3():
            self._inner.executemany(sql, (tuple(row) for row in rows))

    def backup(self, target: SealedConnection) -> None:
        """Copy all of it into another file under the same key."""
        with _as_sqlite3(), target._inner.backup("main", self._inner, "main") as copying:
            copying.step()

    def rekey(self, key: bytes) -> None:
        """Put the whole file under another key; under none, where it is empty."""
        self.execute("PRAGMA journal_mode = MEMORY").fetchall()  # no page in clear text beside the file
        self.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"" if key else "PRAGMA rekey = ''").fetchall()
        self.key = key

    @property
    def total_changes(self) -> int:
        """Count the rows changed so far."""
        return self._inner.total_changes()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction has begun."""
        return not self._inner.get_autocommit()

    def close(self) -> None:
        """Close it."""
        self._inner.close()


def connect(path: str, key: bytes, *, only_reading: bool = False) -> sqlite.Connection:
    """Open a sealed file that is there; never make one."""
    flags = apsw.SQLITE_OPEN_READONLY if only_reading else apsw.SQLITE_OPEN_READWRITE
    connection = SealedConnection(path, key, flags)
    try:
        sqlite.guard(cast("sqlite.Connection", connection))
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()  # a wrong key shows itself here
    except BaseException:
        connection.close()
        raise
    return cast("sqlite.Connection", connection)


@contextmanager
def _as_sqlite3() -> Iterator[None]:
    """Turn what APSW reports into what sqlite3 would have reported."""
    try:
        yield
    except apsw.Error as error:
        kind = sqlite3.IntegrityError if isinstance(error, apsw.ConstraintError) else sqlite3.OperationalError
        told = kind(str(error))
        told.sqlite_errorcode = getattr(error, "extendedresult", sqlite3.SQLITE_ERROR)
        raise told from error
