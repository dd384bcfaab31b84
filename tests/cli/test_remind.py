"""`smallwins remind` on one's own machine: one neutral line when the review is due, and nothing else ever."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smallwins import bootstrap
from smallwins.cli.main import main
from smallwins.journal.commands import CloseReview
from smallwins.journal.reviews import close_review
from smallwins.method.week import Week

LINE = "Your weekly review is ready: smallwins review\n"


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["remind", *arguments]) == 0
    out, complaints = capsys.readouterr()
    assert complaints == ""
    return out


def test_a_shell_that_starts_up_begins_no_journal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMALLWINS_HOME", str(tmp_path))

    assert said(capsys) == ""
    assert list(tmp_path.iterdir()) == []


def test_one_line_says_that_the_review_is_due_until_it_is_closed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMALLWINS_HOME", str(tmp_path))
    friday = datetime(2026, 11, 20, 18, tzinfo=UTC)
    monkeypatch.setattr("smallwins.cli.call.now", lambda: friday)
    main(["add", "Zebra asked me to speak"])
    capsys.readouterr()
    due = said(capsys), said(capsys, "--json")
    with bootstrap.local_journal(str(tmp_path / "journal.db")) as journal:
        close_review(journal, CloseReview(Week(2026, 47), friday))

    assert (due[0], json.loads(due[1])) == (LINE, {"due": True})
    assert said(capsys) == ""
