"""Many who write without pause while the database is taken from under them, and what must be true in the end."""

import http.client
import threading
import time
from collections.abc import Sequence

from smallwins.bootstrap import new_id
from smallwins.journal.commands import AddWin
from smallwins.journal.ports import Journals
from smallwins.journal.wins import add_win
from smallwins.method.errors import JournalBusyError
from tests.shared import Visitor
from tests.storage.cast import MONDAY, NOON

WRITERS = 8


class Writing(threading.Thread):
    """One of many people, or one of two at the same journal: writes a win until it is acknowledged, then the next."""

    def __init__(self, person: int, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.person, self.over = person, over
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

    def kept(self, win_id: str) -> bool:
        """Send a win; tell whether it was acknowledged, or is to be sent again."""
        raise NotImplementedError

    def _write(self, win_id: str) -> None:
        self.sent.add(win_id)
        while not self.kept(win_id):
            self.refused.append(time.monotonic())
            time.sleep(0.05)
        self.acknowledged.append((time.monotonic(), win_id))


class Writer(Writing):
    """Writes to an open journal, as a process of the server does."""

    def __init__(self, journals: Journals, person: int, over: threading.Event) -> None:
        super().__init__(person, over)
        self.journals = journals

    def kept(self, win_id: str) -> bool:
        try:
            with self.journals.journal_of(self.person) as journal:
                add_win(journal, AddWin(id=win_id, at=NOON, title=win_id, happened_on=MONDAY))
        except JournalBusyError:  # a page would say 503 and Retry-After; the same id is sent again
            return False
        return True


class Sender(Writing):
    """Writes in a browser that is signed in, and stays so: to be sent to the way in would be wrong."""

    def __init__(self, visitor: Visitor, person: int, over: threading.Event) -> None:
        super().__init__(person, over)
        self.visitor, self.token = visitor, visitor.token("/")

    def kept(self, win_id: str) -> bool:
        try:
            answer = self.visitor.post("/", {"id": win_id, "title": win_id}, token=self.token)
        except (OSError, http.client.HTTPException):  # hung up on: to be sent again, like a page that did not come
            return False
        assert answer.status in {303, 503}, (answer.status, answer.place, answer.text)
        return answer.status == 303


def started(journals: Journals, over: threading.Event, first: int = 1) -> list[Writing]:
    """Let eight write to seven journals."""
    writers: list[Writing] = [Writer(journals, first + number % (WRITERS - 1), over) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    return writers


def wait_for_one(writers: Sequence[Writing], since: float) -> None:
    """Wait until a win is acknowledged that was written after this time."""
    while not any(at > since for writer in writers for at, _ in writer.acknowledged[-5:]):
        assert time.monotonic() < since + 60, ("nobody came back", [writer.wrong for writer in writers])
        time.sleep(0.01)


def ended(writers: Sequence[Writing]) -> None:
    """Wait until all have stopped; nothing else may have come between than to be asked again."""
    for writer in writers:
        writer.join(timeout=30)
        assert not writer.is_alive()

    assert [writer.wrong for writer in writers] == [[]] * len(writers)


def nothing_is_lost(journals: Journals, writers: Sequence[Writing]) -> None:
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
