"""A network with nobody on it (R20): all works, and nobody was looked up or called."""

import fcntl
import os
import re
import socket
import struct
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.api.programs import made_token
from tests.payloads import addresses
from tests.server.adas import a_feed
from tests.server.shared_journals import a_link, grant_of, invited
from tests.server.test_hostile_forms import upload
from tests.serving import SOURCE, serving
from tests.shared import PASSWORD, sharing
from tests.withstand.browsing import Visitor
from tests.withstand.terminal import smallwins

pytestmark = [pytest.mark.usefixtures("alone"), pytest.mark.promise("R20")]

SITE = """
import os, sys

CALLS = {
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.getnameinfo",
    "socket.gethostbyname", "socket.gethostbyaddr",
}

def heard(event, arguments):
    if event in CALLS:
        with open(os.environ["HEARD"], "a") as kept:
            kept.write(f"{event} {arguments!r}\\n")

sys.addaudithook(heard)
"""


@pytest.fixture
def listening(tmp_path: Path) -> dict[str, str]:
    """The environment in which every Python process writes down whom it calls or looks up."""
    (tmp_path / "ears").mkdir()
    (tmp_path / "ears" / "sitecustomize.py").write_text(SITE)
    return {"PYTHONPATH": f"{tmp_path / 'ears'}:{SOURCE}:{SOURCE.parent}", "HEARD": str(tmp_path / "heard")}


def test_terminal_and_browser_work_and_call_nobody(home: Path, listening: dict[str, str]) -> None:
    _loopback_up()
    for arguments in (["add", "Quietly"], ["list"], ["week"], ["export"], ["doctor"], []):
        said = smallwins(home, *arguments, **listening)
        assert said.code == 0, said
    with serving(home, more=listening) as served:
        ada = Visitor(served)
        for address in ("/", "/wins", "/wins/1", "/goals", "/rearview", "/review", "/settings", "/export"):
            assert ada.get(address).status in {200, 303}, address
        assert ada.write_down("In the browser, quietly").status == 303
    assert _calls(Path(listening["HEARD"])) == []
    _a_call_would_have_been_heard(listening)


def test_a_server_that_many_share_calls_its_mail_server_and_nobody_else(
    tmp_path: Path, listening: dict[str, str]
) -> None:
    _loopback_up()
    with sharing(tmp_path / "shared", more=listening) as one:
        ada, cleo = (one.visitor().sign_up(f"{name}@example.org") for name in ("ada", "cleo"))
        for number, address in enumerate(addresses(9), start=1):  # nobody listens at that port
            assert ada.post("/", {"title": f"Quietly {number}", "story": f"<{address}> ![x]({address})"}).status == 303
            assert ada.get(f"/wins/{number}").status == 200
        assert upload(ada, b"date,title\n2026-05-01,Came in quietly\n", "wins.csv").status in {200, 303}
        assert cleo.post(invited(ada, "cleo@example.org"), {"act": "accept"}).status == 303
        ((grant, client),) = one.sql("SELECT id, client_id FROM accounts_grant")
        grant_of(ada, grant, weeks="all", goals="on", insights="on")
        assert cleo.get(f"/clients/{client}/goals").status == 200
        assert one.visitor().get(a_link(ada, win="1")).status == 200
        assert ada.post("/you/again", {"password": PASSWORD}).status == 302
        assert one.visitor().get(f"/calendar/{a_feed(ada)}.ics").status == 200
        assert ada.post("/reminders", {"by_mail": "yes", "hour": "9"}).status == 303
        token = made_token(ada, "write")
        answer = one.visitor().get("/api/v1/wins", {"Authorization": f"Bearer {token}"})
        assert (answer.status, b"Quietly 1" in answer.body) == (200, True)
        for address in ("/wins", "/review", "/rearview", "/insights", "/export", "/you/everything", "/sharing"):
            assert ada.get(address).status in {200, 303}, address
        one.visitor().post("/forgotten", {"email": "ada@example.org"})
        one.mailbox.link_to("ada@example.org", 2)
        for command in (("user", "list"), ("doctor",), ("remind",), ("backup", str(tmp_path / "copy.db"))):
            assert one.run(*command).returncode == 0, command
    heard = Path(listening["HEARD"]).read_text().splitlines()
    mail_port = urlsplit(one.environ["SMALLWINS_MAIL_URL"]).port
    to_mail, to_itself = (
        {line for line in heard if "'127.0.0.1'" in line and re.search(rf"\b{port}\b", line)}
        for port in (mail_port, one.port)
    )
    assert [line for line in to_mail if line.startswith("socket.connect ")]
    assert {*heard} - to_mail - to_itself == set()


def _a_call_would_have_been_heard(listening: dict[str, str]) -> None:
    calling = "import socket\ntry:\n    socket.create_connection(('example.org', 80), 1)\nexcept OSError:\n    pass"
    subprocess.run([sys.executable, "-c", calling], env={**os.environ, **listening}, check=True)
    assert any("example.org" in call for call in _calls(Path(listening["HEARD"])))


def _calls(heard: Path) -> list[str]:
    lines = heard.read_text().splitlines() if heard.exists() else []
    return [line for line in lines if not any(own in line for own in ("'127.0.0.1'", "'::1'", "'localhost'"))]


def _loopback_up() -> None:
    """Do what `ip link set lo up` does, on machines that have no `ip`."""
    set_flags, up = 0x8914, 0x1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", up))
