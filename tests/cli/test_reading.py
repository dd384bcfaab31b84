"""What the terminal shows of a journal: aligned, wrapped to the window, in the words of the method."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pexpect
import pytest

from smallwins.cli.text import width_of
from tests.cli.conftest import Smallwins, Terminal

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def sample(smallwins: Smallwins) -> Smallwins:
    smallwins("sample", "load")
    return smallwins


def shown(child: Any) -> str:
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    return str(child.before).replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize(
    "arguments",
    [
        (), ("week",), ("list",), ("show", "42"), ("chain", "42"), ("search", "talk"), ("rearview",), ("momentum",),
        ("chain", "94"), ("chain", "94", "--story"), ("chains",),
        ("goals",), ("steps",), ("insights",),
        ("add", "A title long enough to be broken in two at either width that is tried here"),
        ("settings",), ("overrule", "42", "shiny", "--because", "It led nowhere that I want to go, in the end"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_nothing_is_wider_than_the_window(
    sample: Smallwins, terminal: Terminal, arguments: tuple[str, ...], columns: int
) -> None:
    lines = ESCAPES.sub("", shown(terminal(*arguments, columns=columns))).split("\n")

    assert [line for line in lines if width_of(line) > columns] == []


def test_verdicts_have_a_colour_a_shape_and_a_word(sample: Smallwins, terminal: Terminal) -> None:
    listed = shown(terminal("list", "--limit", "161", columns=100))

    assert "\x1b[32m● real" in listed
    assert "\x1b[33m◷ early" in listed
    assert "\x1b[35m✧ shiny" in listed


def test_insights_tell_real_early_and_shiny_by_week_and_the_skills_built_for_each_goal(sample: Smallwins) -> None:
    told, facts = sample("insights").out, sample("insights", "--json").json["facts"]

    rows = re.findall(r"^(\d{4}-W\d\d) +(\d+) +(\d+) +(\d+)  (\S*)$", told, re.MULTILINE)
    counted = [(one["week"], *(str(one[name]) for name in ("real", "early", "shiny"))) for one in facts["weeks"]]
    assert [row[:4] for row in rows] == counted[-12:]
    assert all([*map(int, row[1:4])] == [sum(map(row[4].count, signs)) for signs in ("●*", "◷o", "✧+")] for row in rows)
    for goal in facts["goals"]:
        built = ", ".join(f"{skill} {wins}" for skill, wins in goal["skills"].items() if wins)
        assert f"Skills built for “{goal['title']}”: {built}." in " ".join(told.split())


def test_in_a_pipe_each_win_is_one_line_without_colour(sample: Smallwins) -> None:
    listed = sample("list", "--limit", "1000").out

    assert "\x1b" not in listed
    assert len(listed.splitlines()) == len(sample("list", "--limit", "1000", "--json").json)


def test_list_shows_the_newest_fifty_and_says_how_to_see_more(sample: Smallwins) -> None:
    said = sample("list")

    assert len(said.out.splitlines()) == 50
    assert "--limit 500" in said.err


@pytest.mark.parametrize(
    ("arguments", "holds"),
    [
        (("--verdict", "shiny"), lambda win: win["verdict"] == "shiny"),
        (("--kind", "speaking"), lambda win: win["kind"] == "speaking"),
        (("--tag", "priya"), lambda win: "priya" in win["tags"]),
        (("--since", "-60d", "--until", "-30d"), lambda win: win["title"]),
        (("--goal", "lead", "--verdict", "real"), lambda win: win["answers"]["direction"] == "toward"),
    ],
)
def test_list_keeps_to_its_conditions(sample: Smallwins, arguments: tuple[str, ...], holds: Any) -> None:
    wins = sample("list", *arguments, "--limit", "1000", "--json").json

    assert 0 < len(wins) < 161
    assert all(holds(win) for win in wins)


def test_search_folds_accents_and_takes_an_unfinished_word(smallwins: Smallwins) -> None:
    smallwins("add", "Café with Zoë")
    smallwins("add", "与王芳喝咖啡 😀")

    assert "1  ◷" in smallwins("search", "cafe", "zo").out
    assert "2  ◷" in smallwins("search", "王芳").out
    assert smallwins("search", "nowhere").err.startswith("No win fits")


def test_an_empty_journal_says_the_one_thing_to_do(smallwins: Smallwins) -> None:
    assert "smallwins add" in smallwins().out
    assert "smallwins add" in smallwins("list").err
    assert smallwins("rearview").out == "Nothing in the rearview.\n"
    assert "step add" in smallwins("steps").err
    assert "goal add" in smallwins("goals").err


@pytest.mark.parametrize("arguments", [("momentum",), ("week",), ("rearview",), ("review",), ("list", "--json"), ()])
def test_reading_an_empty_journal_is_no_error(smallwins: Smallwins, arguments: tuple[str, ...]) -> None:
    assert smallwins(*arguments).code == 0


def test_a_win_is_named_by_number_id_or_the_beginning_of_its_id(smallwins: Smallwins) -> None:
    win_id = smallwins("add", "x", "--json").json["id"]

    for name in ("1", win_id, win_id[:13]):
        assert smallwins("show", name, "--json").json["id"] == win_id


def test_undo_takes_back_each_change_in_turn(smallwins: Smallwins) -> None:
    smallwins("add", "x")
    for change in (
        ("judge", "1", "--stretch", "3", "--gain", "clarity"),
        ("edit", "1", "y", "--looks", "2"),
        ("overrule", "1", "real", "--because", "I know"),
        ("step", "add", "1", "Go", "--by", "friday"),
        ("delete", "1"),
    ):
        before = smallwins("show", "1", "--json").json
        assert smallwins(*change).code == 0
        assert smallwins("undo").code == 0
        after = smallwins("show", "1", "--json").json
        assert {**after, "history": []} == {**before, "history": []}
        assert len(after["history"]) >= len(before["history"])


def test_champagne_waits_for_the_two_alignment_questions(smallwins: Smallwins) -> None:
    smallwins("add", "x")
    assert "alignment questions first" in smallwins("celebrate", "1").err

    smallwins("judge", "1", "--direction", "toward", "--motive", "meaningful")
    assert smallwins("celebrate", "1").code == 0
    assert smallwins("show", "1", "--json").json["celebrated_on"]
    assert "what door did it open?" in smallwins().out


def test_an_overruled_verdict_stands_with_its_reason_beside_the_computed_one(smallwins: Smallwins) -> None:
    smallwins("add", "x")
    smallwins("overrule", "1", "real", "--because", "It gave me the nerve")

    told = smallwins("show", "1").out
    assert "● Real win" in told
    assert "It gave me the nerve" in told
    assert "too early to tell" in told


def test_a_step_that_is_done_is_momentum(smallwins: Smallwins) -> None:
    smallwins("add", "x")
    smallwins("step", "add", "1", "When", "she", "calls,", "I", "will", "ask", "--by", "tomorrow")
    assert "because of 1" in smallwins("steps").out

    assert smallwins("step", "done", "1").code == 0
    assert smallwins("show", "1", "--json").json["signals"]["momentum"] == "yes"
    assert smallwins("steps").out == ""


def test_a_journal_travels_out_and_in_again(sample: Smallwins, tmp_path: Path) -> None:
    out, other = tmp_path / "out.json", str(tmp_path / "other.db")
    assert sample("export", str(out)).code == 0
    assert out.stat().st_mode & 0o777 == 0o600
    assert sample("export", str(out)).code == 1

    assert "Would take in: " in sample("--journal", other, "import", str(out), "--dry-run").out
    assert sample("--journal", other, "list", "--json").json == []
    assert sample("--journal", other, "import", str(out)).code == 0
    assert "Took in: 0 wins" in sample("--journal", other, "import", str(out)).out
    again = sample("--journal", other, "export").out
    assert re.sub(r'"exported_at": "[^"]*"', "", again) == re.sub(r'"exported_at": "[^"]*"', "", out.read_text("utf-8"))


def test_the_first_offending_place_of_a_file_is_named_and_nothing_is_taken_in(smallwins: Smallwins) -> None:
    said = smallwins("import", "-", stdin='{"format": "smallwins/1", "wins": [{"id": "a", "title": "x"}]}')

    assert said.code == 1
    assert said.err.startswith("smallwins: wins[0].")
    assert smallwins("list", "--json").json == []


def test_a_backup_brings_the_journal_back_and_keeps_what_was_there(smallwins: Smallwins, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    smallwins("add", "before")
    assert smallwins("backup", copy).code == 0
    assert smallwins("backup", copy).code == 1
    smallwins("add", "after")

    aside = smallwins("restore", copy, "--json").json["kept_aside"]
    assert [win["title"] for win in smallwins("list", "--json").json] == ["before"]
    assert len(smallwins("--journal", aside, "list", "--json").json) == 2


def test_the_sample_comes_and_goes_without_touching_ones_own_wins(smallwins: Smallwins) -> None:
    smallwins("add", "Mine")
    smallwins("sample", "load")
    assert len(smallwins("list", "--limit", "1000", "--json").json) > 100

    smallwins("sample", "remove")
    assert [win["title"] for win in smallwins("list", "--json").json] == ["Mine"]


def test_settings_decide_the_day(smallwins: Smallwins) -> None:
    smallwins("settings", "--timezone", "Pacific/Kiritimati")
    ahead = smallwins("add", "x", "--json").json["happened_on"]
    smallwins("settings", "--timezone", "Etc/GMT+12", "--review-day", "sunday")
    behind = smallwins("add", "x", "--json").json["happened_on"]

    assert ahead > behind
    assert smallwins("settings", "--json").json == {"timezone": "Etc/GMT+12", "review_day": 7}


def test_a_pause_is_marked_and_told(smallwins: Smallwins) -> None:
    assert smallwins("review", "--week", "2026-W01", "--pause", "--json").json["status"] == "paused"
    assert "a pause" in smallwins("review", "--week", "2026-W01").out


def test_doctor_finds_a_whole_journal_well(sample: Smallwins) -> None:
    said = sample("doctor")

    assert said.code == 0
    assert "The journal is well." in said.out
    assert "synchronous" in said.out
    assert re.search(r"^Room +[\d,]+ MB free on its disk$", said.out, re.MULTILINE)
    assert sample("doctor", "--json").json["bytes_free"] > 0


def test_doctor_names_what_is_wrong_and_mends_it_when_told_to(sample: Smallwins, home: Path) -> None:
    with closing(sqlite3.connect(home / "journal.db")) as connection:
        connection.execute("UPDATE win SET verdict = 'shiny' WHERE number = 1")
        connection.execute("DELETE FROM win_tag")
        connection.commit()

    said = sample("doctor")
    assert said.code == 1
    assert "- win 1: verdict, week or unanswered do not fit" in said.out
    assert "smallwins doctor --mend" in said.err
    found = sample("doctor", "--json").json
    assert found["can_be_mended"] == found["findings"]
    assert found["last_backup"] is None

    said = sample("doctor", "--mend")
    assert said.code == 0, said
    assert "Mended:" in said.out
    assert "The journal is well." in said.out
    (kept,) = home.glob("journal.db.before-mending-*.bak")
    assert str(kept) in said.out.replace("\n", "")
    assert sample("doctor", "--mend", "--json").json["mended"] == []


def test_doctor_says_when_the_last_backup_was_made(sample: Smallwins, home: Path) -> None:
    assert "none is known of" in sample("doctor").out
    sample("backup", str(home / "copy.db"))

    assert f"checked when it was written: {home / 'copy.db'}" in sample("doctor").out
    (home / "copy.db").unlink()
    assert "it is not there any more" in sample("doctor").out


def test_the_rearview_says_what_came_back_out_of_it_when_and_why(smallwins: Smallwins) -> None:
    smallwins("add", "Talked to a stranger on the train", "--on", "-30d")
    smallwins("judge", "1", "--direction", "toward", "--motive", "available", "--opened", "nothing")
    assert smallwins("rearview", "--json").json["came_back"] == []
    smallwins("add", "Interview at Northwind")
    smallwins("judge", "2", "--direction", "toward")
    smallwins("led", "1", "2")

    said = smallwins("rearview").out
    assert said.startswith("Came back\n")
    assert re.search(r"on \d{4}-\d\d-\d\d: a door opened: Interview at Northwind", said)
    assert said.endswith("Nothing in the rearview.\n")
    (back,) = smallwins("rearview", "--json").json["came_back"]
    assert (back["win"]["number"], back["win"]["verdict"]) == (1, "real")
    assert back["entry"]["cause"] == "a door opened: Interview at Northwind"
    assert back["entry"] in back["win"]["history"]


def test_a_rearview_that_is_longer_than_shown_says_how_much_more_there_is_and_how_to_see_it(sample: Smallwins) -> None:
    behind = sample("rearview", "--json", "--limit", "1000").json["wins"]
    said = " ".join(sample("rearview", "--limit", "3").out.split())

    assert f"… and {len(behind) - 3} more: smallwins rearview --limit {len(behind)}" in said
    assert "more: smallwins" not in sample("rearview", "--limit", str(len(behind))).out


def test_what_came_back_stands_above_what_is_still_behind(sample: Smallwins) -> None:
    said = " ".join(sample("rearview").out.split())

    assert said.index("Rewrote week three of on-boarding") < said.index("shiny objects behind you")
    assert "a door opened: Ines asked whether she may have the next intern" in said
