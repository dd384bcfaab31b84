"""SIGKILL to the whole server while four writers send wins (R1): nothing acknowledged is lost, doubled or made up."""

import http.client
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from smallwins.bootstrap import new_id
from tests.promises import Tally
from tests.withstand.browsing import Visitor
from tests.withstand.counts import dice, times
from tests.withstand.killable import Killable
from tests.withstand.looking import assert_whole, ids_in

WRITERS = 4
pytestmark = pytest.mark.promise("R1")


class Writers:
    """Four people's worth of writing: each sends a win until it is acknowledged, then the next."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.sent: set[str] = set()
        self.acknowledged: list[str] = []
        self.refused: list[int] = []
        self.up = threading.Event()
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(one,), daemon=True) for one in range(WRITERS)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def finish(self) -> None:
        """Let every writer have its last win acknowledged."""
        self._over.set()
        for thread in self._threads:
            thread.join(timeout=30)
            assert not thread.is_alive()

    def wait_for(self, more: int) -> None:
        """Wait until so many more wins are acknowledged, however busy the machine is."""
        enough, until = len(self.acknowledged) + more, time.monotonic() + 60
        while len(self.acknowledged) < enough and time.monotonic() < until:
            time.sleep(0.005)

    def _write(self, writer: int) -> None:
        count = 0
        while not self._over.is_set():
            count += 1
            self._send(new_id(), f"win {count} of writer {writer}")

    def _send(self, id: str, title: str) -> None:
        self.sent.add(id)
        while True:
            self.up.wait(timeout=30)
            try:
                status = self.visitor.write_down(title, id).status
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)  # killed in the middle: sent again, under the same id, when the server is back
                continue
            if status == 303:
                self.acknowledged.append(id)
                return
            self.refused.append(status)
            time.sleep(0.02)


@pytest.fixture
def server(home: Path) -> Iterator[Killable]:
    with Killable(home) as server:
        yield server


def test_four_writers_lose_no_win_to_kills_of_the_server(server: Killable, home: Path, tally: Tally) -> None:
    kills, throw = times(8, 200), dice("server")
    writers = Writers(Visitor(server.start().served))
    slowest = 0.0
    writers.up.set()
    writers.start()
    try:
        for _ in range(kills):
            writers.wait_for(throw.randint(12, 90))
            server.kill()
            writers.up.clear()
            acknowledged = set(writers.acknowledged)
            kept = ids_in(home / "journal.db")
            assert len(kept) == len(set(kept)), "doubled"
            assert acknowledged <= set(kept), "lost"
            assert set(kept) <= writers.sent, "made up"
            assert_whole(home / "journal.db")
            slowest = max(slowest, server.start().after)
            writers.up.set()
    finally:
        writers.up.set()
        writers.finish()
    problem = server.end()

    assert problem == ""
    assert writers.refused == []
    assert sorted(ids_in(home / "journal.db")) == sorted(writers.acknowledged) == sorted(writers.sent)
    assert len(writers.sent) > 10 * kills, "hardly anything was written, so hardly anything was tried"
    assert_whole(home / "journal.db")
    tally(
        "SIGKILL to the whole server under four writers",
        kills=kills,
        acknowledged=len(writers.acknowledged),
        milliseconds_until_ready_at_most=round(1000 * slowest),
    )
    assert slowest < 30  # R1 asks for 5 s on a free machine; this one may be busy


def test_a_server_killed_while_it_starts_starts_again(server: Killable, home: Path, tally: Tally) -> None:
    kills, throw = times(4, 50), dice("start")
    for _ in range(kills):
        server.launch()
        time.sleep(throw.uniform(0.02, 0.9))
        server.kill()
    visitor = Visitor(server.start().served)
    assert visitor.write_down("After all that").status == 303
    assert server.end() == ""
    assert len(ids_in(home / "journal.db")) == 1
    assert_whole(home / "journal.db")
    tally("SIGKILL while the server starts", kills=kills)
