"""A network with nobody on it (R20): all works, and nobody was looked up or called."""

import fcntl
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import SOURCE, serving
from tests.withstand.browsing import Visitor
from tests.withstand.terminal import environ_of, smallwins

pytestmark = [pytest.mark.usefixtures("alone"), pytest.mark.promise("R20")]

SITE = """
import os, sys

CALLS = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}

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


def test_a_call_would_have_been_heard(home: Path, listening: dict[str, str]) -> None:
    calling = "import socket\ntry:\n    socket.create_connection(('example.org', 80), 1)\nexcept OSError:\n    pass"
    subprocess.run([sys.executable, "-c", calling], env=environ_of(home, **listening), check=True)
    assert any("example.org" in call for call in _calls(Path(listening["HEARD"])))


def _calls(heard: Path) -> list[str]:
    lines = heard.read_text().splitlines() if heard.exists() else []
    return [line for line in lines if not any(own in line for own in ("'127.0.0.1'", "'::1'", "'localhost'"))]


def _loopback_up() -> None:
    """Do what `ip link set lo up` does, on machines that have no `ip`."""
    set_flags, up = 0x8914, 0x1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", up))
