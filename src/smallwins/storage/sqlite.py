"""SQLite as we use it: how a connection is opened, what makes a commit safe, and what its errors mean to a person."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any, NamedTuple, cast

from smallwins.method.errors import (
    JournalBusyError,
    JournalDamagedError,
    JournalForeignError,
    JournalFullError,
    JournalReadOnlyError,
    SmallwinsError,
    StorageError,
)
from smallwins.method.saying import say

Cursor = sqlite3.Cursor
DatabaseError = sqlite3.Error
IntegrityError = sqlite3.IntegrityError
Value = str | int | float | bytes | None

APPLICATION_ID = 0x736D6C77  # "smlw"
BUSY_SECONDS = 10
CACHE_KIB = 4096  # of a connection: what the insights read of 10,000 wins has room in it, and is not read twice

_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-~")


_CONNECTIONS = count()


class Dialect:
    """SQLite's own words, and a number for each connection that no other one of this process ever has."""

    EACH = "json_each(?)"  # one JSON list: one statement for lists of any length
    AS_LIST = "json_group_array({0})"  # the order {1} is that in which the rows are read
    AS_LINES = "group_concat(coalesce({0}, ''), '\n')"  # written out: char(10) would be called for each row
    AS_ONE = "group_concat({0}, '')"
    AFTER_NUMBER = "win.place > (?1 << 24 | ?2) AND win.place <= (?1 << 24 | 16777215)"
    STEP_TEXTS = "group_concat(step.text, char(10))"  # unsaid: SQL
    CLAIMED_DOOR = "instr(change, '\"opened\"') AND json_extract(change, '$.opened[1]') = 'door'"
    WORDS = "win_fts"

    number = -1
    version = sqlite3.sqlite_version_info
    execute: Any
    total_changes: Any

    def stamp(self) -> tuple[int, int, int]:
        """Return what stays the same for this connection as long as nobody commits anything to its file."""
        (version,) = self.execute("PRAGMA data_version").fetchone()  # moves when another connection commits
        return self.number, int(version), self.total_changes

    def erase(self, owner: int) -> None:
        """Erase all that is kept of a person."""
        from smallwins.storage.erasing import erase_from_file  # noqa: PLC0415 - once in a person's life

        erase_from_file(cast("OwnConnection", self), owner)


class OwnConnection(Dialect, sqlite3.Connection):
    """A connection to a plain file."""


Connection = OwnConnection


class Mode(NamedTuple):
    """How a commit reaches the disk."""

    journal: str
    synchronous: str


WRITE_AHEAD = Mode("wal", "FULL")
ROLLBACK = Mode("truncate", "EXTRA")


def safest_mode(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> Mode:
    """Choose the mode in which this version of SQLite loses nothing that was acknowledged.

    Up to 3.51.2 two connections that write and checkpoint a write-ahead log at once can lose commits; 3.50.7 and
    3.44.6 have the repair too, and 3.52.0 was withdrawn. Without the repair we keep to the rollback journal.
    """
    repaired = (
        (version >= (3, 51, 3) and version != (3, 52, 0))
        or (3, 50, 7) <= version < (3, 51, 0)
        or (3, 44, 6) <= version < (3, 45, 0)
    )
    return WRITE_AHEAD if repaired else ROLLBACK


def connect(path: str, *, only_reading: bool = False) -> Connection:
    """Open a database file that is there; never make one."""
    # The path travels as an address, so that "mode" can forbid making a file; all but plain signs are escaped.
    address = "".join(chr(sign) if sign in _PLAIN else f"%{sign:02X}" for sign in os.fsencode(os.path.abspath(path)))
    mode = "ro" if only_reading else "rw"
    connection = sqlite3.connect(
        f"file:{address}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        cached_statements=256,
        factory=OwnConnection,
    )
    guard(connection)
    return connection


def connect_in_memory() -> Connection:
    """Open a new database that lives in memory, for one thread after another."""
    connection = sqlite3.connect(
        ":memory:", isolation_level=None, cached_statements=256, check_same_thread=False, factory=OwnConnection
    )
    guard(connection)
    return connection


def guard(connection: OwnConnection) -> None:
    """Number a connection, and set what holds for every one."""
    connection.number = next(_CONNECTIONS)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA mmap_size = 0")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def make_durable(connection: sqlite3.Connection, mode: Mode) -> None:
    """Set how commits reach the disk. It holds for this connection only, so every connection asks for it."""
    connection.execute(f"PRAGMA synchronous = {mode.synchronous}")
    try:
        (now,) = connection.execute(f"PRAGMA journal_mode = {mode.journal}").fetchone()
    except sqlite3.OperationalError as error:
        if _kind(error) not in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
            raise
        return  # a file that may only be read needs no mode; a write is refused when it comes
    if now == "wal" and mode.journal != "wal" and not _may_only_be_read(connection):
        raise JournalBusyError(
            say("Another program holds the journal open in a mode that is not safe here. Close it first.")
        )


def _may_only_be_read(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        return _kind(error) == sqlite3.SQLITE_READONLY
    return False


def application_id_of(connection: sqlite3.Connection) -> int:
    """Return which program the file says it belongs to."""
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    return int(found)


def schema_of(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration that the file has seen."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    return int(found)


def begin(connection: sqlite3.Connection, *, reading: bool) -> None:
    """Begin a transaction: one that waits its turn to write, or one that sees the journal as it is now."""
    if reading:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
    else:
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("BEGIN IMMEDIATE")


def roll_back(connection: sqlite3.Connection) -> None:
    """Forget the transaction; where SQLite already did, there is nothing left to forget."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _kind(error: sqlite3.Error) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF  # the lower eight bits are the kind, the others say more about it


CANNOT_BE_READ = say("cannot be read")


def refusal(error: sqlite3.Error, path: str) -> SmallwinsError | None:
    """Say in a person's words what SQLite reports; None where it is a mistake of ours."""
    kind, text = _kind(error), str(error)
    if text.startswith("Could not decode to UTF-8"):  # unsaid: a name
        return damaged(path)
    if kind == sqlite3.SQLITE_ERROR and any(sign in text for sign in _ANOTHER_SCHEMA):
        return damaged(path)  # all our statements fit the schema, so the schema is not what it was
    if kind == sqlite3.SQLITE_CORRUPT:
        return damaged(path)
    if kind not in _REFUSALS:
        return None
    refused, sentence = _REFUSALS[kind]
    return refused(sentence(path, text))


# All our statements, and all our migrations, fit the schema that the file says it has.
_ANOTHER_SCHEMA = ("no such", "unsupported file format", "duplicate column name", "already exists")  # unsaid: a name


def _full(path: str, _: str = "") -> str:
    return say("The disk is full, so nothing was changed in {path}. Free some space, then try again.", path=path)


def _busy(path: str, _: str) -> str:
    return say("Another program is writing to {path} and does not come to an end. Try again soon.", path=path)


def _read_only(path: str, _: str) -> str:
    return say(
        "{path} or its folder cannot be written to, so nothing was changed. Allow writing there, then try again.",
        path=path,
    )


def _foreign(path: str, _: str) -> str:
    return say("{path} is not a smallwins journal. It was left as it is.", path=path)


def _broken(path: str, text: str) -> str:
    return say(
        "The disk did not take or give what was asked of it ({text}). Nothing was changed in {path}.",
        text=text,
        path=path,
    )


_REFUSALS: dict[int | None, tuple[type[SmallwinsError], Callable[[str, str], str]]] = {
    sqlite3.SQLITE_BUSY: (JournalBusyError, _busy),
    sqlite3.SQLITE_LOCKED: (JournalBusyError, _busy),
    sqlite3.SQLITE_FULL: (JournalFullError, _full),
    sqlite3.SQLITE_READONLY: (JournalReadOnlyError, _read_only),
    sqlite3.SQLITE_CANTOPEN: (JournalReadOnlyError, _read_only),
    sqlite3.SQLITE_PERM: (JournalReadOnlyError, _read_only),
    sqlite3.SQLITE_NOTADB: (JournalForeignError, _foreign),
    sqlite3.SQLITE_IOERR: (StorageError, _broken),
}


def _system_refusal(error: OSError, path: str) -> SmallwinsError | None:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return JournalFullError(_full(path))
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return JournalReadOnlyError(
            say(
                "{path} cannot be opened or written to ({error}). Allow it for your account, then try again.",
                path=error.filename or path,
                error=error.strerror,
            )
        )
    return None


@contextmanager
def plain_errors(path: str) -> Iterator[None]:
    """Turn what the database or the system reports into one of the small family."""
    try:
        yield
    except sqlite3.Error as error:
        refused = refusal(error, path)
        if refused is None:
            raise
        raise refused from error
    except UnicodeDecodeError as error:
        raise damaged(path) from error  # SQLite quotes a spoilt schema in what it reports, and that is no text
    except OSError as error:
        refused = _system_refusal(error, path)
        if refused is None:
            raise
        raise refused from error


def damaged(path: str, what: str = CANNOT_BE_READ) -> JournalDamagedError:
    """Say that the journal is damaged, and how to get back to the last backup."""
    return JournalDamagedError(
        say(
            "The journal {path} is damaged: it {what}. It was left as it is. Bring back a backup: smallwins "
            "restore BACKUP (backups lie beside the journal and end in .bak).",
            path=path,
            what=what,
        )
    )
