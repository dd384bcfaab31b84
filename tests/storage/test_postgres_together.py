"""Many at once on one database: nobody waits for another person, nobody's number is given twice, nothing is lost."""

import os
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from smallwins.bootstrap import server_journals
from smallwins.journal.ports import Journal, Journals, WinFilter
from smallwins.method.errors import (
    InputError,
    JournalBusyError,
    JournalDamagedError,
    JournalError,
    JournalFullError,
    JournalReadOnlyError,
    NotFoundError,
    ReusedKeyError,
)
from smallwins.storage import postgres, postgres_journals, postgres_server
from smallwins.storage.postgres_journals import PostgresJournals
from tests.postgres import Postgres
from tests.storage.cast import ADA, BEN, NOON, a_win, an_id, write


@pytest.fixture
def journals(emptied_postgres_url: str) -> Iterator[Journals]:
    kept = server_journals(emptied_postgres_url)
    yield kept
    kept.close()  # type: ignore[attr-defined]  # a test tidies up


def backends(url: str) -> list[int]:
    """The processes of the server that serve the journals of a database."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'smallwins'"
        ).fetchall()
    return [row[0] for row in rows]


def hang_up(url: str) -> int:
    """End every connection of the journals, as a server that is stopped does."""
    with psycopg.connect(url, autocommit=True) as connection:
        ended = connection.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = 'smallwins'"
        ).fetchone()
    assert ended is not None
    while backends(url):
        time.sleep(0.01)
    return int(ended[0])


def add_the_next(journal: Journal) -> int:
    number = journal.wins.take_number()
    write(journal, a_win(number, id=an_id(number, "8"), happened_on=NOON.date(), logged_at=NOON))
    return number


def test_many_who_write_in_one_journal_get_every_number_once(journals: Journals) -> None:
    def write_ten(_: int) -> list[int]:
        numbers = []
        for _ in range(10):
            with journals.journal_of(ADA) as journal:
                numbers.append(add_the_next(journal))
        return numbers

    with ThreadPoolExecutor(6) as people:
        given = [number for numbers in people.map(write_ten, range(6)) for number in numbers]

    assert sorted(given) == list(range(1, 61))
    with journals.journal_of(ADA, reading=True) as journal:
        assert [judged.win.number for judged in journal.wins.everything()] == sorted(given)


def test_ben_does_not_wait_for_ada(journals: Journals) -> None:
    with journals.journal_of(ADA) as adas:
        add_the_next(adas)
        with journals.journal_of(BEN) as bens:
            add_the_next(bens)
        with journals.journal_of(BEN, reading=True) as bens:
            assert bens.wins.count(WinFilter()) == 1


def test_reading_sees_one_moment_and_waits_for_nobody(journals: Journals) -> None:
    with journals.journal_of(ADA, reading=True) as reading:
        assert reading.wins.count(WinFilter()) == 0
        with journals.journal_of(ADA) as writing:
            add_the_next(writing)
        assert reading.wins.count(WinFilter()) == 0
    with journals.journal_of(ADA, reading=True) as reading:
        assert reading.wins.count(WinFilter()) == 1


def test_whoever_waits_too_long_for_their_own_journal_is_told_so(
    journals: Journals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "BUSY_SECONDS", 0.1)
    with journals.journal_of(ADA), pytest.raises(JournalBusyError), journals.journal_of(ADA):
        pass


def test_reading_writes_nothing(journals: Journals) -> None:
    with pytest.raises(JournalReadOnlyError), journals.journal_of(ADA, reading=True) as journal:
        journal.changes.append(NOON, "no", "{}")


def test_what_is_refused_leaves_the_transaction_as_it_was(journals: Journals) -> None:
    with journals.journal_of(ADA) as journal:
        write(journal, a_win(1, "kept"))
        with pytest.raises(ReusedKeyError, match=an_id(1)):
            write(journal, a_win(2), a_win(3, id=an_id(1)))
        write(journal, a_win(4, "kept too"))

    with journals.journal_of(ADA, reading=True) as journal:
        assert [judged.win.title for judged in journal.wins.everything()] == ["kept", "kept too"]


def test_a_statement_that_failed_unseen_is_never_acknowledged(journals: Journals) -> None:
    # PostgreSQL would answer COMMIT with ROLLBACK, and no error.
    with pytest.raises(psycopg.InternalError), journals.journal_of(ADA) as journal:  # noqa: PT012 - the end raises
        write(journal, a_win())
        with pytest.raises(psycopg.errors.SyntaxError):
            journal._connection.execute("SELEKT 1")  # type: ignore[attr-defined]  # a mistake of ours

    with journals.journal_of(ADA, reading=True) as journal:
        assert journal.wins.count(WinFilter()) == 0


def test_the_stamp_moves_with_every_write_to_this_journal_and_with_no_other(journals: Journals) -> None:
    def stamp(person: int = ADA) -> object:
        with journals.journal_of(person, reading=True) as journal:
            return journal.stamp()

    never = stamp()
    assert never is not None
    assert stamp() == never != stamp(BEN)
    with journals.journal_of(ADA) as journal:
        assert journal.stamp() == never
        add_the_next(journal)
        assert journal.stamp() is None
    once = stamp()
    assert once != never
    with journals.journal_of(BEN) as journal:
        add_the_next(journal)
    with journals.journal_of(ADA):
        pass
    with pytest.raises(KeyboardInterrupt), journals.journal_of(ADA) as journal:  # noqa: PT012 - what is left
        add_the_next(journal)
        raise KeyboardInterrupt
    assert stamp() == once
    with journals.journal_of(ADA) as journal:
        journal.wins.remove(an_id(1, "8"))
    assert stamp() not in {once, never}


def test_connections_that_were_lost_meanwhile_are_made_anew_unnoticed(
    journals: Journals, emptied_postgres_url: str
) -> None:
    with journals.journal_of(ADA), journals.journal_of(BEN):
        pass
    assert hang_up(emptied_postgres_url) == 2

    with journals.journal_of(ADA) as journal:
        add_the_next(journal)
    with journals.journal_of(ADA, reading=True) as journal:
        assert journal.wins.count(WinFilter()) == 1


def test_a_connection_lost_at_work_is_a_moment_s_trouble_and_changes_nothing(
    journals: Journals, emptied_postgres_url: str
) -> None:
    with pytest.raises(JournalBusyError), journals.journal_of(ADA) as journal:  # noqa: PT012 - all of it is lost
        add_the_next(journal)
        hang_up(emptied_postgres_url)
        add_the_next(journal)

    with journals.journal_of(ADA) as journal:
        assert journal.wins.count(WinFilter()) == 0
        add_the_next(journal)


def test_a_connection_lost_while_committing_says_that_it_does_not_know(
    journals: Journals, emptied_postgres_url: str
) -> None:
    with pytest.raises(JournalBusyError, match="or not"), journals.journal_of(ADA) as journal:  # noqa: PT012 - as above
        add_the_next(journal)
        journal.settle()  # type: ignore[attr-defined]  # so that COMMIT is the next that is said
        hang_up(emptied_postgres_url)


def test_a_child_opens_connections_of_its_own(journals: Journals, emptied_postgres_url: str) -> None:
    with journals.journal_of(ADA) as journal:
        add_the_next(journal)
        child = os.fork()
        if not child:
            try:
                with journals.journal_of(BEN) as bens:
                    add_the_next(bens)
                os._exit(0)
            finally:
                os._exit(1)
        assert os.waitpid(child, 0)[1] == 0
        add_the_next(journal)
    with journals.journal_of(ADA, reading=True) as journal:
        assert journal.wins.count(WinFilter()) == 2
    with journals.journal_of(BEN, reading=True) as journal:
        assert journal.wins.count(WinFilter()) == 1


def test_a_request_too_many_waits_and_is_then_asked_to_come_back(
    journals: Journals, monkeypatch: pytest.MonkeyPatch, emptied_postgres_url: str
) -> None:
    monkeypatch.setattr(postgres_server, "MOST_CONNECTIONS", 1)
    monkeypatch.setattr(postgres_journals, "WAIT_SECONDS", 0.2)
    few = PostgresJournals(emptied_postgres_url)
    with few.journal_of(ADA), pytest.raises(JournalBusyError), few.journal_of(BEN):
        pass
    few.close()


@pytest.fixture
def replica_url(postgres: Postgres, postgres_url: str) -> str:
    """A database that stands for a replica that is far behind: it holds nothing of what the other one holds."""
    return postgres_url


def test_a_list_never_comes_from_a_replica_that_lacks_what_was_written(
    emptied_postgres_url: str, replica_url: str
) -> None:
    journals = PostgresJournals(emptied_postgres_url, replica_url)
    for _ in range(2):  # through whichever process it was written
        with server_journals(emptied_postgres_url).journal_of(ADA) as journal:
            add_the_next(journal)
    with server_journals(replica_url).journal_of(BEN) as journal:
        add_the_next(journal)

    for person, wins in ((ADA, 2), (BEN, 0)):
        with journals.journal_of(person, reading=True, heavy=True) as journal:
            assert journal.wins.count(WinFilter()) == wins
    with journals.journal_of(ADA, heavy=True) as journal:  # who writes is never led to the replica
        add_the_next(journal)
    journals.close()


def test_a_replica_that_is_away_is_not_missed(emptied_postgres_url: str) -> None:
    journals = PostgresJournals(emptied_postgres_url, "postgresql://keeper@/journals?host=/nowhere")
    with server_journals(emptied_postgres_url).journal_of(ADA) as journal:
        add_the_next(journal)

    for _ in range(2):
        with journals.journal_of(ADA, reading=True, heavy=True) as journal:
            assert journal.wins.count(WinFilter()) == 1
    journals.close()


MEANINGS: list[tuple[type[psycopg.Error], type[Exception]]] = [
    (psycopg.OperationalError, JournalBusyError),
    (psycopg.errors.AdminShutdown, JournalBusyError),
    (psycopg.errors.CannotConnectNow, JournalBusyError),
    (psycopg.errors.TooManyConnections, JournalBusyError),
    (psycopg.errors.LockNotAvailable, JournalBusyError),
    (psycopg.errors.QueryCanceled, JournalBusyError),
    (psycopg.errors.DeadlockDetected, JournalBusyError),
    (psycopg.errors.SerializationFailure, JournalBusyError),
    (psycopg.errors.DiskFull, JournalFullError),
    (psycopg.errors.ReadOnlySqlTransaction, JournalReadOnlyError),
    (psycopg.errors.UndefinedTable, JournalError),
    (psycopg.errors.DataCorrupted, JournalDamagedError),
]


@pytest.mark.parametrize(("error", "meaning"), MEANINGS, ids=lambda kind: kind.__name__)
def test_what_postgresql_reports_becomes_one_of_the_small_family(
    error: type[psycopg.Error], meaning: type[Exception]
) -> None:
    assert type(postgres.refusal(error("as it says"))) is meaning


@pytest.mark.parametrize(
    "error", [psycopg.errors.SyntaxError, psycopg.ProgrammingError, psycopg.errors.UniqueViolation]
)
def test_a_mistake_of_ours_is_not_dressed_up(error: type[psycopg.Error]) -> None:
    assert postgres.refusal(error("as it says")) is None


def test_what_the_address_says_itself_holds() -> None:
    said = "postgresql://keeper@one,two/journals?connect_timeout=9"

    told = postgres.options(said, target_session_attrs="read-write")

    assert "connect_timeout" not in told
    assert (told["target_session_attrs"], told["application_name"]) == ("read-write", "smallwins")


def test_an_address_that_is_none_is_named_without_what_stands_in_it() -> None:
    with pytest.raises(InputError, match="DATABASE_URL") as refused:
        postgres.options("postgresql://keeper:s3cret@[one/journals")

    assert "s3cret" not in str(refused.value)


NOWHERE = ["\0", "a\0b", "\\u0000", '["\0"]']


@pytest.mark.parametrize("name", NOWHERE)
def test_what_no_journal_can_hold_is_nowhere_to_be_found(journals: Journals, name: str) -> None:
    with journals.journal_of(ADA) as journal:
        add_the_next(journal)
        assert journal.wins.several([name, an_id(1, "8")]).keys() == {an_id(1, "8")}
        assert journal.wins.page(WinFilter(tag=name)) == journal.wins.page(WinFilter(goal=name)) == ()
        assert (journal.keys.fingerprint(name), journal.doors.touching([name])) == (None, ())
        assert (journal.history.of(name), journal.doors.openers_of(name)) == ((), ())
        for find in (journal.wins.get, journal.wins.find, journal.goals.find, journal.steps.get):
            with pytest.raises(NotFoundError):
                find(name)


@pytest.mark.parametrize("key", ["a\0b", random.Random(1).randbytes(5000).hex()], ids=["a NUL", "too long"])
def test_what_cannot_be_kept_is_refused_and_not_cut_short(journals: Journals, key: str) -> None:
    with pytest.raises(InputError), journals.journal_of(ADA) as journal:
        journal.keys.keep(key, "x", NOON)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("a = ? AND b = ?", "a = $1 AND b = $2"),
        ("a = ?1 AND b = ?2 OR c = ?1", "a = $1 AND b = $2 OR c = $1"),
        ("a = ?1 AND b = ?", "a = $1 AND b = $2"),
    ],
)
def test_values_stand_where_postgresql_wants_them(sql: str, told: str) -> None:
    assert postgres.numbered(sql) == told


def test_threads_of_one_process_share_what_is_open(journals: Journals, emptied_postgres_url: str) -> None:
    def look() -> None:
        for _ in range(5):
            with journals.journal_of(ADA, reading=True) as journal:
                journal.wins.count(WinFilter())

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 <= len(backends(emptied_postgres_url)) <= 4
