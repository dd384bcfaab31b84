"""`smallwins add`: a win is written down by the fast path, and by click where anything is unusual."""

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallwins.cli.adding import OPTIONS, Asked
from smallwins.cli.commands.add import command
from smallwins.cli.options import read_plain
from tests.cli.conftest import Smallwins

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=12)


def parse(arguments: list[str]) -> Asked | None:
    plain = read_plain(arguments, OPTIONS)
    return None if plain is None else Asked(title=plain.words, **plain.given)


def by_click(arguments: list[str]) -> Asked | None:
    try:
        context = command.make_context("add", list(arguments))
    except (click.ClickException, click.exceptions.Exit):
        return None
    asked: dict[str, Any] = {**context.params, "json": context.params["as_json"]}
    del asked["as_json"]
    return Asked(**asked)


@st.composite
def arguments(draw: st.DrawFn) -> list[str]:
    words: list[str] = draw(st.lists(WORDS, max_size=3))
    for option in draw(st.lists(st.sampled_from(OPTIONS), max_size=4)):
        value = draw(st.sampled_from(option.choices) | WORDS) if option.choices else draw(WORDS)
        words += draw(st.sampled_from([[option.flag, value], [f"{option.flag}={value}"]]))
        words += draw(st.lists(st.sampled_from(["--json", "-x", "--", "--help", "-"]), max_size=1))
    return words


@given(arguments())
def test_the_fast_path_reads_what_click_reads_or_leaves_it_to_click(asked: list[str]) -> None:
    fast = parse(asked)

    assert fast is None or fast == by_click(asked)


@pytest.mark.parametrize(
    "asked",
    [
        ["Called", "Sam"],
        ["Gave the talk", "--on", "friday", "--kind", "speaking", "--tag", "a", "--tag=b"],
        ["--json", "x", "--looks", "3", "--gut", "real", "--journal", "f.db"],
        ["--", "--on", "my", "own"],
    ],
)
def test_plain_arguments_take_the_fast_path(asked: list[str]) -> None:
    assert parse(asked) == by_click(asked)
    assert parse(asked) is not None


@pytest.mark.parametrize("asked", [["--help"], ["-h"], ["x", "--looks", "9"], ["x", "--on"], ["--tg", "x"]])
def test_anything_unusual_is_left_to_click(asked: list[str]) -> None:
    assert parse(asked) is None


def test_a_win_is_written_down_with_its_number_and_what_comes_next(smallwins: Smallwins) -> None:
    said = smallwins("add", "Recruiter", "at", "Northwind", "replied")

    assert said.code == 0
    assert said.out.splitlines()[0] == "1  Recruiter at Northwind replied  too early to tell"
    assert "smallwins judge 1" in said.out
    assert said.err == ""


def test_every_option_reaches_the_journal(smallwins: Smallwins) -> None:
    smallwins("goal", "add", "Lead a research team")
    smallwins("add", "Earlier", "--on", "-3d")
    said = smallwins(
        "add", "Talk", "--on", "yesterday", "--story", "It *went* well", "--kind", "speaking", "--tag", "meetup",
        "--tag", "first", "--goal", "Lead", "--from", "1", "--looks", "3", "--gut", "real", "--json",
    )  # fmt: skip

    win = said.json
    today = datetime.now(UTC).date()
    assert win["number"] == 2
    assert win["happened_on"] in {str(today - timedelta(days=days)) for days in (0, 1, 2)}
    assert (win["story"], win["kind"], win["tags"]) == ("It *went* well", "speaking", ["meetup", "first"])
    assert (win["looks"], win["gut"], win["answers"]["direction"]) == (3, "real", "toward")
    assert len(win["opened_by"]) == 1
    assert smallwins("show", "1", "--json").json["signals"]["momentum"] == "yes"


def test_without_a_title_it_reads_standard_input(smallwins: Smallwins) -> None:
    said = smallwins("add", "--json", stdin="Told my boss\n\nShe was kind.\nI shook.\n")

    assert said.json["title"] == "Told my boss"
    assert said.json["story"] == "She was kind.\nI shook."


def test_a_story_of_a_dash_reads_standard_input(smallwins: Smallwins) -> None:
    assert smallwins("add", "Told", "--story", "-", "--json", stdin="long words\n").json["story"] == "long words\n"


@pytest.mark.parametrize("stdin", [b"", b"\n\n", b"\xff\xfe bad"])
def test_standard_input_without_words_keeps_nothing(smallwins: Smallwins, stdin: bytes) -> None:
    assert smallwins("add", stdin=stdin).code == 2
    assert smallwins("list", "--json").json == []


def test_a_title_is_kept_exactly_and_shown_without_orders_to_the_terminal(smallwins: Smallwins) -> None:
    hostile = "a\x1b[31mred\x07 \u202eright 王芳"

    assert "\x1b[31m" not in smallwins("add", hostile).out
    assert smallwins("show", "1", "--json").json["title"] == hostile
    assert "\\x1b[31mred" in smallwins("list").out


def test_arguments_that_are_no_text_are_refused(home: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "smallwins", "add", b"caf\xe9"], capture_output=True, check=False, timeout=30
    )

    assert said.returncode == 1
    assert said.stderr.startswith(b"smallwins: title: ")


EDITOR = """#!/bin/sh
stat -c '%a' "$1" "$(dirname "$1")" "$(dirname "$(dirname "$1")")" > {seen}
echo "$1" >> {seen}
printf 'Told my boss\\n\\nShe was kind.\\n' > "$1"
"""


def test_the_editor_writes_on_a_private_file_that_does_not_stay(home: Path, tmp_path: Path, terminal: Any) -> None:
    seen, editor = tmp_path / "seen", tmp_path / "editor"
    editor.write_text(EDITOR.format(seen=seen))
    editor.chmod(0o700)

    old = os.umask(0)
    try:
        child = terminal("add", EDITOR=str(editor))
        child.expect("Told my boss")
        child.expect(pexpect.EOF)
    finally:
        os.umask(old)

    file_mode, folder_mode, home_mode, path = seen.read_text().split()
    assert (file_mode, folder_mode, home_mode) == ("600", "700", "700")
    assert Path(path).is_relative_to(home)
    assert not Path(path).exists()


def test_a_terminated_editing_leaves_no_words_behind(home: Path, tmp_path: Path, terminal: Any) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\necho secret > "$1"\necho "$1" > {tmp_path}/seen\necho ready\nexec sleep 30\n')
    editor.chmod(0o700)
    child = terminal("add", EDITOR=str(editor))
    child.expect("ready")

    child.kill(15)
    child.expect(pexpect.EOF)

    assert not Path((tmp_path / "seen").read_text().strip()).exists()


def test_the_journal_and_its_folder_are_its_owners_alone(smallwins: Smallwins, home: Path) -> None:
    smallwins("add", "x")

    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.iterdir() if path.is_file()} == {0o600}
