"""How many times a request asks the database, counted at the drivers, by a process with the server's settings.

Not by a clock: two answers that take the same questions are of the same timing class on any machine.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

from tests.shared import Shared

TIMES = 3
COUNT = """
import io, json, sqlite3, sys
from sqlite3 import dbapi2
import psycopg

asked = of_replica = 0

def count(*_):
    global asked
    asked += 1

connect, wait = sqlite3.connect, psycopg.Connection.wait

def counted(*args, **named):
    connection = connect(*args, **named)
    connection.set_trace_callback(count)
    return connection

def waited(self, *args, **named):
    global of_replica
    count()
    of_replica += self.info.get_parameters().get("application_name") == "replica"
    return wait(self, *args, **named)

sqlite3.connect = dbapi2.connect = counted
psycopg.Connection.wait = waited

from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()

def ask(method, path, body, headers):
    global asked, of_replica
    address, _, query = path.partition("?")
    sent = body.encode()
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": address, "QUERY_STRING": query, "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(sent), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
        "CONTENT_LENGTH": str(len(sent)), **headers,
    }
    status = []
    asked = of_replica = 0
    answer = application(environ, lambda told, _: status.append(int(told[:3])))
    b"".join(answer)
    answer.close()
    return [status[0], asked, of_replica]

asks = json.load(sys.stdin)
for one in asks[:1]:
    ask(*one)
# What a request does only now and then, such as noting when it was, is left out by asking again.
print(json.dumps([min((ask(*one) for _ in range(%d)), key=lambda found: found[1]) for one in asks]))
"""


class Ask(NamedTuple):
    """One request."""

    method: str
    path: str
    body: str
    headers: dict[str, str]  # as WSGI names them


class Counted(NamedTuple):
    """How it was answered, after how many questions to the database."""

    status: int
    questions: int
    of_replica: int  # of these, how many went to a connection that calls itself so


def counted(shared: Shared, asks: Sequence[Ask], times: int = TIMES, **more: str) -> list[Counted]:
    """Ask one after another and count, in an environment that has some things more."""
    environ = {**shared.environ, "DJANGO_SETTINGS_MODULE": "smallwins.server.shared", **more}
    run = subprocess.run(
        [sys.executable, "-c", COUNT % times],
        env=environ,
        input=json.dumps(asks),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    return [Counted(*one) for one in json.loads(run.stdout)]
