"""However many people keep journals in one database, no question goes through anybody else's, wall and all."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

import pytest

from smallwins.bootstrap import server_journals
from smallwins.journal.ports import Cursor, Journals, WinFilter
from smallwins.method.errors import SmallwinsError
from smallwins.storage import postgres
from smallwins.storage.connection import Value
from tests.storage.cast import ADA, MONDAY
from tests.storage.test_isolation import NOTHING
from tests.storage.test_wins import FILTERS


@pytest.fixture(scope="module")
def journals(shared_postgres_url: str) -> Iterator[Journals]:
    opened = server_journals(shared_postgres_url)
    yield opened
    opened.close()  # type: ignore[attr-defined]  # a test tidies up


def plans(journals: Journals, ask: object, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ask something, and return how PostgreSQL would go about each statement in a database too large to read."""
    asked: list[tuple[str, Sequence[Value]]] = []
    execute = postgres.Connection.execute
    with monkeypatch.context() as listening, suppress(SmallwinsError), journals.journal_of(ADA) as journal:
        listening.setattr(
            postgres.Connection,
            "execute",
            lambda self, sql, values=(): asked.append((sql, values)) or execute(self, sql, values),  # type: ignore[func-returns-value]  # listens
        )
        ask(journal)  # type: ignore[operator]  # a function of a journal
    found = []
    with journals.journal_of(ADA, reading=True) as journal:
        connection: postgres.Connection = journal._connection  # type: ignore[attr-defined]  # looking inside
        connection.execute("SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)")
        for sql, values in asked:
            if sql.lstrip().startswith(("SELECT", "UPDATE", "DELETE")):
                rows = connection.execute(f"EXPLAIN {sql}", values)
                found.append("\n".join([sql, *(row[0] for row in rows)]))
        connection.total_changes = 0  # an EXPLAIN writes nothing
    return found


def reads_others(plan: str) -> bool:
    lines = plan.splitlines()
    for here, line in enumerate(lines):
        if "Seq Scan" in line and "on journal_file" not in line:
            return True
        if "Index Scan" in line or "Index Only Scan" in line:
            conditions = [further for further in lines[here + 1 : here + 3] if "Index Cond:" in further]
            if "owner = " not in "".join(conditions):
                return True
    return False


@pytest.mark.parametrize("way", NOTHING)
def test_no_question_goes_through_anybody_elses_journal(
    journals: Journals, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    assert [plan for plan in plans(journals, NOTHING[way][0], monkeypatch) if reads_others(plan)] == []


@pytest.mark.parametrize("before", [None, Cursor(MONDAY, 3)])
@pytest.mark.parametrize("name", FILTERS)
def test_no_list_goes_through_anybody_elses_journal_and_each_page_begins_where_the_last_ended(
    journals: Journals, monkeypatch: pytest.MonkeyPatch, name: str, before: Cursor | None
) -> None:
    which = FILTERS[name][0]._replace(before=before, limit=50)

    found = plans(journals, lambda journal: (journal.wins.page(which), journal.wins.count(which)), monkeypatch)

    assert len(found) >= 2
    assert [plan for plan in found if reads_others(plan)] == []


def test_a_page_further_on_is_not_counted_up_to(journals: Journals, monkeypatch: pytest.MonkeyPatch) -> None:
    which = WinFilter(before=Cursor(MONDAY, 3), limit=50)

    (plan,) = plans(journals, lambda journal: journal.wins.page(which), monkeypatch)

    # The day is asked of the index, which the wall allows for what tells nothing of other rows.
    assert "happened_on <= " in next(line for line in plan.splitlines() if "Index Cond" in line)
