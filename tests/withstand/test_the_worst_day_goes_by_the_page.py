"""The restore drill (R9): the page for the worst day, followed line by line, on each engine."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smallwins.config import sqlite_path
from tests.postgres import Postgres
from tests.promises import Tally
from tests.serving import SOURCE
from tests.shared import DATABASES, Shared, on_engine, sharing

pytestmark = pytest.mark.promise("R9")

PAGE = Path(__file__).resolve().parents[2] / "docs" / "self-hosting.md"
TITLES = {"sqlite": "A server on a file", "postgresql": "A server in PostgreSQL"}
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STOP = """#!/bin/sh
# Stands for the machine's own: this test starts and stops the server itself.
case "$1 $2" in "stop smallwins" | "start smallwins") exit 0 ;; esac
exit 1
"""


def blocks(engine: str) -> list[str]:
    """Return what the page says to type, block by block; the first are the names to fill in."""
    text = PAGE.read_text("utf-8").partition("## The worst day\n")[2].partition("\n## ")[0]
    return BLOCK.findall(text.partition(f"### {TITLES[engine]}\n")[2].partition("\n### ")[0])


class Operator:
    """Whoever runs the server, at a shell."""

    def __init__(self, home: Path, filled_in: dict[str, str]) -> None:
        programs = home / "bin"
        programs.mkdir()
        for name, text in (
            ("smallwins", f'#!/bin/sh\nexec "{sys.executable}" -m smallwins "$@"\n'),
            ("systemctl", STOP),
        ):
            (programs / name).write_text(text)
            (programs / name).chmod(0o755)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SMALLWINS_", "DJANGO_"))}
        path = f"{programs}:{filled_in.pop('BIN', '')}:{os.environ['PATH']}"
        self.environ = {**kept, **filled_in, "PATH": path, "PYTHONPATH": str(SOURCE)}
        self.lines = 0
        self.said = ""

    def type(self, block: str) -> None:
        """Type a block line by line; each must end well."""
        for line in block.splitlines():
            done = subprocess.run(
                ["bash", "-c", line], env=self.environ, capture_output=True, text=True, timeout=120, cwd="/"
            )
            assert done.returncode == 0, (line, done.stdout, done.stderr)
            self.said += done.stdout
            self.lines += 1


def filled_in(engine: str, shared: Shared, folder: Path, postgres: Postgres | None) -> dict[str, str]:
    """Return our own values for the names that the page leaves to its reader."""
    own = {
        "DATABASE_URL": shared.database,
        "SMALLWINS_HOME": str(shared.home),
        "BACKUP": str(folder / "backup"),
        "KEY": str(folder / "secret.key"),
        "DRILL": str(folder / "drill"),
    }
    if postgres is not None:
        del own["DRILL"]
        url, _, host = shared.database.partition("?host=")
        own |= {"PGHOST": host, "PGUSER": "postgres", "PGDATABASE": url.rpartition("/")[2]}
    assert own.keys() == set(re.findall(r"\b([A-Z_]+)=", blocks(engine)[0]))
    also = {"SMALLWINS_URL": shared.url}  # of the server's own variables, as /etc/smallwins.env has them
    return own | also | ({"BIN": str(postgres.server.bin_path)} if postgres is not None else {})


def ruin(shared: Shared) -> None:
    """Take from the server what it had."""
    if not shared.database.startswith("sqlite"):
        shared.sql("TRUNCATE win, accounts_person CASCADE")
        return
    file = Path(sqlite_path(shared.database))
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


@pytest.mark.parametrize("engine", DATABASES)
def test_whoever_follows_the_page_has_everything_back(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest, tally: Tally
) -> None:
    request.param = engine
    home, titles = tmp_path / "server", ("Before the backup", "After the backup")
    with on_engine(request) as database:
        with sharing(home, database) as shared:
            ada = shared.visitor().sign_up("ada@example.org")
            assert ada.post("/", {"title": titles[0]}).status == 303
            postgres = None if engine == "sqlite" else request.getfixturevalue("postgres")
            operator = Operator(tmp_path, filled_in(engine, shared, tmp_path, postgres))
            _, nightly, *in_earnest = blocks(engine)
            operator.type(nightly)
            assert ada.post("/", {"title": titles[1]}).status == 303
        ruin(shared)
        (home / "secret.key").unlink()

        for block in in_earnest:
            operator.type(block)

        with sharing(home, shared.database) as again:
            ada = again.visitor()
            assert ada.sign_in("ada@example.org").status == 302
            page = ada.get("/wins").text
            assert [title in page for title in titles] == [True, False]
    assert operator.said.count("well.") == len(in_earnest)
    tally(f"the page for the worst day, {TITLES[engine].lower()}", lines=operator.lines)
