"""What every server would make anew at its first start, made once a worker: the tables and the compressed files.

A server makes both where they are not there; that it does is tried where that is asked (test_many_processes,
test_transfer, test_serve). What is made here is made by the server's own steps, and only copied then.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from smallwins.server import static
from tests.serving import SOURCE

MAKE_READY = """
from smallwins import config
from smallwins.server.run_shared import make_ready
shared = config.shared()
assert shared
make_ready(shared)
"""


@cache
def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="smallwins-prepared-")


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    if _folder.cache_info().currsize:
        _folder().cleanup()


def make_tables(home: Path, database: str) -> None:
    """Bring a database to its newest form, as a server does at its start."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("SMALLWINS_", "DJANGO_"))}
    environ |= {
        "SMALLWINS_HOME": str(home),
        "PYTHONPATH": str(SOURCE),
        "DATABASE_URL": database,
        "SMALLWINS_URL": "http://localhost:1",
        "SMALLWINS_MAIL_URL": "smtp://127.0.0.1:1",
        "DJANGO_SETTINGS_MODULE": "smallwins.server.shared",
    }
    subprocess.run([sys.executable, "-c", MAKE_READY], env=environ, check=True)


@cache
def _tables() -> list[Path]:
    home = Path(_folder().name) / "tables"
    home.mkdir()
    make_tables(home, f"sqlite:///{home / 'shared.db'}")
    return sorted(home.glob("*.db"))


@cache
def _static() -> Path:
    made = Path(_folder().name) / "static"
    static.prepare(SOURCE / "smallwins" / "web" / "static", made)
    return made


def lay_tables(home: Path) -> None:
    """Lay a server's file with its tables, and nothing in them, into a new folder."""
    for file in _tables():
        if not (home / file.name).exists():
            shutil.copy2(file, home)


def lay_static(home: Path) -> None:
    """Lay the compressed files into a new folder."""
    if not (home / "static").exists():
        shutil.copytree(_static(), home / "static", copy_function=os.link)
