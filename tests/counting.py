"""What a request asks the database, and which passwords it hashes, counted by a process with the server's settings.

Not by a clock: two answers that take the same questions and hashes are of the same timing class on any machine.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from tests.shared import Shared

TIMES = 3
HASHED = "a password is hashed"
COUNT = """
import io, json, re, sqlite3, sys
from sqlite3 import dbapi2
import psycopg

asked = []

def count(statement=""):
    asked.append(statement)

connect, wait = sqlite3.connect, psycopg.Connection.wait

def counted(*args, **named):
    connection = connect(*args, **named)
    connection.set_trace_callback(count)
    return connection

def waited(self, *args, **named):
    count("replica" if self.info.get_parameters().get("application_name") == "replica" else "")
    return wait(self, *args, **named)

sqlite3.connect = dbapi2.connect = counted
psycopg.Connection.wait = waited

from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()

from smallwins.accounts.hashing import Argon2id

def hashing(done):
    def hashed(*args, **named):
        count("a password is hashed")
        return done(*args, **named)
    return hashed

Argon2id.encode, Argon2id.verify = hashing(Argon2id.encode), hashing(Argon2id.verify)

def ask(method, path, body, headers):
    address, _, query = path.partition("?")
    sent = body.encode()
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": address, "QUERY_STRING": query, "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(sent), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
        "CONTENT_LENGTH": str(len(sent)), **headers,
    }
    told = []
    asked.clear()
    answer = application(environ, lambda status, headers: told.extend((int(status[:3]), headers)))
    said = b"".join(answer).decode("utf-8", "replace")
    answer.close()
    # A question is the same whatever it asks about: what stands in quotes, and numbers, are left out.
    return [*told, said, [re.sub(r"'(?:[^']|'')*'|\\d+", "?", one) for one in asked]]

def twins(times, one, other):
    # What a request does only now and then, such as noting when it was, is left out by asking both again.
    for _ in range(times):
        found = ask(*one), ask(*other)
        if found[0][3] == found[1][3]:
            break
    return found

for line in sys.stdin:
    times, pairs = json.loads(line)
    print(json.dumps([twins(times, *pair) for pair in pairs]), flush=True)
"""


class Ask(NamedTuple):
    """One request."""

    method: str
    path: str
    body: str
    headers: dict[str, str]  # as WSGI names them


class Counted(NamedTuple):
    """How it was answered, and after which questions to the database."""

    status: int
    headers: tuple[tuple[str, str], ...]
    text: str
    asked: tuple[str, ...]
    """The questions: as in SQLite, where they can be read; in PostgreSQL how many, and which went to a `replica`.

    Between them, as they came: HASHED.
    """

    @property
    def questions(self) -> int:
        return len(self.asked)


Pair = tuple[Ask, Ask]
Twins = tuple[Counted, Counted]


class Counting:
    """A process that asks two by two, and counts."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def twins(self, pairs: Sequence[Pair], times: int = TIMES) -> list[Twins]:
        """Ask one after the other; where the work was not the same, ask both again, so many times in all."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([times, pairs]) + "\n")
        self._process.stdin.flush()
        said = self._process.stdout.readline()
        assert said, "the counting process has ended; what it said stands above"
        return [(_counted(one), _counted(other)) for one, other in json.loads(said)]


def _counted(found: list[object]) -> Counted:
    status, headers, text, asked = found
    assert isinstance(status, int)
    assert isinstance(headers, list)
    assert isinstance(asked, list)
    return Counted(status, tuple((name, value) for name, value in headers), str(text), tuple(asked))


@contextmanager
def counting(shared: Shared) -> Iterator[Counting]:
    """Count beside a running server, on what it keeps, until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", COUNT],
        env={**shared.environ, "DJANGO_SETTINGS_MODULE": "smallwins.server.shared"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Counting(process)
    finally:
        assert process.stdin
        process.stdin.close()
        assert process.stdout
        process.stdout.close()
        process.wait(30)
