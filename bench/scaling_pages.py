"""Ask for each page of the given people of one database, and tell how long it took: a process of its own.

`python -m bench.scaling_pages PEOPLE` prints per page the milliseconds of all of it and of what the database took of
it, and refuses a plan that goes through the rows of everybody.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "smallwins.server.shared"

ASKED = 40  # people, each somebody else
PAGES = {
    "This week": "/",
    "All wins": "/wins",
    "All wins, the real ones": "/wins?verdict=real",
    "All wins, one kind of two years": "/wins?kind=conversation&since=2024-01-01",
    "All wins, one tag": "/wins?tag=talks",
    "All wins, two words": "/wins?words=interview+manager",
    "A win": "/wins/150",
    "The chain of a win": "/wins/150/chain",
    "Goals": "/goals",
    "A week under review": "/review/2026-W46",
    "What moves you": "/insights",
    "The rearview": "/rearview",
}
WALLED = {
    "win",
    "win_tag",
    "win_goal",
    "win_words",
    "door",
    "step",
    "history",
    "review",
    "goal",
    "settings",
}  # the big ones


class Clock:
    """How long the database took, and the plan of each statement that was not seen before."""

    def __init__(self) -> None:
        self.spent = 0.0
        self.planned: dict[str, str] = {}
        self.explains = True

    def listen(self) -> None:
        import psycopg  # noqa: PLC0415 - only what listens needs it
        from django.db import connection  # noqa: PLC0415 - Django has to know its settings first

        execute, executemany = psycopg.RawCursor.execute, psycopg.RawCursor.executemany

        def timed_execute(cursor: Any, sql: Any, values: Any = None, **more: Any) -> Any:
            done = self._timed(lambda: execute(cursor, sql, values, **more))
            if self.explains and isinstance(sql, str) and sql.lstrip().startswith("SELECT") and values:
                self._explain(cursor.connection, execute, sql, values)
            return done

        psycopg.RawCursor.execute = timed_execute  # type: ignore[method-assign,assignment]  # to time it
        psycopg.RawCursor.executemany = lambda *told: self._timed(lambda: executemany(*told))  # type: ignore[method-assign]  # as above
        connection.execute_wrappers.append(lambda run, *told: self._timed(lambda: run(*told)))

    def _timed(self, act: Callable[[], Any]) -> Any:
        before = time.perf_counter()
        try:
            return act()
        finally:
            self.spent += time.perf_counter() - before

    def _explain(self, connection: Any, execute: Any, sql: str, values: Any) -> None:
        if sql in self.planned:
            return
        import psycopg  # noqa: PLC0415 - as above

        cursor = psycopg.RawCursor(connection)
        execute(cursor, f"EXPLAIN {sql}", values, prepare=False)
        self.planned[sql] = "\n".join(row[0] for row in cursor.fetchall())


def main() -> None:
    """Print the times."""
    from smallwins import config  # noqa: PLC0415 - Django has to know its settings first
    from smallwins.server.run_shared import make_ready  # noqa: PLC0415 - as above

    shared = config.shared()
    assert shared
    make_ready(shared)
    from django.test import Client  # noqa: PLC0415 - as above

    from bench.shared_people import signed_in  # noqa: PLC0415 - as above

    numbers = random.Random().sample(range(1, int(sys.argv[1]) + 1), ASKED)
    people = [signed_in(number, shared.url) for number in numbers]
    clock = Clock()
    clock.listen()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in [*PAGES, "Writing a win down"]}
    for number, cookie, token in people:
        browser = Client(headers={"host": shared.url.partition("://")[2], "origin": shared.url})
        browser.cookies["__Host-s"] = cookie

        def asked(path: str, browser: Any = browser) -> Any:
            answer = browser.get(path)
            assert answer.status_code == 200, (path, answer)
            return answer

        def wrote(browser: Any = browser, token: str = token) -> Any:
            answer = browser.post("/", {"csrfmiddlewaretoken": token, "title": "Asked for the budget"})
            assert answer.status_code == 303, answer
            return answer

        clock.explains = number == numbers[0]
        for name, path in PAGES.items():
            times = _of(clock, lambda path=path: asked(path))  # type: ignore[misc]  # mypy cannot read its type
            if not clock.explains:
                found[name].append(times)
        times = _of(clock, wrote)
        if not clock.explains:
            found["Writing a win down"].append(times)
    whole = [
        f"{sql}\n{plan}"
        for sql, plan in clock.planned.items()
        if any(f"Seq Scan on {name} " in plan for name in WALLED)
    ]
    if whole and int(sys.argv[1]) > 1000:
        sys.exit("\n\n".join(["these go through the rows of everybody:", *whole]))
    print(json.dumps({name: [median(column) for column in zip(*times, strict=True)] for name, times in found.items()}))


def _of(clock: Clock, act: Callable[[], object]) -> tuple[float, float]:
    clock.spent = 0.0
    before = time.perf_counter()
    act()
    return (time.perf_counter() - before) * 1000, clock.spent * 1000


if __name__ == "__main__":
    main()
