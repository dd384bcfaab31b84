"""Find words for people that are not said: in templates outside `_()`, in Python outside `say()`."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import nodes

import smallwins
from tools.catalogues import READER, SAID_BY

SOURCE = Path(smallwins.__file__).parent
LIST = Path(__file__).with_name("not_yet_said.txt")
ROOMS = ("accounts", "cli", "formats", "insights", "journal", "method", "server", "storage", "web")
"""Those that say something to people; api speaks to programs, in English."""
SHOWN = {"title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "alt", "label"}
"""Attributes that are read to people."""
AS_THEY_ARE = re.compile(r"\b(smallwins|small|wins|Escape|CSV|PDF|Markdown|SQLite|PostgreSQL|FILE|AM|PM|px)\b")
"""Names, which are the same in each language."""
LETTERS = re.compile(r"[A-Za-z]{2,}")
WORDS = re.compile(r"[A-Za-z’]{2,},? [A-Za-z’]{2,}|^[A-Z][a-z’]+( |[.:,…]?$)|^ [a-z]{2,}[ .,]|[a-z]{3,}: $")
"""What looks like words for people in a string of the source: two words, or one with a capital."""
HOLE = "\x00"
PRINTED = nodes.Break()
"""Stands before each expression that a template prints."""
UNSAID = re.compile(r"# unsaid: \w+")
"""Behind a line of Python whose words are not for people, or stay as they are, with the reason."""
SQL = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|PRAGMA|BEGIN|FROM|WHERE|CREATE|ALTER|VALUES|ORDER BY|SET|AND|OR|NOT|CASE|JOIN"
    r"|DESC|LIMIT|GROUP BY|MATCH|DROP|SAVEPOINT|ROLLBACK|READ)\b"
)
FOR_DEVELOPERS = {"AssertionError", "NotImplementedError", "TypeError", "RuntimeError", "ImproperlyConfigured"}
GLUING = {"counted", "spelled"}
"""Filters that put an English plural together."""


def unsaid(path: Path) -> list[str]:
    """List what a file says without saying it."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return list(_in_python(text))
    if "account/templates" in path.as_posix():
        return list(_in_html(re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", HOLE, text, flags=re.DOTALL)))
    return list(_in_template(text))


def files() -> list[Path]:
    """Return every file that may say something to people."""
    return sorted(
        path
        for room in ROOMS
        for path in (SOURCE / room).rglob("*")
        if path.suffix in {".py", ".html"} or (path.suffix == ".txt" and "templates" in path.parts)
        if "migrations" not in path.parts and "static" not in path.parts and "sample" not in path.parts
    )


def not_yet() -> set[str]:
    """Return the files that are not swept yet; the list may only become shorter."""
    return {line for line in LIST.read_text("utf-8").splitlines() if line}


class _Shown(HTMLParser):
    """Collects what a page shows as text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        self.found += [value for name, value in attrs if name in SHOWN and value]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser names it
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in {"script", "style", "code", "kbd"}:
            self.found.append(data)


def _in_html(text: str) -> Iterator[str]:
    parser = _Shown()
    parser.feed(text)
    for said in parser.found:
        bare = AS_THEY_ARE.sub("", said.replace(HOLE, " "))
        if LETTERS.search(bare):
            yield " ".join(bare.split())


def _in_template(text: str) -> Iterator[str]:
    tree = READER.parse(text)
    html = ""
    for node in _walked(tree):
        if isinstance(node, nodes.TemplateData):
            html += node.data
        elif isinstance(node, nodes.Filter) and node.name in GLUING:
            yield f"|{node.name}"
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            in_tag = html.rpartition("<")[2].find(">") < 0 and "<" in html
            printed = getattr(node, "printed", False) and not in_tag
            if WORDS.search(AS_THEY_ARE.sub("", node.value)) or (printed and LETTERS.search(node.value)):
                yield node.value
        elif node is PRINTED:
            html += HOLE
    yield from _in_html(html)


def _walked(node: nodes.Node, *, printed: bool = False) -> Iterator[nodes.Node]:
    """Walk a template in the order of its source, past what is said; mark the constants that are printed."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in SAID_BY:
        for one in (*node.args, *(pair.value for pair in node.kwargs)):
            if not isinstance(one, nodes.Const):
                yield from _walked(one)
        return
    if isinstance(node, nodes.Const):
        node.printed = printed  # type: ignore[attr-defined]  # our own mark
    yield node
    for child in node.iter_child_nodes():
        if isinstance(node, nodes.Output) and not isinstance(child, nodes.TemplateData):
            yield PRINTED
        passes = isinstance(node, nodes.Output) or (printed and isinstance(node, nodes.CondExpr | nodes.Concat))
        if isinstance(node, nodes.CondExpr) and child is node.test:
            passes = False
        yield from _walked(child, printed=passes)


def _in_python(text: str) -> Iterator[str]:
    lines = text.splitlines()
    for node in _said_by_python(ast.parse(text)):
        value = str(node.value)
        marked = any(UNSAID.search(line) for line in lines[node.lineno - 1 : node.end_lineno])
        if not marked and WORDS.search(AS_THEY_ARE.sub("", value)) and not SQL.search(value):
            yield f"{node.lineno}: {value!r}"


def _said_by_python(node: ast.AST) -> Iterator[ast.Constant]:
    """Walk Python past what is said, past what is for developers, and past docstrings."""
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in FOR_DEVELOPERS or name in {"getLogger", "compile", "cast", "TypeVar"}:
            return
        if isinstance(node.func, ast.Name) and name in SAID_BY:
            for one in (*node.args, *(pair.value for pair in node.keywords)):
                if not isinstance(one, ast.Constant):
                    yield from _said_by_python(one)
            return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.keyword) and node.arg == "examples":  # what one types; a note behind it is said
        yield from (one for one in ast.walk(node) if isinstance(one, ast.Constant) and "# " in str(one.value))
        return
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__":
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns"} or (isinstance(node, ast.Assert) and name == "msg"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _said_by_python(child)


if __name__ == "__main__":  # `python -m tests.language.unsaid FILE …` lists what is still to be said
    import sys

    for name in sys.argv[1:] or sorted(not_yet()):
        path = Path(name) if Path(name).exists() else SOURCE / name
        print(name, *(f"    {one}" for one in unsaid(path)), sep="\n")
