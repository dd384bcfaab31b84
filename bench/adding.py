"""`smallwins add` against a bare Python that opens the same file, inserts one row and commits as durably."""

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.making import copy_of, journal_of
from bench.measuring import Measured, in_turn, wall_of
from smallwins.storage.sqlite import safest_mode

BARE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = " + sys.argv[2])
connection.execute("PRAGMA synchronous = " + sys.argv[3])
connection.execute("BEGIN IMMEDIATE")
connection.execute("INSERT INTO bare_row (title) VALUES ('Coffee with Priya')")
connection.execute("COMMIT")
connection.close()
"""


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure adding a win at 10,000 and at 100,000 wins."""
    times = {}
    for count in (10_000, 100_000):
        ours, bare = (copy_of(journal_of(count, folder), name) for name in ("ours", "bare"))
        times[count] = in_turn(
            runs,
            wall_of([sys.executable, "-m", "smallwins", "add", "Coffee with Priya"], {"SMALLWINS_HOME": str(ours)}),
            wall_of([sys.executable, "-c", BARE, str(_with_a_bare_table(bare)), *safest_mode()]),
        )
    yield Measured("add on 10,000 wins, against a bare durable insert", times[10_000][0], times[10_000][1], 2.5)
    yield Measured("add on 100,000 wins, against a bare durable insert", times[100_000][0], times[100_000][1], 2.5)
    yield Measured("add on 100,000 wins, against 10,000", times[100_000][0], times[10_000][0], 1.1)


def _with_a_bare_table(home: Path) -> Path:
    connection = sqlite3.connect(home / "journal.db")
    connection.execute("CREATE TABLE bare_row (title TEXT) STRICT")
    connection.commit()
    connection.close()
    return home / "journal.db"
