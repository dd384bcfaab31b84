"""The second wall: what PostgreSQL itself gives to whom, and the keys by which journals can be spread over machines."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from smallwins.bootstrap import migrate, server_journals
from smallwins.journal.ports import Journals
from smallwins.method.errors import JournalError, NotFoundError
from tests.postgres import Postgres
from tests.serving import SOURCE, free_port
from tests.storage.cast import ADA, BEN, a_win, an_id, write
from tests.storage.test_isolation import fill

# What says which database it is belongs to nobody.
NOBODYS = {"journal_file"}


@pytest.fixture
def journals(emptied_postgres_url: str) -> Iterator[Journals]:
    kept = server_journals(emptied_postgres_url)
    for person in (ADA, BEN):
        with kept.journal_of(person) as journal:
            fill(journal)
    yield kept
    kept.close()  # type: ignore[attr-defined]  # a test tidies up


@contextmanager
def by_hand(url: str, person: int | None) -> Iterator[Any]:
    """A transaction of somebody who writes SQL of their own, with the rights of the server."""
    with psycopg.connect(url) as connection:
        if person is not None:
            connection.execute("SELECT set_config('smallwins.owner', %s, true)", (str(person),))
        yield connection
        connection.rollback()


def tables(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    return [row[0] for row in rows if row[0] not in NOBODYS]


def test_the_journals_are_opened_as_a_role_to_which_the_wall_applies(shared_postgres_url: str) -> None:
    with psycopg.connect(shared_postgres_url) as connection:
        asked = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        assert connection.execute(asked).fetchone() == (False, False)


@pytest.mark.parametrize("right", ["SUPERUSER", "BYPASSRLS"])
def test_a_role_to_which_the_wall_does_not_apply_opens_nothing(postgres: Postgres, right: str) -> None:
    role = f"beyond_{right.lower()}_{os.getpid()}"
    url = postgres.bare_database()
    beyond = url.replace("//keeper:", f"//{role}:")
    postgres.run(f"CREATE ROLE {role} LOGIN {right}")
    try:
        with pytest.raises(JournalError, match="row-level security does not apply"):
            migrate(beyond)
        assert tables(url) == []  # nothing was made
        migrate(url)
        with (
            pytest.raises(JournalError, match="Make a plain role that owns the database"),
            server_journals(beyond).journal_of(ADA),
        ):
            pass
        said = subprocess.run(
            [sys.executable, "-m", "smallwins", "serve"],
            env={"DATABASE_URL": beyond, "PYTHONPATH": str(SOURCE), "SMALLWINS_PORT": str(free_port())},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (said.returncode, said.stdout, said.stderr.count("\n")) == (3, "", 1)
        assert f"The role {role} is" in said.stderr
    finally:
        postgres.drop(url)
        postgres.run(f"DROP ROLE {role}")


@pytest.mark.parametrize("person", [None, BEN])
def test_a_query_that_names_no_owner_sees_nothing_of_adas(
    journals: Journals, emptied_postgres_url: str, person: int | None
) -> None:
    for table in tables(emptied_postgres_url):
        with by_hand(emptied_postgres_url, person) as connection:
            owners = {row[0] for row in connection.execute(f"SELECT owner FROM {table}")}
            assert owners <= {person}, table
            if person is not None:
                assert owners, table


def test_nothing_of_adas_can_be_written_or_taken_away_in_bens_name(
    journals: Journals, emptied_postgres_url: str
) -> None:
    for table in tables(emptied_postgres_url):
        with by_hand(emptied_postgres_url, BEN) as connection:
            if table != "history":
                assert connection.execute(f"DELETE FROM {table} WHERE owner = {ADA}").rowcount == 0, table
                assert connection.execute(f"UPDATE {table} SET owner = {BEN} WHERE owner = {ADA}").rowcount == 0, table
    with by_hand(emptied_postgres_url, BEN) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(f"INSERT INTO win_tag VALUES ({ADA}, 'planted', '2026-11-16', 1)")


def test_what_was_set_for_one_person_does_not_outlive_their_transaction(
    journals: Journals, emptied_postgres_url: str
) -> None:
    # Behind a pooler the next transaction on the same connection is anybody's.
    with psycopg.connect(emptied_postgres_url, autocommit=True) as connection:
        with connection.transaction():
            connection.execute("SELECT set_config('smallwins.owner', '1', true)")
            assert connection.execute("SELECT count(*) FROM win").fetchone() == (3,)
        assert connection.execute("SELECT count(*) FROM win").fetchone() == (0,)


def test_history_is_only_ever_added_to(journals: Journals, emptied_postgres_url: str) -> None:
    for statement in ("UPDATE history SET cause = 'never'", "DELETE FROM history"):
        with by_hand(emptied_postgres_url, ADA) as connection, pytest.raises(psycopg.errors.RaiseException):
            connection.execute(statement)


def test_every_table_is_walled_also_for_the_role_it_belongs_to(shared_postgres_url: str) -> None:
    with psycopg.connect(shared_postgres_url) as connection:
        walls = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND relrowsecurity AND relforcerowsecurity ORDER BY 1"
        ).fetchall()
    assert [row[0] for row in walls] == tables(shared_postgres_url)


def test_every_key_holds_the_owner_so_that_journals_can_be_spread_by_it(shared_postgres_url: str) -> None:
    with psycopg.connect(shared_postgres_url) as connection:
        keys = connection.execute(
            "SELECT class.relname, index.indexrelid::regclass::text, index.indisunique,"
            " (SELECT array_agg(attname::text ORDER BY place)"
            "  FROM unnest(index.indkey::int[]) WITH ORDINALITY AS k (n, place)"
            "  JOIN pg_attribute ON attrelid = class.oid AND attnum = k.n)"
            " FROM pg_index AS index JOIN pg_class AS class ON class.oid = index.indrelid"
            " WHERE class.relnamespace = 'public'::regnamespace"
        ).fetchall()
        links = connection.execute(
            "SELECT conname, (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]),"
            " (SELECT attname FROM pg_attribute WHERE attrelid = confrelid AND attnum = confkey[1])"
            " FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace"
        ).fetchall()
        owners = connection.execute(
            "SELECT table_name, data_type FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name = 'owner'"
        ).fetchall()

    assert {table for table, *_ in keys} == set(tables(shared_postgres_url))
    assert [key for key in keys if key[3][0] != "owner"] == []
    assert len(links) == 3
    assert {(here, there) for _, here, there in links} == {("owner", "owner")}
    assert dict(owners) == dict.fromkeys(tables(shared_postgres_url), "bigint")


@pytest.mark.parametrize("person", [131_072, 2**31, 2**39 - 1])
def test_there_can_be_more_people_than_a_file_holds(emptied_postgres_url: str, person: int) -> None:
    journals = server_journals(emptied_postgres_url)
    last = a_win(4)
    with journals.journal_of(person) as journal:
        fill(journal)
        write(journal, last._replace(win=last.win._replace(number=2**24 - 1)))
    with journals.journal_of(person, reading=True) as journal:
        assert [judged.win.number for judged in journal.wins.everything()] == [1, 2, 3, 2**24 - 1]
        assert journal.wins.find("16777215").win.id == an_id(4)
        assert len(journal.wins.judged_rows({})) == 4
    with journals.journal_of(person - 1, reading=True) as journal, pytest.raises(NotFoundError):
        journal.wins.get(an_id(1))
    journals.close()  # type: ignore[attr-defined]  # a test tidies up
