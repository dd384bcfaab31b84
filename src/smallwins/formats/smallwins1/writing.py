"""A Document as the bytes of an interchange file: one way to write each journal, so that two exports are equal."""

from collections.abc import Iterable, Iterator

from msgspec import json

from smallwins.formats.smallwins1 import FORMAT
from smallwins.formats.smallwins1.plain import (
    crossroads_json,
    goal_json,
    moment,
    question_json,
    remark_json,
    review_json,
    settings_json,
    win_json,
)
from smallwins.method.document import Document
from smallwins.method.saying import as_text

KEYS = ("format", "exported_at", "settings", "goals", "wins", "reviews", "crossroads", "remarks", "questions")


def write(document: Document) -> bytes:
    """Write a journal: keys in the order of the contract, two spaces, UTF-8, a newline at the end."""
    return b"".join(write_chunks(document))


def write_chunks(document: Document) -> Iterator[bytes]:
    """Write a journal piece by piece, so that a long one never stands in memory as text as a whole."""
    yield b'{\n  "format": ' + json.encode(FORMAT)
    exported_at = None if document.exported_at is None else moment(document.exported_at)
    yield from _value("exported_at", exported_at)
    yield from _value("settings", settings_json(document.settings) if document.settings else None)
    yield from _list("goals", map(goal_json, document.goals))
    yield from _list("wins", (win_json(*record) for record in document.wins))
    yield from _list("reviews", map(review_json, document.reviews))
    yield from _list("crossroads", map(crossroads_json, document.crossroads))
    if document.remarks:  # most journals are read by nobody else, and their files look as they always did
        yield from _list("remarks", map(remark_json, document.remarks))
    if document.questions:  # as above, of those who ask in their own words
        yield from _list("questions", map(question_json, document.questions))
    for key, value in document.extra.items():
        if key not in KEYS:
            yield from _value(key, value)
    yield b"\n}\n"


def _value(key: str, value: object) -> Iterator[bytes]:
    yield b",\n  " + json.encode(key) + b": " + _indented(value, b"\n  ")


def _list(key: str, values: Iterable[object]) -> Iterator[bytes]:
    yield b",\n  " + json.encode(key) + b": ["
    opening, closing = b"\n    ", b"]"
    for value in values:
        yield opening + _indented(value, b"\n    ")
        opening, closing = b",\n    ", b"\n  ]"
    yield closing


def _indented(value: object, newline: bytes) -> bytes:
    # A newline inside of a text is written as \n, so each newline here is one of the layout.
    return json.format(json.encode(value, enc_hook=as_text), indent=2).replace(b"\n", newline)
