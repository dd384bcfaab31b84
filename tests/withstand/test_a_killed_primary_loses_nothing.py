"""The primary killed under writers, its standby promoted: nothing acknowledged is lost, no server starts anew."""

import json
import threading
import time
from pathlib import Path

import pytest

from smallwins.bootstrap import new_id, server_journals
from smallwins.journal.commands import AddWin
from smallwins.journal.wins import add_win
from smallwins.method.errors import JournalBusyError
from tests.promises import Tally
from tests.shared import sharing
from tests.standby import NAME, primary_and_standby
from tests.storage.cast import MONDAY, NOON
from tests.withstand.counts import dice, times
from tests.withstand.many_writers import Sender, ended, nothing_is_lost, started, wait_for_one

ADA, BEN = "ada@example.org", "ben@example.org"
pytestmark = pytest.mark.promise("R11")
BACK_SECONDS = 10  # from the promotion to the first win that is acknowledged: a promise, not a measure of speed


@pytest.mark.parametrize("round_number", range(times(1, 10)))
def test_a_killed_primary_loses_nothing(round_number: int, tmp_path: Path, tally: Tally) -> None:
    """Neither of what eight write to journals, nor of what two send from browsers to a server of two processes."""
    throw = dice("killed primary", round_number)
    workers = {"SMALLWINS_WORKERS": "2"}
    with primary_and_standby() as pair, sharing(tmp_path / "shared", pair.url, more=workers, stays=False) as shared:
        people = {email: shared.visitor().sign_up(email) for email in (ADA, BEN)}
        rows = pair.primary.ask("SELECT email, id FROM accounts_person", NAME)
        numbers = {str(email): int(str(number)) for email, number in rows}
        journals = server_journals(pair.url)
        over = threading.Event()
        senders = [Sender(visitor, numbers[email], over) for email, visitor in people.items()]
        writers = started(journals, over, first=1001)  # whose accounts nobody has
        for sender in senders:
            sender.start()
        wait_for_one(writers, time.monotonic())
        wait_for_one(senders, time.monotonic())
        time.sleep(throw.uniform(0.3, 1.5))
        late = shared.visitor()
        assert late.sign_in(BEN).status == 302

        pair.primary.kill()
        time.sleep(throw.uniform(0.0, 2.0))
        written = sum(len(writer.acknowledged) for writer in writers)
        sent = {sender.person: len(sender.acknowledged) for sender in senders}
        pair.standby.promote()
        promoted = time.monotonic()
        wait_for_one(writers, promoted)
        took = time.monotonic() - promoted
        for sender in senders:
            wait_for_one([sender], promoted)
        time.sleep(0.5)
        over.set()
        ended([*writers, *senders])

        assert sum(len(writer.acknowledged) for writer in writers) > written > 0
        assert all(len(sender.acknowledged) > sent[sender.person] > 0 for sender in senders)
        assert any(writer.refused for writer in writers)
        assert took <= BACK_SECONDS
        nothing_is_lost(journals, [*writers, *senders])
        acknowledged = sum(len(writer.acknowledged) for writer in (*writers, *senders))
        tally(
            "the primary killed under eight writers and two browsers, the standby promoted",
            kills=1,
            acknowledged=acknowledged,
        )
        # Whoever was signed in still is, and reads what they wrote.
        for visitor, sender in zip((*people.values(), late), (*senders, senders[-1]), strict=True):
            exported = json.loads(visitor.get("/export").body)
            assert {win["id"] for win in exported["wins"]} >= {win_id for _, win_id in sender.acknowledged}
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
