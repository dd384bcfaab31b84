"""A shared server to measure: people whose accounts and sessions are there already, asked over plain sockets."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.pages import Served, free_port

PASSWORD = "seven small steps a week"


class Person(NamedTuple):
    """Somebody with an account: the number, what the cookie carries, and the token of each form."""

    number: int
    cookie: str
    token: str


def environment(home: Path, database: str, port: int = 8766) -> dict[str, str]:
    """Say what a shared server finds in its environment."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("SMALLWINS_", "DJANGO_"))}
    return own | {
        "SMALLWINS_HOME": str(home),
        "DATABASE_URL": database,
        "SMALLWINS_PORT": str(port),
        "SMALLWINS_URL": f"http://localhost:{port}",
    }


def people_signed_in(home: Path, database: str, numbers: list[int]) -> list[Person]:
    """Make accounts with these numbers, and sign each of them in."""
    command = [sys.executable, "-m", "bench.shared_people", *map(str, numbers)]
    made = subprocess.run(command, env=environment(home, database), stdout=subprocess.PIPE, check=True)
    return [Person(*one) for one in json.loads(made.stdout)]


@contextmanager
def shared_server(home: Path, database: str, person: Person, workers: int = 1) -> Iterator[Served]:
    """Serve many people until the block ends."""
    port = free_port()
    environ = environment(home, database, port) | {"SMALLWINS_WORKERS": str(workers)}
    command = [sys.executable, "-m", "smallwins", "serve"]
    process = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert process.stdout.readline().startswith("smallwins: listening")
        yield Served(process, port, f"__Host-s={person.cookie}", "localhost")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


class Line:
    """One connection to a server that is kept open: as little work as asking can be."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.rest = b""

    def get(self, path: str, person: Person) -> bytes:
        """Ask for a page."""
        return self._ask(f"GET {path} HTTP/1.1\r\n{self._headers(person)}\r\n".encode(), b"200")

    def post(self, path: str, form: str, person: Person) -> bytes:
        """Send a form."""
        head = (
            f"POST {path} HTTP/1.1\r\n{self._headers(person)}Origin: http://localhost:{self.port}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n"
        )
        return self._ask((head + form).encode(), b"303")

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def _headers(self, person: Person) -> str:
        return f"Host: localhost:{self.port}\r\nCookie: __Host-s={person.cookie}\r\n"

    def _ask(self, message: bytes, status: bytes) -> bytes:
        self.socket.sendall(message)
        while b"\r\n\r\n" not in self.rest:
            self._more()
        head, _, self.rest = self.rest.partition(b"\r\n\r\n")
        assert head[9:12] == status, head
        if b"transfer-encoding: chunked" in head:
            while not self.rest.endswith(b"0\r\n\r\n"):
                self._more()
            body, self.rest = self.rest, b""
            return body
        found = re.search(rb"content-length: (\d+)", head)
        while len(self.rest) < int(found[1] if found else 0):
            self._more()
        body, self.rest = self.rest, b""
        return body

    def _more(self) -> None:
        came = self.socket.recv(1 << 18)
        assert came, "the server hung up"
        self.rest += came
