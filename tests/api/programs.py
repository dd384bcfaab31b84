"""Programs that speak to the API, each with a token that a person made on the page for it."""

import http.client
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.shared import PASSWORD, Answer, Shared, Visitor

NOTHING: Mapping[str, str] = {}


class Said(NamedTuple):
    """What the API answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def etag(self) -> str:
        return self.headers["ETag"] or ""

    @property
    def problem(self) -> str:
        """Return the name of the problem, of an answer that is a problem document."""
        assert self.headers["Content-Type"] == "application/problem+json", self.body
        kind: str = self.json["type"]
        return kind.removeprefix("urn:smallwins:problem:")


class Program:
    """A program with a token, or without one."""

    def __init__(self, shared: Shared, token: str = "") -> None:
        self.shared = shared
        self.token = token

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Said:
        """Send a request; a body that is no bytes goes as JSON. Headers: If_Match="…" for If-Match."""
        told = {"Host": f"localhost:{self.shared.port}"}
        if self.token:
            told["Authorization"] = f"Bearer {self.token}"
        sent = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        if sent is not None:
            told["Content-Type"] = "application/json"
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.shared.port, timeout=30)
        try:
            connection.request(method, path if path.startswith("/api") else f"/api/v1{path}", sent, told)
            response = connection.getresponse()
            return Said(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Said:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: object = None, **headers: str) -> Said:
        return self.ask("POST", path, body, **headers)

    def put(self, path: str, body: object = None, **headers: str) -> Said:
        return self.ask("PUT", path, body, **headers)

    def patch(self, path: str, body: object = None, **headers: str) -> Said:
        return self.ask("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Said:
        return self.ask("DELETE", path, **headers)

    def win(self, title: str = "Said yes to the talk", **more: object) -> Any:
        """Write a win down and return it."""
        said = self.post("/wins", {"title": title, **more})
        assert said.status == 201, said.body
        return said.json


class Person(NamedTuple):
    """A person with an account, and programs of theirs with a token of each scope."""

    visitor: Visitor
    capture: Program
    read: Program
    write: Program


def made_token(visitor: Visitor, scope: str, name: str = "phone") -> str:
    """Make a token on the page for it."""
    form = {"name": name, "scope": scope, "days": "30"}
    answer = visitor.post("/you/tokens", form)
    if answer.status == 302:  # the password is asked for once more
        again = visitor.post(answer.place, {"password": PASSWORD})
        assert again.status in (200, 302), again.text
        answer = visitor.post("/you/tokens", form)
    return secret_shown(answer)


def secret_shown(answer: Answer) -> str:
    found = re.search(r"\bswt_[\w-]{43}(?![\w-])", answer.text)
    assert found, answer.text
    return found[0]


def person(shared: Shared, email: str) -> Person:
    """Sign a person up and make a token of each scope."""
    visitor = shared.visitor().sign_up(email)
    capture, read, write = (Program(shared, made_token(visitor, scope)) for scope in ("capture", "read", "write"))
    return Person(visitor, capture, read, write)
