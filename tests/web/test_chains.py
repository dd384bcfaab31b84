"""Pages of chains: drawn, as a table, and read out; all of them with the longest first."""

import re
from datetime import date

import pytest
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.commands import AddStep, LinkWins
from smallwins.journal.doors import link_wins
from smallwins.journal.steps import add_step
from smallwins.method.win import Win
from tests.web.journals import HOSTILE, html, journal, said, write


@pytest.fixture
def road(ada: Client) -> list[Win]:
    """Write down five wins that branch and merge, and one beside them."""
    wins = [write(title, days_ago) for title, days_ago in (("Letter", 90), ("Call", 9), ("Coffee", 8), ("Talk", 2))]
    wins += [write("Badge", 1, direction="away"), write("Alone", 1)]
    for earlier, later in ((0, 1), (0, 2), (1, 3), (2, 3), (0, 4)):
        link(wins[earlier], wins[later])
    return wins


def link(earlier: Win, later: Win) -> None:
    with journal() as opened:
        link_wins(opened, LinkWins(earlier.id, later.id, bootstrap.now()))


def test_a_chain_is_drawn_with_every_win_a_link_and_every_door_a_line(ada: Client, road: list[Win]) -> None:
    page = html(ada.get(f"/wins/{road[1].number}/chain"))
    across = page.split('<svg class="chain across"')[1].split("</svg>")[0]

    assert re.findall(r'class="station(?: here)?" href="([^"]+)"', across) == [
        f"/wins/{win.number}" for win in (road[0], road[1], road[2], road[3], road[4])
    ]
    assert len(re.findall(r'<path class="(?:way|branch)"', across)) == 5
    assert 'aria-current="true"' in across
    assert re.search(r'aria-label="Badge: shiny object, \d+ \w+ \d{4}"', across)
    assert "<desc" in across
    assert "2 months" in across
    assert page.count('<svg class="chain down"') == 1


def test_a_chain_is_read_out_and_stands_in_a_table(ada: Client, road: list[Win]) -> None:
    with journal() as opened:
        add_step(opened, AddStep(bootstrap.new_id(), road[3].id, bootstrap.now(), "Write to Priya", None))

    words = said(ada.get(f"/wins/{road[3].number}/chain"))

    assert "Two doors 2 more wins beside the longest way" in words
    assert "It opened 3 doors." in words
    talk = day_told(road[3].happened_on, road[2].happened_on)
    assert f"6 days later, on {talk}, out of “Call” and “Coffee”: Talk too early to tell" in words
    assert "Where it stands now At Badge , since" in words
    assert "What comes next Write to Priya" in words
    assert "When Win Verdict Opened by Led to" in words


def day_told(on: date, last: date) -> str:
    """Write a day as the story does: its year only where it is a new one."""
    return f"{on.day} {on:%B}" + (f" {on.year}" if on.year != last.year else "")


def test_a_win_with_doors_leads_to_its_chain_and_one_without_does_not(ada: Client, road: list[Win]) -> None:
    assert f'href="/wins/{road[0].number}/chain">See the chain (2 doors)' in html(ada.get(f"/wins/{road[0].number}"))
    assert f'href="/wins/{road[4].number}/chain">See the chain (1 door)' in html(ada.get(f"/wins/{road[4].number}"))
    assert "See the chain" not in html(ada.get(f"/wins/{road[5].number}"))
    assert "No door yet" in said(ada.get(f"/wins/{road[5].number}/chain"))


def test_chains_come_with_the_longest_first_and_page_by_page(ada: Client, road: list[Win]) -> None:
    for at in range(21):
        link(write(f"First {at}", 3), write(f"Second {at}", 2))

    first, second = ada.get("/chains"), ada.get("/chains?after=20")

    assert "22 chains" in said(first)
    assert "The longest chain: two doors" in said(first)
    assert "See it with all 5 wins and its branches" in said(first)
    assert said(first).count("One door") == 19
    assert "Shorter ones" in said(first)
    assert said(second).count("One door") == 2
    assert "The longest again" in said(second)


@pytest.mark.parametrize("after", ["x", "-1", "9999999999", "²", ""])
def test_a_place_in_the_list_that_is_none_is_its_beginning(ada: Client, road: list[Win], after: str) -> None:
    assert "The longest chain" in said(ada.get("/chains", {"after": after}))


def test_a_journal_without_doors_says_how_a_chain_begins(ada: Client) -> None:
    assert "No chain yet" in said(ada.get("/chains"))
    assert ada.get("/wins/7/chain").status_code == 404


def test_what_people_write_stays_words_in_a_drawing(ada: Client) -> None:
    link(write(HOSTILE, 3), write(f"{HOSTILE} & more", 2))
    page = html(ada.get("/wins/1/chain")) + html(ada.get("/chains"))

    assert "<script>alert" not in page
    assert "<img" not in page
    assert " style=" not in page


def test_the_style_of_chains_is_loaded_only_where_there_is_one(ada: Client, road: list[Win]) -> None:
    assert "/chains" in "".join(re.findall(r'<link rel="stylesheet" href="([^"]+)"', html(ada.get("/chains"))))
    assert "/chains" not in "".join(re.findall(r'<link rel="stylesheet" href="([^"]+)"', html(ada.get("/"))))


def test_a_stranger_sees_no_chain(stranger: Client, road: list[Win]) -> None:
    for address in ("/chains", f"/wins/{road[0].number}/chain"):
        answer = stranger.get(address)
        assert answer.status_code == 403
        assert "Letter" not in answer.content.decode()
