"""--json: one document on standard output, nothing else there, in the shapes of the contract."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Smallwins

WIN = {
    "id", "title", "story", "kind", "tags", "happened_on", "logged_at", "looks", "gut", "celebrated_on", "opened_by",
    "answers", "overrule", "steps", "history",
    "number", "verdict", "computed", "rule", "signals", "cautions", "next_question", "counterfactual",
}  # fmt: skip
ANSWERS = {"direction", "goals", "motive", "opened", "door_note", "look_again", "stretch", "gains"}


@pytest.fixture
def sample(smallwins: Smallwins) -> Smallwins:
    smallwins("sample", "load")
    smallwins("add", "Mine")
    return smallwins


def test_a_win_has_exactly_the_keys_of_the_contract(sample: Smallwins) -> None:
    for win in (
        sample("show", "42", "--json").json,
        sample("judge", "42", "--json").json,
        sample("list", "--json").json[0],
        sample("search", "priya", "--json").json[0],
        sample("rearview", "--json").json["wins"][0],
        sample("--json").json["wins"][0],
        sample("add", "New", "--json").json,
        sample("edit", "42", "Newer", "--json").json,
        sample("celebrate", "42", "--json").json,
    ):
        assert set(win) - {"origin"} == WIN  # what did not begin here says where it did
        assert set(win["answers"]) == ANSWERS
        assert set(win["signals"]) == {"alignment", "momentum", "stretch", "gain"}
        assert all(set(way) == {"answers", "verdict"} for way in win["counterfactual"])
        assert all({"at", "cause", "verdict"} <= set(entry) for entry in win["history"])


def test_a_fresh_win_reads_as_the_contract_says(smallwins: Smallwins) -> None:
    win = smallwins("add", "Recruiter replied", "--json").json

    assert (win["number"], win["verdict"], win["computed"], win["rule"]) == (1, "early", "early", 5)
    assert set(win["signals"].values()) == {"open"}
    assert win["next_question"] == "alignment"
    assert win["counterfactual"]
    assert win["answers"]["gains"] is None
    assert set(win) == WIN


def test_the_counterfactual_comes_true(smallwins: Smallwins) -> None:
    smallwins("add", "x")
    way = smallwins("judge", "1", "--direction", "toward", "--json").json["counterfactual"][0]

    assert way == {"answers": {"opened": "door"}, "verdict": "real"}
    assert smallwins("judge", "1", "--opened", "door", "--json").json["verdict"] == "real"


BEFORE_THE_VERDICT = (
    ("show", "1"), ("show", "2"), ("list",), ("search", "talk"), ("week",), (), ("chain", "1"), ("inbox",),
    ("rearview",), ("review",), ("judge", "1", "--stretch", "2"), ("edit", "1", "Gave a talk"), ("undo",),
    ("celebrate", "1"),
)  # fmt: skip


@pytest.mark.parametrize("gut", ["real", "shiny"])
def test_the_gut_call_is_shown_to_no_person_before_the_verdict_and_kept_from_no_program(
    smallwins: Smallwins, gut: str
) -> None:
    assert smallwins("add", "Talk", "--gut", gut, "--json").json["gut"] == gut
    smallwins("add", "Later talk")
    smallwins("edit", "2", "--gut", gut)
    smallwins("led", "1", "2")
    smallwins("judge", "1", "--direction", "unsure", "--motive", "meaningful")
    for command in BEFORE_THE_VERDICT:
        said = smallwins(*command)
        assert said.code == 0, command
        assert "your call on" not in said.out, command
    assert smallwins("judge", "1", "--direction", "away", "--json").json["gut"] == gut
    assert f"your call on the day: {gut}" in smallwins("show", "1").out


def test_momentum_has_exactly_the_shape_of_the_contract(sample: Smallwins) -> None:
    momentum = sample("momentum", "--json").json

    assert set(momentum) == {"weeks", "trend", "stuck"}
    assert all(set(week) == {"week", "real", "steps_done", "momentum"} for week in momentum["weeks"])
    assert momentum["trend"] in {"rising", "holding", "fading"}
    assert isinstance(momentum["stuck"], bool)


def test_insights_have_the_shape_of_the_contract(sample: Smallwins) -> None:
    insights = sample("insights", "--json").json

    assert set(insights) == {"findings", "silent", "facts"}
    assert insights["findings"]
    for finding in insights["findings"]:
        of_one_kind = {"kind"} if finding["id"] == "doors-by-kind" else set()
        of_one_pulse = {"pulse"} if finding["id"] == "pulse-after-real" else set()
        keys = {"id", "direction", "counts", "effect", "p", "q", "text"}
        assert set(finding) == keys | of_one_kind | of_one_pulse
        assert set(finding["effect"]) == {"name", "value", "low", "high", "level"}
        assert finding["q"] <= 0.05
    assert all(set(silent) == {"id", "why", "missing"} for silent in insights["silent"])
    assert len({one["id"] for one in (*insights["findings"], *insights["silent"])}) == 8
    assert set(insights["facts"]) == {
        "looks_against_moves", "cells", "weeks", "momentum", "stretch", "pulses", "rearview", "goals", "chains",
        "first_door", "gut",
    }  # fmt: skip


def test_a_new_journal_hears_what_is_missing(smallwins: Smallwins) -> None:
    insights = smallwins("insights", "--json").json

    assert insights["findings"] == []
    assert all("more" in silent["missing"] for silent in insights["silent"])
    assert len(insights["silent"]) == 8


PRINTS = [
    (), ("add", "x"), ("judge", "1"), ("judge",), ("led", "1", "2"), ("unlink", "3", "4"), ("step", "add", "1", "Go"),
    ("step", "done", "1"), ("step", "drop", "2"), ("steps",), ("review",), ("review", "--pause"), ("week",),
    ("list",), ("show", "1"), ("chain", "1"), ("chains",), ("search", "x"), ("rearview",), ("momentum",),
    ("insights",),
    ("edit", "1", "y"), ("undo",), ("delete", "1"), ("overrule", "1", "real", "--because", "z"), ("goal", "add", "G"),
    ("goal", "edit", "1", "H"), ("goal", "reach", "1"), ("goal", "let-go", "2"), ("goals",), ("settings",),
    ("doctor",), ("sample", "load"), ("sample", "remove"), ("celebrate", "1"),
]  # fmt: skip


@pytest.mark.parametrize("arguments", PRINTS, ids=" ".join)
def test_every_command_prints_one_document_and_nothing_else(smallwins: Smallwins, arguments: tuple[str, ...]) -> None:
    for title in ("one", "two", "three", "four"):
        smallwins("add", title)
    smallwins("led", "3", "4")
    smallwins("step", "add", "1", "First")
    smallwins("step", "add", "1", "Second")
    smallwins("goal", "add", "A goal")
    smallwins("goal", "add", "Another")
    smallwins("judge", "1", "--direction", "toward", "--motive", "meaningful")

    said = smallwins(*arguments, "--json")

    assert said.code == 0
    json.loads(said.out)
    assert said.err == ""


def test_files_are_told_of_in_json_as_well(sample: Smallwins, tmp_path: Path) -> None:
    out, copy = str(tmp_path / "out.json"), str(tmp_path / "copy.db")

    assert sample("export", out, "--json").json["bytes"] == Path(out).stat().st_size
    assert sample("backup", copy, "--json").json["bytes"] == Path(copy).stat().st_size
    assert sample("import", out, "--dry-run", "--json").json["wins"] == 0
    assert sample("restore", copy, "--json").json["kept_aside"]


def test_hostile_words_come_back_exactly_and_give_the_terminal_no_orders(smallwins: Smallwins) -> None:
    hostile = "\x9b31m\x7f\u202e😀 e\u0301"
    said = smallwins("add", hostile, "--json")

    assert said.json["title"] == hostile
    assert not set(said.out) & {"\x9b", "\x7f", "\u202e"}
