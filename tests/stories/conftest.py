"""Ada's window and her terminal, on one journal at the same time."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serving import SOURCE, Served

Smallwins = Callable[..., str]


@pytest.fixture
def smallwins(served: Served) -> Smallwins:
    """Call the terminal on the journal that the browser shows, and return what it says."""
    return terminal(served.home)


def terminal(home: Path) -> Smallwins:
    """Return a person's terminal on the journal in a folder."""

    def call(*arguments: str, stdin: str = "") -> str:
        environ = os.environ | {"SMALLWINS_HOME": str(home), "PYTHONPATH": str(SOURCE), "COLUMNS": "100"}
        done = subprocess.run(
            [sys.executable, "-m", "smallwins", *arguments],
            env=environ,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return call
