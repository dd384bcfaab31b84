"""A mail server that refuses, hangs or talks nonsense (R19): nobody waits for it, and each mail goes once."""

import socket
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Literal, get_args

import pytest
from aiosmtpd.controller import Controller

from smallwins.bootstrap import new_id
from tests.promises import Tally
from tests.serving import free_port
from tests.shared import DATABASES, Shared, Visitor, on_engine, sharing
from tests.withstand.counts import RELEASE, times

pytestmark = pytest.mark.promise("R19")

Mood = Literal["refused", "hanging", "garbage"]
WRITES = times(10, 400)


class Line:
    """The way to a mail server: it goes through, or what is at its end is away, says nothing, or says anything."""

    def __init__(self, beyond: int) -> None:
        self.beyond = beyond
        self.mood: Mood | Literal["well"] = "well"
        self.asked = 0
        self._listening = socket.create_server(("127.0.0.1", free_port()))
        self.port: int = self._listening.getsockname()[1]
        self._held: list[socket.socket] = []
        threading.Thread(target=self._take, daemon=True).start()

    def close(self) -> None:
        self._listening.close()
        for one in self._held:
            one.close()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._listening.accept()
                self.asked += 1
                threading.Thread(target=self._answer, args=(caller, self.mood), daemon=True).start()

    def _answer(self, caller: socket.socket, mood: str) -> None:
        if mood == "hanging":
            self._held.append(caller)
            return
        with closing(caller), suppress(OSError):
            if mood == "garbage":
                caller.sendall(b"\xff\x00 ??? 999 no mail server\r\n" * 100)
            if mood == "well":
                with socket.create_connection(("127.0.0.1", self.beyond)) as mail:
                    back = threading.Thread(target=_carry, args=(mail, caller), daemon=True)
                    back.start()
                    _carry(caller, mail)
                    back.join(timeout=10)


def _carry(source: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            to.sendall(piece)
        to.shutdown(socket.SHUT_WR)


@pytest.fixture(params=DATABASES if RELEASE else DATABASES[:1])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Shared, Line]]:
    """A server whose mails go over our line."""
    beyond = free_port()
    line = Line(beyond)
    more = {"SMALLWINS_MAIL_URL": f"smtp://127.0.0.1:{line.port}"}
    with on_engine(request) as database, sharing(tmp_path / "server", database, more=more) as shared:
        controller = Controller(shared.mailbox, hostname="127.0.0.1", port=beyond)
        controller.start()
        try:
            yield shared, line
        finally:
            controller.stop()
            line.close()


def slowest_usual(ada: Visitor, token: str) -> float:
    """Write wins down; return the time that all but one in twenty took at most."""
    took = []
    for _ in range(WRITES):
        began = time.monotonic()
        assert ada.post("/", {"id": new_id(), "title": "Written meanwhile"}, token=token).status == 303
        took.append(time.monotonic() - began)
    return statistics.quantiles(took, n=20)[-1]


def tries(shared: Shared) -> list[int]:
    return [number for (number,) in shared.sql("SELECT tries FROM accounts_letter ORDER BY id")]


def test_nobody_waits_for_a_mail_server_and_each_mail_goes_once(served: tuple[Shared, Line], tally: Tally) -> None:
    shared, line = served
    ada = shared.visitor().sign_up("ada@example.org")
    token = ada.token("/")
    usual = slowest_usual(ada, token)
    slower: dict[str, float] = {}
    for place, mood in enumerate(get_args(Mood)):
        line.mood = mood
        before = line.asked
        assert shared.visitor().post("/sign-up", {"email": f"{mood}@example.org", "password1": new_id()}).status == 302
        slower[mood] = slowest_usual(ada, token) / usual
        _wait(lambda before=before: line.asked > before)
        if mood == "hanging":
            said = shared.run("doctor")
            assert f"Mails      {place + 1} wait" in said.stdout, said.stdout
    line.mood = "well"
    for one in line._held:
        one.close()  # who hung has hung up
    _wait(lambda: all(tries(shared)))
    _wait(lambda: _sent(shared))

    for mood in get_args(Mood):
        assert [mail["To"] for mail in shared.mailbox.mails].count(f"{mood}@example.org") == 1
    if RELEASE:
        assert {mood: by for mood, by in slower.items() if by > 1.1} == {}
    tally("writes while the mail server refuses, hangs, talks nonsense", writes=3 * WRITES, mails=3)


def _sent(shared: Shared) -> bool:
    """Tell whether all has gone; what waits for a later try is made due now."""
    shared.sql("UPDATE accounts_letter SET due_at = '2020-01-01 00:00:00' WHERE NOT held")
    shared.visitor().post("/sign-up", {"email": f"{new_id()}@example.org", "password1": new_id()})  # wakes the post
    wanted = {f"{mood}@example.org" for mood in get_args(Mood)}
    return wanted <= {str(mail["To"]) for mail in shared.mailbox.mails}


def _wait(true: object) -> None:
    assert callable(true)
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)
