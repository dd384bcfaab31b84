"""A real streaming standby answers lists, a server's too, but only where it holds all that the person wrote."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smallwins.bootstrap import new_id
from smallwins.journal.commands import AddWin
from smallwins.journal.ports import Journal
from smallwins.journal.wins import add_win
from smallwins.storage.journal import OpenJournal
from smallwins.storage.postgres_journals import PostgresJournals
from tests.api.programs import Program, Said, made_token
from tests.server.shared_journals import grant_of, invited
from tests.serving import free_port
from tests.shared import Answer, Shared, Visitor, sharing
from tests.standby import NAME, Pair, primary_and_standby
from tests.storage.cast import MONDAY, NOON

ADA, BEN = 101, 102  # accounts, which count from 1, have other journals

# Tables of journals, in what a server writes down of all that it is asked; those of accounts are named in quotes.
READ = re.compile(
    r"(?:FROM|JOIN) (settings|win|win_tag|win_goal|win_words|goal|review|door|step|crossroads|draft|inbox|remark)\b"
)
LISTS = (
    "/wins", "/wins?verdict=real", "/wins?words=budget", "/chains", "/wins/1/chain", "/goals", "/crossroads",
    "/stories", "/inbox", "/rearview", "/insights", "/weeks/2026-W40", "/export",
)  # fmt: skip
OF_PROGRAMS = (
    "/wins", "/wins?words=budget", "/chains", "/goals", "/crossroads", "/stories", "/inbox", "/rearview", "/insights",
    "/look-again", "/tags", "/steps", "/weeks", "/momentum", "/remarks", "/export", "/compose?kind=brag",
)  # fmt: skip
OF_A_CLIENT = ("/clients", "/clients/{client}", "/clients/{client}/goals", "/clients/{client}/insights")


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


def test_a_replica_that_does_not_answer_is_done_without(pair: Pair) -> None:
    journals = PostgresJournals(pair.url, f"postgresql://keeper@127.0.0.1:{free_port()}/nobody")
    with journals.journal_of(ADA) as journal:
        write(journal, "Third")
    titles, from_standby = seen(journals, ADA)
    assert "Third" in titles
    assert not from_standby
    journals.close()


@pytest.fixture(scope="module")
def shared(pair: Pair, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """A server on both, which write down all that they are asked."""
    for node in (pair.primary, pair.standby):
        node.ask("ALTER SYSTEM SET log_statement = 'all'")
        node.ask("SELECT pg_reload_conf()")
        until = time.monotonic() + 30
        while node.ask("SHOW log_statement") != [("all",)]:
            assert time.monotonic() < until
            time.sleep(0.02)
    more = {"SMALLWINS_REPLICA_URL": pair.standby.url()}
    with sharing(tmp_path_factory.mktemp("shared"), pair.url, more=more) as one:
        yield one


@pytest.fixture(scope="module")
def ada(shared: Shared) -> Visitor:
    ada = shared.visitor().sign_up("ada@example.org")
    assert ada.post("/", {"title": "Asked for the budget"}).status == 303
    return ada


@pytest.fixture(scope="module")
def ben(shared: Shared, ada: Visitor) -> Visitor:
    """Ben is Ada's coach."""
    link, ben = invited(ada, "ben@example.org"), shared.visitor().sign_up("ben@example.org")
    assert ben.post(link, {"act": "accept"}).status == 303
    grant_of(ada, 1, weeks="all", goals="yes", insights="yes")
    return ben


def answers(pair: Pair, ask: Callable[[], Answer | Said]) -> tuple[str, set[str]]:
    """Ask for something that is there; return it, and which of both were asked for anything of a journal."""
    logs = {name: Path(f"{node.folder}.log") for name, node in (("primary", pair.primary), ("standby", pair.standby))}
    before = {name: log.stat().st_size for name, log in logs.items()}
    answer = ask()
    assert answer.status == 200, answer.body
    return answer.body.decode(), {
        name for name, log in logs.items() if READ.search(log.read_bytes()[before[name] :].decode())
    }


def comes_from_the_standby(pair: Pair, ask: Callable[[], Answer | Said], name: str) -> str:
    """Wait until the standby has caught up, and has answered; return what it said."""
    until = time.monotonic() + 30
    while True:
        said, asked = answers(pair, ask)
        if asked == {"standby"}:
            return said
        assert time.monotonic() < until, f"{name} was read from {asked or 'nowhere'}"
        time.sleep(0.02)


def test_every_list_of_a_server_is_read_from_the_standby_that_it_names(
    pair: Pair, shared: Shared, ada: Visitor, ben: Visitor
) -> None:
    client, win = pair.primary.ask("SELECT owner, id FROM win WHERE title LIKE '%budget'", NAME)[0]
    for path in LISTS:
        comes_from_the_standby(pair, lambda path=path: ada.get(path), path)  # type: ignore[misc]  # mypy cannot read its type
    program = Program(shared, made_token(ada, "read"))
    for path in (*OF_PROGRAMS, f"/wins/{win}/chain"):
        comes_from_the_standby(pair, lambda path=path: program.get(path), f"API {path}")  # type: ignore[misc]  # as above
    coachs = Program(shared, made_token(ben, "read"))
    for path in (one.format(client=client) for one in OF_A_CLIENT):
        comes_from_the_standby(pair, lambda path=path: ben.get(path), path)  # type: ignore[misc]  # as above
        comes_from_the_standby(pair, lambda path=path: coachs.get(path), f"API {path}")  # type: ignore[misc]  # as above
    for path in ("/", "/wins/1", "/settings"):
        assert answers(pair, lambda path=path: ada.get(path))[1] == {"primary"}, path  # type: ignore[misc]  # as above


def test_a_page_shows_what_was_just_written_though_the_standby_does_not(
    pair: Pair, shared: Shared, ada: Visitor, ben: Visitor
) -> None:
    program = Program(shared, made_token(ada, "write"))
    comes_from_the_standby(pair, lambda: ben.get("/wins"), "Ben's list")
    pair.standby.ask("SELECT pg_wal_replay_pause()")
    try:
        assert ada.post("/", {"title": "Just now, on the page"}).status == 303
        program.win("Just now, by a program")
        for ask in (lambda: ada.get("/wins?words=now"), lambda: program.get("/wins?words=now")):
            said, asked = answers(pair, ask)
            assert "Just now, on the page" in said
            assert "Just now, by a program" in said
            assert asked == {"primary"}
        assert answers(pair, lambda: ben.get("/wins"))[1] == {"standby"}
    finally:
        pair.standby.ask("SELECT pg_wal_replay_resume()")
    assert "Just now, by a program" in comes_from_the_standby(pair, lambda: ada.get("/wins?words=now"), "Ada's list")
