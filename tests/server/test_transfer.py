"""A server moves from its file to PostgreSQL whole, or not at all; nobody has to sign up, or even in, again."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from smallwins import bootstrap
from smallwins.bootstrap import new_id, now, server_journals
from smallwins.formats.source import Source
from smallwins.journal.commands import AddWin, DeleteWin
from smallwins.journal.drafts import NewDraft, new_draft
from smallwins.journal.editing import delete_win
from smallwins.journal.exchange import export_journal
from smallwins.journal.foreign import import_foreign
from smallwins.journal.inbox_commands import ImportForeign
from smallwins.journal.ports import WinFilter
from smallwins.journal.sample import load_sample
from smallwins.journal.sharing import AddRemark, add_remark
from smallwins.journal.wins import add_win
from smallwins.method.errors import JournalError
from smallwins.storage.transferring import MADE
from tests.hostile import HOSTILE
from tests.postgres import Postgres
from tests.serving import SOURCE
from tests.shared import PASSWORD, Shared, sharing
from tests.storage.cast import MONDAY, NOON

pytestmark = pytest.mark.promise("R10")

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
    """Give Ada the sample journal and what comes on top of it, and Ben every text that breaks careless programs."""
    journals = server_journals(url)
    with journals.journal_of(people[ADA]) as journal:
        load_sample(journal, now(), now().date())
        new_draft(journal, NewDraft(new_id(), NOON, "brag", MONDAY, MONDAY))
        asked = "What made it easier this time?"
        win = journal.wins.page(WinFilter())[0].win
        add_remark(journal, AddRemark(new_id(), NOON, people[BEN], "Ben", win.id, None, asked, asks=True))
        import_foreign(journal, ImportForeign(NOON, Source("in.csv", b"title,date\nCame in,2026-01-02\n")))
    with journals.journal_of(people[BEN]) as journal:
        for text in HOSTILE:
            add_win(
                journal,
                AddWin(id=new_id(), at=NOON, title=f"x {' '.join(text.split())}"[:200], happened_on=MONDAY, story=text),
            )
        last = add_win(journal, AddWin(id=new_id(), at=NOON, title="Gone again", happened_on=MONDAY))
        delete_win(journal, DeleteWin(last.win.id, NOON))
    journals.close()  # type: ignore[attr-defined]  # nobody may hold the file while it moves


def tables_of(file: sqlite3.Connection) -> list[str]:
    """Return every table but those that SQLite makes for itself and for its index of words."""
    names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return [name for name in names if not name.startswith(("sqlite_", "win_fts"))]


def fill_what_is_empty(file: sqlite3.Connection, table: str) -> None:
    """Put a row into a table of accounts: what it points to is there, all else is of its column's kind."""
    if file.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone():
        return
    points = {row[3]: (row[2], row[4]) for row in file.execute(f'PRAGMA foreign_key_list("{table}")')}
    row: dict[str, object] = {}
    for _, name, kind, _, _, key in file.execute(f'PRAGMA table_info("{table}")'):
        if name in points:
            there, column = points[name]
            fill_what_is_empty(file, there)
            row[name] = file.execute(f'SELECT "{column}" FROM "{there}"').fetchone()[0]
        else:
            row[name] = 1 if key else KINDS[kind.partition("(")[0].lower()]
    names = ", ".join(f'"{name}"' for name in row)
    file.execute(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(row))})', list(row.values()))


KINDS = {
    "varchar": "x", "text": '{"Zoë": ["a", 1.5, null]}', "char": "10.0.0.1", "datetime": "2026-01-02 03:04:05.000678",
    "date": "2026-01-02", "bool": 1, "integer": 7, "bigint": 7, "integer unsigned": 7, "smallint unsigned": 7,
}  # fmt: skip


def counts_of(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as connection:
        return {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in tables_of(connection)
        }


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
    counts = counts_of(file)

    done = transfer(before.database, empty, before.home)

    assert done.returncode == 0, done.stderr
    assert f"person {people[ADA]}" in done.stdout
    assert f"person {people[BEN]}" in done.stdout
    told = dict(re.findall(r"^(\w+) +([\d,]+) rows", done.stdout, re.MULTILINE))
    assert told == {table: f"{rows:,}" for table, rows in counts.items() if table not in MADE and rows}
    assert rows_of(file) == stood
    assert exported(empty, list(people.values())) == journals
    with psycopg.connect(empty) as connection:
        assert walled(connection) == with_an_owner(connection)
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


def walled(connection: psycopg.Connection[tuple[str]]) -> set[str]:
    """Return every table that stands behind the second wall, of journals and of accounts."""
    asked = "SELECT relname::text FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
    return {name for (name,) in connection.execute(asked)}


def with_an_owner(connection: psycopg.Connection[tuple[str]]) -> set[str]:
    """Return every table of journals: accounts' have none that is an owner."""
    asked = (
        "SELECT table_name::text FROM information_schema.columns"
        " WHERE table_schema = current_schema AND column_name = 'owner'"
    )
    return {name for (name,) in connection.execute(asked)}


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


@pytest.fixture(scope="module")
def full(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A file with a row in every table, and a database that has the tables and nothing in them."""
    home, url = tmp_path_factory.mktemp("full"), postgres.bare_database()
    for place in (f"sqlite:///{home / 'shared.db'}", url):
        assert migrated(place, home).returncode == 0
    with closing(sqlite3.connect(home / "shared.db")) as file, file:
        for email in (ADA, BEN):
            file.execute(
                "INSERT INTO accounts_person (password, email, name, is_active, joined_at, moving_to)"
                " VALUES ('!', ?, '', 1, '2026-01-02 03:04:05', '')",
                (email,),
            )
    fill(f"sqlite:///{home / 'shared.db'}", {ADA: 1, BEN: 2})
    with closing(sqlite3.connect(home / "shared.db")) as file, file:
        for table in tables_of(file):
            fill_what_is_empty(file, table)
    yield home / "shared.db", url
    postgres.drop(url)


# What a database does to a row that arrives, and what is said of it: nothing that anybody wrote is.
LOSSY = (
    ("win", "IF NEW.place = 33554435 THEN NEW.title := 'Lost'; END IF", "owner 2, place 33554435 is another in title"),
    ("win", "NEW.logged_at := replace(NEW.logged_at, 'T', ' ')", "owner 1, place 16777217 is another in logged_at"),
    ("history", "IF NEW.place = 5 THEN NEW.at := '2020-01-01T00:00:00Z'; END IF", "owner 1, place 5 is another in at"),
    ("review", "NEW.note := 'Lost'", r"owner 1, week \d+ is another in note"),
    ("remark", "NEW.text := 'Lost'", r"owner 1, id [\w-]+ is another in text"),
    ("inbox", "RETURN NULL", r"owner 1, id [\w-]+ is not there"),
    ("win_tag", "IF NEW.owner = 1 THEN RETURN NULL; END IF", r"owner 1, tag …, happened_on .+, place \d+ is not there"),
    ("accounts_person", "IF NEW.id = 2 THEN NEW.name := 'Lost'; END IF", "id 2 is another in name"),
    ("accounts_grant", "NEW.insights := NOT NEW.insights", "id 1 is another in insights"),
    ("django_session", "NEW.expire_date := now()", r"session_key \w+ is another in expire_date"),
    ("auth_group", "IF NEW.id = 1 THEN INSERT INTO auth_group VALUES (0, 'Lost'); END IF", "id 0 was not sent"),
)


@pytest.mark.parametrize(("table", "change", "said"), LOSSY, ids=[one[0] for one in LOSSY])
def test_a_row_that_arrives_as_another_is_named_and_nothing_is_kept(
    full: tuple[Path, str], table: str, change: str, said: str
) -> None:
    file, url = full
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in (
            f"CREATE FUNCTION lossy() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {change}; RETURN NEW; END$$",
            f"CREATE TRIGGER lossy BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION lossy()",
        ):
            connection.execute(statement.encode())
        try:
            with pytest.raises(
                JournalError, match=f"What arrived in {table} is not what was sent: .*{said}"
            ) as refused:
                bootstrap.transfer(str(file), url, lambda _: None)
        finally:
            connection.execute("DROP FUNCTION lossy CASCADE")
        assert "Lost" not in str(refused.value)
        assert connection.execute("SELECT count(*) FROM accounts_person").fetchone() == (0,)


def test_a_table_that_is_the_same_to_the_last_row_is_kept(full: tuple[Path, str]) -> None:
    file, url = full
    counts = counts_of(file)
    assert [table for table, rows in counts.items() if not rows] == []  # so that every table is compared by a row
    arrived = dict.fromkeys(counts, 0)
    for one in bootstrap.transfer(str(file), url, lambda _: None):
        arrived[one.table] += one.rows
    assert arrived == {table: 0 if table in MADE else rows for table, rows in counts.items()}


def test_only_a_file_moves_and_only_to_a_server(tmp_path: Path, empty: str) -> None:
    assert transfer(empty, empty, tmp_path).returncode == 2
    assert transfer(f"sqlite:///{tmp_path / 'shared.db'}", "sqlite:////tmp/other.db", tmp_path).returncode == 2


def migrated(file: str, home: Path) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("SMALLWINS_", "DJANGO_"))}
    environ |= {"DATABASE_URL": file, "SMALLWINS_HOME": str(home), "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-m", "smallwins", "migrate"]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120)
