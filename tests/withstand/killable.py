"""A real server that can be killed, parent and worker, and started again at the same address."""

import contextlib
import signal
import subprocess
import time
from pathlib import Path
from typing import NamedTuple, Self

import psutil

from tests.serving import Served, free_port, start


class Started(NamedTuple):
    """A server that was started and has said that it listens."""

    served: Served
    after: float  # seconds until it listened


class Killable:
    """One address for one server after another."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> Started:
        """Start the server and wait until it says where it listens and how to come in."""
        began = time.monotonic()
        self.launch()
        assert self.process
        assert self.process.stdout
        said = self.process.stdout.readline()
        after = time.monotonic() - began
        assert said == f"smallwins: listening on {self.url}\n", said + self.end()
        link = self.process.stdout.readline().rsplit(" ", 1)[-1].strip()
        return Started(Served(self.url, link, self.process, self.home), after)

    def launch(self) -> None:
        """Start the server and do not wait."""
        self.process = start(self.home, "--port", str(self.port))

    def kill(self) -> None:
        """Kill parent and worker without a word of warning, and wait until both are gone."""
        assert self.process
        with contextlib.suppress(psutil.NoSuchProcess):
            parent = psutil.Process(self.process.pid)
            parent.suspend()  # so that it starts no worker between counting and killing
            family = [parent, *parent.children(recursive=True)]
            for one in family:
                with contextlib.suppress(psutil.NoSuchProcess):
                    one.kill()
            psutil.wait_procs(family, timeout=10)
        self.process.communicate(timeout=10)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None and self.process.returncode is None:
            self.kill()

    def end(self) -> str:
        """Stop as a person does, and return what it said on standard error."""
        assert self.process
        self.process.send_signal(signal.SIGINT)
        _, problem = self.process.communicate(timeout=20)
        return problem
