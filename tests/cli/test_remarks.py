"""What a coach asked, in the terminal: shown with the win, asked in the review, answered in one line."""

import json
from pathlib import Path

import pytest

from smallwins.bootstrap import new_id
from tests.cli.conftest import Smallwins, Terminal
from tests.cli.test_conversation import PROMPT, end, expect, this_week


@pytest.fixture
def asked(smallwins: Smallwins, tmp_path: Path) -> Smallwins:
    """Ada's journal with a question of Cleo's, as a file brings it here."""
    win = {"id": new_id(), "title": "A talk accepted", "happened_on": "2026-01-07"}
    remark = {"id": "r1", "at": "2026-01-09T09:00:00Z", "by": "Cleo", "text": "Who was in the room?", "asks": True}
    before = {"id": "r0", "at": "2026-01-08T09:00:00Z", "by": "Cleo", "text": "How was it?", "asks": True}
    told = {"answer": "Loud", "answered_at": "2026-01-08T10:00:00Z"}
    file = tmp_path / "journal.json"
    file.write_text(
        json.dumps(
            {
                "format": "smallwins/1",
                "wins": [win],
                "remarks": [one | {"win": win["id"]} for one in (before | told, remark)],
            }
        )
    )
    assert smallwins("import", str(file)).code == 0
    return smallwins


def remarks(smallwins: Smallwins, tmp_path: Path) -> list[dict[str, object]]:
    file = tmp_path / "out.json"
    smallwins("export", str(file))
    found: list[dict[str, object]] = json.loads(file.read_text("utf-8"))["remarks"]
    return found


def test_a_question_stands_with_its_win(asked: Smallwins) -> None:
    assert "Cleo asks: Who was in the room?" in asked("show", "1").out


@pytest.mark.parametrize(("typed", "answer"), [("Two people from the lab", "Two people from the lab"), ("-", None)])
def test_the_review_asks_it_and_one_line_answers(
    asked: Smallwins, terminal: Terminal, tmp_path: Path, typed: str, answer: str | None
) -> None:
    child = terminal("review", "--week", this_week())
    expect(child, "1 of 6")
    for key, part in (("s", "2 of 6"), ("\r", "3 of 6")):
        child.expect(PROMPT)
        child.send(key)
        expect(child, part)
    expect(child, "Cleo asks about 1 A talk accepted")
    expect(child, "earlier: How was it?")
    expect(child, "you answered: Loud")
    expect(child, "Who was in the room?")
    child.expect(PROMPT)
    child.send(typed + "\r")
    child.expect(PROMPT)
    child.send("q")

    assert end(child) == 0
    _, kept = remarks(asked, tmp_path)
    assert kept["answer"] == answer
    assert kept["answered_at"]
