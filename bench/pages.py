"""This week and All wins: the server's CPU a request against a bare handler on the same server, and its memory."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from bench.bare_serving import BARE
from bench.making import copy_of, journal_of
from bench.measuring import Measured, in_turn

REQUESTS = 100
MEMORY_LIMIT = 110.0  # MB, of all its processes
NAMES = {"/": "This week", "/wins": "All wins"}


class Served(NamedTuple):
    """A server that runs, and how to ask it."""

    process: subprocess.Popen[str]
    port: int
    cookie: str
    host: str = "127.0.0.1"

    def ask(self, path: str, times: int = 1) -> None:
        """Ask for a page so many times, on one connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        for _ in range(times):
            connection.request("GET", path, headers={"Host": f"{self.host}:{self.port}", "Cookie": self.cookie})
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == 200, (path, answer.status)
            assert len(body) > 1000, path
        connection.close()

    def cpu(self) -> float:
        """Return the CPU seconds that all its processes have used."""
        return sum(sum(process.cpu_times()[:2]) for process in self._processes())

    def memory(self) -> float:
        """Return what all its processes hold in memory, in MB."""
        return sum(process.memory_info().rss for process in self._processes()) / 2**20

    def _processes(self) -> list[psutil.Process]:
        first = psutil.Process(self.process.pid)
        return [first, *first.children(recursive=True)]


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure both pages of a journal of 10,000 wins."""
    home = copy_of(journal_of(10_000, folder), "pages")
    ours_port, bare_port = free_port(), free_port()
    with local_server(home, ours_port) as ours, _bare(home, bare_port) as bare:
        for path, name in NAMES.items():
            times = in_turn(max(runs // 4, 3), cpu_of(ours, path), cpu_of(bare, path))
            yield Measured(f"{name} on 10,000 wins, CPU against a bare handler", *times, most=4.0)
        yield Measured("memory of the server, against 110 MB", ours.memory(), MEMORY_LIMIT, 1.0, unit="MB")


def inside(home: Path) -> Callable[[str], object]:
    """Return what asks for a page within this process, as a browser that was let in; once for a whole run."""
    os.environ |= {"SMALLWINS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "smallwins.server.settings"}
    import django  # noqa: PLC0415 - only now it knows which journal
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    django.setup()
    from smallwins.web import links  # noqa: PLC0415 - as above

    host = f"127.0.0.1:{settings.SMALLWINS.port}"
    ada = Client(headers={"host": host, "origin": f"http://{host}"})
    ada.get(f"/open/{links.make(home / 'links')}")
    ada.post("/open")

    def ask(path: str) -> object:
        answer = ada.get(path)
        assert answer.status_code == 200, path
        return answer

    return ask


def cpu_of(served: Served, path: str) -> Callable[[], float]:
    """Return what asks for a page a hundred times and tells the CPU milliseconds of one."""

    def run() -> float:
        before = served.cpu()
        served.ask(path, REQUESTS)
        return (served.cpu() - before) * 1000 / REQUESTS

    return run


@contextmanager
def local_server(home: Path, port: int) -> Iterator[Served]:
    """Serve one's own journal until the block ends."""
    environ = os.environ | {"SMALLWINS_HOME": str(home)}
    command = [sys.executable, "-m", "smallwins", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        process.stdout.readline()
        found = re.search(r"/open/\S+", process.stdout.readline())
        assert found
        yield Served(process, port, _let_in(port, found[0]))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def _let_in(port: int, link: str) -> str:
    """Follow the one-time link as a browser does, and return the session's cookie."""
    first = _answer(port, "GET", link, {})
    assert first.headers["Set-Cookie"], first
    cookie = first.headers["Set-Cookie"].split(";")[0]
    page = _answer(port, "GET", "/open", {"Cookie": cookie})
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    cookie = _cookie(page, cookie)
    assert token
    form = f"csrfmiddlewaretoken={token[1]}"
    headers = {
        "Cookie": cookie,
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://127.0.0.1:{port}",
    }
    return _cookie(_answer(port, "POST", "/open", headers, form), cookie)


class _Answer(NamedTuple):
    headers: http.client.HTTPMessage
    text: str


def _cookie(answer: _Answer, before: str) -> str:
    return answer.headers["Set-Cookie"].split(";")[0] if answer.headers["Set-Cookie"] else before


def _answer(port: int, method: str, path: str, headers: dict[str, str], body: str = "") -> _Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    return _Answer(answer.headers, answer.read().decode())


@contextmanager
def _bare(home: Path, port: int) -> Iterator[Served]:
    environ = os.environ | {"SMALLWINS_HOME": str(home), "SMALLWINS_PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-c", BARE, str(port)], env=environ, text=True)
    try:
        until = time.monotonic() + 30
        while not _listening(port) and time.monotonic() < until:
            time.sleep(0.05)
        yield Served(process, port, "")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
