"""The primary killed under writers, its standby promoted: nothing acknowledged is lost, no server starts anew."""

import threading
import time

import pytest

from smallwins.bootstrap import new_id, server_journals
from smallwins.journal.commands import AddWin
from smallwins.journal.wins import add_win
from smallwins.method.errors import JournalBusyError
from tests.standby import primary_and_standby
from tests.storage.cast import MONDAY, NOON
from tests.withstand.counts import dice, times
from tests.withstand.many_writers import ended, nothing_is_lost, started, wait_for_one

BACK_SECONDS = 10  # from the promotion to the first win that is acknowledged: a promise, not a measure of speed


@pytest.mark.parametrize("round_number", range(times(1)))
def test_a_killed_primary_loses_nothing(round_number: int) -> None:
    throw = dice("killed primary", round_number)
    with primary_and_standby() as pair:
        journals = server_journals(pair.url)
        over = threading.Event()
        writers = started(journals, over)
        wait_for_one(writers, time.monotonic())
        time.sleep(throw.uniform(0.3, 1.5))

        pair.primary.kill()
        time.sleep(throw.uniform(0.0, 2.0))
        written = sum(len(writer.acknowledged) for writer in writers)
        pair.standby.promote()
        promoted = time.monotonic()
        wait_for_one(writers, promoted)
        late = time.monotonic() - promoted
        time.sleep(0.5)
        over.set()
        ended(writers)

        assert sum(len(writer.acknowledged) for writer in writers) > written > 0
        assert any(writer.refused for writer in writers)
        assert late <= BACK_SECONDS
        nothing_is_lost(journals, writers)
        journals.close()  # type: ignore[attr-defined]  # a test tidies up


def test_without_its_standby_a_primary_acknowledges_nothing() -> None:
    with primary_and_standby() as pair:
        journals = server_journals(pair.url)
        with journals.journal_of(1) as journal:
            add_win(journal, AddWin(id=new_id(), at=NOON, title="Before", happened_on=MONDAY))
        pair.standby.kill()
        waiting, kept = new_id(), threading.Event()

        def write() -> None:
            with pytest.raises(JournalBusyError), journals.journal_of(1) as journal:
                add_win(journal, AddWin(id=waiting, at=NOON, title="Waits", happened_on=MONDAY))
            kept.set()

        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        assert not kept.wait(2)
        pair.primary.kill()
        assert kept.wait(30)

        pair.standby.start()
        pair.standby.promote()
        with journals.journal_of(1) as journal:
            assert [judged.win.title for judged in journal.wins.everything()] == ["Before"]
            add_win(journal, AddWin(id=waiting, at=NOON, title="Waits", happened_on=MONDAY))
        with journals.journal_of(1, reading=True) as journal:
            assert [judged.win.number for judged in journal.wins.everything()] == [1, 2]
        journals.close()  # type: ignore[attr-defined]  # a test tidies up
