"""PostgreSQL stopped at once, again and again, under writers (R11): nothing acknowledged is lost, doubled, made up."""

import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from smallwins.bootstrap import new_id, server_journals
from smallwins.journal.commands import AddWin
from smallwins.journal.ports import Journals
from smallwins.journal.wins import add_win
from smallwins.method.errors import JournalBusyError
from tests.postgres import Postgres
from tests.storage.cast import MONDAY, NOON
from tests.withstand.counts import dice, times

WRITERS = 8
BACK_SECONDS = 5  # the promise of R11, not a measure of speed


@pytest.fixture
def server() -> Iterator[Postgres]:
    """A server of this test's own, since it is stopped under everybody."""
    with tempfile.TemporaryDirectory(prefix="smallwins-stopped-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder) / "data")
        yield server
        server.start()
        server.stop("fast")


class Writer(threading.Thread):
    """One of many people, or one of two at the same journal: writes a win until it is acknowledged, then the next."""

    def __init__(self, journals: Journals, person: int, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.journals, self.person, self.over = journals, person, over
        self.sent: set[str] = set()
        self.acknowledged: list[tuple[float, str]] = []
        self.refused: list[float] = []
        self.wrong: list[BaseException] = []

    def run(self) -> None:
        try:
            while not self.over.is_set():
                self._write(new_id())
        except BaseException as error:  # noqa: BLE001 - whatever it was, the test wants to see it
            self.wrong.append(error)

    def _write(self, win_id: str) -> None:
        self.sent.add(win_id)
        while True:
            try:
                with self.journals.journal_of(self.person) as journal:
                    add_win(journal, AddWin(id=win_id, at=NOON, title=win_id, happened_on=MONDAY))
            except JournalBusyError:  # a page would say 503 and Retry-After; the same id is sent again
                self.refused.append(time.monotonic())
                time.sleep(0.05)
            else:
                self.acknowledged.append((time.monotonic(), win_id))
                return


def test_a_database_stopped_at_once_under_writers_loses_nothing(server: Postgres) -> None:
    throw = dice("stopped database")
    journals = server_journals(server.new_database())
    over = threading.Event()
    writers = [Writer(journals, 1 + number % (WRITERS - 1), over) for number in range(WRITERS)]
    for writer in writers:
        writer.start()

    late = []
    for _ in range(times(3)):
        time.sleep(throw.uniform(0.3, 1.2))
        server.stop("immediate")
        time.sleep(throw.uniform(0.0, 2.0))
        server.start()
        back = time.monotonic()
        while not any(at > back for writer in writers for at, _ in writer.acknowledged[-5:]):
            assert time.monotonic() < back + 60, "nobody came back"
            time.sleep(0.01)
        late.append(time.monotonic() - back)
    over.set()
    for writer in writers:
        writer.join(timeout=30)
        assert not writer.is_alive()

    assert [writer.wrong for writer in writers] == [[]] * WRITERS
    assert max(late) <= BACK_SECONDS
    assert any(writer.refused for writer in writers)
    for person in {writer.person for writer in writers}:
        with journals.journal_of(person, reading=True) as journal:
            kept = [judged.win.id for judged in journal.wins.everything()]
            numbers = [judged.win.number for judged in journal.wins.everything()]
        theirs = [writer for writer in writers if writer.person == person]
        acknowledged = [win_id for writer in theirs for _, win_id in writer.acknowledged]
        assert len(acknowledged) == len(set(acknowledged)) > 0
        assert set(acknowledged) <= set(kept) <= {win_id for writer in theirs for win_id in writer.sent}
        assert len(kept) == len(set(kept))
        assert numbers == list(range(1, len(kept) + 1))
    journals.close()  # type: ignore[attr-defined]  # a test tidies up


def test_a_database_that_is_back_is_used_at_once_without_a_new_start(server: Postgres) -> None:
    journals = server_journals(server.new_database())
    with journals.journal_of(1) as journal:
        add_win(journal, AddWin(id=new_id(), at=NOON, title="Before", happened_on=MONDAY))
    server.stop("immediate")
    for _ in range(2):
        with pytest.raises(JournalBusyError), journals.journal_of(1):
            pass
    server.start()
    with psycopg.connect(server.url("postgres")):
        pass

    with journals.journal_of(1) as journal:
        assert add_win(journal, AddWin(id=new_id(), at=NOON, title="After", happened_on=MONDAY)).win.number == 2
    journals.close()  # type: ignore[attr-defined]  # a test tidies up
