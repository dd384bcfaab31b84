"""Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the journal cannot be opened safely; one line says what to do."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Smallwins

WRONG_USAGE = [
    ("nonsense",),
    ("--nonsense",),
    ("add", "x", "--looks", "5"),
    ("add", "x", "--kind", "party"),
    ("add", "x", "--nonsense"),
    ("add", "x", "--on"),
    ("led", "1"),
    ("judge",),
    ("judge", "--stretch", "2"),
    ("judge", "1", "--stretch", "7"),
    ("judge", "1", "--gain", "none", "--gain", "clarity"),
    ("list", "--limit", "0"),
    ("overrule", "1"),
    ("overrule", "1", "real"),
    ("overrule", "1", "real", "--because", " "),
    ("overrule", "1", "real", "--because", "x", "--undo"),
    ("goal", "edit", "1"),
    ("edit", "1"),
    ("step", "add", "1"),
    ("import", "x.json", "--from", "nobody"),
    ("completion", "tcsh"),
    ("review", "--week", "2999-W01"),
]
FAILED = [
    ("add", "x", "--on", "someday"),
    ("add", "x", "--on", "2999-01-01"),
    ("add", " "),
    ("add", "x", "--goal", "none such"),
    ("add", "x", "--from", "99"),
    ("show", "99"),
    ("chain", "zz"),
    ("led", "1", "99"),
    ("led", "1", "1"),
    ("unlink", "1", "1"),
    ("step", "done", "9"),
    ("celebrate", "1"),
    ("week", "2026-47"),
    ("list", "--since", "then"),
    ("list", "--goal", "none such"),
    ("settings", "--timezone", "Mars/Olympus"),
    ("import", "/nonexistent/journal.json"),
    ("restore", "/nonexistent/backup.db"),
    ("judge", "1", "--gain", "money"),
]


@pytest.mark.parametrize("arguments", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_is_said_and_exits_with_2(smallwins: Smallwins, arguments: tuple[str, ...]) -> None:
    smallwins("add", "first")

    said = smallwins(*arguments)

    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("smallwins: ")


@pytest.mark.parametrize("arguments", FAILED, ids=" ".join)
def test_what_fails_says_so_in_one_line_and_exits_with_1(smallwins: Smallwins, arguments: tuple[str, ...]) -> None:
    smallwins("add", "first")
    before = smallwins("export").out.replace("exported_at", "")

    said = smallwins(*arguments)

    assert said.code == 1
    assert said.out == ""
    assert said.err.startswith("smallwins: ")
    assert said.err.count("\n") == 1
    assert smallwins("export").out.count("happened_on") == before.count("happened_on")


def test_undo_with_nothing_to_undo_exits_with_1(smallwins: Smallwins) -> None:
    assert smallwins("undo").code == 1


@pytest.mark.parametrize("content", [b"", b"not a journal at all", b"SQLite format 3\0" + b"\0" * 84])
def test_a_file_that_is_no_journal_exits_with_3_and_stays_as_it_is(
    smallwins: Smallwins, tmp_path: Path, content: bytes
) -> None:
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(content)

    for arguments in (("add", "x"), ("list",), (), ("doctor",)):
        said = smallwins("--journal", str(foreign), *arguments)
        assert said.code == 3
        assert said.err.count("\n") == 1
    assert foreign.read_bytes() == content


def test_a_journal_that_has_gone_exits_with_3_and_nothing_starts_afresh(smallwins: Smallwins, home: Path) -> None:
    smallwins("add", "x")
    (home / "journal.db").unlink()

    assert smallwins("add", "y").code == 3
    assert not (home / "journal.db").exists()


def test_another_journal_is_named_before_or_after_the_command(smallwins: Smallwins, tmp_path: Path) -> None:
    other = str(tmp_path / "other.db")

    assert smallwins("add", "there", "--journal", other).code == 0
    assert smallwins("--journal", other, "add", "again").code == 0
    assert len(smallwins("list", "--journal", other, "--json").json) == 2
    assert len(smallwins("--journal", other, "--json", "list").json) == 2
    assert smallwins("list", "--json").json == []


def test_a_reader_that_goes_away_is_no_error(home: Path) -> None:
    calls = f"{sys.executable} -m smallwins"
    script = f"{calls} sample load >/dev/null && {calls} list --limit 1000 --json | head -c 10; echo ${{PIPESTATUS[0]}}"

    said = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, timeout=60)

    assert said.stderr == ""
    assert said.stdout.split()[-1] == "141"


def test_an_interrupt_is_quiet_and_exits_with_130(home: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "smallwins", "add"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    )
    assert child.stdin is not None
    child.stdin.write(b"never finished")
    child.stdin.flush()
    time.sleep(1)  # until it waits for the rest of the text
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=20)

    assert child.returncode == 130
    assert b"Traceback" not in err
