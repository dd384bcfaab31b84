"""Texts that break careless programs, through every text field of terminal, browser and import, and back."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from smallwins.bootstrap import local_journal
from smallwins.cli.main import main
from smallwins.journal.ports import Journal
from smallwins.method.answers import SKILL
from smallwins.method.win import Win
from tests.hostile import HOSTILE
from tests.serving import Served, serving
from tests.withstand.browsing import Visitor
from tests.withstand.counts import RELEASE
from tests.withstand.looking import assert_whole, wins_in
from tests.withstand.terminal import smallwins

pytestmark = pytest.mark.promise("R16")

NEVER_KEPT = ("half \ud800 a sign", "an \0 end")
Field = tuple[list[str], Callable[[Journal], str | None]]


def _win(journal: Journal) -> Win:
    return journal.wins.find("1").win


def _newest(journal: Journal) -> Win:
    return list(journal.wins.everything())[-1].win


def _skill(journal: Journal) -> str:
    (gain,) = _win(journal).answers.gains or ()
    return gain.removeprefix(SKILL)


TERMINAL: dict[str, Field] = {
    "title": (["add", "--"], lambda journal: _newest(journal).title),
    "title changed": (["edit", "1", "--"], lambda journal: _win(journal).title),
    "story": (["edit", "1", "--story="], lambda journal: _win(journal).story),
    "tag": (["edit", "1", "--tag="], lambda journal: "".join(_win(journal).tags)),
    "door note": (["judge", "1", "--opened=door", "--door-note="], lambda journal: _win(journal).answers.door_note),
    "skill": (["judge", "1", f"--gain={SKILL}"], _skill),
    "own call": (
        ["overrule", "1", "real", "--because="],
        lambda journal: (overrule := _win(journal).overrule) and overrule.reason,
    ),
    "step": (["step", "add", "1", "--"], lambda journal: journal.steps.open()[-1].text),
    "goal": (["goal", "edit", "1", "--"], lambda journal: journal.goals.find("1").title),
    "why": (["goal", "edit", "1", "--why="], lambda journal: journal.goals.find("1").why),
    "skill of a goal": (["goal", "edit", "1", "--skill="], lambda journal: "".join(journal.goals.find("1").skills)),
}


@pytest.fixture
def begun(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SMALLWINS_HOME", str(home))
    assert smallwins(home, "add", "The first").code == 0
    assert smallwins(home, "goal", "add", "Lead").code == 0
    return home


@pytest.mark.parametrize("field", TERMINAL)
def test_the_terminal_keeps_every_text_or_says_why_not(
    begun: Path, field: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    command, read = TERMINAL[field]
    kept = 0
    for text in (*_some(field), *NEVER_KEPT):
        said = main([*command, text] if command[-1] == "--" else [*command[:-1], command[-1] + text])
        out, err = capsysbinary.readouterr()
        if said:
            assert said in {1, 2}, (text[:80], err[-300:])
            assert err.startswith(b"smallwins: "), (text[:80], err[-300:])
            assert err.count(b"\n") == 1, (text[:80], err[-300:])
            assert out == b""
            continue
        kept += 1
        assert text not in NEVER_KEPT
        with local_journal(str(begun / "journal.db"), reading=True) as journal:
            assert read(journal) in {text, text.strip()} or not text.strip(), text[:80]
    assert kept > 10
    assert_whole(begun / "journal.db")


def test_what_comes_on_standard_input_is_kept(
    begun: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for text in HOSTILE:
        if text.startswith("\ufeff"):
            continue  # a mark that says "this is UTF-8", at the head of what a program sends
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert main(["edit", "1", "--story", "-"]) == 0
        with local_journal(str(begun / "journal.db"), reading=True) as journal:
            assert _win(journal).story == text
    capsysbinary.readouterr()
    for bad, word in ((b"half \xed\xa0\x80 a sign", "not UTF-8"), (b"\xff\xfe", "not UTF-8"), (b"an \0 end", "NUL")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(bad)))
        assert main(["edit", "1", "--story", "-"]) in {1, 2}
        assert word in capsysbinary.readouterr().err.decode()


def test_bytes_that_are_no_text_are_refused_as_an_argument(begun: Path) -> None:
    said = smallwins(begun, "add", "half \udcff a sign")
    assert said.code in {1, 2}
    assert said.in_one_line
    assert "title" in said.err


WEB: dict[str, tuple[str, dict[str, str], str, Callable[[Journal], str | None]]] = {
    "title": ("/", {}, "title", lambda journal: _newest(journal).title),
    "step": ("/wins/1/steps", {}, "text", lambda journal: journal.steps.open()[-1].text),
    "door note": (
        "/wins/1/answer",
        {"field": "door_note"},
        "door_note",
        lambda journal: _win(journal).answers.door_note,
    ),
    "skill": ("/wins/1/answer", {"field": "gains"}, "skill", _skill),
    "own call": (
        "/wins/1/own-call",
        {"verdict": "real"},
        "reason",
        lambda journal: (overrule := _win(journal).overrule) and overrule.reason,
    ),
    "goal": ("/goals/1", {}, "title", lambda journal: journal.goals.find("1").title),
    "why": ("/goals/1", {"title": "Lead"}, "why", lambda journal: journal.goals.find("1").why),
    "skill of a goal": (
        "/goals/1",
        {"title": "Lead"},
        "skills",
        lambda journal: "\n".join(journal.goals.find("1").skills),
    ),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("texts") / "ada"
    assert smallwins(home, "add", "The first").code == 0
    assert smallwins(home, "goal", "add", "Lead").code == 0
    with serving(home) as one:
        yield one


@pytest.fixture(scope="module")
def ada(served: Served) -> Visitor:
    return Visitor(served)


@pytest.mark.parametrize("field", WEB)
def test_the_pages_keep_every_text_or_say_why_not(served: Served, ada: Visitor, field: str) -> None:
    address, fields, name, read = WEB[field]
    kept = 0
    for text in (*_some(field, share=8), NEVER_KEPT[1]):
        answer = ada.post(address, **{**fields, name: text})
        assert answer.status in {302, 303, 422}, (text[:80], answer.status, answer.text[:3000])
        if answer.status != 422:
            kept += 1
            assert text not in NEVER_KEPT
            with local_journal(str(served.home / "journal.db"), reading=True) as journal:
                found, sent = read(journal), text.replace("\r\n", "\n").strip()
                assert (found or "") == sent or (name == "skills" and _lines(found) == _lines(sent)), text[:80]
        assert ada.get("/goals" if address == "/goals/1" else "/wins/1").status == 200
    assert kept > 5
    assert_whole(served.home / "journal.db")


def test_the_pages_keep_every_story(served: Served, ada: Visitor) -> None:
    for text in _some("story", share=8):
        version = _hidden(ada.get("/wins/1").text, "version")
        answer = ada.post("/wins/1/edit", title="The first", story=text, tags="", version=version, next="win:1")
        assert answer.status == 303, (text[:80], answer.status)
        with local_journal(str(served.home / "journal.db"), reading=True) as journal:
            assert (_win(journal).story or "") == text.replace("\r\n", "\n").strip(), text[:80]
        assert ada.get("/wins/1").status == 200


def test_an_import_keeps_every_text_in_every_field(home: Path, tmp_path: Path) -> None:
    document = _document()
    said = smallwins(home, "import", "-", stdin=json.dumps(document))
    assert said.code == 0, said
    out = json.loads(smallwins(home, "export").out)
    assert [win["title"] for win in out["wins"]] == [win["title"] for win in document["wins"]]
    for found, sent in zip(out["wins"], document["wins"], strict=True):
        assert found["story"] == sent["story"]
        assert found["tags"] == sent["tags"]
        assert found["answers"]["door_note"] == sent["answers"]["door_note"]
        assert found["overrule"]["reason"] == sent["overrule"]["reason"]
    assert [goal["why"] for goal in out["goals"]] == [goal["why"] for goal in document["goals"]]
    assert_whole(home / "journal.db")
    before = len(wins_in(home / "journal.db"))
    other = tmp_path / "ben"
    for bad in NEVER_KEPT:
        document["wins"][3]["story"] = bad
        said = smallwins(other, "import", "-", stdin=json.dumps(document))
        assert said.code == 1
        assert said.in_one_line
        assert "wins[3].story" in said.err
    assert wins_in(other / "journal.db") == ()
    assert before == len(document["wins"])


def _document() -> dict[str, Any]:
    lines = [text for text in HOSTILE if text.strip() and "\n" not in text and "\r" not in text and len(text) <= 100]
    wins = [
        {
            "id": f"00000000-0000-7000-8000-{number:012}",
            "title": line,
            "story": HOSTILE[number % len(HOSTILE)],
            "tags": [line],
            "happened_on": "2026-11-13",
            "logged_at": "2026-11-13T17:20:00Z",
            "answers": {"opened": "door", "door_note": line},
            "overrule": {"verdict": "real", "reason": line, "at": "2026-11-13T17:20:00Z"},
        }
        for number, line in enumerate(lines)
    ]
    goals = [
        {
            "id": f"00000000-0000-7000-9000-{number:012}",
            "title": line,
            "why": line,
            "skills": [],
            "status": "active",
            "created_on": "2026-08-01",
            "possible": [],
        }
        for number, line in enumerate(lines)
    ]
    return {"format": "smallwins/1", "exported_at": "2026-11-22T09:00:00Z", "goals": goals, "wins": wins}


def _some(field: str, share: int = 4) -> tuple[str, ...]:
    """Every text with the knob turned up; else a share of them for each field, another share for the next."""
    if RELEASE:
        return HOSTILE
    return HOSTILE[len(field) % share :: share]


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]
