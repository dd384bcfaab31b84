"""`list` and `search` in the terminal, against a bare Python that runs the same query and prints the rows."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.making import LOCAL, journal_of
from bench.measuring import Measured, in_turn, time_of, wall_of
from smallwins.bootstrap import local_journals
from smallwins.journal.ports import WinFilter
from smallwins.storage.sqlite import OwnConnection, connect
from smallwins.storage.win_lists import page_query

BARE = """
import json, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
for row in connection.execute(sys.argv[2], json.loads(sys.argv[3])):
    print(*row)
"""
COUNT = 100_000
WORDS = "interview manager"


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure both commands, and searching two words from inside."""
    home = journal_of(COUNT, folder)
    for name, arguments, which in (
        ("list", ["list"], WinFilter()),
        ("search", ["search", *WORDS.split()], WinFilter(words=WORDS)),
    ):
        query = page_query(LOCAL, which, OwnConnection.WORDS)
        bare = [sys.executable, "-c", BARE, str(home / "journal.db"), query.sql, json.dumps(query.values)]
        ours = [sys.executable, "-m", "smallwins", *arguments]
        times = in_turn(runs, wall_of(ours, {"SMALLWINS_HOME": str(home)}), wall_of(bare))
        yield Measured(f"{name} on 100,000 wins, against the bare query printed", *times, most=3.0)
    yield _search_from_inside(home, runs * 5)


def _search_from_inside(home: Path, runs: int) -> Measured:
    journals, bare = local_journals(str(home / "journal.db")), connect(str(home / "journal.db"), only_reading=True)
    query = page_query(LOCAL, WinFilter(words=WORDS), OwnConnection.WORDS)

    def ours() -> object:
        with journals.journal_of(LOCAL, reading=True) as journal:
            return journal.wins.page(WinFilter(words=WORDS))

    def floor() -> object:
        return bare.execute(query.sql, query.values).fetchall()

    times = in_turn(runs, time_of(ours), time_of(floor))
    return Measured("search of two words in 100,000, against bare FTS5", *times, most=1.5)
