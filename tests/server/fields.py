"""What is read of a form or a query: every field that the code asks for, by file, and every field that a page shows."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple

from tests.server.routes import every_route
from tests.serving import SOURCE

READERS = {"text", "text_or_none", "day", "number", "word", "several", "tags", "_digit"}
SENT = re.compile(r"(?:^|\.)(?:POST|GET|FILES|sent|asked|form)$")
FOLDERS = ("web", "server", "accounts")


class Field(NamedTuple):
    """A field that a file reads."""

    file: str
    name: str


def fields_read() -> set[Field]:
    """Return every field that is read of a form or a query anywhere."""
    return {
        Field(str(file.relative_to(SOURCE / "smallwins")), name)
        for folder in FOLDERS
        for file in (SOURCE / "smallwins" / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        for name in _read_by(node)
    }


def _read_by(node: ast.AST) -> Iterator[str]:
    """Yield what one piece of code reads; a name that is worked out stands as it is written, in braces."""
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        of = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        if called in READERS and of in ("", "forms") and len(node.args) > 1:
            yield _name(node.args[1])
        elif called in {"get", "getlist", "pop"} and SENT.search(of) and node.args:
            yield _name(node.args[0])
    elif isinstance(node, ast.Subscript) and SENT.search(ast.unparse(node.value)):
        yield _name(node.slice)
    elif isinstance(node, ast.Compare) and _asks_whether_there(node) and SENT.search(ast.unparse(node.comparators[0])):
        yield _name(node.left)


def _asks_whether_there(node: ast.Compare) -> bool:
    return isinstance(node.ops[0], ast.In | ast.NotIn)


def _name(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else f"{{{ast.unparse(node)}}}"


class Shown(NamedTuple):
    """A field that a page shows, by the route that its form is sent to."""

    route: str
    name: str


class Page(HTMLParser):
    """The forms of a page, and the addresses that it leads to."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path, self._action = path, ""
        self.fields: set[Shown] = set()
        self.leads_to: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._action = told.get("action") or self._path
        elif tag in {"input", "button", "select", "textarea"} and told.get("name") and self._action:
            self.fields.add(Shown(route_of(self._action), told["name"]))
        elif tag == "a" and told.get("href", "").startswith("/"):
            self.leads_to.add(told["href"].partition("#")[0])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._action = ""


def route_of(path: str) -> str:
    """Return the name of the route that an address leads to."""
    place = path.partition("?")[0].lstrip("/")
    return next((name for pattern, name in _patterns() if pattern.fullmatch(place)), path)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    def sign(parameter: re.Match[str]) -> str:
        return r"\d+" if parameter[1] else "[^/]+"

    plain = [route for route in every_route() if not route.address.startswith("^")]
    return [(re.compile(re.sub(r"<(int)?[^>]*>", sign, route.address)), route.name) for route in plain]
