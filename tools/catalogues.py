"""Keep the catalogues in step with the texts: `python tools/catalogues.py` extracts, updates and compiles them all.

Nothing translated is ever lost: a text that is gone stays in its file below, marked `#~`, until somebody takes it out
with `--forget`; one that came is added empty. See docs/translating.md.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "smallwins"
FOLDER = SOURCE / "language" / "catalogues"
LANGUAGES = ("de", "es", "fr", "ar")
SAID_BY = {"say": 0, "_": 0, "say_n": 1, "_n": 1, "say_in": 2, "_in": 2}
"""Who says a text: 0 with the text first; 1 with the texts for one and for many; 2 with its context before it."""
NO_TEXTS = ("method/saying.py", "language/__init__.py", "server/minijinja.py", "web/account/templatetags/", "api/")
"""Where a text is only handed on; and what is for programs, which stays English."""
UNHELPFUL = re.compile(
    rb'^"(POT-Creation|PO-Revision|Generated-By|Last-Translator|Report-Msgid|Language-Team)[^:]*:.*\n', re.MULTILINE
)
Words = list[Any]
READER = Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True)
"""Reads templates of MiniJinja, whose language is that of Jinja; it fills none."""
DJANGO_TAG = re.compile(r"""{%-?\s*(_|_n|_in)\s+((?:"[^"]*"\s*)+)""")


class Text(NamedTuple):
    """One text as it stands in the source."""

    place: str
    singular: str
    plural: str = ""
    context: str = ""


class NotReadableError(Exception):
    """A text that is put together where it is said, so that nobody can read it in the source."""


def texts() -> Iterator[Text]:
    """Read every text that is said anywhere."""
    for path in sorted(SOURCE.rglob("*")):
        place = path.relative_to(SOURCE).as_posix()
        if path.suffix not in {".py", ".html", ".txt"} or place.startswith(NO_TEXTS) or "migrations" in path.parts:
            continue
        text = path.read_text("utf-8")
        if path.suffix == ".py":
            calls = calls_in_python(text)
        elif "account/templates" in place:
            calls = calls_in_django(text)
        elif "web/templates" in place:
            calls = calls_in_template(text)
        else:
            continue
        for name, line, words in calls:
            yield text_of(place, line, name, words)


def calls_in_python(text: str) -> Iterator[tuple[str, int, Words]]:
    """Find each call of a name that says a text, with its first words; None where one is put together there."""
    tree = ast.parse(text)
    ours = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"smallwins.method.saying", "smallwins.language"}
        for name in node.names
    } & SAID_BY.keys()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ours:
            words = [one.value if isinstance(one, ast.Constant) else None for one in node.args[:2]]
            yield node.func.id, node.lineno, words
        elif isinstance(node, ast.FunctionDef) and any(_is_entry(one) for one in node.decorator_list):
            yield "say", node.lineno, [ast.get_docstring(node)]


def calls_in_template(text: str) -> Iterator[tuple[str, int, Words]]:
    """Find the same in a template of the pages."""
    for node in READER.parse(text).find_all(nodes.Call):
        if isinstance(node.node, nodes.Name) and node.node.name in SAID_BY:
            words = [one.value if isinstance(one, nodes.Const) else None for one in node.args[:2]]
            yield node.node.name, node.lineno, words


def calls_in_django(text: str) -> Iterator[tuple[str, int, Words]]:
    """Find the same in a template of accounts."""
    for found in DJANGO_TAG.finditer(text):
        yield found[1], text.count("\n", 0, found.start()) + 1, re.findall(r'"([^"]*)"', found[2])


def _is_entry(decorator: ast.expr) -> bool:
    """Tell whether a function is a command of the terminal: what it says of itself is its help."""
    return isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "entry"


def text_of(place: str, line: int, name: str, words: Words) -> Text:
    """Make a text of the words of a call, or raise where they are put together there."""
    kind = SAID_BY[name]
    needed = words[: 2 if kind else 1]
    if len(needed) < (2 if kind else 1) or not all(isinstance(one, str) and one for one in needed):
        raise NotReadableError(f"{place}:{line}: {name}() must be given its text as it is, in quotes")
    first, second = str(needed[0]), str(needed[1]) if kind else ""
    return (Text(place, first), Text(place, first, second), Text(place, second, "", first))[kind]


def template() -> Catalog:
    """Put all texts into one catalogue, in the order of their files."""
    catalogue = _empty(None)
    for text in texts():
        catalogue.add(
            (text.singular, text.plural) if text.plural else text.singular,
            locations=[(text.place, 0)],
            context=text.context or None,
        )
    return catalogue


def read(code: str) -> Catalog:
    """Read what is written for a language."""
    path = FOLDER / f"{code}.po"
    if not path.exists():
        return _empty(code)
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    return _timeless(catalogue)


def updated(code: str, wanted: Catalog) -> Catalog:
    """Bring a language's catalogue up to the texts that are there."""
    catalogue = read(code)
    catalogue.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Write a catalogue as it stands in its file: without anything that a clock or a machine would change."""
    file = io.BytesIO()
    write_po(file, catalogue, width=0, include_lineno=False)
    return UNHELPFUL.sub(b"", file.getvalue())


def compiled(catalogue: Catalog) -> bytes:
    """Write a catalogue as it is read while smallwins runs."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def main() -> None:
    """Extract, update, compile; say what is still to be translated."""
    wanted = template()
    for code in LANGUAGES:
        catalogue = updated(code, wanted)
        if "--forget" in sys.argv:
            catalogue.obsolete.clear()
        (FOLDER / f"{code}.po").write_bytes(written(catalogue))
        (FOLDER / f"{code}.mo").write_bytes(compiled(read(code)))
        missing = sum(1 for message in catalogue if message.id and not is_translated(message))
        print(f"{code}: {len(catalogue)} texts, {missing} not translated, {len(catalogue.obsolete)} no longer said")


def is_translated(message: Any) -> bool:  # noqa: ANN401 - Babel's message
    """Tell whether a text has its translation, in every plural form."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(forms) and all(forms)


def _empty(code: str | None) -> Catalog:
    return _timeless(
        Catalog(locale=code, project="smallwins", version="1", copyright_holder="", charset="utf-8", fuzzy=False)
    )


def _timeless(catalogue: Catalog) -> Catalog:
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    catalogue.header_comment = (
        f"# smallwins in {catalogue.locale.english_name if catalogue.locale else 'any language'}."
    )
    return catalogue


if __name__ == "__main__":
    main()
