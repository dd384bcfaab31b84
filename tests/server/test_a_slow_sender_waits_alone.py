"""Sixty who send slowly keep nobody else waiting, and none of them for ever."""

import io
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from smallwins.server.whole import LARGE, MEGABYTE, PAGES, SMALL, Whole
from tests.shared import Shared


@contextmanager
def slow(shared: Shared, number: int, head: str) -> Iterator[None]:
    """Begin requests that do not go on."""
    with ExitStack() as open_ones:
        for _ in range(number):
            wire = open_ones.enter_context(socket.create_connection(("127.0.0.1", shared.port), timeout=10))
            wire.sendall(head.replace("HOST", f"localhost:{shared.port}").replace("ORIGIN", shared.url).encode())
        time.sleep(0.2)
        yield


HALF_A_HEAD = "GET /sign-in HTTP/1.1\r\nHost: HOST\r\nX-Slow"
HALF_A_BODY = (
    "POST /sign-in HTTP/1.1\r\nHost: HOST\r\nOrigin: ORIGIN\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nlogin="
)


def test_pages_are_answered_while_sixty_send_slowly(one_file: Shared) -> None:
    ada = one_file.visitor().sign_up("ada@example.org")
    with slow(one_file, 60, HALF_A_HEAD), slow(one_file, 60, HALF_A_BODY):
        began = time.monotonic()
        for _ in range(5):
            assert ada.get("/").status == 200
        assert time.monotonic() - began < 10  # of at most 2 s each

    assert ada.post("/", {"title": "After that"}).status == 303  # and forms again, once they are gone


class Pages:
    """Stands for the pages: says what came, and how many were answered at the same time."""

    def __init__(self) -> None:
        self.now, self.most, self.lock = 0, 0, threading.Lock()

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.01)
        with self.lock:
            self.now -= 1
        start("200 OK", [])
        return [b"got ", environ["wsgi.input"].read()]


class Stalled(io.RawIOBase):
    """A body that never comes."""

    def __init__(self) -> None:
        self.gone = threading.Event()

    def read(self, _size: int = -1) -> bytes:
        self.gone.wait(20)
        return b""


def asked(door: Whole, source: Any, length: str) -> tuple[str, bytes]:
    said: list[str] = []
    environ = {"CONTENT_LENGTH": length, "wsgi.input": source}
    body = b"".join(door(environ, lambda status, _headers: said.append(status)))
    return said[0], body


def test_who_sends_too_slowly_is_told_so_and_makes_room() -> None:
    door, body = Whole(Pages(), patience=0.05), Stalled()

    assert asked(door, body, "5")[0].startswith("408")
    body.gone.set()
    assert asked(door, io.BytesIO(b"12345"), "5") == ("200 OK", b"got 12345")
    assert asked(door, io.BytesIO(b"123"), "5")[0].startswith("408")  # cut off on the way


def test_a_few_places_are_for_large_ones_and_many_for_small_ones() -> None:
    door, bodies = Whole(Pages(), patience=5), [Stalled() for _ in range(LARGE)]
    waiting = [threading.Thread(target=asked, args=(door, body, str(2 * MEGABYTE)), daemon=True) for body in bodies]
    for one in waiting:
        one.start()
    time.sleep(0.2)

    assert asked(door, io.BytesIO(b""), str(2 * MEGABYTE))[0].startswith("503")
    assert asked(door, io.BytesIO(b"small"), "5") == ("200 OK", b"got small")
    assert SMALL > 10 * LARGE
    for body in bodies:
        body.gone.set()


def test_what_tells_no_length_or_too_great_a_one_is_not_read() -> None:
    door = Whole(Pages())

    for told in ("", "0", "-1", "x", "9" * 30, str(2**40)):
        assert asked(door, Stalled(), told) == ("200 OK", b"got ")


def test_as_many_pages_are_answered_at_once_as_there_are_connections() -> None:
    pages = Pages()
    door = Whole(pages)
    asking = [threading.Thread(target=asked, args=(door, io.BytesIO(b""), "0")) for _ in range(20)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()

    assert pages.most == PAGES
