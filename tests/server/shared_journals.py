"""Journals of a shared server, written behind the pages' back, and ways through its pages of sharing."""

import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from html import unescape
from urllib.parse import urlsplit

import psycopg

from smallwins import bootstrap, config
from smallwins.journal.commands import AddWin, AnswerPulse, CloseReview
from smallwins.journal.ports import Journal
from smallwins.journal.reviews import answer_pulse, close_review
from smallwins.journal.settings import today_of
from smallwins.journal.wins import add_win
from smallwins.method.week import Week
from tests.shared import PASSWORD, Answer, Shared, Visitor


@contextmanager
def journal_at(shared: Shared, owner: int) -> Iterator[Journal]:
    journals = bootstrap.server_journals(shared.database)
    try:
        with journals.journal_of(owner) as journal:
            yield journal
    finally:
        journals.close()  # type: ignore[attr-defined]  # a test tidies up; a program ends


def today(journal: Journal) -> date:
    return today_of(journal, bootstrap.now())


def write(journal: Journal, title: str, on: date, **more: object) -> str:
    """Write a win down; return its id."""
    command = AddWin(bootstrap.new_id(), bootstrap.now(), title, on)._replace(**more)  # type: ignore[arg-type]  # any field
    return add_win(journal, command).win.id


def close(journal: Journal, week: Week, **pulse: object) -> None:
    """Close the review of a week, with what was said of it."""
    answer_pulse(journal, AnswerPulse(week, bootstrap.now(), week.sunday)._replace(**pulse))  # type: ignore[arg-type]  # any field
    close_review(journal, CloseReview(week, bootstrap.now()))


def path_in(answer: Answer) -> str:
    """Return the path of the link that a page shows once."""
    found = re.search(r'value="(http[^"]+)" readonly', unescape(answer.text))
    assert found, answer.text
    return urlsplit(found[1]).path


def invited(client: Visitor, email: str) -> str:
    """Invite somebody; return the path of the link."""
    return path_in(client.post("/sharing/invite", {"email": email}, page="/sharing"))


def grant_of(client: Visitor, number: int, **switches: str) -> None:
    """Set what a coach sees; what is not named is off."""
    answer = client.post(f"/sharing/coaches/{number}", switches, page="/sharing")
    assert answer.status == 303, answer.text


def choose(client: Visitor, number: int, win: int, show: str = "yes") -> None:
    path = f"/sharing/coaches/{number}/wins"
    assert client.post(path, {"win": str(win), "show": show}, page=path).status == 303


def a_link(client: Visitor, **form: str) -> str:
    """Make a link; return its path."""
    shows = "&".join(f"{name}={form[name]}" for name in ("week", "win", "chain", "goal", "story") if name in form)
    form = {"until": (date.today() + timedelta(7)).isoformat(), **form}
    return path_in(client.post("/sharing/links/new", form, page=f"/sharing/links/new?{shows}"))


def untokened(answer: Answer) -> str:
    """Return a page without the tokens of its forms, which are others each time."""
    return re.sub(r"[A-Za-z0-9]{64}", "", answer.text)


def tell_the_tables(shared: Shared, statement: str) -> None:
    """Change what accounts keep behind their back, as if days had passed."""
    if shared.database.startswith("sqlite"):
        with sqlite3.connect(config.sqlite_path(shared.database)) as connection:
            connection.execute(statement)
        connection.close()
    else:
        with psycopg.connect(shared.database) as server:
            server.execute(statement.encode())


def kept_of_sharing(shared: Shared) -> str:
    """Return everything that accounts keep of grants and links, as one text."""
    statements = [f"SELECT * FROM {table}" for table in ("accounts_grant", "accounts_link", "accounts_look")]
    if shared.database.startswith("sqlite"):
        connection = sqlite3.connect(config.sqlite_path(shared.database))
        rows = [connection.execute(statement).fetchall() for statement in statements]
        connection.close()
        return repr(rows)
    with psycopg.connect(shared.database) as server:
        return repr([server.execute(statement.encode()).fetchall() for statement in statements])


def everything_of(visitor: Visitor) -> dict[str, list[dict[str, str]]]:
    """Take the export of everything, and return what accounts keep of the visitor."""
    visitor.post("/you/again", {"password": PASSWORD})
    with zipfile.ZipFile(io.BytesIO(visitor.post("/you/everything", {"plain": "yes"}).body)) as packed:
        record: dict[str, list[dict[str, str]]] = json.loads(packed.read("account.json"))
    return record
