"""Mails wait in the database until they are sent: no restart loses one, and none is sent twice."""

import time
from asyncio import WriteTransport
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.serving import free_port
from tests.shared import PASSWORD, Mailbox, Shared, on_engine, sharing

pytestmark = pytest.mark.promise("R19")

NOBODY_THERE = {"SMALLWINS_MAIL_URL": "smtp://127.0.0.1:9"}


class Moody(Mailbox):
    """A mail server that hangs up instead of saying good-bye, knows no ghosts, and is too busy for guests."""

    def __init__(self) -> None:
        super().__init__()
        self.busy = True

    async def handle_QUIT(self, server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        assert isinstance(server.transport, WriteTransport)
        server.transport.abort()
        return "221 never said"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address.startswith("ghost"):
            return "550 no such address"
        if address.startswith("guest") and self.busy:
            return "450 later"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def moody() -> Iterator[tuple[Moody, dict[str, str]]]:
    box, port = Moody(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, {"SMALLWINS_MAIL_URL": f"smtp://127.0.0.1:{port}"}
    controller.stop()


def waiting(shared: Shared) -> list[int]:
    """How often each letter that waits was tried."""
    return [tries for (tries,) in shared.sql("SELECT tries FROM accounts_letter ORDER BY id")]


def until(shared: Shared, fits: Callable[[list[int]], bool]) -> None:
    end = time.monotonic() + 15
    while not fits(waiting(shared)):
        assert time.monotonic() < end, waiting(shared)
        time.sleep(0.05)


def ask_for(shared: Shared, email: str) -> None:
    assert shared.visitor().post("/sign-up", {"email": email, "password1": PASSWORD}).place == "/confirm"


def make_due(shared: Shared) -> None:
    shared.sql("UPDATE accounts_letter SET due_at = '2020-01-01 00:00:00'")


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"], indirect=True)
def test_a_killed_server_loses_no_mail_and_sends_it_once(engine: str, tmp_path: Path) -> None:
    with sharing(tmp_path / "home", engine, more=NOBODY_THERE) as one:
        ask_for(one, "ada@example.org")
        until(one, lambda tries: tries == [1])
        kept = one.sql("SELECT sealed FROM accounts_letter")
        one.process.kill()
    make_due(one)

    with sharing(tmp_path / "home", engine) as one:
        link = one.mailbox.link_to("ada@example.org")
        until(one, lambda tries: tries == [])

        assert len(one.mailbox.mails) == 1
        assert one.mailbox.mails[0]["Message-ID"]
        assert one.visitor().get(link).status == 200
    assert "example.org" not in str(kept)
    assert link not in str(kept)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    with on_engine(request) as database:
        yield database


def test_a_mail_that_was_taken_is_not_sent_again_whatever_comes_after(
    moody: tuple[Moody, dict[str, str]], tmp_path: Path
) -> None:
    box, more = moody
    with sharing(tmp_path, more=more) as one:
        for name in ("ghost", "guest", "ada"):
            ask_for(one, f"{name}@example.org")
        box.to("ada@example.org")
        until(one, lambda tries: tries == [1])  # the ghost's is given up, the guest's waits
        box.busy = False
        make_due(one)
        ask_for(one, "ben@example.org")
        until(one, lambda tries: tries == [])

    assert sorted(mail["To"] for mail in box.mails) == [f"{name}@example.org" for name in ("ada", "ben", "guest")]
