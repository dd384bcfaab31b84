"""The floor for pages: a bare WSGI handler that reads the same rows and fills the same templates, and nothing else.

When it is loaded it asks our own application for each page once, notes every statement that was run and every value
that reached a template, and from then on only runs the one and fills the other.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import django
from django.conf import settings
from django.test import Client

PAGES = ("/", "/wins")


class Page(NamedTuple):
    """What one page reads and fills."""

    statements: tuple[str, ...]
    render: Callable[[], str]


def _noted() -> dict[str, Page]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smallwins.server.settings")
    django.setup()
    from smallwins.server import minijinja  # noqa: PLC0415 - Django has to be set up first
    from smallwins.storage import sqlite  # noqa: PLC0415 - as above
    from smallwins.web import links  # noqa: PLC0415 - as above

    statements: list[str] = []
    filled: list[Callable[[], str]] = []
    connect = sqlite.connect

    def connect_and_note(path: str, *, only_reading: bool = False) -> sqlite.Connection:
        connection = connect(path, only_reading=only_reading)
        connection.set_trace_callback(statements.append)
        return connection

    render = minijinja.Template.render

    def render_and_note(template: Any, context: Any = None, request: Any = None) -> str:
        environment = template.environment

        class Noting:
            def render_template(self, name: str, **values: object) -> str:
                filled.append(lambda: environment.render_template(name, **values))
                return filled[-1]()

        noting = minijinja.Template(Noting(), template.name)  # type: ignore[arg-type]  # what render asks of it
        return render(noting, context, request)

    sqlite.connect = connect_and_note
    minijinja.Template.render = render_and_note  # type: ignore[method-assign,assignment]  # to note what is filled
    here = f"127.0.0.1:{settings.SMALLWINS.port}"
    client = Client(headers={"Host": here, "Origin": f"http://{here}"})
    client.get(f"/open/{links.make(settings.SMALLWINS.home / 'links')}")
    client.post("/open")
    found = {}
    for path in PAGES:
        client.get(path)
        statements.clear()
        filled.clear()
        assert client.get(path).status_code == 200, path
        read = tuple(statement for statement in statements if statement.startswith("SELECT"))
        found[path] = Page(read, filled[-1])
    return found


PAGES_NOTED = _noted()
_kept = threading.local()


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer with a page."""
    page = PAGES_NOTED[environ["PATH_INFO"]]
    if not hasattr(_kept, "connection"):
        _kept.connection = sqlite3.connect(settings.SMALLWINS.journal, isolation_level=None)
    run = _kept.connection.execute
    run("BEGIN")
    for statement in page.statements:
        run(statement).fetchall()
    run("COMMIT")
    body = page.render().encode()
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
    return [body]
