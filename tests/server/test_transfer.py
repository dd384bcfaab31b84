"""A server moves from its file to PostgreSQL whole, or not at all; nobody has to sign up, or even in, again."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
import pytest

from smallwins.bootstrap import new_id, now, server_journals
from smallwins.journal.commands import AddWin, DeleteWin
from smallwins.journal.editing import delete_win
from smallwins.journal.exchange import export_journal
from smallwins.journal.ports import WinFilter
from smallwins.journal.sample import load_sample
from smallwins.journal.wins import add_win
from tests.hostile import HOSTILE
from tests.postgres import Postgres
from tests.serving import SOURCE
from tests.shared import PASSWORD, Shared, sharing
from tests.storage.cast import MONDAY, NOON

ADA, BEN, CLEO = "ada@example.org", "ben@example.org", "cleo@example.org"


@pytest.fixture
def empty(postgres: Postgres) -> Iterator[str]:
    """A database with nothing in it."""
    url = postgres.bare_database()
    yield url
    postgres.drop(url)


def transfer(file: str, to: str, home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("SMALLWINS_", "DJANGO_"))}
    environ |= {"DATABASE_URL": file, "SMALLWINS_HOME": str(home), "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-m", "smallwins", "transfer", "--to", to, *options]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120)


def exported(url: str, people: list[int]) -> dict[int, bytes]:
    journals, at = server_journals(url), NOON
    found = {}
    for person in people:
        with journals.journal_of(person, reading=True) as journal:
            found[person] = export_journal(journal, at)
    journals.close()  # type: ignore[attr-defined]  # a test tidies up
    return found


def fill(url: str, people: Mapping[str, int]) -> None:
    """Give Ada the sample journal, and Ben every text that breaks careless programs."""
    journals = server_journals(url)
    with journals.journal_of(people[ADA]) as journal:
        load_sample(journal, now(), now().date())
    with journals.journal_of(people[BEN]) as journal:
        for text in HOSTILE:
            add_win(
                journal,
                AddWin(id=new_id(), at=NOON, title=f"x {' '.join(text.split())}"[:200], happened_on=MONDAY, story=text),
            )
        last = add_win(journal, AddWin(id=new_id(), at=NOON, title="Gone again", happened_on=MONDAY))
        delete_win(journal, DeleteWin(last.win.id, NOON))
    journals.close()  # type: ignore[attr-defined]  # nobody may hold the file while it moves


def rows_of(file: Path) -> list[str]:
    with sqlite3.connect(file) as connection:
        return list(connection.iterdump())


def numbers(one: Shared) -> dict[str, int]:
    return {each["email"]: each["number"] for each in json.loads(one.run("user", "list", "--json").stdout)}


def test_a_server_moves_whole_and_its_people_go_on_where_they_were(tmp_path: Path, empty: str) -> None:
    with sharing(tmp_path / "server") as before:
        ada, ben = before.visitor().sign_up(ADA), before.visitor().sign_up(BEN)
        before.visitor().sign_up(CLEO)
        people, file = numbers(before), before.home / "shared.db"
        assert before.run("user", "delete", CLEO, "--now").returncode == 0
    fill(before.database, people)
    stood, journals = rows_of(file), exported(before.database, list(people.values()))

    done = transfer(before.database, empty, before.home)

    assert done.returncode == 0, done.stderr
    assert f"person {people[ADA]}" in done.stdout
    assert f"person {people[BEN]}" in done.stdout
    assert rows_of(file) == stood
    assert exported(empty, list(people.values())) == journals
    on_server = server_journals(empty)
    with on_server.journal_of(people[BEN], reading=True) as journal:
        assert len(journal.wins.page(WinFilter(words="東京大学で講演した"))) == 1
    on_server.close()  # type: ignore[attr-defined]  # a test tidies up
    with sharing(tmp_path / "server", empty) as after:
        for visitor in (ada, ben):
            visitor.shared = after
            assert visitor.is_in()  # with the session from before
        assert after.visitor().sign_in(ADA, PASSWORD).status == 302
        after.visitor().sign_up("dan@example.org")
        assert numbers(after)["dan@example.org"] > people[CLEO]  # the number of somebody who left is nobody's again
        answer = ben.post("/", {"title": "After the move"})
        assert answer.status == 303
        with server_journals(empty).journal_of(people[BEN], reading=True) as journal:
            newest = max(judged.win.number for judged in journal.wins.everything())
        assert newest == len(HOSTILE) + 2  # nor is the number of a win that was deleted


def test_a_database_with_somebodys_rows_is_left_as_it_is(tmp_path: Path, empty: str, postgres_url: str) -> None:
    file = f"sqlite:///{tmp_path / 'shared.db'}"
    assert migrated(file, tmp_path).returncode == 0
    journals = server_journals(postgres_url)
    with journals.journal_of(1) as journal:
        add_win(journal, AddWin(id=new_id(), at=NOON, title="Here before", happened_on=MONDAY))
    journals.close()  # type: ignore[attr-defined]  # a test tidies up

    refused = transfer(file, postgres_url, tmp_path)
    assert refused.returncode == 1
    assert "holds rows already" in refused.stderr
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute("CREATE TABLE invoices (id int)")
    foreign = transfer(file, empty, tmp_path)
    assert foreign.returncode == 3
    assert "not smallwins'" in foreign.stderr
    with psycopg.connect(empty) as connection:
        assert connection.execute("SELECT relname FROM pg_class WHERE relname = 'win'").fetchone() is None


def test_a_file_that_is_written_to_is_waited_for_and_then_refused(tmp_path: Path, empty: str) -> None:
    file = tmp_path / "shared.db"
    assert migrated(f"sqlite:///{file}", tmp_path).returncode == 0
    with sqlite3.connect(file, isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        refused = transfer(f"sqlite:///{file}", empty, tmp_path)
        writer.execute("ROLLBACK")
    assert refused.returncode == 1
    assert "writing to" in refused.stderr
    assert transfer(f"sqlite:///{file}", empty, tmp_path).returncode == 0


def test_a_row_that_cannot_be_kept_there_keeps_all_of_them_here(tmp_path: Path, empty: str) -> None:
    file = tmp_path / "shared.db"
    assert migrated(f"sqlite:///{file}", tmp_path).returncode == 0
    fill(f"sqlite:///{file}", {ADA: 1, BEN: 2})
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE win SET story = 'private' || char(0) WHERE owner = 2 AND number = 3")
    connection.close()

    refused = transfer(f"sqlite:///{file}", empty, tmp_path)
    assert refused.returncode == 3
    assert "win cannot be kept" in refused.stderr
    assert "private" not in refused.stderr + refused.stdout
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE win SET story = 'private' WHERE owner = 2 AND number = 3")
    connection.close()
    assert transfer(f"sqlite:///{file}", empty, tmp_path, "--json").returncode == 0


def test_only_a_file_moves_and_only_to_a_server(tmp_path: Path, empty: str) -> None:
    assert transfer(empty, empty, tmp_path).returncode == 2
    assert transfer(f"sqlite:///{tmp_path / 'shared.db'}", "sqlite:////tmp/other.db", tmp_path).returncode == 2


def migrated(file: str, home: Path) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("SMALLWINS_", "DJANGO_"))}
    environ |= {"DATABASE_URL": file, "SMALLWINS_HOME": str(home), "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-m", "smallwins", "migrate"]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120)
