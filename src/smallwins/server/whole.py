"""Takes a request whole before a page of a shared server sees it: who sends slowly waits alone and keeps nobody else.

granian hands a request on as soon as its headers are there, and has no limit of time for the rest: with as few threads
as pages need, two slow senders would keep a whole process. Here a request waits in a thread of its own until it is
whole, and only then takes one of the few places where pages are answered (each holds a connection to the database).
"""

import io
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from smallwins.language import speaking, told
from smallwins.language.choosing import by_browser
from smallwins.method.saying import say

LARGEST = 32 * 2**20
"""Bytes of a request. Each page and operation allows less and says so in words; this is for what asks for no answer."""
PAGES = 2
"""Pages that one process answers at a time."""
SMALL, LARGE = 48, 3
"""Requests that may be on their way at a time: those of at most a megabyte, and larger ones."""
MEGABYTE = 2**20
PATIENCE = 30.0
"""Seconds for a request to become whole; as many for each megabyte of a larger one."""
BUSY, SLOW = "503 Service Unavailable", "408 Request Timeout"  # unsaid: words of the protocol
THREADS = SMALL + LARGE + 13  # the rest are for requests that have nothing to wait for

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]


class Whole:
    """The pages, behind a door that opens for whole requests."""

    def __init__(self, pages: Application, patience: float = PATIENCE) -> None:
        self._pages = pages
        self._patience = patience
        self._answering = ThreadPoolExecutor(PAGES, "page")
        self._small, self._large = threading.BoundedSemaphore(SMALL), threading.BoundedSemaphore(LARGE)

    def __call__(self, environ: Environ, start: Start) -> list[bytes]:
        """Wait until the request is whole, then answer it."""
        said = environ.get("CONTENT_LENGTH") or "0"
        length = int(said) if said.isdecimal() and len(said) < 12 else 0
        body = b""
        if 0 < length <= LARGEST:
            places = self._small if length <= MEGABYTE else self._large
            if not places.acquire(blocking=False):
                return _refused(environ, start, BUSY, say("Too many send at once. Try again in a moment."))
            taken = _Taking(environ["wsgi.input"], length, places).within(self._patience * max(1, length // MEGABYTE))
            if taken is None:
                return _refused(environ, start, SLOW, say("This did not come in time. Send it again."))
            body = taken
        environ["wsgi.input"] = io.BytesIO(body)
        return self._answering.submit(self._answer, environ, start).result()

    def _answer(self, environ: Environ, start: Start) -> list[bytes]:
        answer = self._pages(environ, start)
        try:
            return [b"".join(answer)]
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()


class _Taking:
    """One body on its way, read by a thread that nobody waits for longer than they are willing to."""

    def __init__(self, source: Any, length: int, places: threading.BoundedSemaphore) -> None:  # noqa: ANN401 - granian's
        self._source, self._length, self._places = source, length, places
        self._body: bytes | None = None
        self._thread = threading.Thread(target=self._take, daemon=True, name="body")
        self._thread.start()

    def within(self, patience: float) -> bytes | None:
        """Return the body, or None where it did not come whole in time."""
        self._thread.join(patience)
        return self._body

    def _take(self) -> None:
        try:
            body = self._source.read(self._length)
            self._body = body if len(body) == self._length else None
        except OSError:
            pass  # who was sending has gone
        finally:
            self._places.release()


def _refused(environ: Environ, start: Start, status: str, sentence: str) -> list[bytes]:
    """Answer before there is a request that a page could be asked with."""
    start(
        status,
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            ("Cache-Control", "no-store"),
            ("Retry-After", "5"),
            ("Connection", "close"),  # unsaid: a header
        ],
    )
    with speaking(by_browser(environ.get("HTTP_ACCEPT_LANGUAGE", ""))):
        return [f"{told(sentence)}\n".encode()]
