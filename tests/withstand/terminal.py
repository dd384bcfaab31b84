"""smallwins called in a process of its own, as a terminal calls it."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.serving import SOURCE

NOTHING: Mapping[str, str] = {}


class Said(NamedTuple):
    """What a call answered."""

    code: int
    out: str
    err: str

    @property
    def in_one_line(self) -> bool:
        """Whether it failed as smallwins fails: one plain line on standard error, and nothing else."""
        return self.out == "" and self.err.startswith("smallwins: ") and self.err.count("\n") == 1


def environ_of(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of somebody whose data folder this is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SMALLWINS_", "DJANGO_"))}
    return kept | {"SMALLWINS_HOME": str(home), "PYTHONPATH": f"{SOURCE}:{SOURCE.parent}", "BROWSER": "true"} | more


def call(home: Path, *arguments: str, before: Sequence[str] = (), **more: str) -> "subprocess.Popen[bytes]":
    """Start `smallwins` with arguments; `before` is put in front of the command."""
    return subprocess.Popen(
        [*before, sys.executable, "-m", "smallwins", *arguments],
        env=environ_of(home, **more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def smallwins(home: Path, *arguments: str, stdin: str | bytes = b"", before: Sequence[str] = (), **more: str) -> Said:
    """Call `smallwins` and wait for its answer."""
    with call(home, *arguments, before=before, **more) as process:
        out, err = process.communicate(stdin.encode() if isinstance(stdin, str) else stdin, timeout=120)
    return Said(process.returncode, out.decode(), err.decode())
