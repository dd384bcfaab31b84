"""Eight who write without pause while the database is taken from under them, and what must be true in the end."""

import threading
import time

from smallwins.bootstrap import new_id
from smallwins.journal.commands import AddWin
from smallwins.journal.ports import Journals
from smallwins.journal.wins import add_win
from smallwins.method.errors import JournalBusyError
from tests.storage.cast import MONDAY, NOON

WRITERS = 8


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


def started(journals: Journals, over: threading.Event) -> list[Writer]:
    """Let eight write to seven journals."""
    writers = [Writer(journals, 1 + number % (WRITERS - 1), over) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    return writers


def wait_for_one(writers: list[Writer], since: float) -> None:
    """Wait until a win is acknowledged that was written after this time."""
    while not any(at > since for writer in writers for at, _ in writer.acknowledged[-5:]):
        assert time.monotonic() < since + 60, "nobody came back"
        time.sleep(0.01)


def ended(writers: list[Writer]) -> None:
    """Wait until all have stopped; nothing else may have come between than to be asked again."""
    for writer in writers:
        writer.join(timeout=30)
        assert not writer.is_alive()

    assert [writer.wrong for writer in writers] == [[]] * WRITERS


def nothing_is_lost(journals: Journals, writers: list[Writer]) -> None:
    """Assert that each journal holds what was acknowledged, once, and nothing that nobody sent."""
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
