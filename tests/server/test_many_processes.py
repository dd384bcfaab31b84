"""Several servers, of several processes each, on one database: they start at once, and nobody can tell them apart."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from smallwins.bootstrap import server_journals
from tests.postgres import Postgres
from tests.serving import SOURCE
from tests.shared import Visitor, sharing

ADA = "ada@example.org"
WINS = 12


@pytest.fixture
def bare(postgres: Postgres) -> Iterator[str]:
    url = postgres.bare_database()
    yield url
    postgres.drop(url)


def test_of_many_who_migrate_at_once_one_does_and_all_are_content(bare: str, tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("SMALLWINS_", "DJANGO_"))}
    environ |= {"DATABASE_URL": bare, "SMALLWINS_HOME": str(tmp_path), "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-m", "smallwins", "migrate"]
    started = [
        subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [one.communicate(timeout=120) for one in started]
    assert [one.returncode for one in started] == [0, 0, 0], said
    with psycopg.connect(bare) as connection:
        twice = "SELECT app, name FROM django_migrations GROUP BY app, name HAVING count(*) > 1"
        assert connection.execute(twice).fetchall() == []
        _who_signs_in_is_found_by_an_index(connection)


def _who_signs_in_is_found_by_an_index(connection: psycopg.Connection[tuple[str]]) -> None:
    """However they write their address; asked as Django asks."""
    connection.execute(
        "INSERT INTO accounts_person (password, email, name, is_active, joined_at, moving_to)"
        " SELECT '!', 'person-' || n || '@example.org', '', true, now(), '' FROM generate_series(1, 10000) n"
    )
    connection.execute("ANALYZE accounts_person")
    asked = (
        """SELECT "id" FROM "accounts_person" WHERE UPPER("email"::text) = UPPER('Person-7@example.org') ORDER BY 1"""
    )
    plan = "\n".join(row[0] for row in connection.execute(f"EXPLAIN {asked} LIMIT 1".encode()))
    assert "Index Scan using person_by_email" in plan, plan
    connection.rollback()


def test_two_servers_of_two_processes_are_one_to_those_who_use_them(bare: str, tmp_path: Path) -> None:
    more = {"SMALLWINS_WORKERS": "2", "SMALLWINS_SECRET_FILE": str(tmp_path / "key")}
    with sharing(tmp_path / "one", bare, more=more) as one, sharing(tmp_path / "two", bare, more=more) as two:
        for server in (one, two):
            assert len(psutil.Process(server.process.pid).children()) >= 2
        ada = one.visitor().sign_up(ADA)
        also = two.visitor()
        also.cookies = ada.cookies
        assert also.is_in()

        def write(visitor: Visitor, token: str) -> None:
            for count in range(WINS):
                assert visitor.post("/", {"title": f"Win {count}"}, token=token).status == 303

        writers = [threading.Thread(target=write, args=(each, each.token("/"))) for each in (ada, also) for _ in "ab"]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(60)
        number = 1 if "1" in one.run("user", "list").stdout.split() else None
        assert number
        journals = server_journals(bare)
        with journals.journal_of(number, reading=True) as journal:
            assert [judged.win.number for judged in journal.wins.everything()] == list(range(1, 4 * WINS + 1))
        journals.close()  # type: ignore[attr-defined]  # a test tidies up
        assert also.post("/sign-out").status == 302
        assert not ada.is_in()  # a session that ends ends everywhere
