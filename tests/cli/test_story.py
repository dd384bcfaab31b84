"""Stories in the terminal: told, kept, written to files, and what is private said first on standard error."""

from pathlib import Path

import pytest

from tests.cli.conftest import Smallwins, Terminal

REAL = ("--direction", "toward", "--motive", "meaningful", "--opened", "door", "--stretch", "3", "--gain", "clarity")


@pytest.fixture
def told(smallwins: Smallwins) -> Smallwins:
    for title, day in (("Wrote to Hanneke at Northwind", "-9d"), ("Hanneke rang", "-2d"), ("A badge", "-1d")):
        smallwins("add", title, "--on", day)
    for number in ("1", "2"):
        smallwins("judge", number, *REAL)
    smallwins("led", "1", "2")
    smallwins("judge", "3", "--direction", "away", "--opened", "nothing")
    return smallwins


def test_a_brag_document_is_markdown_on_standard_output_and_the_warning_is_not(told: Smallwins) -> None:
    said = told("story", "brag")

    assert said.code == 0
    assert "I wrote to Hanneke at Northwind. It was hard. A week later, Hanneke rang." in said.out
    assert "A badge" not in said.out
    assert said.err.startswith("Before you share this:\n- it names Hanneke")
    assert "Before" not in said.out


def test_a_shiny_object_is_told_where_it_is_asked_for(told: Smallwins) -> None:
    assert "A badge" in told("story", "brag", "--also", "3").out
    assert "Hanneke" not in told("story", "lines", "--win", "3").out


def test_json_is_one_document_with_what_is_private_in_it(told: Smallwins) -> None:
    answer = told("story", "interview", "--json").json

    assert answer["kind"] == "interview"
    assert answer["sections"][0]["wins"] == [1, 2]
    assert [one["kind"] for one in answer["private"]] == ["name"]


@pytest.mark.parametrize(("name", "start"), [("b.md", b"# What"), ("b.html", b"<!doctype"), ("b.pdf", b"%PDF-")])
def test_the_end_of_the_file_names_the_format(told: Smallwins, tmp_path: Path, name: str, start: bytes) -> None:
    file = tmp_path / name

    assert told("story", "brag", str(file)).code == 0
    assert file.read_bytes().startswith(start)
    assert file.stat().st_mode & 0o777 == 0o600
    again = told("story", "brag", str(file))
    assert again.code == 1
    assert "is there already" in again.err


def test_a_draft_is_kept_listed_and_told_again(told: Smallwins) -> None:
    told("story", "year", "--keep", "For myself")

    assert "For myself" in told("story", "drafts").out
    assert told("story", "drafts", "--json").json[0]["wins"] == 2
    assert told("story", "year", "--draft", "For m").out.startswith("# For myself\n")
    assert told("story", "brag", "--draft", "For m").code == 2
    assert told("story", "year", "--draft", "Nobody").code == 1


def test_a_draft_is_ordered_in_the_terminal_and_undo_takes_it_back(told: Smallwins) -> None:
    told("unlink", "1", "2")
    told("add", "Ran the meeting", "--on", "today")
    told("judge", "4", *REAL)
    told("story", "lines", "--keep", "For the CV")
    order = [line.split()[2] for line in told("story", "drafts", "--draft", "1").out.splitlines()]
    assert sorted(order) == ["1", "2", "4"]

    def listed() -> list[str]:
        return [line.split()[2] for line in told("story", "drafts", "--draft", "For the CV").out.splitlines()]

    said = told("story", "lines", "--draft", "1", "--up", order[1])
    assert listed() == [order[1], order[0], order[2]]
    lines = [line for line in said.out.splitlines() if line.startswith("- ")]
    assert len(lines) == 3
    told("story", "lines", "--draft", "1", "--down", order[1], "--down", order[1])
    assert listed() == [order[0], order[2], order[1]]
    told("story", "lines", "--draft", "1", "--without", "2", "--also", "3")
    assert listed() == [*(win for win in (order[0], order[2], order[1]) if win != "2"), "3"]
    told("undo")
    assert listed() == [order[0], order[2], order[1]]
    told("story", "lines", "--draft", "1", "--win", "4", "--win", "1")
    assert listed() == ["4", "1"]
    assert told("story", "lines", "--up", "1").code == 2
    assert told("story", "lines", "--draft", "1", "--up", "99").code == 1


def test_an_empty_span_says_what_to_do(told: Smallwins) -> None:
    said = told("story", "brag", "--since", "2020-01-01", "--until", "2020-02-01")

    assert said.code == 0
    assert "There is nothing to tell yet" in said.err


def test_a_span_that_ends_before_it_begins_is_refused(told: Smallwins) -> None:
    assert told("story", "brag", "--since", "2026-02-01", "--until", "2026-01-01").code == 1
    assert told("story", "poem").code == 2


def test_in_a_terminal_the_person_confirms_and_nothing_is_blocked(
    told: Smallwins, terminal: Terminal, tmp_path: Path
) -> None:
    refused = terminal("story", "brag", str(tmp_path / "no.md"))
    refused.expect("Before you share this")
    refused.expect("Write .*no.md")
    refused.sendline("n")
    refused.expect("Nothing was written")
    refused.wait()
    assert refused.exitstatus == 1
    assert not (tmp_path / "no.md").exists()

    agreed = terminal("story", "brag", str(tmp_path / "yes.md"))
    agreed.expect("Write .*yes.md")
    agreed.sendline("y")
    agreed.expect("Written to")
    agreed.wait()
    assert (tmp_path / "yes.md").exists()
