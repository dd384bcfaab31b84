"""The rearview shows every shiny object, nearest first, and what made them shine."""

from re import findall
from typing import Any

import pytest
from django.test import Client

from .journals import HOSTILE, followed, html, said, write

EMPTY_AND_EASY: dict[str, Any] = {"direction": "unsure", "motive": "available", "stretch": 0, "gains": ()}


def test_an_empty_mirror_is_kind(ada: Client) -> None:
    write("Coffee with Priya", direction="toward")

    assert "Nothing behind you yet" in said(ada.get("/rearview"))


def test_the_nearest_comes_first_and_looks_nearest(ada: Client) -> None:
    for days, title in ((300, "Old"), (1, "New"), (30, "Middle")):
        write(title, days, **EMPTY_AND_EASY)
    page = ada.get("/rearview").content.decode()

    assert findall(r'<li class="near-(\d)">', page) == ["5", "4", "1"]
    assert findall(r"<bdi>(\w+)</bdi></a></h2>", page) == ["New", "Middle", "Old"]


def test_what_made_them_shine_is_said_in_counts_and_shares(ada: Client) -> None:
    write("500 likes", **EMPTY_AND_EASY)
    write("A panel", direction="away")
    words = said(ada.get("/rearview"))

    assert "1 of 2 were just available · 50 %" in words
    assert "1 of 2 pointed somewhere else · 50 %" in words


def test_pages_follow_each_other_without_a_gap_or_a_repeat(ada: Client) -> None:
    for number in range(45):
        write(f"Shiny{number}", number // 3, direction="away")
    found, address = [], "/rearview"
    while address:
        page = ada.get(address).content.decode()
        found += findall(r"<bdi>(Shiny\d+)</bdi></a></h2>", page)
        further = findall(r'href="(\?before=[^"]+)"', page)
        address = f"/rearview{further[0]}" if further else ""

    assert sorted(found) == sorted(f"Shiny{number}" for number in range(45))


@pytest.mark.parametrize("before", ["x", "2026-99-99.1", "2026-11-22", ".5", "2026-11-22.-3", "2026-11-22." + "9" * 40])
def test_a_place_that_is_none_never_breaks_the_page(ada: Client, before: str) -> None:
    write("500 likes", direction="away")

    assert ada.get("/rearview", {"before": before}).status_code == 200


def test_look_again_leads_to_the_questions_and_a_door_takes_the_win_out_of_the_mirror(ada: Client) -> None:
    write("500 likes", direction="toward", motive="available", opened="nothing", stretch=0)
    (address,) = findall(r'class="again" href="([^"#]+)', html(ada.get("/rearview")))
    assert "What door did it open?" in said(ada.get(address))

    followed(ada, ada.post("/wins/1/answer", {"field": "opened", "answer": "door", "next": "win:1"}))
    assert "Nothing behind you yet" in said(ada.get("/rearview"))


def test_hostile_titles_are_shown_as_words(ada: Client) -> None:
    write(HOSTILE, direction="away")
    page = ada.get("/rearview").content.decode()

    assert "<script>alert" not in page
    assert "<bdi>&lt;script&gt;" in page
