"""Take a journal in, all of it or nothing, and write it out again."""

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.journals import document as any_journal
from smallwins.bootstrap import LOCAL, memory_journals
from smallwins.journal.commands import AnswerWin, ImportJournal, Undo
from smallwins.journal.exchange import export_journal, import_journal
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journal, WinFilter
from smallwins.journal.undo import undo
from smallwins.method.errors import ImportFileError
from tests.journal.conftest import NOW, WriteDown


@pytest.fixture
def ben() -> Iterator[Journal]:
    with memory_journals().journal_of(LOCAL) as journal:
        yield journal


def take_in(journal: Journal, document: object) -> object:
    return import_journal(journal, ImportJournal(NOW, json.dumps(document).encode()))


def a_file(**win: object) -> dict[str, object]:
    """Return a file with one win."""
    whole = {
        "id": "w1",
        "title": "From a file",
        "happened_on": "2026-11-13",
        "logged_at": "2026-11-13T17:20:00Z",
        **win,
    }
    return {"format": "smallwins/1", "wins": [whole]}


def undated(exported: bytes) -> bytes:
    return re.sub(rb'"exported_at": "[^"]*"', b"", exported, count=1)


@pytest.mark.promise("R10")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), count=st.integers(0, 60))
def test_out_in_and_out_again_gives_the_same_bytes(seed: int, count: int) -> None:
    journals = memory_journals(), memory_journals()
    with journals[0].journal_of(LOCAL) as first, journals[1].journal_of(LOCAL) as second:
        take_in(first, any_journal(count, seed))
        exported = export_journal(first, NOW)
        import_journal(second, ImportJournal(NOW, exported))

        assert undated(export_journal(second, NOW)) == undated(exported)


@pytest.mark.promise("R10")
def test_the_same_file_twice_changes_nothing(ada: Journal) -> None:
    take_in(ada, any_journal(40))
    before = export_journal(ada, NOW)

    report = import_journal(ada, ImportJournal(NOW, json.dumps(any_journal(40)).encode()))

    assert (report.wins, report.goals, report.known) == (0, 0, 40)
    assert export_journal(ada, NOW) == before


def test_a_win_that_is_here_with_other_words_is_left_as_it_is_and_named(ada: Journal) -> None:
    take_in(ada, a_file())
    answer_win(ada, AnswerWin("w1", NOW, stretch=3))

    report = import_journal(ada, ImportJournal(NOW, json.dumps(a_file(title="Other words")).encode()))

    assert report.differing == (1,)
    assert ada.wins.get("w1").win.title == "From a file"


def test_a_file_that_goes_on_from_here_opens_doors_here(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down("Coffee", date(2026, 11, 1))

    take_in(ada, a_file(opened_by=[judged.win.id]))

    assert ada.wins.get(judged.win.id).judgement.signals.momentum == "yes"
    assert ada.history.of(judged.win.id)[-1].cause == "a door opened: From a file"


def test_a_win_without_history_gets_one_line_that_says_imported(ada: Journal) -> None:
    take_in(ada, a_file())

    assert [entry.cause for entry in ada.history.of("w1")] == ["imported"]


@pytest.mark.parametrize(
    ("win", "path"),
    [
        ({"opened_by": ["nobody"]}, "wins[0].opened_by[0]"),
        ({"answers": {"direction": "toward", "goals": ["nobody"]}}, "wins[0].answers.goals[0]"),
        ({"happened_on": "2026-02-30"}, "wins[0].happened_on"),
        ({"kind": "meeting"}, "wins[0].kind"),
    ],
)
def test_the_first_offending_path_is_named_and_nothing_is_taken_in(win: dict[str, object], path: str) -> None:
    journals = memory_journals()
    with pytest.raises(ImportFileError) as refused, journals.journal_of(LOCAL) as ada:
        take_in(ada, a_file(**win))

    assert refused.value.field == path
    with journals.journal_of(LOCAL) as ada:
        assert ada.wins.count(WinFilter()) == 0


def test_a_door_back_in_time_to_a_win_that_is_here_is_named(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down("Coffee")

    with pytest.raises(ImportFileError, match="back in time"):
        take_in(ada, a_file(opened_by=[judged.win.id]))


@pytest.mark.promise("R10")
def test_undo_takes_a_whole_import_back(ada: Journal) -> None:
    take_in(ada, any_journal(25))
    undo(ada, Undo(NOW))

    assert ada.wins.count(WinFilter()) == 0
    assert ada.goals.all() == ()


def test_an_import_into_an_empty_journal_brings_its_settings_and_never_later(ada: Journal) -> None:
    there = {"format": "smallwins/1", "settings": {"timezone": "Asia/Tokyo", "review_day": 7}}
    take_in(ada, there)
    take_in(ada, {**there, "settings": {"timezone": "Europe/Paris", "review_day": 1}})

    assert ada.settings.get()[:2] == ("Asia/Tokyo", 7)


def test_nothing_of_ada_s_reaches_ben(ada: Journal, ben: Journal) -> None:
    take_in(ada, any_journal(10))

    assert ben.wins.count(WinFilter()) == 0
