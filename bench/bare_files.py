"""The floor for a first paint: each file of a page as our server sent it, byte for byte, handed out from memory."""

import http.client
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

KEPT = ("content-type", "content-encoding", "cache-control", "vary")
AS_A_BROWSER = {"Accept-Encoding": "gzip, deflate, br", "Sec-Fetch-Site": "none", "Accept": "text/html,*/*"}


class File(NamedTuple):
    """One answer."""

    headers: list[tuple[str, str]]
    body: bytes


def _files() -> dict[str, File]:
    port, cookie, *paths = Path(os.environ["BENCH_FILES"]).read_text().split("\n")
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=30)
    found = {}
    for path in paths:
        connection.request("GET", path, headers={**AS_A_BROWSER, "Cookie": cookie})
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (path, answer.status)
        headers = [(name, value) for name, value in answer.getheaders() if name.lower() in KEPT]
        found[path] = File([*headers, ("Content-Length", str(len(body)))], body)
    return found


FILES = _files()


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Hand out a file."""
    found = FILES.get(environ["PATH_INFO"])
    if found is None:
        start_response("404 Not Found", [("Content-Length", "0")])
        return [b""]
    start_response("200 OK", found.headers)
    return [found.body]
