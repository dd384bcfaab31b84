"""A journal comes to the newest schema whole, or stays as it was; a backup is taken before."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from smallwins.bootstrap import local_journal
from smallwins.journal.commands import LinkWins
from smallwins.journal.doors import link_wins
from smallwins.storage import checking, migrating, opening
from smallwins.storage.upgrading import upgrade
from tests.storage.cast import a_win, write
from tests.storage.looking import modes

OURS = opening.SCHEMA
NEXT, AFTER = (f"{OURS + ahead:04}.sql" for ahead in (1, 2))
GOOD = """
ALTER TABLE win ADD COLUMN colour TEXT;
CREATE TRIGGER blue AFTER INSERT ON win
BEGIN
    UPDATE win SET colour = 'blue; -- ' WHERE place = new.place;
END;
"""
BAD = GOOD + "UPDATE win SET colour = 'red';\nDROP TABLE door;\nINSERT INTO nowhere VALUES (1);\n"
DANGLING = GOOD + "UPDATE win SET id = 'elsewhere' WHERE number = 1;\n"
SLOW = GOOD + "".join(
    f"CREATE TABLE slow_{n} AS WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT 20000)"
    " SELECT i, hex(randomblob(40)) FROM c;\n"
    for n in range(20)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    shutil.copytree(migrating.FOLDER, folder)
    return folder


@pytest.fixture
def old(tmp_path: Path) -> str:
    path = str(tmp_path / "data" / "journal.db")
    with local_journal(path) as journal:
        write(journal, *(a_win(n) for n in range(1, 30)))
        first, *_, last = journal.wins.everything()
        link_wins(journal, LinkWins(first.win.id, last.win.id, first.win.logged_at))
    return path


def content(path: str) -> tuple[int, list[str]]:
    connection = sqlite3.connect(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    dump = list(connection.iterdump())
    connection.close()
    return version, dump


def upgraded(path: str, folder: Path) -> str:
    connection = opening.open_connection(path)
    try:
        return upgrade(connection, path, str(folder))
    finally:
        connection.close()


def test_the_files_are_numbered_without_a_gap_and_the_newest_is_ours() -> None:
    numbers = sorted(int(path.name[:4]) for path in Path(migrating.FOLDER).glob("*.sql"))

    assert numbers == list(range(1, opening.SCHEMA + 1))


def test_a_migration_is_applied_once_after_a_backup(old: str, folder: Path) -> None:
    before = content(old)
    (folder / NEXT).write_text(GOOD)

    kept = upgraded(old, folder)

    assert content(old)[0] == OURS + 1
    assert content(kept) == before
    assert checking.check(kept) == []
    assert f".before-v{OURS + 1}-" in kept
    assert modes(Path(kept).parent)[Path(kept).name] == "0o600"
    connection = sqlite3.connect(old)
    assert migrating.migrate(connection, str(folder)) == OURS + 1
    assert connection.execute("SELECT count(*), count(colour) FROM win").fetchone() == (29, 0)
    connection.close()


def test_a_journal_of_the_first_schema_takes_what_came_since(tmp_path: Path) -> None:
    path, first = str(tmp_path / "journal.db"), tmp_path / "first"
    first.mkdir()
    shutil.copy(Path(migrating.FOLDER) / "0001.sql", first)
    connection = sqlite3.connect(path, isolation_level=None)
    assert migrating.migrate(connection, str(first)) == 1
    connection.execute(
        "INSERT INTO crossroads (owner, id, title, options, status, origin)"
        " VALUES (1, 'c', 'Two offers', '[]', 'open', 'own')"
    )
    assert migrating.migrate(connection) == OURS
    assert connection.execute("SELECT title, win FROM crossroads").fetchall() == [("Two offers", None)]
    connection.close()


def test_a_new_journal_needs_no_backup(old: str) -> None:
    assert list(Path(old).parent.glob("*.bak")) == []


@pytest.mark.parametrize("script", [BAD, DANGLING], ids=["an error", "a row that points nowhere"])
def test_a_migration_that_fails_half_way_leaves_all_as_it_was(old: str, folder: Path, script: str) -> None:
    before = content(old)
    (folder / NEXT).write_text(script)

    with pytest.raises(sqlite3.Error):
        upgraded(old, folder)

    assert content(old) == before
    assert list(Path(old).parent.glob("*.bak")) == []  # the journal is as it was; a copy of it would only pile up
    assert checking.check(old) == []


def test_of_two_migrations_the_first_stays_where_the_second_fails(old: str, folder: Path) -> None:
    (folder / NEXT).write_text(GOOD)
    (folder / AFTER).write_text("INSERT INTO nowhere VALUES (1);")

    with pytest.raises(sqlite3.Error):
        upgraded(old, folder)

    assert content(old)[0] == OURS + 1


UPGRADING = """
import sys
from smallwins.storage import migrating, opening
connection = opening.open_connection(sys.argv[1])
print("begun", flush=True)
migrating.migrate(connection, sys.argv[2])
"""


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.15, 0.3])
def test_a_migration_killed_half_way_leaves_the_old_journal_or_the_new_one(
    old: str, folder: Path, delay: float
) -> None:
    before = content(old)
    (folder / NEXT).write_text(SLOW)
    program = subprocess.Popen([sys.executable, "-c", UPGRADING, old, str(folder)], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "begun\n"
    time.sleep(delay)
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()

    found = content(old)
    assert found == before or (found[0] == OURS + 1 and "slow_19" in "".join(found[1]))
    if found[0] == OURS:
        assert checking.check(old) == []
    upgraded_again = sqlite3.connect(old)
    assert migrating.migrate(upgraded_again, str(folder)) == OURS + 1
    upgraded_again.close()
