"""The guide tells the method in three screens, and each word explains itself where it stands."""

from re import findall
from typing import Any

import pytest
from django.test import Client

from smallwins.method.guide import FOUR, GLOSSARY, SCREENS

from .journals import html, said, write


def test_the_first_visit_leads_through_three_screens_to_the_first_win(ada: Client) -> None:
    address, headings = "/guide", []
    assert address in findall(r'href="([^"]+)"', html(ada.get("/")))
    while address != "/":
        page = html(ada.get(address))
        headings += findall(r"<h1>(.+?)</h1>", page)
        (address,) = findall(r'class="btn primary" href="([^"]+)"', page)

    assert headings == [screen.heading for screen in SCREENS]
    assert len(headings) == 3


def test_the_four_questions_come_with_an_example_each(ada: Client) -> None:
    words = said(ada.get("/guide/questions"))

    assert len(FOUR) == 4
    for question in FOUR:
        assert question.label in words
        assert question.sentence in words


def test_every_verdict_has_an_example_that_says_why(ada: Client) -> None:
    words = said(ada.get("/guide"))

    assert [one.verdict for one in SCREENS[0].examples] == ["real", "early", "shiny"]
    assert all(one.title in words and one.why in words for one in SCREENS[0].examples)


def test_all_words_stand_on_one_page(ada: Client) -> None:
    words = said(ada.get("/guide/words"))

    for word in GLOSSARY.values():
        assert f"{word.label} {word.sentence}" in words


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "momentum"),
        ("/wins/1", "door"),
        ("/wins/1", "next-step"),
        ("/crossroads", "crossroads"),
        ("/goals", "goal"),
    ],
)
def test_a_word_says_what_it_means_where_it_stands(ada: Client, address: str, name: str) -> None:
    write("Coffee with Priya", direction="toward")
    page = ada.get(address).content.decode()
    told: dict[str, Any] = dict(findall(r'role="tooltip" id="([^"]+)">([^<]+)<', page))

    assert f'aria-describedby="means-{name}"' in page
    assert told[f"means-{name}"] == GLOSSARY[name.replace("-", " ")].sentence


def test_a_screen_that_is_none_is_not_found(ada: Client) -> None:
    assert ada.get("/guide/nothing").status_code == 404
