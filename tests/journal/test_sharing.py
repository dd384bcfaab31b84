"""What a coach asks and says lies in the journal of the one whom it is for."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from smallwins.bootstrap import LOCAL, memory_journals, new_id
from smallwins.formats.smallwins1.writing import write
from smallwins.journal.commands import DeleteWin, ImportJournal, Undo
from smallwins.journal.editing import delete_win
from smallwins.journal.exchange import document_of, export_journal, import_journal
from smallwins.journal.ports import Journal
from smallwins.journal.sharing import (
    AddRemark,
    AnswerRemark,
    RemoveRemark,
    add_remark,
    answer_remark,
    remove_remark,
    said_of_week,
    waiting_remarks,
)
from smallwins.journal.undo import undo
from smallwins.method.document import Document
from smallwins.method.errors import ImportFileError, InputError, NotFoundError, NothingToUndoError, ReusedKeyError
from smallwins.method.remark import REMARK_LIMIT
from smallwins.method.week import Week
from tests.formats.journals import documents
from tests.journal.conftest import NOW, WriteDown

CLEO = 7
WEEK = Week(2026, 47)


def a_question(win: str | None = None, **changes: Any) -> AddRemark:
    asked = AddRemark(new_id(), NOW, CLEO, "Cleo", win, None if win else WEEK, "What did it open?", asks=True)
    return asked._replace(**changes)


def undated(exported: bytes) -> bytes:
    return re.sub(rb'"exported_at": [^,]*,', b"", exported, count=1)


def test_a_question_waits_until_it_is_answered(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down()
    asked = add_remark(ada, a_question(judged.win.id))

    assert [(said.remark, said.about) for said in waiting_remarks(ada)] == [(asked, judged)]
    answer_remark(ada, AnswerRemark(asked.id, NOW, " A call with the lab "))

    assert waiting_remarks(ada) == ()
    assert ada.remarks.of_wins([judged.win.id])[judged.win.id][0].answer == "A call with the lab"


def test_one_may_leave_it_at_that(ada: Journal) -> None:
    asked = add_remark(ada, a_question())

    answer_remark(ada, AnswerRemark(asked.id, NOW))

    assert waiting_remarks(ada) == ()
    assert [said.remark.answer for said in said_of_week(ada, WEEK)] == [None]


def test_the_same_question_sent_twice_is_asked_once(ada: Journal) -> None:
    asked = a_question()

    assert add_remark(ada, asked) == add_remark(ada, asked)
    assert len(ada.remarks.all()) == 1
    with pytest.raises(ReusedKeyError):
        add_remark(ada, asked._replace(text="Something else"))


def test_undo_takes_back_an_answer_but_never_what_somebody_else_said(ada: Journal) -> None:
    asked = add_remark(ada, a_question())
    answer_remark(ada, AnswerRemark(asked.id, NOW, "Nothing yet"))

    assert undo(ada, Undo(NOW)).summary == "answered Cleo"
    assert ada.remarks.all() == (asked,)
    with pytest.raises(NothingToUndoError):
        undo(ada, Undo(NOW))


def test_undo_brings_back_what_was_removed_with_its_author(ada: Journal) -> None:
    asked = add_remark(ada, a_question())
    remove_remark(ada, RemoveRemark(asked.id, NOW))
    assert ada.remarks.all() == ()

    undo(ada, Undo(NOW))

    assert ada.remarks.all() == (asked,)


def test_what_was_said_of_a_win_goes_and_comes_back_with_it(ada: Journal, write_down: WriteDown) -> None:
    judged = write_down()
    asked = add_remark(ada, a_question(judged.win.id))

    delete_win(ada, DeleteWin(judged.win.id, NOW))
    assert waiting_remarks(ada) == ()
    assert document_of(ada, NOW).remarks == ()

    undo(ada, Undo(NOW))
    assert [said.remark for said in waiting_remarks(ada)] == [asked]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "a" * (REMARK_LIMIT + 1)}, "text"),
        ({"text": "a\0"}, "text"),
        ({"week": None}, "win"),
        ({"author_name": ""}, "by"),
    ],
)
def test_what_is_no_remark_is_refused(ada: Journal, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as refused:
        add_remark(ada, a_question(**changes))

    assert refused.value.field == field


def test_nobody_asks_about_a_win_that_is_not_there(ada: Journal) -> None:
    with pytest.raises(NotFoundError):
        add_remark(ada, a_question("another-journals-win"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_out_in_and_out_again_gives_the_same_bytes_with_all_that_was_said(document: Document) -> None:
    journals = memory_journals(), memory_journals()
    with journals[0].journal_of(LOCAL) as first, journals[1].journal_of(LOCAL) as second:
        import_journal(first, ImportJournal(NOW, write(document)))
        exported = export_journal(first, NOW)
        import_journal(second, ImportJournal(NOW, exported))

        assert undated(export_journal(second, NOW)) == undated(exported)
        assert len(second.remarks.all()) == len(document.remarks)


def test_an_account_means_nothing_in_a_file(ada: Journal) -> None:
    add_remark(ada, a_question())
    with memory_journals().journal_of(LOCAL) as ben:
        import_journal(ben, ImportJournal(NOW, export_journal(ada, NOW)))

        assert [(remark.author, remark.author_name) for remark in ben.remarks.all()] == [(None, "Cleo")]


def test_undo_takes_back_the_remarks_of_an_import(ada: Journal) -> None:
    text = (
        b'{"format": "smallwins/1", "remarks": [{"id": "r", "at": "2026-11-20T09:00:00Z", "by": "Cleo", "text": "Hm",'
    )
    import_journal(ada, ImportJournal(NOW, text + b' "week": "2026-W47"}]}'))
    assert len(ada.remarks.all()) == 1

    undo(ada, Undo(NOW))

    assert ada.remarks.all() == ()


def test_a_remark_about_a_win_that_is_nowhere_is_refused_by_name(ada: Journal) -> None:
    text = (
        b'{"format": "smallwins/1", "remarks": [{"id": "r", "at": "2026-11-20T09:00:00Z", "by": "Cleo", "text": "Hm",'
    )

    with pytest.raises(ImportFileError) as refused:
        import_journal(ada, ImportJournal(NOW, text + b' "win": "nobody"}]}'))

    assert refused.value.field == "remarks[0].win"
