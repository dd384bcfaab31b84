"""An open journal of Ada's in memory, and short ways to write in it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest

from smallwins.bootstrap import LOCAL, memory_journals, new_id, server_journals
from smallwins.journal.commands import AddWin
from smallwins.journal.ports import Journal
from smallwins.journal.wins import add_win
from smallwins.method.verdict import JudgedWin

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = date(2026, 11, 22)

WriteDown = Callable[..., JudgedWin]


@pytest.fixture(params=["memory", "postgres"])
def ada(request: pytest.FixtureRequest) -> Iterator[Journal]:
    if request.param == "memory":
        with memory_journals().journal_of(LOCAL) as journal:
            yield journal
        return
    journals = server_journals(request.getfixturevalue("emptied_postgres_url"))
    with journals.journal_of(LOCAL) as journal:
        yield journal
    journals.close()  # type: ignore[attr-defined]  # a test tidies up; a program ends


@pytest.fixture
def write_down(ada: Journal) -> WriteDown:
    """Write a win down: a title, and what else of AddWin matters to the test."""

    def write(title: str = "Coffee with Priya", on: date = TODAY, **given: object) -> JudgedWin:
        return add_win(ada, AddWin(**{"id": new_id(), "at": NOW, "title": title, "happened_on": on, **given}))  # type: ignore[arg-type]  # by name

    return write
