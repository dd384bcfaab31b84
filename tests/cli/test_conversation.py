"""The conversations, at a real terminal: one key an answer, skip, back, quit and go on; no answer is ever lost."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pexpect
import pytest

from smallwins.cli.text import width_of
from smallwins.method.questions import DIRECTION, GAINS, MOTIVE, OPENED, QUESTIONS, STRETCH, Question
from smallwins.method.week import week_of
from tests.cli.conftest import Smallwins, Terminal

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
PROMPT = "› "


def expect(child: Any, words: str) -> None:
    """Wait for words, however they are wrapped, and for the prompt after them."""
    child.expect(r"(?:\s|\x1b\[[0-9;]*m)+".join(re.escape(word) for word in words.split()))


def asked(child: Any, question: Question) -> None:
    expect(child, question.text)
    child.expect(PROMPT)


def end(child: Any) -> int | None:
    child.expect(pexpect.EOF)
    child.wait()
    status: int | None = child.exitstatus
    return status


def before(child: Any) -> str:
    """Return what was printed before the last thing waited for."""
    return str(child.before)


def answers(smallwins: Smallwins, win: str = "1") -> Any:
    return smallwins("show", win, "--json").json["answers"]


@pytest.fixture
def one_win(smallwins: Smallwins) -> Smallwins:
    smallwins("add", "Recruiter at Northwind replied")
    return smallwins


@pytest.mark.parametrize(
    ("keys", "ends"),
    [("sssss", "It stays in the rearview; nothing is lost."), ("sssS1", "It has left the rearview.")],
)
def test_a_win_of_the_rearview_is_looked_at_again_with_all_questions(
    one_win: Smallwins, terminal: Terminal, keys: str, ends: str
) -> None:
    one_win("judge", "1", "--direction", "toward", "--motive", "available", "--stretch", "0", "--gain", "none")
    child = terminal("judge", "1", "--again")
    expect(
        child, "Looking again. It went to the rearview as a shiny object: just available, effortless, and looks good"
    )
    for question, until, key in zip(
        QUESTIONS, ("Yes, toward", "Because it was there", "", "Effortless", "nothing"), keys, strict=True
    ):
        expect(child, question.text)
        if until:
            expect(child, f"until now: {until}")
        child.expect(PROMPT)
        child.send({"S": "2", "1": "1\r"}.get(key, key))
    expect(child, ends)
    assert end(child) == 0


def test_a_win_is_judged_by_single_keys(one_win: Smallwins, terminal: Terminal) -> None:
    one_win("goal", "add", "Lead a research team", "--skill", "hiring")
    child = terminal("judge", "1")
    asked(child, DIRECTION)
    child.send("1")
    expect(child, "Which goal does it point toward?")
    child.send("1\r")
    asked(child, MOTIVE)
    child.send("1")
    asked(child, OPENED)
    child.send("1")
    expect(child, "Which door?")
    child.send("n")
    expect(child, "how did your next step change?")
    child.send("A call on Tuesday\r")
    asked(child, STRETCH)
    child.send("2")
    asked(child, GAINS)
    child.send("23")
    expect(child, "Which skill?")
    child.send("1\r")
    child.send("\r")
    expect(child, "Real win")
    expect(child, "What would change it")

    assert end(child) == 0
    told = answers(one_win)
    assert (told["direction"], len(told["goals"]), told["motive"]) == ("toward", 1, "meaningful")
    assert (told["opened"], told["door_note"], told["stretch"]) == ("door", "A call on Tuesday", 2)
    assert told["gains"] == ["confidence", "skill:hiring"]


def test_skip_leaves_a_question_open_and_back_asks_the_one_before(one_win: Smallwins, terminal: Terminal) -> None:
    child = terminal("judge", "1")
    asked(child, DIRECTION)
    child.send("s")
    asked(child, MOTIVE)
    child.send("2")
    asked(child, OPENED)
    child.send("b")
    expect(child, "until now: Because it was there")
    child.send("1")
    asked(child, OPENED)
    child.send("3")
    asked(child, STRETCH)
    child.send("s")
    asked(child, GAINS)
    child.send("0")

    assert end(child) == 0
    told = answers(one_win)
    assert (told["direction"], told["motive"], told["opened"], told["stretch"]) == (None, "meaningful", "nothing", None)
    assert told["gains"] == []


def test_quitting_keeps_what_was_answered_and_the_next_time_goes_on_there(
    one_win: Smallwins, terminal: Terminal
) -> None:
    child = terminal("judge", "1")
    asked(child, DIRECTION)
    child.send("3")
    asked(child, MOTIVE)
    child.send("q")
    assert end(child) == 0
    assert answers(one_win)["direction"] == "away"

    child = terminal("judge", "1")
    asked(child, MOTIVE)
    assert DIRECTION.text not in before(child)
    child.send("q")
    assert end(child) == 0


@pytest.mark.parametrize("after", range(1, 5))
def test_an_interrupt_loses_no_answer_and_leaves_no_traceback(
    one_win: Smallwins, terminal: Terminal, after: int
) -> None:
    child = terminal("judge", "1")
    for question in (DIRECTION, MOTIVE, OPENED, STRETCH)[:after]:
        asked(child, question)
        child.send("3" if question in (DIRECTION, OPENED) else "2")
    asked(child, QUESTIONS[after])
    child.sendintr()

    assert end(child) == 130
    assert "Traceback" not in before(child)
    told = answers(one_win)
    given = [told[question.field] for question in QUESTIONS]
    assert None not in given[:after]
    assert given[after:] == [None] * (5 - after)


def test_a_closed_terminal_loses_no_answer(one_win: Smallwins, terminal: Terminal) -> None:
    child = terminal("judge", "1")
    asked(child, DIRECTION)
    child.send("2")
    asked(child, MOTIVE)
    child.close(force=True)

    assert answers(one_win)["direction"] == "unsure"


def test_not_yet_proposes_four_weeks_and_takes_a_next_step(one_win: Smallwins, terminal: Terminal) -> None:
    one_win("judge", "1", "--direction", "unsure", "--motive", "meaningful")
    child = terminal("judge", "1")
    asked(child, OPENED)
    child.send("2")
    expect(child, "When shall we look again?")
    child.send("someday\r")
    expect(child, "is not a day such as")
    child.send("\r")
    expect(child, "Is there a next step?")
    child.send("When Sam writes, I will ask\r")
    expect(child, "By when?")
    child.send("+2w\r")
    asked(child, STRETCH)
    child.send("q")
    assert end(child) == 0

    win = one_win("show", "1", "--json").json
    days = datetime.fromisoformat(win["answers"]["look_again"]) - datetime.fromisoformat(win["happened_on"])
    assert days.days == 28
    assert win["steps"][0]["text"] == "When Sam writes, I will ask"


def test_a_door_to_a_later_win_is_chosen_by_key(one_win: Smallwins, terminal: Terminal) -> None:
    one_win("add", "Call with the team lead")
    child = terminal("judge", "1")
    asked(child, DIRECTION)
    child.send("s")
    asked(child, MOTIVE)
    child.send("s")
    asked(child, OPENED)
    child.send("1")
    expect(child, "Call with the team lead")
    child.send("1")
    asked(child, STRETCH)
    child.send("q")
    assert end(child) == 0

    assert one_win("chain", "1", "--json").json["doors"] == [{"win": 1, "led_to": 2}]


def test_without_a_win_those_with_open_questions_come_one_after_another(one_win: Smallwins, terminal: Terminal) -> None:
    one_win("add", "Second")
    child = terminal("judge")
    expect(child, "2  Second")
    for question in QUESTIONS:
        asked(child, question)
        child.send("s")
    expect(child, "1 more with open questions")
    child.send("\r")
    expect(child, "1  Recruiter")
    child.send("q")
    assert end(child) == 0


def plain_lines(text: str) -> list[str]:
    return [line.rpartition("\r")[2] for line in ESCAPES.sub("", text).replace("\r\n", "\n").split("\n")]


def test_a_narrow_window_cuts_nothing_off(one_win: Smallwins, terminal: Terminal) -> None:
    child = terminal("judge", "1", columns=40)
    shown = ""
    for question in QUESTIONS:
        asked(child, question)
        shown += before(child) + PROMPT
        child.send("s")
    assert end(child) == 0

    assert all(width_of(line) <= 40 for line in plain_lines(shown + before(child)))


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colour_no_escape_is_printed(one_win: Smallwins, terminal: Terminal, environ: dict[str, str]) -> None:
    child = terminal("show", "1", **environ)

    assert end(child) == 0
    assert "\x1b" not in before(child)


def test_a_terminal_without_single_keys_takes_lines(one_win: Smallwins, terminal: Terminal) -> None:
    child = terminal("judge", "1", TERM="dumb")
    asked(child, DIRECTION)
    child.send("3\r")
    asked(child, MOTIVE)
    child.send("q\r")

    assert end(child) == 0
    assert answers(one_win)["direction"] == "away"


def test_where_signs_beyond_ascii_cannot_be_shown_plain_ones_stand(one_win: Smallwins, terminal: Terminal) -> None:
    child = terminal("list", PYTHONIOENCODING="ascii")

    assert end(child) == 0
    assert before(child).isascii()
    assert "o early" in before(child)


def walk_to(child: Any, step: int) -> None:
    """Go through a review of one fresh win and one goal, up to a step."""
    expect(child, "1 of 6  Doors")
    if step == 1:
        return
    asked(child, OPENED)
    child.send("3")
    expect(child, "2 of 6  Wins")
    if step == 2:
        return
    child.expect(PROMPT)
    child.send("\r")
    expect(child, "3 of 6  The questions")
    if step == 3:
        return
    for question in (DIRECTION, MOTIVE, STRETCH, GAINS):
        asked(child, question)
        child.send("s")
    expect(child, "4 of 6  Pulse")
    if step == 4:
        return
    expect(child, "How confident")
    child.send("7")
    expect(child, "How clear")
    child.send("t")
    expect(child, "Am I stuck")
    child.send("n")
    expect(child, "how possible does it feel?")
    child.send("4")
    expect(child, "5 of 6  One step")
    if step == 5:
        return
    expect(child, "the next step?")
    child.send("0")
    expect(child, "6 of 6  Close")


STEPS = ("Doors", "Wins", "The questions", "Pulse", "One step", "Close")


@pytest.mark.parametrize("step", range(1, 7))
def test_a_review_quit_at_any_step_goes_on_there(one_win: Smallwins, terminal: Terminal, step: int) -> None:
    one_win("goal", "add", "Lead a research team")
    child = terminal("review", "--week", this_week())
    walk_to(child, step)
    child.expect(PROMPT)
    child.send("q\r" if step in (2, 6) else "q")
    expect(child, "All of it is kept")
    assert end(child) == 0

    child = terminal("review", "--week", this_week())
    expect(child, f"{step} of 6  {STEPS[step - 1]}")
    child.expect(PROMPT)
    child.send("q\r" if step in (2, 6) else "q")
    assert end(child) == 0
    review = one_win("review", "--week", this_week(), "--json").json
    assert review["stage"] == ("doors", "wins", "questions", "pulse", "step", "close")[step - 1]
    if step > 4:
        assert (review["confidence"], review["clarity"], review["stuck"]) == (7, 10, False)


def this_week() -> str:
    return str(week_of(datetime.now(UTC).date()))


def test_a_review_is_held_from_end_to_end_and_can_be_opened_again(one_win: Smallwins, terminal: Terminal) -> None:
    one_win("goal", "add", "Lead a research team")
    child = terminal("review", "--week", this_week())
    walk_to(child, 2)
    child.expect(PROMPT)
    child.send("Wrote to Priya\r")
    expect(child, "Wrote to Priya")
    child.expect(PROMPT)
    child.send("b\r")
    expect(child, "1 of 6  Doors")
    asked(child, OPENED)  # of the win just written down
    child.send("s")
    expect(child, "2 of 6  Wins")
    child.expect(PROMPT)
    child.send("\r")
    expect(child, "3 of 6")
    for _ in range(8):
        child.expect(PROMPT)
        child.send("s")
    expect(child, "4 of 6")
    for key in "5", "6", "y", "8":
        child.expect(PROMPT)
        child.send(key)
    expect(child, "5 of 6")
    child.expect(PROMPT)
    child.send("1")
    expect(child, "One concrete thing")
    child.send("When she answers, I will call\r")
    expect(child, "By when?")
    child.send("\r")
    expect(child, "Another step?")
    child.send("\r")
    expect(child, "6 of 6  Close")
    child.expect(PROMPT)
    child.send("A good week\r")
    expect(child, "Close the week?")
    child.send("\r")
    expect(child, "is kept. 1 week kept in all.")
    assert end(child) == 0
    review = one_win("review", "--week", this_week(), "--json").json
    assert (review["status"], review["note"], review["stuck"]) == ("closed", "A good week", True)
    assert len(one_win("steps", "--json").json) == 1

    child = terminal("review", "--week", this_week())
    expect(child, "Open it again?")
    child.send("y")
    expect(child, "1 of 6  Doors")
    child.expect(PROMPT)
    child.send("q")
    assert end(child) == 0
    assert one_win("review", "--week", this_week(), "--json").json["status"] == "open"


def test_nothing_is_asked_where_standard_input_is_no_terminal(one_win: Smallwins) -> None:
    assert one_win("review").code == 0
    assert one_win("judge", "1").code == 0
    assert one_win("judge").code == 2


def test_an_edit_in_the_editor_changes_title_and_story(one_win: Smallwins, terminal: Terminal, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "New title\\n\\nNew story\\n" > "$1"\n')
    editor.chmod(0o700)
    child = terminal("edit", "1", EDITOR=str(editor))

    assert end(child) == 0
    win = one_win("show", "1", "--json").json
    assert (win["title"], win["story"]) == ("New title", "New story")
