"""Ada keeps a journal, Ben keeps another, and nothing of Ada's may ever reach Ben."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import SOURCE

READS = [
    ["list"], ["week"], ["search", "Northwind"], ["rearview"], ["momentum", "--json"], ["goals"], ["steps"],
    ["export"], [],
]  # fmt: skip


def smallwins(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environ = os.environ | {"SMALLWINS_HOME": str(home), "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-m", "smallwins", *arguments]
    return subprocess.run(command, env=environ, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)


@pytest.mark.parametrize("read", READS, ids=" ".join)
def test_nothing_that_ben_asks_for_shows_anything_of_ada_s(tmp_path: Path, read: list[str]) -> None:
    ada, ben = tmp_path / "ada", tmp_path / "ben"
    assert smallwins(ada, "add", "Northwind made me an offer", "--tag", "northwind").returncode == 0
    assert smallwins(ada, "goal", "add", "Leave for Northwind").returncode == 0
    assert smallwins(ben, "add", "Cleaned my desk").returncode == 0

    said = smallwins(ben, *read)

    assert said.returncode == 0
    assert "northwind" not in (said.stdout + said.stderr).lower()


def test_ada_s_id_means_nothing_to_ben(tmp_path: Path) -> None:
    ada, ben = tmp_path / "ada", tmp_path / "ben"
    smallwins(ada, "add", "Northwind made me an offer")
    smallwins(ben, "list")
    known = smallwins(ada, "show", "1", "--json").stdout.split('"id": "')[1].split('"')[0]

    theirs, nobodys = smallwins(ben, "show", known), smallwins(ben, "show", known[:-1] + "x")

    assert theirs.returncode == nobodys.returncode == 1
    assert theirs.stderr.replace(known, "…") == nobodys.stderr.replace(known[:-1] + "x", "…")
