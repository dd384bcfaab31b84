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
from smallwins.journal.wins import add_win
from smallwins.method.errors import JournalBusyError
from tests.postgres import Postgres
from tests.promises import Tally
from tests.storage.cast import MONDAY, NOON
from tests.withstand.counts import dice, times
from tests.withstand.many_writers import ended, nothing_is_lost, started, wait_for_one

pytestmark = pytest.mark.promise("R11")
BACK_SECONDS = 5  # the promise of R11, not a measure of speed


@pytest.fixture
def server() -> Iterator[Postgres]:
    """A server of this test's own, since it is stopped under everybody."""
    with tempfile.TemporaryDirectory(prefix="smallwins-stopped-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder) / "data")
        yield server
        server.start()
        server.stop("fast")


def test_a_database_stopped_at_once_under_writers_loses_nothing(server: Postgres, tally: Tally) -> None:
    stops, throw = times(3, 50), dice("stopped database")
    journals = server_journals(server.new_database())
    over = threading.Event()
    writers = started(journals, over)

    late = []
    for _ in range(stops):
        time.sleep(throw.uniform(0.3, 1.2))
        server.stop("immediate")
        time.sleep(throw.uniform(0.0, 2.0))
        server.start()
        back = time.monotonic()
        wait_for_one(writers, back)
        late.append(time.monotonic() - back)
    over.set()
    ended(writers)
    assert max(late) <= BACK_SECONDS
    assert any(writer.refused for writer in writers)
    nothing_is_lost(journals, writers)
    acknowledged = sum(len(writer.acknowledged) for writer in writers)
    tally("PostgreSQL stopped at once under eight writers", stops=stops, acknowledged=acknowledged)
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
