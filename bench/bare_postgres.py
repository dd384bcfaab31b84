"""The floor for a shared server on PostgreSQL: bare Python that sends the same statements, and nothing else.

`python -m bench.bare_postgres NOTED URL pages|writes OWNER:SESSION …` opens one connection a person, and for each line
`SECONDS` on standard input runs that long and answers how many requests' worth of statements it sent.
"""

import pickle
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count, cycle
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.numeric import Int8Dumper

from bench.noting import Noted, Sent


class Person:
    """One connection, which sends what was noted of another person as if it were this one's."""

    def __init__(self, noted: Noted, url: str, owner: int, session: str) -> None:
        self.noted, self.owner, self.session = noted, owner, session
        self.connection = psycopg.connect(url, autocommit=True)
        self.connection.adapters.register_dumper(int, Int8Dumper)
        self.connection.prepared_max = 512
        self.pages = cycle([[self._own(sent) for sent in page] for page in noted.pages])
        self.numbers = count(noted.number + 1)

    def page(self) -> None:
        """Send what a page sends."""
        self._send(next(self.pages))

    def write(self) -> None:
        """Send what writing a win down sends, with an id and a number of its own."""
        win_id, number = str(uuid.uuid4()), next(self.numbers)
        self._send([self._own(sent, win_id, number) for sent in self.noted.write])

    def _send(self, message: list[Sent]) -> None:
        apart = True  # what is sent together is read when all of it was sent
        with ExitStack() as together:
            for what, sql, values, prepare in message:
                if what == "together":
                    together.enter_context(self.connection.pipeline())
                    apart = False
                elif what == "apart":
                    together.close()
                    apart = True
                elif what == "rows":
                    psycopg.RawCursor(self.connection).executemany(sql, values)
                elif what == "django":
                    self._fetch(psycopg.ClientCursor(self.connection).execute(sql, values))
                else:
                    cursor = psycopg.RawCursor(self.connection).execute(sql, values or None, prepare=prepare)
                    if apart:
                        self._fetch(cursor)

    def _fetch(self, cursor: Any) -> None:
        if cursor.description:
            cursor.fetchall()

    def _own(self, sent: Sent, win_id: str = "", number: int = 0) -> Sent:
        noted = self.noted
        texts = {str(noted.owner): str(self.owner), noted.session: self.session}
        whole = {noted.owner: self.owner}
        if win_id:
            texts[noted.win_id] = win_id
            whole |= {noted.number: number, noted.number + 1: number + 1}

        def own(value: Any) -> Any:
            if isinstance(value, str):
                for old, new in texts.items():
                    value = value.replace(old, new)
            elif isinstance(value, bool):
                return int(value)
            elif isinstance(value, int):
                owner, within = value >> 24, value & 0xFFFFFF
                return self.owner << 24 | whole.get(within, within) if owner == noted.owner else whole.get(value, value)
            return value

        rows = sent.values if sent.what == "rows" else [sent.values or ()]
        owned = [tuple(map(own, row)) for row in rows]
        values = owned if sent.what == "rows" else owned[0]
        return sent._replace(sql=own(sent.sql), values=values)


def run(people: list[Person], act: Callable[[Person], None], seconds: float) -> int:
    """Let all act at once for so long; return how often they did."""
    done = [0] * len(people)
    until = time.monotonic() + seconds

    def one(index: int) -> None:
        while time.monotonic() < until:
            act(people[index])
            done[index] += 1

    threads = [threading.Thread(target=one, args=(index,)) for index in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done)


def asked() -> Iterator[float]:
    """Yield what each line says."""
    for line in sys.stdin:
        yield float(line)


def main() -> None:
    """Answer each line."""
    noted: Noted = pickle.loads(Path(sys.argv[1]).read_bytes())
    people = []
    for told in sys.argv[4:]:
        owner, _, session = told.partition(":")
        people.append(Person(noted, sys.argv[2], int(owner), session))
    act = Person.page if sys.argv[3] == "pages" else Person.write
    for person in people:
        act(person)
    print("ready", flush=True)
    for seconds in asked():
        print(run(people, act, seconds), flush=True)


if __name__ == "__main__":
    main()
