"""A database comes to the newest schema once, whole or not at all; and the schema is that of a file."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from smallwins import bootstrap
from smallwins.method.errors import JournalBusyError, JournalError, JournalNewerError
from smallwins.storage import making, migrating, postgres_migrating, sqlite
from tests.postgres import Postgres
from tests.serving import SOURCE
from tests.storage.cast import ADA, a_win, write

NEWEST = migrating.newest(postgres_migrating.POSTGRES)
NEXT = f"{NEWEST + 1:04}.sql"


@pytest.fixture
def bare(postgres: Postgres) -> Iterator[str]:
    url = postgres.bare_database()
    yield url
    postgres.drop(url)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(postgres_migrating.POSTGRES, tmp_path / "postgres"))


def version(url: str) -> int:
    with psycopg.connect(url) as connection:
        return postgres_migrating.version_of(connection)


def test_a_bare_database_is_brought_to_the_newest_schema_and_then_left_alone(bare: str) -> None:
    assert [bootstrap.migrate(bare) for _ in range(2)] == [NEWEST, NEWEST]


def test_a_file_is_brought_to_the_newest_schema_by_the_same_words(tmp_path: Path) -> None:
    assert bootstrap.migrate(f"sqlite:///{tmp_path}/journal.db") == migrating.newest()
    assert (tmp_path / "journal.db").exists()


def test_of_many_processes_that_start_at_once_one_migrates(bare: str, folder: Path) -> None:
    (folder / NEXT).write_text("CREATE TABLE once (n integer); SELECT pg_sleep(0.3); INSERT INTO once VALUES (1);")
    program = (
        "import sys; from smallwins.storage.postgres_migrating import migrate; print(migrate(sys.argv[1], sys.argv[2]))"
    )
    environ = os.environ | {"PYTHONPATH": str(SOURCE)}
    started = [
        subprocess.Popen([sys.executable, "-c", program, bare, folder], env=environ, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]

    said = [process.communicate(timeout=60)[0] for process in started]

    assert said == [f"{NEWEST + 1}\n"] * 4
    with psycopg.connect(bare) as connection:
        assert connection.execute("SELECT count(*) FROM once").fetchone() == (1,)


def test_a_migration_that_fails_half_way_leaves_all_as_it_was(postgres_url: str, folder: Path) -> None:
    journals = bootstrap.server_journals(postgres_url)
    with journals.journal_of(ADA) as journal:
        write(journal, a_win())
    (folder / NEXT).write_text("ALTER TABLE win ADD COLUMN colour text; INSERT INTO nowhere VALUES (1);")

    with pytest.raises(JournalError):
        postgres_migrating.migrate(postgres_url, str(folder))

    assert version(postgres_url) == NEWEST
    with journals.journal_of(ADA, reading=True) as journal:
        assert journal.wins.get(a_win().win.id) == a_win()
    with psycopg.connect(postgres_url) as connection, pytest.raises(psycopg.errors.UndefinedColumn):
        connection.execute("SELECT colour FROM win")
    journals.close()  # type: ignore[attr-defined]  # a test tidies up


def test_a_database_that_is_behind_or_ahead_is_not_opened(bare: str, postgres_url: str) -> None:
    with pytest.raises(JournalError, match="smallwins migrate"), bootstrap.server_journals(bare).journal_of(ADA):
        pass
    with psycopg.connect(postgres_url) as connection:
        connection.execute(f"UPDATE journal_file SET version = {NEWEST + 1}")
    with pytest.raises(JournalNewerError), bootstrap.server_journals(postgres_url).journal_of(ADA):
        pass


@pytest.mark.parametrize("setting", ["synchronous_commit"])
def test_a_database_that_acknowledges_too_early_is_not_opened(
    postgres: Postgres, postgres_url: str, setting: str
) -> None:
    name = postgres_url.partition("?")[0].rpartition("/")[2]
    postgres.run(f"ALTER DATABASE {name} SET {setting} = off")

    for open_it in (
        lambda: bootstrap.migrate(postgres_url),
        bootstrap.server_journals(postgres_url).journal_of(1).__enter__,
    ):
        with pytest.raises(JournalError, match=f"{setting} = off"):
            open_it()


def test_a_server_that_is_not_there_is_named_a_moment_s_trouble(tmp_path: Path) -> None:
    nowhere = f"postgresql://keeper@/journals?host={tmp_path}"

    with pytest.raises(JournalBusyError, match="No such file"):
        bootstrap.migrate(nowhere)
    with pytest.raises(JournalBusyError), bootstrap.server_journals(nowhere).journal_of(ADA):
        pass


def test_a_file_and_a_database_have_the_same_columns(shared_postgres_url: str) -> None:
    file = sqlite.connect_in_memory()
    making.fill(file, "columns")
    ours = {
        (table, column)
        for (table,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'win_fts%'")
        for _, column, *_ in file.execute(f"PRAGMA table_xinfo({table})")
    }
    file.close()
    with psycopg.connect(shared_postgres_url) as connection:
        theirs = set(
            connection.execute(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            ).fetchall()
        )

    alone = {
        ("journal_file", "version"),
        *((table, column) for table, column in theirs if table in {"journal_stamp", "win_words"}),
    }
    assert theirs - alone == ours
