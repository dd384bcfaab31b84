"""Chains in the terminal: drawn with their branches, told by numbers where it is narrow, and read out."""

import json
import re
from itertools import pairwise

import pytest

from smallwins.cli.terminal import Terminal
from smallwins.cli.text import width_of
from tests.cli.conftest import Smallwins

PLAIN = re.compile(r"[^\x20-\x7e]")


@pytest.fixture
def road(smallwins: Smallwins) -> Smallwins:
    """Write down a chain that branches and merges, with a side that ends and a step to do."""
    days = {"E-mail": "2026-01-05", "Call": "2026-01-07", "Coffee": "2026-01-09", "Interview": "2026-04-01"}
    for title, day in {**days, "Badge": "2026-04-02"}.items():
        smallwins("add", title, "--on", day)
    for earlier, later in (("1", "2"), ("1", "3"), ("2", "4"), ("3", "4"), ("3", "5")):
        smallwins("led", earlier, later)
    smallwins("step", "add", "4", "Write to Priya", "--by", "2027-01-01")
    return smallwins


def test_a_chain_is_drawn_with_its_branches_and_where_they_come_back(road: Smallwins) -> None:
    assert road("chain", "1").out.splitlines() == [
        "◷     1  E-mail  (early, 5 Jan)  ◀",
        "├─╮",
        "◷ │   2  Call  (early, 7 Jan)",
        "│ ◷   3  Coffee  (early, 9 Jan)",
        "│ ├─╮",
        "│ │ │ 2 months",
        "├─╯ │",
        "◷   │ 4  Interview  (early, 1 Apr)",
        "╰┄┄┄│┄┄ next: Write to Priya, by 1 January 2027",
        "    ◷ 5  Badge  (early, 2 Apr)",
        "",
        "The longest way through it: 1 → 2 → 4 (3 wins)",
    ]


def test_a_dotted_way_leads_from_a_win_to_each_of_its_open_steps(road: Smallwins) -> None:
    road("step", "add", "1", "Thank the recruiter")
    road("step", "add", "1", "Look up the team")
    road("step", "add", "5", "Take it off the wall")
    lines = road("chain", "1").out.splitlines()

    assert lines[:4] == [
        "◷     1  E-mail  (early, 5 Jan)  ◀",
        "├┄┄┄┄┄┄ next: Thank the recruiter",
        "├┄┄┄┄┄┄ next: Look up the team",
        "├─╮",
    ]
    assert lines[-3:-1] == ["    ╰┄┄ next: Take it off the wall", ""]
    road("step", "done", "2")
    assert "Thank the recruiter" not in road("chain", "1").out


def test_wins_that_did_not_lead_to_one_another_never_look_as_if_they_had(smallwins: Smallwins) -> None:
    for title in ("A", "B", "C", "D"):
        smallwins("add", title)
    for earlier, later in (("1", "4"), ("2", "4"), ("3", "4")):
        smallwins("led", earlier, later)

    lines = smallwins("chain", "1").out.splitlines()

    assert sum("◷" in line for line in lines) == 4
    assert not [(above, below) for above, below in pairwise(lines) if above.find("◷") == below.find("◷") >= 0]


def test_where_ways_leave_no_room_for_words_they_are_told_by_numbers(smallwins: Smallwins) -> None:
    many = 16
    wins = [
        {"id": f"win-{at}", "title": f"Step {at}", "happened_on": "2026-01-01", "logged_at": "2026-01-01T10:00:00Z",
         "opened_by": [f"win-{at - many}"] if at >= many else (["win-0"] if at else [])}
        for at in range(3 * many)
    ]  # fmt: skip
    wins[-1]["opened_by"] = [f"win-{at}" for at in range(many, 2 * many)]
    smallwins("import", "-", stdin=json.dumps({"format": "smallwins/1", "wins": wins}))

    wide = smallwins("chain", "1").out
    assert "├─" in wide
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("smallwins.cli.call.look", lambda: Terminal(True, 40, colour=False, unicode=True))
        narrow = smallwins("chain", "1").out

    assert "├" not in narrow
    assert f"out of {', '.join(str(at + 1) for at in range(many, many + 2))}" in " ".join(narrow.split())
    assert max(width_of(line) for line in narrow.splitlines()) <= 40


def test_a_terminal_without_unicode_gets_plain_signs(road: Smallwins) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("smallwins.cli.call.look", lambda: Terminal(True, 80, colour=False, unicode=False))
        drawn = road("chain", "1").out

    assert drawn.splitlines()[:3] == ["o     1  E-mail  (early, 5 Jan)  <", "+-+", "o |   2  Call  (early, 7 Jan)"]
    assert PLAIN.findall(drawn.replace("\n", "")) == []


def test_a_chain_is_read_out_in_order_with_dates(road: Smallwins) -> None:
    told = road("chain", "1", "--story").out.splitlines()

    assert told[:6] == [
        "It began on 5 January 2026:",
        "  ◷ E-mail (1, early). It opened 2 doors.",
        "2 days later, on 7 January, it led to:",
        "  ◷ Call (2, early).",
        "2 days later, on 9 January, out of “E-mail”:",
        "  ◷ Coffee (3, early). It opened 2 doors.",
    ]
    assert told[-3:] == [
        "It stands at “Badge”, since 2 April 2026.",
        "It stands at “Interview”, since 1 April 2026.",
        "Next: Write to Priya, by 1 January 2027.",
    ]


def test_a_program_reads_the_chain_with_its_open_steps(road: Smallwins) -> None:
    chain = road("chain", "2", "--json").json

    assert chain["longest"] == [1, 2, 4]
    assert [win["number"] for win in chain["wins"]] == [1, 2, 3, 4, 5]
    assert {"win": 3, "led_to": 5} in chain["doors"]
    assert chain["next_steps"] == [{"number": 1, "win": 4, "text": "Write to Priya", "due_on": "2027-01-01"}]
    assert chain["more"] is False


def test_chains_come_with_the_longest_first(road: Smallwins) -> None:
    road("add", "A letter", "--on", "2026-05-01")
    road("add", "An answer", "--on", "2026-05-09")
    road("led", "6", "7")

    assert road("chains").out.splitlines() == [
        "2 doors, 2 wins beside it: 5 January 2026 – 1 April 2026",
        "  1  E-mail",
        "  → 4  Interview",
        "1 door: 1 May 2026 – 9 May 2026",
        "  6  A letter",
        "  → 7  An answer",
    ]
    assert [chain["length"] for chain in road("chains", "--json").json["chains"]] == [3, 2]
    assert road("chains", "--limit", "1").err == "1 more: smallwins chains --limit 2\n"


def test_no_chain_yet_says_how_one_begins(smallwins: Smallwins) -> None:
    smallwins("add", "Alone")

    assert "smallwins led WIN LATER" in smallwins("chains").err
    assert "smallwins led 1 LATER" in " ".join(smallwins("chain", "1").out.split())


def test_a_chain_of_a_thousand_wins_is_drawn(smallwins: Smallwins) -> None:
    wins = [
        {"id": f"win-{i}", "title": f"Step {i}", "happened_on": "2026-01-01", "logged_at": "2026-01-01T10:00:00Z",
         "opened_by": [f"win-{i - 1}"] if i else []}
        for i in range(1000)
    ]  # fmt: skip
    smallwins("import", "-", stdin=json.dumps({"format": "smallwins/1", "wins": wins}))

    drawn = smallwins("chain", "500").out.splitlines()
    assert drawn[999].startswith("◷ 1000  Step 999")
    assert drawn[1000] == ""
    assert "1 → 2 → 3 → 4 → … → 997 → 998 → 999 → 1000 (1,000 wins)" in " ".join(drawn[1001:])
