"""Texts made to keep a reader busy for ever: every format answers about each, in words or with what it found."""

from contextlib import suppress

import pytest

from smallwins.bootstrap import source_of
from smallwins.formats.candidate import Candidate, LeftOut, Reject
from smallwins.formats.registry import FORMATS, Format, found_in
from smallwins.method.errors import InputError
from tests.formats.foreign import TERMS

N = 100_000
HOSTILE = {
    "many beginnings of an event": "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * N,
    "many empty events": "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nEND:VEVENT\n" * 3_000,
    "many signs after a heading": "- x\n# a" + " #" * N + "x",
    "many brackets": "[2026-01-01 09:00] x\n" + "[" * N,
    "many pictures": '{"metadata": {}, "entries": [{"creationDate": "2026-01-01T00:00:00Z", "text": "'
    + "![" * N
    + '"}]}',
    "many signs of a tag": "[2026-01-01 09:00] x\n" + "#" * N + " " + "@" * N,
    "many entries": "[2026-01-01 09:00] x\n" * 20_000,
    "many quotes": "date,title\n" + '"' * N,
    "many separators": "date,title\n" + "," * N,
    "many columns": ",".join(["date"] * N) + "\n",
    "many bars": "| date | company | role | score | status |\n|---|---|---|---|---|\n" + "|" * N,
    "many spaces": " " * N + "x",
    "many dashes": "---\n" + "-" * N + "\n- x",
    "front matter that never ends": "---\n" + "a: b\n" * N,
    "front matter nested deeply": "---\na: " + "[" * 20_000 + "\n---\n",
    "front matter of stairs": "---\n" + "- " * 20_000 + "a\n---\n",
    "front matter of questions": "---\n" + "? " * 20_000 + "a\n---\n",
    "many levels": "[" * N,
    "many digits": '[{"title": "x", "impact": "", "project": "", "created_at": ' + "9" * N + "}]",
    "many digits of a day": "date,title\n" + "1" * N + "/1/2026,x\n",
    "a million letters": "x" * 1_000_000,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
@pytest.mark.parametrize("name", HOSTILE)
def test_every_format_answers(name: str, one: Format) -> None:
    source = source_of("x.txt", HOSTILE[name].encode())

    assert one.recognise(source) in range(101)
    with suppress(InputError):
        assert all(isinstance(found, Candidate | Reject | LeftOut) for found in found_in(source, one, TERMS))
