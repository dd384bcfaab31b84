"""The laws of a journal once more where many people's journals lie side by side: in PostgreSQL."""

import json
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.journals import document as any_journal
from smallwins.bootstrap import server_journals
from smallwins.journal.commands import DeleteWin, ImportJournal, Undo
from smallwins.journal.editing import delete_win
from smallwins.journal.exchange import document_of, export_journal, import_journal
from smallwins.journal.ports import Journals, WinFilter
from smallwins.journal.undo import undo
from tests.journal.conftest import NOW
from tests.journal.test_exchange import undated
from tests.journal.test_the_chain_law_holds_after_anything import AnyUse, from_scratch
from tests.journal.test_undo import standing
from tests.withstand.counts import times

_PEOPLE = count(1000)  # each example keeps a journal beside those of all before it


class OnPostgres(AnyUse):
    """Anything that a person can do, to a journal among others."""

    everyone: Journals

    def a_journal(self) -> tuple[Journals, int]:
        return self.everyone, next(_PEOPLE)


OnPostgres.TestCase.settings = settings(
    max_examples=times(12, 1_000),
    stateful_step_count=times(25, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture(scope="module", autouse=True)
def everyone(shared_postgres_url: str) -> Iterator[Journals]:
    OnPostgres.everyone = server_journals(shared_postgres_url)
    yield OnPostgres.everyone
    OnPostgres.everyone.close()  # type: ignore[attr-defined]  # a test tidies up


test_the_chain_law_holds_after_any_sequence_of_use_cases = OnPostgres.TestCase


@pytest.mark.promise("R10")
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**6), wins=st.integers(0, 60))
def test_out_of_a_file_into_the_database_and_out_again_gives_the_same_bytes(
    everyone: Journals, tmp_path_factory: pytest.TempPathFactory, seed: int, wins: int
) -> None:
    file = server_journals(f"sqlite:///{tmp_path_factory.mktemp('file')}/journal.db")
    first, second = next(_PEOPLE), next(_PEOPLE)
    with file.journal_of(1) as journal:
        import_journal(journal, ImportJournal(NOW, json.dumps(any_journal(wins, seed)).encode()))
        exported = export_journal(journal, NOW)
    for person in (first, second):
        with everyone.journal_of(person) as journal:
            import_journal(journal, ImportJournal(NOW, exported))

            assert undated(export_journal(journal, NOW)) == undated(exported)
            kept = {judged.win.id: judged for judged in journal.wins.everything()}
            assert kept == from_scratch(journal)


def test_undo_brings_back_what_was_and_touches_nobody_else(everyone: Journals) -> None:
    ada, ben = next(_PEOPLE), next(_PEOPLE)
    file = json.dumps(any_journal(30, 7)).encode()
    for person in (ada, ben):
        with everyone.journal_of(person) as journal:
            import_journal(journal, ImportJournal(NOW, file))
    with everyone.journal_of(ben, reading=True) as journal:
        bens = document_of(journal, NOW)
    with everyone.journal_of(ada) as journal:
        before = standing(journal)
        delete_win(journal, DeleteWin(journal.wins.find("3").win.id, NOW))
    with everyone.journal_of(ada) as journal:
        assert standing(journal) != before
        undo(journal, Undo(NOW))

    with everyone.journal_of(ada, reading=True) as journal:
        assert standing(journal) == before
    with everyone.journal_of(ada) as journal:
        undo(journal, Undo(NOW))
        assert journal.wins.count(WinFilter()) == 0
    with everyone.journal_of(ben, reading=True) as journal:
        assert document_of(journal, NOW) == bens
