"""Ada's journal under a page, and what a page shows, for the tests of pages."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Protocol

from smallwins import bootstrap
from smallwins.journal.commands import AddGoal, AddWin
from smallwins.journal.goals import add_goal
from smallwins.journal.ports import Journal
from smallwins.journal.settings import today_of
from smallwins.journal.wins import add_win
from smallwins.method.goal import Goal
from smallwins.method.verdict import JudgedWin


@contextmanager
def journal(home: Path) -> Iterator[Journal]:
    with bootstrap.local_journal(str(home / "journal.db")) as one:
        yield one


def today(home: Path) -> date:
    with journal(home) as one:
        return today_of(one, bootstrap.now())


def write(home: Path, title: str, days_ago: int = 0, **more: object) -> JudgedWin:
    with journal(home) as one:
        day = today_of(one, bootstrap.now()) - timedelta(days=days_ago)
        return add_win(one, AddWin(bootstrap.new_id(), bootstrap.now(), title, day)._replace(**more))  # type: ignore[arg-type] # any field


def aim(home: Path, title: str, **more: object) -> Goal:
    with journal(home) as one:
        day = today_of(one, bootstrap.now())
        return add_goal(one, AddGoal(bootstrap.new_id(), bootstrap.now(), day, title)._replace(**more))  # type: ignore[arg-type] # any field


def kept(home: Path, number: int) -> JudgedWin:
    with journal(home) as one:
        return one.wins.find(str(number))


class Answer(Protocol):
    """What came back: a page, as bytes."""

    @property
    def content(self) -> bytes: ...


def shown(response: Answer) -> str:
    """Return the words of a page, one space between them."""
    words = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(words))


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, response: Answer) -> None:
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

    def links(self) -> list[str]:
        return [attributes["href"] for tag, attributes in self.all if tag == "a"]

    def identified(self, id_: str) -> dict[str, str]:
        return next(attributes for _, attributes in self.all if attributes.get("id") == id_)
