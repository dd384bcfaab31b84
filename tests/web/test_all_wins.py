"""All wins: found by words and by conditions that stand in the address, fifty a page."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.commands import AddWin, AnswerWin
from smallwins.journal.judging import answer_win
from smallwins.journal.wins import add_win

from .journals import Elements, journal, name, shown, today, write


def _titles(page: object) -> list[str]:
    return re.findall(r'class="win [^>]*>.*?<h3><a[^>]*>(.*?)</a>', page.content.decode(), re.DOTALL)  # type: ignore[attr-defined]


@pytest.fixture
def wins(home: Path) -> None:
    goal = name("Lead a research team")
    write("Coffee with Priya", days_ago=40, kind="conversation", tags=("priya", "a b&c"))
    write("Talk at the guild", days_ago=9, kind="speaking", goals=(goal.id,))
    five = write("Five hundred likes", kind="recognition")
    with journal() as one:
        answers = AnswerWin(five.id, bootstrap.now(), direction="away", motive="available", opened="nothing", stretch=0)
        answer_win(one, answers._replace(gains=()))


@pytest.mark.usefixtures("wins")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Five hundred likes", "Talk at the guild", "Coffee with Priya"]),
        ("?words=tal", ["Talk at the guild"]),
        ("?words=PRIYA+coff", ["Coffee with Priya"]),
        ("?verdict=shiny", ["Five hundred likes"]),
        ("?kind=speaking", ["Talk at the guild"]),
        ("?goal=1", ["Talk at the guild"]),
        ("?tag=priya", ["Coffee with Priya"]),
        ("?tag=a+b%26c", ["Coffee with Priya"]),
        ("?doors=open", ["Talk at the guild", "Coffee with Priya"]),
        ("?unanswered=1", ["Talk at the guild", "Coffee with Priya"]),
        ("?doors=open&kind=conversation&words=coffee", ["Coffee with Priya"]),
        ("?verdict=real", []),
        ("?moves=0", ["Five hundred likes"]),
        ("?moves=1", ["Talk at the guild"]),
        ("?looks=2", []),
        ("?words=%22%27%29%3B+DROP+TABLE", []),
        ("?words=%00%EF%BF%BF", ["Five hundred likes", "Talk at the guild", "Coffee with Priya"]),
    ],
)
def test_conditions_in_the_address_hold_together(ada: Client, asked: str, found: list[str]) -> None:
    page = ada.get(f"/wins{asked}")
    assert page.status_code == 200
    assert _titles(page) == found


@pytest.mark.usefixtures("wins")
def test_days_bound_the_list(ada: Client, home: Path) -> None:
    day = today() - timedelta(days=9)
    assert _titles(ada.get(f"/wins?since={day}&until={day}")) == ["Talk at the guild"]


@pytest.mark.usefixtures("wins")
@pytest.mark.parametrize(
    "asked",
    [
        "since=soon",
        "verdict=great",
        "kind=party",
        "goal=9",
        "goal=one",
        "looks=5",
        "moves=many",
        "before=x",
        "before=2026-01-01.x",
    ],
)
def test_a_condition_that_is_none_is_said(ada: Client, asked: str) -> None:
    page = ada.get(f"/wins?{asked}")
    assert page.status_code == 422
    assert 'class="problem"' in page.content.decode()


@pytest.mark.usefixtures("wins")
def test_what_is_empty_is_left_out_of_the_address(ada: Client) -> None:
    answer = ada.get("/wins?words=talk&verdict=&kind=&since=")
    assert (answer.status_code, answer["Location"]) == (302, "/wins?words=talk")
    part = ada.get("/wins?words=talk&verdict=", headers={"HX-Request": "true"})
    assert part["HX-Replace-Url"] == "/wins?words=talk"


@pytest.mark.usefixtures("wins")
def test_each_condition_can_be_taken_away(ada: Client) -> None:
    links = Elements(ada.get("/wins?words=talk&kind=speaking")).links()
    assert "/wins?words=talk" in links
    assert "/wins?kind=speaking" in links


def test_the_list_says_what_to_do_when_it_is_empty(ada: Client, home: Path) -> None:
    assert "Write the first one down" in shown(ada.get("/wins"))
    write("Coffee with Priya")
    page = shown(ada.get("/wins?words=zebra"))
    assert "No win fits" in page
    assert "Show all wins" in page


def test_fifty_a_page_and_older_ones_by_the_address(ada: Client, home: Path) -> None:
    day = today()
    with journal() as one:
        for n in range(120):
            add_win(one, AddWin(bootstrap.new_id(), bootstrap.now(), f"Win {n}", day - timedelta(days=n // 7)))
    seen: list[str] = []
    address: str | None = "/wins?unanswered=1"
    while address:
        page = ada.get(address)
        assert "120 wins" in shown(page)
        seen += _titles(page)
        address = next((link for link in Elements(page).links() if "before=" in link), None)
    assert len(seen) == 120
    assert len(set(seen)) == 120
    assert "unanswered=1" in next(link for link in Elements(ada.get("/wins?unanswered=1")).links() if "before=" in link)
