"""Ask for each page of the given people of one database, and tell how long it took: a process of its own.

`python -m bench.scaling_pages PEOPLE ASKED` prints per page the milliseconds of all of it and of what the database took
of it, and how many blocks of 8 kB it went through; it refuses a plan that goes through the rows of everybody.
"""

import json
import os
import random
import re
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "smallwins.server.shared"

from bench.scaling_paths import PAGES, Asked

EXPLAINED = 5  # people of those who are asked for: their plans and blocks are looked at, and their times left out
SMALL = 5000  # rows that one may go through: PostgreSQL does where that is quicker than any index
WRITING, SIGNING_IN = "Writing a win down", "A wrong password"
MAILS, PURGE = "The round of weekly mails, of 50 who asked", "The hourly round of what is over"

# A scan of a table that no condition leads into: the whole table, or the whole of an index.
_SCAN = re.compile(r"(?:Seq Scan|Index (?:Only )?Scan(?: Backward)? using \S+) on (\w+)[^\n]*\n(?!\s*Index Cond:)")

_BLOCKS = re.compile(r"Buffers: shared [^\n]*")  # the first: of all the plan


class Clock:
    """How long the database took, and the plan of each statement that was not seen before."""

    def __init__(self) -> None:
        self.spent = 0.0
        self.blocks = 0
        self.planned: dict[str, str] = {}
        self.explains = True

    def listen(self) -> None:
        import psycopg  # noqa: PLC0415 - only what listens needs it
        from django.db import connection  # noqa: PLC0415 - Django has to know its settings first

        execute, executemany = psycopg.RawCursor.execute, psycopg.RawCursor.executemany

        def timed_execute(cursor: Any, sql: Any, values: Any = None, **more: Any) -> Any:
            done = self._timed(lambda: execute(cursor, sql, values, **more))
            if self.explains and isinstance(sql, str) and sql.lstrip().startswith("SELECT") and values:
                self._explain(psycopg.RawCursor(cursor.connection), execute, sql, values)
            return done

        def timed_of_accounts(run: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
            done = self._timed(lambda: run(sql, values, many, context))
            if self.explains and sql.startswith(("SELECT", "UPDATE", "DELETE")) and values:
                self._explain(psycopg.Cursor(connection.connection), psycopg.Cursor.execute, sql, values)
            return done

        psycopg.RawCursor.execute = timed_execute  # type: ignore[method-assign,assignment]  # to time it
        psycopg.RawCursor.executemany = lambda *told: self._timed(lambda: executemany(*told))  # type: ignore[method-assign]  # as above
        connection.execute_wrappers.append(timed_of_accounts)

    def whole(self, large: set[str]) -> list[str]:
        """Return the statements that go through all rows of one of the large tables, with their plans."""
        return [
            f"{sql}\n{plan}" for sql, plan in self.planned.items() if any(name in large for name in _SCAN.findall(plan))
        ]

    def _timed(self, act: Callable[[], Any]) -> Any:
        before = time.perf_counter()
        try:
            return act()
        finally:
            self.spent += time.perf_counter() - before

    def _explain(self, cursor: Any, execute: Any, sql: str, values: Any) -> None:
        reads = sql.lstrip().startswith("SELECT")
        if sql in self.planned and not reads:
            return
        execute(cursor, f"EXPLAIN {'(ANALYZE, BUFFERS, TIMING OFF) ' if reads else ''}{sql}", values, prepare=False)
        plan = self.planned[sql] = "".join(f"{row[0]}\n" for row in cursor.fetchall())
        touched = _BLOCKS.search(plan.partition("Planning:")[0])
        self.blocks += sum(int(many) for many in re.findall(r"=(\d+)", touched[0])) if touched else 0


def main() -> None:
    """Print the times."""
    from smallwins import config  # noqa: PLC0415 - Django has to know its settings first
    from smallwins.server.run_shared import make_ready  # noqa: PLC0415 - as above

    shared = config.shared()
    assert shared
    make_ready(shared)
    from django.test import Client  # noqa: PLC0415 - as above

    from bench.shared_people import signed_in  # noqa: PLC0415 - as above
    from smallwins.accounts.purging import purge  # noqa: PLC0415 - as above
    from smallwins.accounts.reminding import remind  # noqa: PLC0415 - as above
    from smallwins.bootstrap import now, server_journals  # noqa: PLC0415 - as above
    from smallwins.journal.reminders import RemindingJournals  # noqa: PLC0415 - as above

    everybody = int(sys.argv[1])
    numbers = random.Random().sample(range(1, everybody + 1), int(sys.argv[2]))
    people = [signed_in(number, shared.url) for number in numbers]
    clock = Clock()
    clock.listen()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in [*(one.name for one in PAGES), WRITING]}
    found |= {SIGNING_IN: [], MAILS: [], PURGE: []}
    blocks: dict[str, list[int]] = {name: [] for name in found}
    for at, (number, cookie, token) in enumerate(people):
        host = {"host": shared.url.partition("://")[2], "origin": shared.url}
        guest = Client(headers=host, REMOTE_ADDR=f"10.0.{at}.1")
        browser = Client(headers=host)
        browser.cookies["__Host-s"] = cookie
        program = Client(headers={**host, "authorization": f"Bearer swt_{number}"})
        askers = {"person": browser, "nobody": guest, "program": program}

        def asked(page: Asked, number: int = number, askers: Any = askers) -> Any:
            path = page.path(number, everybody)
            answer = askers[page.by].get(path)
            assert answer.status_code == 200, (path, answer, answer.content[:2000])
            return answer

        def posted(browser: Any, path: str, form: dict[str, str], status: int, token: str = token) -> None:
            answer = browser.post(path, {"csrfmiddlewaretoken": token, **form})
            assert answer.status_code == status, (path, answer)

        acts: dict[str, Callable[[], object]] = {one.name: lambda one=one: asked(one) for one in PAGES}  # type: ignore[misc]  # mypy cannot read its type
        acts[WRITING] = lambda browser=browser: posted(browser, "/", {"title": "Asked for the budget"}, 303)  # type: ignore[misc]  # as above
        wrong = {"login": f"person-{number}@example.org", "password": "eight small steps a week"}
        guests = token_in(guest.get("/sign-in").content.decode())
        acts[SIGNING_IN] = lambda guest=guest, wrong=wrong, guests=guests: posted(guest, "/sign-in", wrong, 200, guests)  # type: ignore[misc]  # as above

        clock.explains = at < EXPLAINED
        for name, act in acts.items():
            times, read = _of(clock, act)
            if clock.explains:
                blocks[name].append(read)
            else:
                found[name].append(times)
    rounds = {
        MAILS: lambda: remind(now(), RemindingJournals(server_journals(shared.database))),
        PURGE: lambda: purge(now(), lambda _person, _journals: None),
    }
    for name, act in rounds.items():
        found[name].append(_of(clock, act)[0])
        clock.explains = True
        blocks[name].append(_of(clock, act)[1])
        clock.explains = False
    if everybody > SMALL and (whole := clock.whole(large_tables())):
        sys.exit("\n\n".join(["these go through the rows of everybody:", *whole]))
    said = {name: [median(one) for one in zip(*times, strict=True)] for name, times in found.items()}
    print(json.dumps({name: [*times, median(blocks[name])] for name, times in said.items()}))


def token_in(page: str) -> str:
    """Return what a form has to carry."""
    return page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


def large_tables() -> set[str]:
    """Return every table, of journals and of accounts, that has more rows than one may go through for one person."""
    from django.db import connection  # noqa: PLC0415 - as above

    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [SMALL])
        return {name for (name,) in cursor.fetchall() if not name.startswith("pg_")}


def _of(clock: Clock, act: Callable[[], object]) -> tuple[tuple[float, float], int]:
    clock.spent, clock.blocks = 0.0, 0
    before = time.perf_counter()
    act()
    return ((time.perf_counter() - before) * 1000, clock.spent * 1000), clock.blocks


if __name__ == "__main__":
    main()
