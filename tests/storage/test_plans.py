"""However long a journal grows, no list and no search goes through all of it or sorts it."""

from collections.abc import Iterator
from datetime import date

import pytest

from smallwins.journal.ports import Cursor, WinFilter
from smallwins.storage import making, sqlite
from smallwins.storage.journal import OpenJournal
from tests.storage.cast import ADA, MONDAY, NOON
from tests.storage.test_isolation import NOTHING
from tests.storage.test_wins import FILTERS

# Small by nature, or a count of everything, read from an index alone.
MAY_SORT = {"wins.tags", "doors.touching", "crossroads.all", "drafts.all", "inbox.waiting", "inbox.everything"}


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite.Connection]:
    opened = sqlite.connect_in_memory()
    making.fill(opened, "plans")
    yield opened
    opened.close()


def plans(connection: sqlite.Connection, ask: object) -> list[str]:
    """Run a question, and return the plan of each SELECT that it came to."""
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    try:
        ask(OpenJournal(connection, ADA))  # type: ignore[operator]  # a function of a journal
    except Exception:  # noqa: BLE001 - an empty journal says no to some; its statements are what we look at
        pass
    finally:
        connection.set_trace_callback(None)
    return [
        f"{row[3]} ← {statement}"
        for statement in asked
        if statement.lstrip().startswith(("SELECT", "UPDATE", "DELETE"))
        for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]


# The last are FTS5's own settings, a handful of rows, read once after the schema changed.
MAY_SCAN = (
    "SCAN json_each", "SCAN win_fts VIRTUAL TABLE INDEX", "SCAN CONSTANT ROW", "SCAN journal_file",
    "SCAN main.win_fts_config",
)  # fmt: skip


def is_slow(step: str) -> bool:
    if step.startswith("SCAN"):
        return not step.startswith(MAY_SCAN)
    return step.startswith("USE TEMP B-TREE")


@pytest.mark.parametrize("way", NOTHING)
def test_no_question_goes_through_everything(connection: sqlite.Connection, way: str) -> None:
    ask, _ = NOTHING[way]

    slow = [step for step in plans(connection, ask) if is_slow(step)]

    assert [step for step in slow if not (way in MAY_SORT and "TEMP B-TREE" in step)] == []


@pytest.mark.parametrize("before", [None, Cursor(MONDAY, 3)])
@pytest.mark.parametrize("name", FILTERS)
def test_no_list_goes_through_everything_or_sorts(
    connection: sqlite.Connection, name: str, before: Cursor | None
) -> None:
    which = FILTERS[name][0]._replace(before=before)

    steps = plans(connection, lambda journal: (journal.wins.page(which), journal.wins.count(which)))

    assert len(steps) >= 2
    assert [step for step in steps if is_slow(step)] == []


def test_a_search_is_asked_for_its_days_and_comes_in_their_order(connection: sqlite.Connection) -> None:
    which = WinFilter(words="two words", since=MONDAY, until=date.max)

    found = [
        step
        for step in plans(connection, lambda journal: journal.wins.page(which))
        if "win_fts" in step.split(" ← ")[0]
    ]

    assert len(found) == 1
    assert "><" in found[0]  # both ends of the rowid are given to the index


@pytest.mark.parametrize("single", ["verdict", "kind", "momentum", "unanswered", "origin"])
def test_each_single_filter_has_its_own_index(connection: sqlite.Connection, single: str) -> None:
    steps = plans(connection, lambda journal: journal.wins.page(FILTERS[single][0]))

    index = {"unanswered": "win_unanswered"}.get(single, f"win_by_{single}")
    assert any(f"USING INDEX {index} " in step for step in steps), steps


def test_tallies_are_read_from_an_index_alone(connection: sqlite.Connection) -> None:
    for ask in (
        lambda journal: journal.wins.claimed_at(),
        lambda journal: journal.wins.week_tallies(),
        lambda journal: journal.wins.goal_tallies(),
        lambda journal: journal.wins.count(WinFilter(verdict="real")),
        lambda journal: journal.wins.count(WinFilter(tag="x")),
    ):
        assert all("COVERING INDEX" in step or "PRIMARY KEY" in step for step in plans(connection, ask)), ask


def test_the_moment_of_writing_has_an_index(connection: sqlite.Connection) -> None:
    assert any("win_by_writing" in step for step in plans(connection, lambda journal: journal.wins.written_since(NOON)))


def test_the_doors_of_a_few_wins_are_found_from_both_their_ends_without_reading_all(
    connection: sqlite.Connection,
) -> None:
    searched = [step for step in plans(connection, lambda journal: journal.doors.touching(["x"])) if "SEARCH" in step]

    assert len(searched) == 2
    assert all("earlier=?" in step or "later=?" in step for step in searched)
