"""Import of 10,000 tangled wins, against parsing the same JSON and inserting the same rows bare."""

import json
import multiprocessing
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench.journals import text
from bench.making import copy_of, journal_of
from bench.measuring import Measured, in_turn
from smallwins.bootstrap import local_journal, now
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import import_journal
from smallwins.storage.sqlite import connect, make_durable, safest_mode

COUNT = 10_000
MEMORY_LIMIT = 300.0  # MB, of the whole process
TABLES = ("goal", "win", "win_tag", "win_goal", "win_fts", "door", "step", "history")


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure the time of an import and the memory of the process that does it."""
    file = text(COUNT)
    rows = _rows_of(journal_of(COUNT, folder))
    empty = journal_of(0, folder)
    memory: list[float] = []
    times = in_turn(
        max(runs // 4, 3),
        lambda: _in_a_process(_ours, copy_of(empty, "ours-import"), file, memory),
        lambda: _in_a_process(_bare, copy_of(empty, "bare-import"), (file, rows), []),
    )
    yield Measured("import of 10,000 tangled wins, against bare rows", *times, most=4.0)
    yield Measured("memory of that import, against 300 MB", max(memory), MEMORY_LIMIT, 1.0, unit="MB")


def _in_a_process(act: Callable[..., None], home: Path, given: object, memory: list[float]) -> float:
    """Run the act in a process of its own and return its milliseconds."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_timed, args=(act, home, given, sender))
    process.start()
    taken, used = receiver.recv()
    process.join()
    memory.append(used)
    return float(taken)


def _timed(act: Callable[[Path, object], None], home: Path, given: object, sender: object) -> None:
    before = time.perf_counter()
    act(home, given)
    taken = (time.perf_counter() - before) * 1000
    sender.send((taken, _most_memory()))  # type: ignore[attr-defined]


def _ours(home: Path, file: bytes) -> None:
    with local_journal(str(home / "journal.db")) as journal:
        import_journal(journal, ImportJournal(now(), file))


def _bare(home: Path, given: tuple[bytes, Mapping[str, list[tuple[object, ...]]]]) -> None:
    file, rows = given
    json.loads(file)
    connection = connect(str(home / "journal.db"))
    make_durable(connection, safest_mode())
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM goal")
    for table, values in rows.items():
        marks = ", ".join("?" * len(values[0]))
        columns = "rowid, words" if table == "win_fts" else None
        connection.executemany(f"INSERT INTO {table} {f'({columns})' if columns else ''} VALUES ({marks})", values)
    connection.execute("COMMIT")
    connection.close()


def _rows_of(home: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(home / "journal.db")
    found = {}
    for table in TABLES:
        columns = "rowid, words" if table == "win_fts" else "*"
        found[table] = connection.execute(f"SELECT {columns} FROM {table}").fetchall()
    return {table: rows for table, rows in found.items() if rows}


def _most_memory() -> float:
    """Return the most memory that this process held at once, in MB."""
    # Not by getrusage: what it says begins with what the process that started this one held.
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
