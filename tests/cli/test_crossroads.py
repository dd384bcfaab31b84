"""Offers before they are taken, in the terminal: by options, and in a conversation."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from smallwins.bootstrap import local_journal
from smallwins.cli.render_crossroads import crossroads_lines
from smallwins.cli.terminal import Terminal as Columns
from smallwins.cli.text import width_of
from smallwins.journal.offers import all_offers
from smallwins.method.ahead import QUESTIONS_AHEAD
from smallwins.method.week import week_of
from tests.cli.conftest import Smallwins, Terminal
from tests.cli.test_conversation import asked, end, expect

NEW = ("crossroads", "new", "Two offers", "--option", "Head of AI at Brightloop", "--option", "Lead the pod")


@pytest.fixture
def offers(smallwins: Smallwins) -> Smallwins:
    """Put two offers down, the second of which would open a door."""
    assert smallwins(*NEW).code == 0
    smallwins("goal", "add", "Lead a research team")
    told = ("--goal", "1", "--motive", "meaningful", "--opened", "door", "--stretch", "3", "--gain", "skill:hiring")
    assert smallwins("crossroads", "answer", "1", "--option", "lead", *told).code == 0
    return smallwins


def decided(offers: Smallwins, *more: str) -> Any:
    return offers("crossroads", "decide", "1", "--option", "2", "--because", "I would rather do the work", *more)


def test_an_offer_is_put_down_with_its_ways(smallwins: Smallwins) -> None:
    said = smallwins(*NEW)

    assert said.code == 0
    assert "1 Head of AI at" in said.out
    assert said.out.count("not clear yet") >= 2
    assert "10 questions not answered yet" in said.out


def test_answers_make_an_option_worth_it_and_looks_do_not(offers: Smallwins) -> None:
    before = offers("crossroads", "show", "1", "--json").json
    assert [one["word"] for one in before["options"]] == ["not clear yet", "worth it"]
    after = offers("crossroads", "edit", "1", "--option", "1", "--looks", "4", "--json").json

    assert after["options"][0]["looks"] == 4
    assert [one["verdict"] for one in after["options"]] == [one["verdict"] for one in before["options"]]
    assert after["options"][1]["signals"] == {"alignment": "yes", "momentum": "yes", "stretch": "yes", "gain": "yes"}
    assert after["options"][0]["next_question"] == "alignment"


def test_a_decision_keeps_its_reason_and_its_day(offers: Smallwins) -> None:
    said = decided(offers, "--look-back", "+5w", "--json").json

    assert (said["status"], said["reason"]) == ("decided", "I would rather do the work")
    assert said["decision"] == said["options"][1]["id"]
    assert said["look_back_on"] > str(date.today() + timedelta(weeks=4))
    shown = offers("crossroads", "show", "two").out
    assert "Decided: Lead the pod." in shown
    assert "Why: I would rather do the work" in shown
    assert "Lead the pod (taken)" in offers("crossroads", "list").out


def test_the_option_taken_becomes_a_win(offers: Smallwins) -> None:
    decided(offers)
    judged = offers("crossroads", "win", "1", "First", "day", "with", "the", "pod", "--json").json

    assert (judged["number"], judged["title"], judged["verdict"]) == (1, "First day with the pod", "early")
    assert judged["answers"]["opened"] == "not_yet"
    assert judged["history"][-1]["cause"] == (
        "from the crossroads “Two offers”: Lead the pod, because I would rather do the work"
    )
    shown = offers("crossroads", "show", "1", "--json").json
    assert (shown["win"], shown["win_number"]) == (judged["id"], 1)
    again = offers("crossroads", "win", "1")
    assert (again.code, again.err) == (1, "smallwins: It is your win 1 already.\n")


def test_the_option_taken_can_be_a_win_written_down_before(offers: Smallwins) -> None:
    offers("add", "Signed for the pod")
    decided(offers)

    assert "“Two offers” is linked to it." in offers("crossroads", "win", "1", "--link", "1").out
    assert "It became" in offers("crossroads", "show", "1").out


def test_looking_back_is_in_the_person_s_words_and_told_anew_it_keeps_what_stood_before(offers: Smallwins) -> None:
    decided(offers)
    said = offers("crossroads", "look-back", "1", "It", "was", "worth", "the", "fear")
    assert "How it turned out: It was worth the fear" in said.out

    again = offers("crossroads", "look-back", "1", "It was worth more than that")
    assert "How it turned out: It was worth more than that" in again.out
    assert "You had written: It was worth the fear" in again.out
    shape = offers("crossroads", "show", "1", "--json").json
    assert shape["outcome"] == "It was worth more than that"
    assert shape["history"][-1]["change"] == {"outcome": ["It was worth the fear", "It was worth more than that"]}
    later = offers("crossroads", "look-back", "1", "--later", "+4w")
    assert (later.code, later.out) == (1, "")
    assert "looked back on this one already" in later.err


def test_a_decision_made_anew_keeps_the_one_before_and_its_reason(offers: Smallwins) -> None:
    decided(offers)
    offers("crossroads", "reopen", "1")
    said = offers("crossroads", "decide", "1", "--option", "1", "--because", "They asked twice").out

    assert "Decided: Head of AI at Brightloop" in said
    assert "Why: They asked twice" in said
    assert "You had chosen: Lead the pod" in said
    assert "Your reason was: I would rather do the work" in said
    assert said.index("Decided for “Head of AI") < said.index("Reopened") < said.index("Decided for “Lead the pod")


def test_every_change_can_be_taken_back(offers: Smallwins) -> None:
    for change in (
        ("edit", "1", "--add", "Stay where I am", "--drop", "1"),
        ("edit", "1", "Three", "offers"),
        ("decide", "1", "--option", "2", "--because", "So"),
        ("delete", "1"),
    ):
        before = standing(offers)
        assert offers("crossroads", *change).code == 0
        assert standing(offers) != before
        for _ in range(2 if "--drop" in change else 1):
            assert offers("undo").code == 0
        assert standing(offers) == before


def standing(offers: Smallwins) -> list[dict[str, Any]]:
    """Return every crossroads as it stands, but for its history, which only grows."""
    several = offers("crossroads", "list", "--json").json
    return [{key: value for key, value in one.items() if key != "history"} for one in several]


def test_a_decision_taken_up_again_can_be_made_anew(offers: Smallwins) -> None:
    decided(offers)
    assert offers("crossroads", "answer", "1", "--option", "1", "--stretch", "1").code == 1
    assert offers("crossroads", "reopen", "1").code == 0
    assert offers("crossroads", "answer", "1", "--option", "1", "--stretch", "1").code == 0


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("new", "Two"), 2, "Name the ways there are"),
        (("new", "Two", *("--option", "x") * 6), 1, "one to 5 can be compared"),
        (("show", "9"), 1, "There is no crossroads 9"),
        (("answer", "1"), 2, "Give the answers as options"),
        (("answer", "1", "--stretch", "2"), 2, "--option OPTION"),
        (("answer", "1", "--option", "9", "--stretch", "2"), 1, "There is no option 9"),
        (("answer", "1", "--option", "1", "--gain", "none", "--gain", "clarity"), 2, "stands alone"),
        (("decide", "1"), 2, "--option OPTION --because TEXT"),
        (("decide", "1", "--option", "1", "--because", " "), 1, "reason: is empty"),
        (("decide", "1", "--option", "1", "--because", "x", "--look-back", "yesterday"), 1, "not after today"),
        (("decide", "1", "--option", "1", "--because", "x", "--look-back", "soon"), 1, "is not a day such as"),
        (("look-back", "1", "Well"), 1, "Decide first"),
        (("look-back", "1"), 1, "Decide first"),
        (("look-back", "1", "Well", "--later", "+1w"), 2, "Either"),
        (("win", "1"), 1, "Decide first"),
        (("win", "1", "A", "--link", "1"), 2, "--link names a win"),
        (("edit", "1"), 2, "Say what to change"),
        (("edit", "1", "--looks", "2"), 2, "--option goes with"),
        (("edit", "1", "--drop", "1", "--drop", "2"), 1, "only option"),
        (("reopen", "1"), 1, "Decide first"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_is_said_in_one_line_and_changes_nothing(
    offers: Smallwins, words: tuple[str, ...], code: int, says: str
) -> None:
    before = offers("crossroads", "list", "--json").out
    said = offers("crossroads", *words)

    assert (said.code, said.out) == (code, "")
    assert says in said.err
    assert offers("crossroads", "list", "--json").out == before


def test_an_empty_list_says_how_to_begin(smallwins: Smallwins) -> None:
    said = smallwins("crossroads", "list")
    assert (said.out, said.code) == ("", 0)
    assert "Before you say yes to an offer" in said.err
    assert smallwins("crossroads", "list", "--json").json == []


@pytest.mark.parametrize("columns", [24, 40, 60, 80, 120])
@pytest.mark.parametrize("unicode", [True, False])
def test_the_table_fits_and_is_stacked_where_it_does_not(
    smallwins: Smallwins, home: Path, columns: int, unicode: bool
) -> None:
    smallwins("sample", "load")
    hostile = "\x1b[2Jx \u202eevil 漢字漢字漢字漢字漢字 " + "w" * 90
    smallwins("crossroads", "new", hostile, *(word for n in range(5) for word in ("--option", f"{n}{hostile}")))
    today = date(2026, 11, 22)
    with local_journal(str(home / "journal.db"), reading=True) as journal:
        several = all_offers(journal, today)
    for seen in several:
        lines = crossroads_lines(seen, Columns(True, columns, False, unicode), today)
        assert max(map(width_of, lines)) <= columns
        assert "\x1b" not in "".join(lines)
        assert "\u202e" not in "".join(lines)
        side_by_side = columns >= (60 if len(seen.options) < 5 else 120)
        assert any(line.startswith("Alignment") for line in lines) == side_by_side


def test_an_offer_is_talked_through_one_question_at_a_time(smallwins: Smallwins, terminal: Terminal) -> None:
    smallwins("goal", "add", "Lead a research team")
    child = terminal("crossroads", "new", "An offer")
    expect(child, "What could you say yes to?")
    child.send("Head of AI\r")
    expect(child, "What else?")
    child.send("\r")
    expect(child, "“Stay where I am” beside it?")
    child.send("y")
    expect(child, "1 Head of AI")
    direction, motive, opened, stretch, gains = QUESTIONS_AHEAD
    asked(child, direction)
    child.send("1")
    expect(child, "Which goal would it point toward?")
    child.send("1\r")
    asked(child, motive)
    child.send("1")
    asked(child, opened)
    child.send("1")
    expect(child, "Which door")
    child.send("A team of my own\r")
    asked(child, stretch)
    child.send("2")
    asked(child, gains)
    child.send("1\r")
    expect(child, "how good would it look to others?")
    child.send("4")
    expect(child, "Worth it")
    expect(child, "the next option")
    child.send("\r")
    expect(child, "2 Stay where I am")
    asked(child, direction)
    child.send("q")
    expect(child, "(looks)")
    assert end(child) == 0

    head, stay = smallwins("crossroads", "show", "1", "--json").json["options"]
    assert (head["word"], head["looks"], head["answers"]["door_note"]) == ("worth it", 4, "A team of my own")
    assert (stay["title"], stay["answers"]["direction"]) == ("Stay where I am", None)


def test_a_decision_is_talked_through(offers: Smallwins, terminal: Terminal) -> None:
    child = terminal("crossroads", "decide", "1")
    expect(child, "Which one do you take?")
    child.send("2")
    expect(child, "Why?")
    child.send("The work\r")
    expect(child, "When shall we look back?")
    child.send("\r")
    expect(child, "Decided: Lead the pod.")
    assert end(child) == 0

    assert offers("crossroads", "show", "1", "--json").json["reason"] == "The work"


@pytest.mark.parametrize(
    ("told", "status"), [("It was worth the fear", "looked_back"), ("", "decided"), ("l", "decided")]
)
def test_the_review_asks_how_a_decision_turned_out_on_its_day(
    offers: Smallwins, terminal: Terminal, home: Path, told: str, status: str
) -> None:
    decided(offers)
    today = datetime.now(UTC).date()
    due = str(today - timedelta(days=8))
    with local_journal(str(home / "journal.db")) as journal:
        found = journal.crossroads.all()[0]
        journal.crossroads.save(found._replace(look_back_on=date.fromisoformat(due)))
    child = terminal("review", "--week", str(week_of(today)))
    expect(child, "Two offers: you took “Lead the pod”")
    expect(child, "How did it turn out?")
    child.send(f"{told}\r")
    if told == "l":
        expect(child, "When shall we look back?")
        child.send("\r")
    expect(child, "Enter: go on")
    child.send("\r")
    expect(child, "2 of 6")
    child.send("q\r")
    assert end(child) == 0

    shown = offers("crossroads", "show", "1", "--json").json
    assert (shown["status"], shown["outcome"] or "") == (status, told if status == "looked_back" else "")
    assert (shown["look_back_on"] == due) == (told != "l")


def test_help_of_every_crossroads_command_has_examples(smallwins: Smallwins) -> None:
    names = re.findall(r"^  ([a-z-]+) ", smallwins("crossroads", "--help").out.split("Commands:")[1], re.MULTILINE)
    assert {"new", "show", "answer", "decide", "look-back", "win", "list"} <= set(names)
    for name in (name for name in names if name != "smallwins"):
        assert f"smallwins crossroads {name}" in smallwins("crossroads", name, "--help").out


def test_bare_smallwins_says_when_the_day_to_look_back_has_come(offers: Smallwins, home: Path) -> None:
    decided(offers)
    offers("add", "Coffee with Priya")
    assert "look back" not in offers().out
    assert offers("--json").json["look_back"] == []
    make_due(home)

    said = offers().out
    assert "The day to look back on “Two offers” has come:\n  smallwins crossroads look-back 1\n" in said
    (due,) = offers("--json").json["look_back"]
    assert (due["title"], due["place"]) == ("Two offers", 1)
    assert offers("crossroads", "look-back", "1", "It grew on me").code == 0
    assert "look back" not in offers().out


def make_due(home: Path) -> None:
    """Let the day to look back come."""
    with local_journal(str(home / "journal.db")) as journal:
        (found,) = journal.crossroads.all()
        journal.crossroads.save(found._replace(look_back_on=date(2020, 1, 1)))
