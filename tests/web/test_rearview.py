"""The rearview shows every shiny object, nearest first, and what made them shine."""

from re import findall
from typing import Any

import pytest
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.commands import AnswerWin, LinkWins
from smallwins.journal.doors import link_wins
from smallwins.journal.judging import answer_win

from .journals import HOSTILE, followed, hidden, html, journal, said, write

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


ASKED_AGAIN = {
    "direction": ("Does it point where you want to go?", "Yes, toward a goal of mine"),
    "motive": ("Did you do it because it matters to you", "Because it was there"),
    "opened": ("What door did it open?", "Nothing changed"),
    "stretch": ("How did it feel to do?", "Effortless"),
    "gains": ("What did it build in you?", ""),
}
SAID_AGAIN: dict[str, dict[str, Any]] = {
    "as before": {field: {"answer": "skip"} for field in ASKED_AGAIN},
    "otherwise": {
        "direction": {"answer": "unsure"},
        "motive": {"answer": "meaningful"},
        "opened": {"answer": "not_yet"},
        "stretch": {"answer": "2"},
        "gains": {"answer": "these", "gains": ["clarity"]},
    },
}


@pytest.mark.parametrize(
    ("said_again", "ends"),
    [
        ("as before", "It stays in the rearview"),
        ("otherwise", "It is too early to tell now, and it has left the rearview"),
    ],
)
def test_look_again_goes_through_all_questions_and_ends_with_the_verdict(
    ada: Client, said_again: str, ends: str
) -> None:
    write("500 likes", direction="toward", motive="available", opened="nothing", stretch=0)
    (address,) = findall(r'class="again" href="([^"#]+)', html(ada.get("/rearview")))
    page: Any = ada.get(address.replace("&amp;", "&"))
    for field, (question, before) in ASKED_AGAIN.items():
        words = said(page)
        assert question in words
        assert "It went to the rearview as a shiny object" in words
        assert f"Until now you said: {before}" in words if before else "Until now" not in words
        skip = hidden(page, "skip")
        given = {"field": field, "next": "win:1", "skip": skip, **SAID_AGAIN[said_again][field]}
        page = followed(ada, ada.post("/wins/1/answer", given))
        if "then=later" in str(page.request["QUERY_STRING"]):
            assert "What is the next step?" in said(page)
            given = {"field": "later", "answer": "later", "next": "win:1", "skip": hidden(page, "skip")}
            page = followed(ada, ada.post("/wins/1/answer", given))

    assert ends in said(page)
    assert "Does it point" not in said(page).split("Your answers")[0]
    assert ('href="/rearview"' in html(page), len(findall("500 likes", said(ada.get("/rearview"))))) == (
        True,
        2 if said_again == "as before" else 1,
    )


def test_why_it_shone_is_said_while_one_looks_again(ada: Client) -> None:
    write("500 likes", **EMPTY_AND_EASY)

    assert "It went to the rearview as a shiny object: it was there, it took nothing, and it looked good" in said(
        ada.get("/wins/1?ask=1&skip=again")
    )
    assert 'href="?ask=1&amp;skip=again#judging"' in html(ada.get("/wins/1"))


def test_an_own_call_stays_the_own_call_when_one_looks_again(ada: Client) -> None:
    write("500 likes", direction="toward")
    ada.post("/wins/1/own-call", {"verdict": "shiny", "reason": "I know it", "next": "win:1"})
    ended = ada.get("/wins/1?ask=1&skip=again,direction,motive,opened,stretch,gains")

    assert "It is a shiny object by your own call, which stands until you take it back." in said(ended)


def test_a_door_found_while_looking_again_takes_the_win_out_of_the_mirror(ada: Client) -> None:
    write("500 likes", direction="toward", motive="available", opened="nothing", stretch=0)
    later = {"new": "A call from Northwind", "next": "win:1", "skip": "again,direction,motive,opened"}
    page = followed(ada, ada.post("/wins/1/doors", later))

    assert "How did it feel to do?" in said(page)
    assert "Until now you said: Effortless" in said(page)
    assert "Nothing behind you yet" in said(ada.get("/rearview"))


def test_hostile_titles_are_shown_as_words(ada: Client) -> None:
    write(HOSTILE, direction="away")
    page = ada.get("/rearview").content.decode()

    assert "<script>alert" not in page
    assert "<bdi>&lt;script&gt;" in page


def test_a_win_that_comes_back_by_itself_says_when_and_why(ada: Client) -> None:
    early = write("Talked to a stranger on the train", 30, direction="toward", motive="available", opened="nothing")
    assert "Came back" not in said(ada.get("/rearview"))
    late = write("Interview at Northwind", direction="toward", motive="meaningful")
    with journal() as opened:
        link_wins(opened, LinkWins(early.id, late.id, bootstrap.now()))
    words = said(ada.get("/rearview"))

    assert "Talked to a stranger on the train came back on" in words
    assert "a door opened: Interview at Northwind" in words


def test_a_win_that_went_back_is_no_longer_said_to_have_come_back(ada: Client) -> None:
    win = write("500 likes", 30, direction="away")
    with journal() as opened:
        answer_win(opened, AnswerWin(win.id, bootstrap.now(), direction="unsure"))
    assert "500 likes came back on" in said(ada.get("/rearview"))
    with journal() as opened:
        answer_win(opened, AnswerWin(win.id, bootstrap.now(), direction="away"))

    assert "came back" not in said(ada.get("/rearview"))
