"""A person at a browser, without the browser: a session by the one-time link, forms with their token, real HTTP."""

import contextlib
import http.client
import re
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from smallwins.bootstrap import new_id
from tests.serving import Served

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Answer(NamedTuple):
    """What the server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """One session, for as many threads as like."""

    def __init__(self, served: Served) -> None:
        self._at = urlsplit(served.url)
        self.cookie = ""
        self.token = ""
        self._come_in(urlsplit(served.link).path)

    def get(self, address: str = "/") -> Answer:
        """Load a page."""
        return self._ask("GET", address, None)

    def post(self, address: str, **fields: str) -> Answer:
        """Send a form."""
        return self._ask("POST", address, urlencode({"csrfmiddlewaretoken": self.token, **fields}).encode())

    def write_down(self, title: str, id: str = "", **fields: str) -> Answer:
        """Send the form of the first page."""
        return self.post("/", id=id or new_id(), title=title, **fields)

    def _come_in(self, link: str) -> None:
        self.get(link)
        self.token = TOKEN.findall(self.get("/open").text)[0]
        assert self.post("/open").status == 302
        self.token = TOKEN.findall(self.get("/").text)[0]

    def _ask(self, method: str, address: str, body: bytes | None) -> Answer:
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers |= {
                "Origin": f"http://{self._at.netloc}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
        with contextlib.closing(self._wire()) as wire:
            wire.request(method, address, body, headers)
            answer = wire.getresponse()
            content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookie = value.split(";", 1)[0]
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, content)

    def _wire(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self._at.hostname or "", self._at.port, timeout=30)
