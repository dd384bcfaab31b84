"""Pages of a shared server against the same pages of a local journal: what knowing who asks costs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.making import LOCAL, copy_of, journal_of
from bench.measuring import Measured, in_turn
from bench.pages import cpu_of, free_port, local_server
from bench.shared_serving import people_signed_in, shared_server

PAGES = {"/": "This week", "/wins": "All wins", "/wins/900": "A win"}
WINS = 1000


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure the server's CPU a request, on the same journal, on the same engine."""
    home = copy_of(journal_of(WINS, folder), "own")
    shared_home = folder / "shared"
    shared_home.mkdir()
    shutil.copy(home / "journal.db", shared_home / "shared.db")
    database = f"sqlite:///{shared_home / 'shared.db'}"
    ada = people_signed_in(shared_home, database, [LOCAL])[0]
    with local_server(home, free_port()) as own, shared_server(shared_home, database, ada) as shared:
        for path, name in PAGES.items():
            times = in_turn(max(runs // 2, 3), cpu_of(shared, path), cpu_of(own, path))
            yield Measured(f"{name} with an account, CPU against a journal of one's own", *times, most=1.4)
