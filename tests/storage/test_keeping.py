"""A server keeps connections open, and they survive what happens around them."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from smallwins.bootstrap import local_journal
from smallwins.journal.ports import WinFilter
from smallwins.method.errors import JournalBusyError, JournalFullError, JournalMissingError
from smallwins.storage import backup, checking
from smallwins.storage.keeping import KeptJournals
from tests.storage.cast import ADA, a_win, write


@pytest.fixture
def kept(path: str) -> Iterator[KeptJournals]:
    journals = KeptJournals(path)
    with journals.journal_of(ADA) as journal:
        write(journal, a_win(journal.wins.take_number()))
    yield journals
    journals.close()


def add_one(kept: KeptJournals, story: str | None = None) -> int:
    with kept.journal_of(ADA) as journal:
        number = journal.wins.take_number()
        write(journal, a_win(number, story=story))
    return number


def count(kept: KeptJournals) -> int:
    with kept.journal_of(ADA, reading=True) as journal:
        return journal.wins.count(WinFilter())


def connection_of(kept: KeptJournals) -> sqlite3.Connection:
    connection = kept._kept.connection
    assert connection is not None
    return connection


def test_a_full_disk_refuses_the_write_and_nothing_else(kept: KeptJournals) -> None:
    connection = connection_of(kept)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 1}")

    for _ in range(3):
        with pytest.raises(JournalFullError, match="nothing was changed"):
            add_one(kept, "x" * 50_000)
        assert count(kept) == 1

    connection.execute("PRAGMA max_page_count = 1000000")
    assert add_one(kept, "x" * 50_000) == 2
    assert connection_of(kept) is connection


def test_a_lock_that_does_not_end_is_said_so_and_nothing_is_changed(kept: KeptJournals, path: str) -> None:
    connection_of(kept).execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(JournalBusyError):
        add_one(kept)
    assert count(kept) == 1

    other.close()
    assert add_one(kept) == 2


def test_a_journal_taken_away_while_it_is_open_is_not_written_to_as_a_ghost(kept: KeptJournals, path: str) -> None:
    Path(path).rename(path + ".elsewhere")
    before = Path(path + ".elsewhere").read_bytes()

    for act in (add_one, count):
        with pytest.raises(JournalMissingError):
            act(kept)

    assert Path(path + ".elsewhere").read_bytes() == before
    Path(path + ".elsewhere").rename(path)
    assert add_one(kept) == 2


def test_a_journal_put_in_its_place_is_the_one_that_is_read_and_written(kept: KeptJournals, path: str) -> None:
    backup.back_up(path, path + ".bak")
    add_one(kept)
    add_one(kept)
    aside = backup.restore(path + ".bak", path)

    assert count(kept) == 1
    assert add_one(kept) == 2
    assert aside is not None
    with local_journal(aside, reading=True) as journal:
        assert journal.wins.count(WinFilter()) == 3


def test_threads_share_the_journal_and_no_connection(kept: KeptJournals) -> None:
    seen: list[int] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(15):
                add_one(kept)
                count(kept)
            seen.append(id(connection_of(kept)))
        except BaseException as error:  # noqa: BLE001 - the test's own thread shall tell
            failed.append(error)
        finally:
            kept.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert len(set(seen)) == 3
    assert count(kept) == 46


def test_a_reader_sees_one_moment_to_the_end(kept: KeptJournals, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = KeptJournals(path)
    with kept.journal_of(ADA, reading=True) as journal:
        assert journal.wins.count(WinFilter()) == 1
        with pytest.raises(JournalBusyError):
            hurried(other)
        assert journal.wins.count(WinFilter()) == 1
    other.close()


def hurried(journals: KeptJournals) -> None:
    # With a rollback journal a commit waits for readers; ours does not wait here.
    count(journals)
    connection_of(journals).execute("PRAGMA busy_timeout = 20")
    add_one(journals)


def test_a_child_process_opens_its_own(kept: KeptJournals) -> None:
    mine = connection_of(kept)
    child = os.fork()
    if not child:
        try:
            add_one(kept)
            os._exit(0 if connection_of(kept) is not mine else 3)
        finally:
            os._exit(4)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert connection_of(kept) is mine
    assert count(kept) == 2


ADDING = """
import sys
from smallwins.bootstrap import local_journal
from tests.storage.cast import a_win, write
for n in range(25):
    with local_journal(sys.argv[1]) as journal:
        number = journal.wins.take_number()
        write(journal, a_win(number, sys.argv[2]))
    print(number, flush=True)
"""


def test_programs_that_write_at_once_lose_nothing_and_report_no_lock(tmp_path: Path) -> None:
    path = str(tmp_path / "new" / "journal.db")
    programs = [
        subprocess.Popen([sys.executable, "-c", ADDING, path, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for name in ("ada", "sam", "priya")
    ]
    said = [program.communicate(timeout=120) for program in programs]

    assert [stderr for _, stderr in said] == [b"", b"", b""]
    assert sorted(int(number) for stdout, _ in said for number in stdout.split()) == list(range(1, 76))
    assert checking.check(path) == []
