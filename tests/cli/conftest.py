"""A home of Ada's own, and smallwins called in it."""

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pexpect
import pytest

from smallwins.cli.main import main


class Said(NamedTuple):
    """What a call answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Smallwins = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("NO_COLOR", "COLUMNS", "VISUAL", "EDITOR", "SMALLWINS_JOURNAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SMALLWINS_HOME", str(tmp_path / "ada"))
    return tmp_path / "ada"


@pytest.fixture
def smallwins(home: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Smallwins:
    """Call the program as argv would, with a standard input that is no terminal."""

    def call(*arguments: str, stdin: str | bytes = b"") -> Said:
        told = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(told), encoding="utf-8"))
        capsysbinary.readouterr()
        code = main(arguments)
        said = capsysbinary.readouterr()
        return Said(code, said.out.decode(), said.err.decode())

    return call


Terminal = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    """Call the program in a terminal of its own."""
    started: list[pexpect.spawn[str]] = []

    def start(*arguments: str, columns: int = 80, **environ: str) -> "pexpect.spawn[str]":
        child = pexpect.spawn(
            sys.executable,
            ["-m", "smallwins", *arguments],
            encoding="utf-8",
            timeout=20,
            dimensions=(40, columns),
            env={**os.environ, "TERM": "xterm", "LANG": "C.UTF-8", **environ},
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)
