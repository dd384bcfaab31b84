"""Every page is told in the language asked for: in a language of brackets, nothing of ours stands outside them."""

import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from smallwins import bootstrap, language
from smallwins.formats.smallwins1.reading import read
from smallwins.journal import sample
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import take_in
from smallwins.method.week import week_of
from tests.language.unsaid import AS_THEY_ARE, LETTERS, SHOWN
from tests.web.journals import journal, today

NOT_YET = Path(__file__).with_name("not_yet_told.txt")
OWN_WORDS = {"title", "story", "why", "door_note", "cause", "text", "reason", "note", "skills", "tags"}
LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абцдефгхийклмнопярстуввхуз"
TO_CYRILLIC = str.maketrans(LATIN + LATIN.upper(), CYRILLIC + CYRILLIC.upper())
BRACKETS = re.compile(r"⟦[^⟦⟧]*⟧")
PAGES = (
    "/", "/?ask=40", "/weeks/{week}", "/wins", "/wins?q=a", "/wins/40", "/wins/41/edit", "/wins/41/own-call",
    "/wins/40/chain", "/chains", "/stories", "/goals", "/goals/1", "/crossroads", "/crossroads/{crossroads}",
    "/review", "/review/{week}", "/insights", "/rearview", "/guide", "/guide/words", "/settings", "/import",
    "/inbox", "/no-network", "/nowhere",
)  # fmt: skip
"""Each page as it stands with a year of wins; what a page says after a press is told in the tests of that page."""


class Told(HTMLParser):
    """What a page shows to people, attributes and all."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        self.shown += [value for name, value in attrs if name in SHOWN and value]

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "code", "kbd", "datalist"} & set(self.inside):
            self.shown.append(data)


def untold(page: str) -> list[str]:
    """List what stands outside the brackets in letters of ours; the person's own words are in letters of theirs."""
    text = "\n".join(Told(page).shown)
    while BRACKETS.search(text):
        text = BRACKETS.sub("", text)
    lines = (AS_THEY_ARE.sub("", line).strip() for line in text.splitlines())
    return [line for line in lines if LETTERS.search(line)]


def in_cyrillic(value: Any, key: str = "") -> Any:
    """Write every word of the person's own in letters that none of our texts has."""
    if isinstance(value, dict):
        return {name: in_cyrillic(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [in_cyrillic(one, key) for one in value]
    if isinstance(value, str) and key in OWN_WORDS:
        return value.translate(TO_CYRILLIC)
    if isinstance(value, str) and value.startswith("skill:"):
        return "skill:" + value.removeprefix("skill:").translate(TO_CYRILLIC)
    return value


@pytest.fixture
def brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "OFFERED", (*language.OFFERED, language.PSEUDO))


def keep_a_year() -> str:
    """Put the sample journal in, in other letters, as if it were the person's own; return the id of a crossroads."""
    written = json.loads(files(sample).joinpath("journal.json").read_text("utf-8"))
    moved = sample._moved(written, today() - sample.LAST_DAY)
    document = sample._until(read(json.dumps(in_cyrillic(moved)).encode()), today(), bootstrap.now())
    with journal() as opened:
        take_in(opened, document, ImportJournal(at=bootstrap.now(), text=b""))
        return opened.crossroads.all()[0].id


def test_every_page_is_told_in_the_language_asked_for(ada: Client, brackets: None) -> None:
    crossroads, week = keep_a_year(), week_of(today()).plus(-2)
    not_yet = {line for line in NOT_YET.read_text("utf-8").splitlines() if line}
    found = {}
    for page in PAGES:
        answer = ada.get(
            page.format(week=week, crossroads=crossroads), headers={"accept-language": "en-XA"}, follow=True
        )
        found[page] = untold(answer.content.decode())

    assert {page: said for page, said in found.items() if said and page not in not_yet} == {}
    assert sorted(page for page in not_yet if not found[page]) == [], "take it out of not_yet_told.txt"


def test_a_page_says_which_language_it_is_in(ada: Client, brackets: None) -> None:
    answer = ada.get("/", headers={"accept-language": "xx, en-XA;q=0.8, en;q=0.5"})

    assert b'<html lang="en-XA" dir="ltr">' in answer.content
    assert answer.headers["Content-Language"] == "en-XA"
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))
    assert b'<html lang="en" dir="ltr">' in ada.get("/").content
