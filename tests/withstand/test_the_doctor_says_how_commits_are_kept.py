"""The gate by SQLite's version (R3): whatever version is told, the doctor says it, its mode, and what is really so."""

import io
import json
import sqlite3
from contextlib import closing, redirect_stdout
from pathlib import Path

import pytest

from smallwins.bootstrap import local_journal
from smallwins.cli.main import main
from smallwins.storage import sqlite
from tests.promises import Tally
from tests.storage.test_sqlite import VERSIONS

pytestmark = pytest.mark.promise("R3")


def test_the_doctor_says_version_mode_and_synchronous_of_every_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    for version, mode in VERSIONS.items():
        path = str(tmp_path / f"{version}.db")
        monkeypatch.setattr(sqlite.Dialect, "version", version)
        with local_journal(path):
            pass
        said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with redirect_stdout(said):
            assert main(["doctor", "--json", "--journal", path]) == 0
        told = json.loads(said.buffer.getvalue())

        assert told["sqlite"] == ".".join(map(str, version))
        assert (told["journal_mode"], told["synchronous"]) == mode
        with closing(sqlite3.connect(path)) as looking:
            kept = looking.execute("PRAGMA journal_mode").fetchone()[0]
        assert (kept == "wal") == (mode[0] == "wal")
    tally("versions of SQLite, each told to be this one", versions=len(VERSIONS))
