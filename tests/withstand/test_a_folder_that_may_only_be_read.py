"""A data folder that cannot be written (R5): reading works, writing is refused in one line, no file is touched."""

import sqlite3
from pathlib import Path

import pytest

from tests.serving import free_port, serving, start
from tests.withstand.browsing import Visitor
from tests.withstand.looking import files_in
from tests.withstand.mounting import only_reading
from tests.withstand.terminal import smallwins

pytestmark = [pytest.mark.usefixtures("mounts"), pytest.mark.promise("R5")]

READINGS = [
    ["list"],
    ["list", "--json"],
    ["show", "1"],
    ["search", "coffee"],
    ["week"],
    ["steps"],
    ["goals"],
    ["momentum"],
    ["rearview"],
    ["chain", "1"],
    ["export"],
    ["settings"],
    ["doctor"],
    [],
]
WRITINGS = [
    ["add", "Another"],
    ["delete", "1"],
    ["judge", "1", "--stretch", "2"],
    ["goal", "add", "Lead"],
    ["step", "add", "1", "Write"],
    ["undo"],
    ["settings", "--timezone", "Europe/Berlin"],
]


@pytest.fixture
def written(home: Path) -> Path:
    assert smallwins(home, "add", "Coffee with Priya").code == 0
    return home


def test_the_terminal_reads_and_refuses_to_write(written: Path) -> None:
    before = files_in(written)
    with only_reading(written):
        for reading in READINGS:
            said = smallwins(written, *reading)
            assert (said.code, "Traceback" in said.err) == (0, False), (reading, said)
        for writing in WRITINGS:
            said = smallwins(written, *writing)
            assert said.code == 1, (writing, said)
            assert said.in_one_line, (writing, said)
            assert "cannot be written" in said.err, (writing, said)
    assert files_in(written) == before


def test_no_journal_is_begun_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "ada").mkdir()
    with only_reading(tmp_path / "ada"):
        said = smallwins(tmp_path / "ada", "add", "The first")
    assert said.code == 1
    assert said.in_one_line


def test_the_server_says_in_one_line_that_it_needs_its_folder(written: Path) -> None:
    before = files_in(written)
    with only_reading(written):
        process = start(written, "--port", str(free_port()))
        said, problem = process.communicate(timeout=20)
    assert (process.returncode, said) == (1, "")
    assert problem.startswith("smallwins: ")
    assert problem.count("\n") == 1
    assert files_in(written) == before


def test_the_server_shows_a_journal_that_lies_where_nothing_can_be_written(written: Path, tmp_path: Path) -> None:
    before = files_in(written)
    with (
        only_reading(written),
        serving(tmp_path / "ben", journal=written / "journal.db") as served,
    ):
        ada = Visitor(served)
        assert "Coffee with Priya" in ada.get().text
        answer = ada.write_down("Another")
        assert answer.status == 503
        assert "The journal can only be read" in answer.text
        assert "Another" in answer.text, "what was typed is lost with the page"
        assert ada.get().status == 200
    assert files_in(written) == before


def test_a_journal_left_in_the_middle_of_a_write_is_not_guessed_at(written: Path) -> None:
    _leave_in_the_middle(written / "journal.db")
    before = files_in(written)
    with only_reading(written):
        for arguments in (["list"], ["add", "Another"]):
            said = smallwins(written, *arguments)
            assert said.code in {1, 3}, said
            assert said.in_one_line, said
        assert files_in(written) == before
    assert "Coffee with Priya" in smallwins(written, "list").out


def _leave_in_the_middle(journal: Path) -> None:
    """Leave the files as a kill in the middle of a commit leaves them."""
    connection = sqlite3.connect(journal, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE half (done TEXT)")
    connection.executemany("INSERT INTO half VALUES (?)", [("x" * 3000,)] * 200)
    left = {file: file.read_bytes() for file in (journal, journal.with_name("journal.db-journal"))}
    connection.execute("ROLLBACK")
    connection.close()
    for file, content in left.items():
        file.write_bytes(content)
    assert len(left) == 2
    assert all(left.values())
