"""Export and import (R10): every text exactly, from engine to engine; twice is once; killed is not half."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.journals import document as any_journal
from smallwins.bootstrap import new_id, server_journals
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import export_journal, import_journal
from smallwins.journal.ports import Journals
from smallwins.method.errors import ImportFileError
from tests.hostile import HOSTILE
from tests.journal.test_exchange import undated
from tests.promises import Tally
from tests.storage.cast import NOON
from tests.withstand.counts import dice, times
from tests.withstand.importing import OWNER
from tests.withstand.terminal import environ_of

pytestmark = pytest.mark.promise("R10")

KILLS = times(2, 30)
MANY = times(300, 1_500)  # wins of a file that is killed while it comes in
SIGNS = (
    *range(0x01, 0x20),  # what steers a terminal
    *range(0x7F, 0xA1),
    *range(0x200B, 0x2010),  # what has no width, or turns the direction
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFDD0, 0xFDF0),  # what stands for nothing, for ever
    *range(0xFE00, 0xFE10),
    *range(0xFFF9, 0x10000),
    *(plane * 0x10000 + last for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)),
    *range(0xE0020, 0xE0030),
)
TEXTS = (*HOSTILE, *(f"a{chr(sign)}b" for sign in SIGNS))
"""Each is kept as it is wherever there is room for a text of several lines."""


def with_every_text() -> dict[str, Any]:
    """Return a journal that holds each text as story, step, note of a door, own call and why of a goal."""
    wins, goals = [], []
    for place, text in enumerate(TEXTS):
        wins.append(
            {
                "id": new_id(),
                "title": f"Win {place}",
                "happened_on": "2026-05-01",
                "logged_at": "2026-05-01T10:00:00Z",
                "story": text,
                "answers": {"opened": "door", "door_note": text},
                "overrule": {"verdict": "real", "reason": text} if text.strip() else None,
                "steps": [{"id": new_id(), "text": text}] if text.strip() else [],
            }
        )
        goals.append({"id": new_id(), "title": f"Goal {place}", "why": text})
    return {"format": "smallwins/1", "wins": wins, "goals": goals}


@pytest.fixture(params=["sqlite", "postgresql"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """Where the journal lies, and the other engine."""
    urls = (f"sqlite:///{tmp_path / 'journal.db'}", request.getfixturevalue("postgres_url"))
    return urls if request.param == "sqlite" else (urls[1], urls[0])


@contextlib.contextmanager
def at(url: str) -> Iterator[Journals]:
    journals = server_journals(url)
    try:
        yield journals
    finally:
        journals.close()  # type: ignore[attr-defined]  # a test tidies up


def exported(url: str) -> bytes:
    with at(url) as journals, journals.journal_of(OWNER, reading=True) as journal:
        return export_journal(journal, NOON)


def take_in(url: str, file: bytes) -> None:
    with at(url) as journals, journals.journal_of(OWNER) as journal:
        import_journal(journal, ImportJournal(NOON, file))


def test_every_text_goes_from_engine_to_engine_and_back(two: tuple[str, str], tmp_path: Path, tally: Tally) -> None:
    first, other = two
    back = f"sqlite:///{tmp_path / 'back.db'}"
    take_in(first, json.dumps(with_every_text()).encode())

    out = exported(first)
    kept = json.loads(out)
    assert len(TEXTS) > 230
    take_in(other, out)
    take_in(back, exported(other))

    assert [goal["why"] for goal in kept["goals"]] == list(TEXTS)
    for win, text in zip(sorted(kept["wins"], key=lambda win: int(win["title"].split()[1])), TEXTS, strict=True):
        assert (win["story"], win["answers"]["door_note"]) == (text, text)
        assert not text.strip() or (win["overrule"]["reason"], win["steps"][0]["text"]) == (text, text)
    assert undated(exported(other)) == undated(exported(back)) == undated(out)
    take_in(first, out)
    assert exported(first) == out
    tally("hostile texts out, in on the other engine, and back", texts=len(TEXTS), fields=5 * len(TEXTS))


def test_an_import_that_is_killed_is_there_whole_or_not_at_all(
    two: tuple[str, str], tmp_path: Path, tally: Tally
) -> None:
    url, throw = two[0], dice("import", two[0].partition(":")[0])
    file, whole, before = tmp_path / "journal.json", 0, 0
    for kill in range(KILLS):
        file.write_text(json.dumps(fresh(any_journal(MANY, kill))), "utf-8")
        with subprocess.Popen(
            [sys.executable, "-m", "tests.withstand.importing", url, str(file)],
            env=environ_of(tmp_path),
            stdout=subprocess.PIPE,
            text=True,
        ) as importing:
            assert importing.stdout
            assert importing.stdout.readline() == "ready\n"
            with contextlib.suppress(subprocess.TimeoutExpired):
                importing.wait(throw.uniform(0.0, times(300, 1_200) / 1_000))
            importing.kill()
            done = importing.stdout.read() == "done\n"
        there = len(json.loads(exported(url))["wins"])
        assert there - before in ({MANY} if done else {0, MANY})
        whole, before = whole + (there > before), there
    assert before == whole * MANY
    tally(f"SIGKILL to an import of {MANY:,} wins", kills=KILLS, whole=whole)


def fresh(document: dict[str, Any]) -> dict[str, Any]:
    """Give a journal that was made up ids of its own, so that it is not known here already."""
    text, mark = json.dumps(document), new_id()[:13]
    for one in (*document["wins"], *document["goals"]):
        text = text.replace(one["id"], mark + one["id"][13:])
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_file_of_a_coming_version_is_refused_and_nothing_is_kept(two: tuple[str, str]) -> None:
    with pytest.raises(ImportFileError, match="smallwins/2 needs a newer smallwins"):
        take_in(two[0], b'{"format": "smallwins/2", "wins": []}')
    assert json.loads(exported(two[0]))["wins"] == []
