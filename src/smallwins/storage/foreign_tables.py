"""The rows of another program's database, read in memory and with mistrust: nothing in it is run, or written."""

import sqlite3
from collections.abc import Mapping, Sequence

from smallwins.method.errors import ImportFileError
from smallwins.method.saying import say

Tables = Mapping[str, Sequence[Mapping[str, object]]]
HEADER = b"SQLite format 3\0"
MODE = slice(18, 20)  # the two bytes that say how commits are written
WANTED = (
    "memo",
    "memo_relation",
    "entries",
    "entry",
    "brags",
    "brag",
)  # where the programs that we read keep what they keep
MOST_ROWS = 50_000
LONGEST = 4_000_000  # bytes of one value
MOST_STEPS = 50_000_000  # of SQLite's machine; a thousandth of it is counted at a time
STRIDE = 50_000


def tables_of(data: bytes) -> Tables:
    """Return the tables that we know how to read, or raise ImportFileError where the database is damaged."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        # A copy in memory has no write-ahead log beside it, so it must not say that it uses one.
        plain = bytearray(data)
        plain[MODE] = b"\x01\x01"
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.deserialize(bytes(plain))
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.set_authorizer(_reading_only)
        connection.set_progress_handler(_Budget().spent, STRIDE)
        connection.text_factory = lambda told: told.decode(errors="replace")
        return {name: _rows(connection, name) for name in _plain_tables(connection)}
    except (sqlite3.Error, OverflowError, MemoryError) as error:
        raise ImportFileError("file", say("is a database that cannot be read ({error})", error=error)) from None
    finally:
        connection.close()


class _Budget:
    """How much work a database may make; beyond it the reading stops."""

    def __init__(self) -> None:
        self._left = MOST_STEPS // STRIDE

    def spent(self) -> bool:
        self._left -= 1
        return self._left < 0


def _plain_tables(connection: sqlite3.Connection) -> list[str]:
    """Name the tables that hold rows themselves: a view or a virtual table could be a program."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    return [
        name
        for name, sql in rows
        if name in WANTED and str(sql).lstrip().upper().startswith("CREATE TABLE") and " GENERATED " not in sql.upper()
    ]


def _rows(connection: sqlite3.Connection, name: str) -> list[dict[str, object]]:
    assert name in WANTED  # so that it can stand in the statement
    cursor = connection.execute(f'SELECT * FROM "{name}" LIMIT {MOST_ROWS}')
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


def _reading_only(action: int, *_about: str | None) -> int:
    allowed = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
    return sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY
