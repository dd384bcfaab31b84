"""What the tests of pages do to Ada's journal behind the pages' back: write wins and goals, and look."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from html import unescape
from html.parser import HTMLParser
from re import findall, sub
from typing import Protocol

from django.conf import settings
from django.http.response import ResponseHeaders
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.commands import AddGoal, AddWin, AnswerWin
from smallwins.journal.goals import add_goal
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journal
from smallwins.journal.settings import today_of
from smallwins.journal.wins import add_win
from smallwins.method.goal import Goal
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import Win

HOSTILE = '<script>alert(1)</script> "Priya" & \u202eevil <img src=x onerror=alert(1)>'


class Page(Protocol):
    """What came back: a page, as bytes."""

    @property
    def content(self) -> bytes: ...


class Answer(Page, Protocol):
    """What a client of the tests gets for an answer."""

    status_code: int
    headers: ResponseHeaders


@contextmanager
def journal() -> Iterator[Journal]:
    with bootstrap.local_journal(str(settings.SMALLWINS.journal)) as opened:
        yield opened


def today() -> date:
    """Return the day it is for Ada."""
    with journal() as opened:
        return today_of(opened, bootstrap.now())


def write(title: str, days_ago: int = 0, **more: object) -> Win:
    """Write a win down, with what more there is to say of it, and with answers."""
    on = today() - timedelta(days=days_ago)
    said_of_it = {field: value for field, value in more.items() if field in AddWin._fields}
    answers = {field: value for field, value in more.items() if field not in AddWin._fields}
    with journal() as opened:
        win = add_win(opened, AddWin(bootstrap.new_id(), bootstrap.now(), title, on)._replace(**said_of_it)).win  # type: ignore[arg-type]  # as a test says
        if answers:
            answer_win(opened, AnswerWin(win.id, bootstrap.now(), **answers))  # type: ignore[arg-type]  # as above
        return win


def name(title: str, **words: object) -> Goal:
    """Name a goal."""
    on = today()
    with journal() as opened:
        return add_goal(opened, AddGoal(bootstrap.new_id(), bootstrap.now(), on, title, **words))  # type: ignore[arg-type]  # as above


def said(response: Answer) -> str:
    """Return the words of a page as a person reads them."""
    main = response.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
    return " ".join(unescape(sub(r"<[^>]+>", " ", main)).split())


def html(response: Answer) -> str:
    """Return a page with its slashes plain, which the templates escape."""
    return response.content.decode().replace("&#x2f;", "/")


def followed(ada: Client, response: Answer) -> Answer:
    """Follow the one redirect that every form of ours answers with."""
    assert response.status_code == 303, said(response)
    shown = ada.get(response.headers["Location"])
    assert shown.status_code == 200
    return shown


def hidden(response: Answer, field: str) -> str:
    """Return the value of a hidden field."""
    return str(findall(rf'name="{field}" value="([^"]*)"', response.content.decode())[0])


def shown(response: Page) -> str:
    """Return all words of a page, one space between them."""
    words = sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode())
    return sub(r"\s+", " ", unescape(words))


def kept(number: int) -> JudgedWin:
    """Return a win as it stands."""
    with journal() as opened:
        return opened.wins.find(str(number))


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, response: Page) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str]]] = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, name: str) -> dict[str, str]:
        """Return the attributes of the field of that name."""
        return next(attributes for _, attributes in self.all if attributes.get("name") == name)

    def choices(self, name: str) -> list[str]:
        """Return the values of all buttons and boxes of that name."""
        return [attributes["value"] for _, attributes in self.all if attributes.get("name") == name]

    def options(self, name: str) -> list[str]:
        """Return the values that the list of that name has to choose from, the chosen one with a star."""
        found, inside = [], False
        for tag, attributes in self.all:
            if tag == "select":
                inside = attributes.get("name") == name
            elif tag == "option" and inside:
                found.append(attributes["value"] + "*" * ("selected" in attributes))
        return found

    def links(self) -> list[str]:
        return [attributes["href"] for tag, attributes in self.all if tag == "a"]

    def identified(self, id_: str) -> dict[str, str]:
        return next(attributes for _, attributes in self.all if attributes.get("id") == id_)
