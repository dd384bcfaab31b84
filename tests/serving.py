"""A real `smallwins serve` on a free port, for tests that need the whole process."""

import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

NOTHING: Mapping[str, str] = {}
SOURCE = Path(__file__).resolve().parents[1] / "src"


class Served(NamedTuple):
    """A running server: its address, the link it printed, and its process."""

    url: str
    link: str
    process: subprocess.Popen[str]
    home: Path


def free_port() -> int:
    """Find a free port, not among those that connections are given: one could take it before we listen."""
    while True:
        port = random.randint(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def start(
    home: Path, *options: str, settings: str = "", before: Sequence[str] = (), more: Mapping[str, str] = NOTHING
) -> subprocess.Popen[str]:
    """Start `smallwins serve` with options, its words at hand as text."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("SMALLWINS_", "DJANGO_"))}
    environ |= {"SMALLWINS_HOME": str(home), "PYTHONPATH": f"{SOURCE}:{SOURCE.parent}", "BROWSER": "true"}
    if settings:
        environ["DJANGO_SETTINGS_MODULE"] = settings
    return subprocess.Popen(
        [*before, sys.executable, "-m", "smallwins", "serve", *options],
        env={**environ, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def serving(
    home: Path,
    port: int = 0,
    settings: str = "",
    journal: Path | None = None,
    before: Sequence[str] = (),
    more: Mapping[str, str] = NOTHING,
) -> Iterator[Served]:
    """Serve until the block ends, and then stop as a person does, with Ctrl-C."""
    port = port or free_port()
    options = ["--port", str(port), *(["--journal", str(journal)] if journal else [])]
    process = start(home, *options, settings=settings, before=before, more=more)
    try:
        assert process.stdout
        assert process.stdout.readline() == f"smallwins: listening on http://127.0.0.1:{port}\n"
        link = process.stdout.readline().rsplit(" ", 1)[1].strip()
        yield Served(f"http://127.0.0.1:{port}", link, process, home)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
