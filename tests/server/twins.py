"""The same request twice, with an id of Ada's and with one of nobody's: same answer, same work."""

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple
from urllib.parse import quote, urlencode

from tests.counting import Ask, Counted, Counting, Pair
from tests.shared import Shared, Visitor

CANARY = "quiet-canary"
"""In all that Ada writes."""
FORM = "application/x-www-form-urlencoded"
NUMBER = "999983"
ID = "01ffffff-ffff-7fff-bfff-ffffffffffff"
"""What stands for nothing of anybody's."""


class Address(NamedTuple):
    """One address twice: with an id of Ada's, and with one of nobody's."""

    hers: str
    nobodys: str
    ids: tuple[str, ...]


class Signed(NamedTuple):
    """Somebody who asks: their cookies, and the token of their forms; a stranger has both too, and no account."""

    shared: Shared
    cookies: str
    token: str

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> Ask:
        headers = {
            "HTTP_HOST": f"localhost:{self.shared.port}",
            "HTTP_COOKIE": self.cookies,
            "HTTP_X_FORWARDED_FOR": "10.99.0.1",
        }
        if method == "GET":
            return Ask("GET", path, "", headers)
        body = urlencode({"csrfmiddlewaretoken": self.token, **(form or {})})
        return Ask(method, path, body, {**headers, "HTTP_ORIGIN": self.shared.url, "CONTENT_TYPE": FORM})

    def twin(self, method: str, address: Address, form: dict[str, str] | None = None) -> "Twin":
        pair = self.ask(method, address.hers, form), self.ask(method, address.nobodys, form)
        return Twin(f"{method} {address.hers}", pair, (address.hers, address.nobodys, *address.ids))


def signed(visitor: Visitor, page: str = "/you") -> Signed:
    token = visitor.token(page)
    return Signed(visitor.shared, "; ".join(f"{name}={value}" for name, value in visitor.cookies.items()), token)


UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def blank(text: str, *ids: str) -> str:
    """What an answer says without the ids that were asked for, the tokens of its forms, and ids that it makes up."""
    text = re.sub(r"[A-Za-z0-9]{64}", "TOKEN", unescape(text))
    named = "|".join(re.escape(one) for one in sorted(filter(None, ids), key=len, reverse=True))
    return UUID.sub("ID", re.sub(rf"(?<!\w)(?:{named})(?!\w)", "ID", text) if named else text)


class Twin(NamedTuple):
    """A request with an id of Ada's, the same with one of nobody's, and both ids."""

    place: str
    pair: Pair
    ids: tuple[str, ...]


def alike(process: Counting, twins: Sequence[Twin]) -> list[Counted]:
    """Ask each twice; hold the answers, and the questions to the database, to be the same. Return Ada's."""
    found = []
    for twin, (hers, nobodys) in zip(twins, process.twins([twin.pair for twin in twins]), strict=True):
        assert said(hers, twin.ids) == said(nobodys, twin.ids), twin.place
        assert questions(hers) == questions(nobodys), twin.place
        assert CANARY not in hers.text, twin.place
        found.append(hers)
    return found


def questions(answer: Counted) -> list[str]:
    """What the database was asked, but for the counters of tries: these begin anew with the minute, not with an id."""
    return [one for one in answer.asked if 'cache"' not in one and "SAVEPOINT" not in one]


def said(answer: Counted, ids: tuple[str, ...]) -> tuple[int, list[tuple[str, str]], str]:
    """What an answer says: its status, its headers, its body, without the ids that were asked for."""
    quoted = (*ids, *(quote(one, safe="") for one in ids))
    headers = [
        (name, value.partition("=")[0] if name == "Set-Cookie" else blank(value, *quoted))
        for name, value in answer.headers
        if name != "Content-Length"
    ]
    return answer.status, headers, blank(answer.text, *quoted)
