"""Two server processes on PostgreSQL against two bare Python processes that send the same statements."""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median

from bench.journals import text
from bench.measuring import Measured
from bench.noting import READ
from bench.shared_serving import Line, Person, environment, people_signed_in, shared_server
from smallwins.bootstrap import now, server_journals
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import import_journal
from smallwins.server.shared_sessions import hashed
from tests.postgres import Postgres

CONNECTIONS = 8  # to the server, and from the bare processes to the database
PROCESSES = 2
WINS = 200
SECONDS = 2.0
MOST = 5.0  # a fifth of what the bare processes reach

FIRST = 770_001
NOTED, OURS, BARE = FIRST, range(FIRST + 1, FIRST + 1 + CONNECTIONS), range(FIRST + 101, FIRST + 101 + CONNECTIONS)


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure how long a page and a write take when as many as can come at once."""
    rounds = max(runs // 4, 3)
    with tempfile.TemporaryDirectory(prefix="smallwins-bench-", ignore_cleanup_errors=True) as place:
        server = Postgres(Path(place) / "data")
        url = server.new_database()
        people = _people(folder / "postgres", url)
        noted = _noted(folder / "postgres", url, people[NOTED])
        with shared_server(folder / "postgres", url, people[NOTED], workers=PROCESSES) as served:
            for what, ours in (("pages", _page()), ("writes", _write)):
                lines = [(Line(served.port), people[number]) for number in OURS]
                with _bare(noted, url, what, people) as bare:
                    _together(lines, ours, SECONDS)  # to warm up
                    pairs = [(_together(lines, ours, SECONDS), bare(SECONDS)) for _ in range(rounds)]
                for line, _ in lines:
                    line.close()
                yield Measured(
                    f"{what} on PostgreSQL, two processes against two bare ones",
                    median(pair[0] for pair in pairs),
                    median(pair[1] for pair in pairs),
                    most=MOST,
                )
        server.stop("fast")


def _people(home: Path, url: str) -> dict[int, Person]:
    home.mkdir()
    numbers = [NOTED, *OURS, *BARE]
    people = {person.number: person for person in people_signed_in(home, url, numbers)}
    journals, journal_text = server_journals(url), text(WINS)
    for number in numbers:
        with journals.journal_of(number) as journal:
            import_journal(journal, ImportJournal(now(), journal_text))
    journals.close()  # type: ignore[attr-defined]  # so that none of these connections counts
    return people


def _noted(home: Path, url: str, person: Person) -> Path:
    out = home / "noted"
    command = [sys.executable, "-m", "bench.noting", str(out), str(person.number), person.cookie, person.token]
    subprocess.run(command, env=environment(home, url), check=True)
    return out


def _page() -> Callable[[Line, Person], None]:
    paths = cycle(READ)

    def page(line: Line, person: Person) -> None:
        assert len(line.get(next(paths), person)) > 1000

    return page


def _write(line: Line, person: Person) -> None:
    line.post("/", f"title=Asked+for+the+budget&csrfmiddlewaretoken={person.token}", person)


def _together(lines: list[tuple[Line, Person]], act: Callable[[Line, Person], None], seconds: float) -> float:
    """Let all ask at once for so long; return the milliseconds a request."""
    done = [0] * len(lines)
    until = time.monotonic() + seconds

    def one(index: int) -> None:
        while time.monotonic() < until:
            act(*lines[index])
            done[index] += 1

    threads = [threading.Thread(target=one, args=(index,)) for index in range(len(lines))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seconds * 1000 / sum(done)


@contextmanager
def _bare(noted: Path, url: str, what: str, people: dict[int, Person]) -> Iterator[Callable[[float], float]]:
    with ExitStack() as running:
        processes = []
        for share in range(PROCESSES):
            told = [f"{number}:{hashed(people[number].cookie)}" for number in BARE[share::PROCESSES]]
            command = [sys.executable, "-m", "bench.bare_postgres", str(noted), url, what, *told]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            processes.append(running.enter_context(process))
        for process in processes:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"

        def run(seconds: float) -> float:
            for process in processes:
                assert process.stdin
                process.stdin.write(f"{seconds}\n")
                process.stdin.flush()
            return seconds * 1000 / sum(int(process.stdout.readline()) for process in processes if process.stdout)

        yield run
