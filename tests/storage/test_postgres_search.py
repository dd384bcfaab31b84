"""The same words find the same wins in the same order, in a file and in PostgreSQL."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallwins.bootstrap import memory_journals, server_journals
from smallwins.journal.ports import Cursor, Journal, Journals, WinFilter
from smallwins.method.win import Overrule
from tests.hostile import HOSTILE
from tests.postgres import Postgres
from tests.storage.cast import ADA, MONDAY, NOON, REAL, SHINY, a_step, a_win, write
from tests.storage.test_search import FOUND, NOT_FOUND

_PEOPLE = count(5000)
_WRITTEN = [text for text, _ in (*FOUND, *NOT_FOUND)]
_ASKED = [text for _, text in (*FOUND, *NOT_FOUND)]
# Few letters, so that words meet: whole, begun, in a row, in another order.
_few = st.text("ab ab ab-_'éß東京🎉👩\u200d💻\u0301", min_size=1, max_size=12)
_any = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
texts = st.one_of(_few, _few, _any, st.sampled_from(_WRITTEN), st.sampled_from(HOSTILE))
questions = st.one_of(_few, _few, _any, st.sampled_from(_ASKED), st.lists(_few, min_size=2, max_size=3).map(" ".join))
written = st.lists(st.tuples(texts, texts, st.integers(0, 3), st.booleans(), st.booleans()), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def both(postgres: Postgres) -> Iterator[tuple[Journals, Journals]]:
    url = postgres.new_database()  # where nothing was taken away before: what is left of that would be read each time
    opened = memory_journals(), server_journals(url)
    yield opened
    for journals in opened:
        journals.close()  # type: ignore[attr-defined]  # a test tidies up
    postgres.drop(url)


def fill(journal: Journal, wins: list[tuple[str, str, int, bool, bool]]) -> None:
    for number, (title, story, day, stepped, called) in enumerate(wins, 1):
        overrule = Overrule("real", story, NOON) if called else None
        win = a_win(number, title, (REAL, SHINY)[stepped], story=story, tags=(title,), overrule=overrule)
        win = win._replace(win=win.win._replace(happened_on=MONDAY + timedelta(days=day)))
        write(journal, win)
        if stepped:
            journal.steps.add([a_step(2 * number, win, story), a_step(2 * number + 1, win, title)])


def found(journal: Journal, which: WinFilter) -> tuple[int, list[int]]:
    return journal.wins.count(which), [judged.win.number for judged in journal.wins.page(which)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wins=written, asked=st.lists(questions, min_size=1, max_size=5), cut=st.integers(1, 8))
def test_the_same_is_found_in_the_same_order(
    both: tuple[Journals, Journals], wins: list[tuple[str, str, int, bool, bool]], asked: list[str], cut: int
) -> None:
    person = next(_PEOPLE)
    with both[0].journal_of(person) as file, both[1].journal_of(person) as database:
        for journal in (file, database):
            fill(journal, wins)
        for words in [*asked, wins[0][0], wins[-1][1][: cut + 1]]:
            for which in (
                WinFilter(words=words),
                WinFilter(words=words, since=MONDAY + timedelta(days=1), until=MONDAY + timedelta(days=2)),
                WinFilter(words=words, before=Cursor(MONDAY + timedelta(days=2), cut), limit=2),
                WinFilter(words=words, verdict="shiny", tag=wins[0][0]),
            ):
                assert found(file, which) == found(database, which), which
        # … and after wins were moved, changed and taken away.
        for journal in (file, database):
            kept = journal.wins.find("1")
            journal.wins.save(kept._replace(win=kept.win._replace(happened_on=MONDAY, title=wins[-1][1] or "x")))
            if len(wins) > 1:
                journal.wins.remove(journal.wins.find("2").win.id)
        for words in [*asked, wins[0][0], wins[-1][1]]:
            assert found(file, WinFilter(words=words)) == found(database, WinFilter(words=words)), words


def test_a_word_longer_than_any_index_keeps_is_found(both: tuple[Journals, Journals]) -> None:
    long = "wörd" * 10_000
    for journals in both:
        with journals.journal_of(ADA) as journal:
            write(journal, a_win(1, story=f"a {long} b"), a_win(2))
            assert found(journal, WinFilter(words=long)) == (1, [1])
            assert found(journal, WinFilter(words=long[:5000])) == (1, [1])
