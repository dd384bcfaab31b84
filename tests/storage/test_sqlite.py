"""The dialect: which mode loses nothing, what every connection is told, and what SQLite's errors mean."""

import sqlite3

import pytest

from smallwins.bootstrap import local_journal
from smallwins.method.errors import (
    JournalBusyError,
    JournalDamagedError,
    JournalForeignError,
    JournalFullError,
    JournalReadOnlyError,
    StorageError,
)
from smallwins.storage import opening, sqlite
from smallwins.storage.sqlite import ROLLBACK, WRITE_AHEAD, safest_mode
from tests.storage.cast import NOON

VERSIONS = {
    (3, 37, 2): ROLLBACK, (3, 40, 1): ROLLBACK, (3, 44, 0): ROLLBACK, (3, 44, 5): ROLLBACK, (3, 44, 6): WRITE_AHEAD,
    (3, 44, 9): WRITE_AHEAD, (3, 45, 0): ROLLBACK, (3, 46, 1): ROLLBACK, (3, 49, 2): ROLLBACK, (3, 50, 0): ROLLBACK,
    (3, 50, 6): ROLLBACK, (3, 50, 7): WRITE_AHEAD, (3, 51, 0): ROLLBACK, (3, 51, 2): ROLLBACK, (3, 51, 3): WRITE_AHEAD,
    (3, 52, 0): ROLLBACK, (3, 52, 1): WRITE_AHEAD, (3, 53, 0): WRITE_AHEAD, (4, 0, 0): WRITE_AHEAD,
}  # fmt: skip


@pytest.mark.promise("R3")
@pytest.mark.parametrize("version", VERSIONS)
def test_the_mode_follows_the_version_of_sqlite(version: tuple[int, int, int]) -> None:
    assert safest_mode(version) == VERSIONS[version]


@pytest.mark.promise("R3")
def test_no_mode_gives_up_an_acknowledged_win() -> None:
    assert {mode.synchronous for mode in VERSIONS.values()} == {"FULL", "EXTRA"}


@pytest.mark.promise("R3")
@pytest.mark.parametrize(("mode", "name", "synchronous"), [(ROLLBACK, "truncate", 3), (WRITE_AHEAD, "wal", 2)])
def test_every_connection_is_told_all_of_it(
    path: str, monkeypatch: pytest.MonkeyPatch, mode: sqlite.Mode, name: str, synchronous: int
) -> None:
    monkeypatch.setattr(sqlite, "safest_mode", lambda _version: mode)
    for _ in range(2):
        connection = opening.open_connection(path)
        told = {
            pragma: connection.execute(f"PRAGMA {pragma}").fetchone()
            for pragma in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "temp_store",
                "trusted_schema",
            )
        }
        connection.close()

        assert told == {
            "journal_mode": (name,), "synchronous": (synchronous,), "foreign_keys": (1,), "busy_timeout": (10_000,),
            "temp_store": (2,), "trusted_schema": (0,),
        }  # fmt: skip


@pytest.mark.promise("R3")
def test_no_file_is_mapped_into_memory(path: str) -> None:
    connection = opening.open_connection(path)

    assert connection.execute("PRAGMA mmap_size").fetchone() in {None, (0,)}  # nothing where it is not built in
    connection.close()


@pytest.mark.promise("R3")
def test_a_journal_that_knew_a_repaired_sqlite_is_brought_back_to_the_rollback_journal(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as repaired:
        repaired.setattr(sqlite, "safest_mode", lambda _version: WRITE_AHEAD)
        opening.open_connection(path).close()
    monkeypatch.setattr(sqlite, "safest_mode", lambda _version: ROLLBACK)

    connection = opening.open_connection(path)

    assert connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
    connection.close()


@pytest.mark.promise("R3")
def test_an_old_sqlite_does_not_write_beside_one_that_uses_the_log(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(sqlite, "safest_mode", lambda _version: WRITE_AHEAD)
    other = opening.open_connection(path)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(sqlite, "safest_mode", lambda _version: ROLLBACK)

    with pytest.raises(JournalBusyError):
        opening.open_connection(path)
    other.close()


def test_reading_writes_nothing(path: str) -> None:
    def write_while_reading() -> None:
        with local_journal(path, reading=True) as journal:
            journal.changes.append(NOON, "no", "{}")

    with pytest.raises(JournalReadOnlyError):
        write_while_reading()


MEANINGS = [
    (sqlite3.SQLITE_BUSY, JournalBusyError),
    (sqlite3.SQLITE_BUSY_SNAPSHOT, JournalBusyError),
    (sqlite3.SQLITE_LOCKED, JournalBusyError),
    (sqlite3.SQLITE_FULL, JournalFullError),
    (sqlite3.SQLITE_READONLY, JournalReadOnlyError),
    (sqlite3.SQLITE_READONLY_DIRECTORY, JournalReadOnlyError),
    (sqlite3.SQLITE_CANTOPEN, JournalReadOnlyError),
    (sqlite3.SQLITE_CORRUPT, JournalDamagedError),
    (sqlite3.SQLITE_CORRUPT_VTAB, JournalDamagedError),
    (sqlite3.SQLITE_NOTADB, JournalForeignError),
    (sqlite3.SQLITE_IOERR_FSYNC, StorageError),
]


@pytest.mark.parametrize(("code", "meaning"), MEANINGS)
def test_what_sqlite_reports_becomes_one_of_the_small_family(code: int, meaning: type[Exception]) -> None:
    error = sqlite3.OperationalError("as SQLite says")
    error.sqlite_errorcode = code

    refused = sqlite.refusal(error, "/home/ada/journal.db")

    assert type(refused) is meaning
    assert "/home/ada/journal.db" in str(refused)


def test_a_mistake_of_ours_is_not_dressed_up() -> None:
    error = sqlite3.OperationalError('near "SELEKT": syntax error')
    error.sqlite_errorcode = sqlite3.SQLITE_ERROR

    assert sqlite.refusal(error, "journal.db") is None
    assert sqlite.refusal(sqlite3.ProgrammingError("wrong number of values"), "journal.db") is None
