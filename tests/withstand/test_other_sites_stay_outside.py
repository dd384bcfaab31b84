"""DNS rebinding and drive-by pages against the real server (T12), by raw sockets and with a session that is open."""

import re
import socket
from collections.abc import Iterator

import pytest

from tests.serving import Served, serving
from tests.withstand.browsing import Visitor

pytestmark = pytest.mark.promise("R17")

CANARY = "Kanarienvogel"


class Wire:
    """A server with a win in it, and the cookie of the browser that may read it."""

    def __init__(self, served: Served) -> None:
        self.port = int(served.url.rsplit(":", 1)[1])
        visitor = Visitor(served)
        assert visitor.write_down(CANARY).status == 303
        self.cookie = visitor.cookie
        self.token = visitor.token

    def ask(self, request: str) -> str:
        """Send a request as it stands, but for the port, the cookie and the token that a browser would fill in."""
        filled = request.format(port=self.port, cookie=self.cookie, token=self.token)
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as wire:
            wire.sendall(filled.replace("\n", "\r\n").encode())
            return b"".join(iter(lambda: wire.recv(65536), b"")).decode()


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    with serving(tmp_path_factory.mktemp("rebinding") / "ada") as served:
        yield Wire(served)


OWN = "GET / HTTP/1.1\nHost: 127.0.0.1:{port}\nCookie: {cookie}\nConnection: close\n\n"


def test_the_browser_that_may_read_does(wire: Wire) -> None:
    answer = wire.ask(OWN)
    assert answer.startswith("HTTP/1.1 200")
    assert CANARY in answer


@pytest.mark.parametrize(
    "asking",
    [
        "GET / HTTP/1.1\n",
        "GET / HTTP/1.0\n",
        "GET / HTTP/1.1\nHost:\n",
        "GET / HTTP/1.1\nHost: rebound.example\n",
        "GET / HTTP/1.1\nHost: rebound.example:{port}\n",
        "GET / HTTP/1.1\nHost: 127.0.0.1.nip.example:{port}\n",
        "GET / HTTP/1.1\nHost: 127.0.0.1\n",
        "GET / HTTP/1.1\nHost: 0.0.0.0:{port}\n",
        "GET / HTTP/1.1\nHost: 127.0.0.1:{port}.\n",
        "GET / HTTP/1.1\nHost: rebound.example\nX-Forwarded-Host: 127.0.0.1:{port}\n",
        "GET / HTTP/1.1\nHost: 127.0.0.1:{port}\nHost: rebound.example\n",
        "GET http://rebound.example/ HTTP/1.1\nHost: rebound.example\n",
        "GET http://127.0.0.1:{port}/ HTTP/1.1\nHost: rebound.example\n",
    ],
)
def test_another_name_for_this_machine_reads_nothing(wire: Wire, asking: str) -> None:
    answer = wire.ask(f"{asking}Cookie: {{cookie}}\nConnection: close\n\n")
    assert CANARY not in answer
    assert re.match(r"HTTP/1\.[01] (400|421) ", answer) or answer == "", answer[:200]


def test_an_address_in_full_is_held_to_its_host(wire: Wire) -> None:
    answer = wire.ask(
        "GET http://rebound.example/ HTTP/1.1\nHost: 127.0.0.1:{port}\nCookie: {cookie}\nConnection: close\n\n"
    )
    # RFC 9112 puts the name in the address above Host; no browser sends the two apart, and no page can make it.
    assert re.match(r"HTTP/1\.[01] (200|400|421) ", answer)
    assert "access-control-allow-origin" not in answer.lower()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "Origin: http://rebound.example",
        "Origin: null",
        "Origin: http://localhost:1",
        "Origin: https://127.0.0.1:{port}",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "X-Nothing: at all",  # no Origin: no browser sends a form without one
    ],
)
def test_another_page_writes_nothing_even_with_cookie_and_token(wire: Wire, elsewhere: str) -> None:
    body = f"csrfmiddlewaretoken={wire.token}&title=planted"
    answer = wire.ask(
        "POST / HTTP/1.1\nHost: 127.0.0.1:{port}\nCookie: {cookie}\n"
        f"{elsewhere}\nContent-Type: application/x-www-form-urlencoded\nContent-Length: {len(body)}\n"
        f"Connection: close\n\n{body}"
    )
    assert answer.startswith("HTTP/1.1 403")
    assert "access-control-allow-origin" not in answer.lower()
    assert "planted" not in wire.ask(OWN)


@pytest.mark.parametrize("cookie", ["", "s=", "s=guessedguessedguessedguessedguess"])
def test_another_program_without_the_link_reads_nothing(wire: Wire, cookie: str) -> None:
    for address in ("/", "/wins", "/export", "/settings", "/wins/1", "/nowhere"):
        answer = wire.ask(f"GET {address} HTTP/1.1\nHost: 127.0.0.1:{{port}}\nCookie: {cookie}\nConnection: close\n\n")
        assert answer.startswith("HTTP/1.1 403"), address
        assert CANARY not in answer
