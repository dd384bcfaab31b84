"""A real streaming standby answers lists, but only where it holds all that the person wrote."""

import time
from collections.abc import Iterator

import pytest

from smallwins.bootstrap import new_id
from smallwins.journal.commands import AddWin
from smallwins.journal.ports import Journal
from smallwins.journal.wins import add_win
from smallwins.storage.journal import OpenJournal
from smallwins.storage.postgres_journals import PostgresJournals
from tests.standby import Pair, primary_and_standby
from tests.storage.cast import MONDAY, NOON

ADA, BEN = 1, 2


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    with primary_and_standby() as pair:
        yield pair


@pytest.fixture
def journals(pair: Pair) -> Iterator[PostgresJournals]:
    journals = PostgresJournals(pair.url, pair.standby.url())
    yield journals
    journals.close()


def write(journal: Journal, title: str) -> None:
    add_win(journal, AddWin(id=new_id(), at=NOON, title=title, happened_on=MONDAY))


def seen(journals: PostgresJournals, person: int) -> tuple[list[str], bool]:
    """Return the titles of a list, and whether the standby gave it."""
    with journals.journal_of(person, reading=True, heavy=True) as journal:
        assert isinstance(journal, OpenJournal)
        row = journal._connection.execute("SELECT pg_is_in_recovery()").fetchone()
        return [judged.win.title for judged in journal.wins.everything()], row[0]


def test_a_list_comes_from_the_standby_once_it_has_caught_up(pair: Pair, journals: PostgresJournals) -> None:
    with journals.journal_of(ADA) as journal:
        write(journal, "First")
    until = time.monotonic() + 30
    while seen(journals, ADA) != (["First"], True):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_person_never_misses_what_they_just_wrote(pair: Pair, journals: PostgresJournals) -> None:
    through_another_process = PostgresJournals(pair.url, pair.standby.url())
    with journals.journal_of(BEN) as journal:
        write(journal, "Before")
    before, _ = seen(journals, BEN)
    pair.standby.ask("SELECT pg_wal_replay_pause()")  # what is sent is kept, and not yet shown
    try:
        with through_another_process.journal_of(BEN) as journal:
            write(journal, "Just now")
        assert seen(journals, BEN) == ([*before, "Just now"], False)
        assert seen(journals, ADA)[1] is True  # and who wrote nothing is not sent away because of it
    finally:
        pair.standby.ask("SELECT pg_wal_replay_resume()")
    until = time.monotonic() + 30
    while seen(journals, BEN) != ([*before, "Just now"], True):
        assert time.monotonic() < until
        time.sleep(0.02)
    through_another_process.close()


def test_nothing_is_ever_written_to_the_standby(pair: Pair, journals: PostgresJournals) -> None:
    with journals.journal_of(ADA, heavy=True) as journal:
        write(journal, "Second")
    assert "Second" in seen(journals, ADA)[0]
