"""Note every statement that a page or a write of a shared server sends to PostgreSQL, in a process of its own.

`python -m bench.noting OUT NUMBER COOKIE TOKEN` leaves in OUT what bench/bare_postgres.py sends again: per request the
statements with their values, in their order, and where several went in one message.
"""

import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

READ = ("/", "/wins", "/wins/150")


class Sent(NamedTuple):
    """One thing that was sent: a statement, one for many rows, or where one message begins and ends."""

    what: str  # "statement", "rows", "django", "together", "apart"
    sql: str = ""
    values: Any = None
    prepare: bool | None = None


class Noted(NamedTuple):
    """What the requests of one person sent."""

    owner: int
    session: str
    win_id: str  # of the win that was written down
    number: int
    pages: list[list[Sent]]
    write: list[Sent]


def main() -> None:
    """Note, and leave it in a file."""
    out, owner, cookie, token = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
    os.environ["DJANGO_SETTINGS_MODULE"] = "smallwins.server.shared"
    import django  # noqa: PLC0415 - the settings are known now

    django.setup()
    from django.test import Client  # noqa: PLC0415 - as above

    from smallwins import bootstrap, config  # noqa: PLC0415 - as above
    from smallwins.server.shared_sessions import hashed  # noqa: PLC0415 - as above

    sent = _listen()
    shared = config.shared()
    assert shared
    url = shared.url
    browser = Client(headers={"host": url.partition("://")[2], "origin": url})
    browser.cookies["__Host-s"] = cookie

    def write() -> None:
        answer = browser.post("/", {"csrfmiddlewaretoken": token, "title": "Asked for the budget"})
        assert answer.status_code == 303, answer

    def noted(path: str) -> list[Sent]:
        if path:
            assert browser.get(path).status_code == 200, path
        else:
            write()
        came, sent[:] = list(sent), []
        return came

    for path in (*READ, ""):
        noted(path)
        noted(path)
    pages, wrote = [noted(path) for path in READ], noted("")
    with bootstrap.server_journals(os.environ["DATABASE_URL"]).journal_of(owner, reading=True) as journal:
        last = max(journal.wins.everything(), key=lambda judged: judged.win.number).win
    Path(out).write_bytes(pickle.dumps(Noted(owner, hashed(cookie), last.id, last.number, pages, wrote)))


def _listen() -> list[Sent]:
    import psycopg  # noqa: PLC0415 - only what listens needs it
    from django.db import connection  # noqa: PLC0415 - as above

    sent: list[Sent] = []
    execute, executemany, pipeline = (
        psycopg.RawCursor.execute,
        psycopg.RawCursor.executemany,
        psycopg.Connection.pipeline,
    )

    def noting_execute(self: Any, sql: Any, values: Any = None, *, prepare: bool | None = None, **more: Any) -> Any:
        sent.append(Sent("statement", sql, tuple(values or ()), prepare))
        return execute(self, sql, values, prepare=prepare, **more)

    def noting_executemany(self: Any, sql: Any, rows: Any, **more: Any) -> Any:
        rows = list(rows)
        sent.append(Sent("rows", sql, rows))
        return executemany(self, sql, rows, **more)

    @contextmanager
    def noting_pipeline(self: Any) -> Iterator[Any]:
        sent.append(Sent("together"))
        with pipeline(self) as real:
            yield real
        sent.append(Sent("apart"))

    def noting_django(run: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        sent.append(Sent("django", sql, values))
        return run(sql, values, many, context)

    psycopg.RawCursor.execute = noting_execute  # type: ignore[method-assign,assignment]  # to note what is sent
    psycopg.RawCursor.executemany = noting_executemany  # type: ignore[method-assign,assignment]  # as above
    psycopg.Connection.pipeline = noting_pipeline  # type: ignore[method-assign]  # as above
    connection.execute_wrappers.append(noting_django)
    return sent


if __name__ == "__main__":
    main()
