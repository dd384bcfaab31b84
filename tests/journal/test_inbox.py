"""What comes in from elsewhere waits in the inbox: kept, merged or let go, each taken back by undo."""

from datetime import date, timedelta

import pytest

from smallwins.bootstrap import LOCAL, memory_journals, new_id
from smallwins.formats.source import Source
from smallwins.journal.commands import ImportJournal, Undo
from smallwins.journal.exchange import export_journal, import_journal
from smallwins.journal.foreign import ForeignReport, check_foreign, import_foreign
from smallwins.journal.inbox import inbox, keep_item, let_go_item, likely_wins, merge_item
from smallwins.journal.inbox_commands import ImportForeign, KeepItem, LetGoItem, MergeItem
from smallwins.journal.inbox_item import InboxItem
from smallwins.journal.ports import Journal
from smallwins.journal.undo import undo
from smallwins.method.answers import NO_ANSWERS
from smallwins.method.errors import ImportFileError, InputError, NotFoundError, RefusedError
from tests.journal.conftest import NOW, TODAY, WriteDown

FILE = (
    "[2026-05-06 22:34] Coffee with @Priya. She knows the team.\nShe said to write to Sam.\n\n"
    "[2026-05-07 09:00] Applied at Northwind\n\n[2026-05-08 09:00] Has a NUL\0 in it\n\n[2027-01-01 09:00] Not yet\n"
)


def asked(text: str = FILE, **said: object) -> ImportForeign:
    return ImportForeign(NOW, Source("x", text.encode()), **said)  # type: ignore[arg-type]  # as a test says


def taken_in(journal: Journal, text: str = FILE) -> tuple[InboxItem, ...]:
    import_foreign(journal, asked(text))
    return inbox(journal).items


def everything(journal: Journal) -> tuple[object, ...]:
    items = journal.inbox.with_keys([one.candidate.key for one in journal.inbox.waiting(1000)])
    wins = (judged._replace(version=0) for judged in journal.wins.everything())  # an undo is a version of its own
    return (*wins, *sorted(items), journal.inbox.count())


def test_a_dry_run_says_what_would_come_and_changes_nothing(ada: Journal) -> None:
    report = check_foreign(ada, asked())

    assert (report.format, report.new, report.known, report.rejected) == ("jrnl", 2, 0, 1)
    assert [one.title for one in report.sample] == ["Coffee with @Priya. She knows the team.", "Applied at Northwind"]
    assert [tuple(one) for one in report.rejects] == [
        ("line 6", "title has a NUL character in it, which cannot be kept; take it out")
    ]
    assert report.left_out == {"has not come yet": 1}
    assert inbox(ada).waiting == 0
    assert ada.changes.last() is None
    assert import_foreign(ada, asked()) == report


def test_what_comes_in_waits_and_is_no_win(ada: Journal) -> None:
    items = taken_in(ada)

    assert [item.candidate.title for item in items] == [
        "Applied at Northwind",
        "Coffee with @Priya. She knows the team.",
    ]
    assert inbox(ada).waiting == 2
    assert list(ada.wins.everything()) == []


def test_a_second_run_changes_nothing_whatever_was_decided(ada: Journal, write_down: WriteDown) -> None:
    applied, coffee = taken_in(ada)
    keep_item(ada, KeepItem(new_id(), applied.id, NOW))
    let_go_item(ada, LetGoItem(coffee.id, NOW))
    before = everything(ada)

    report = import_foreign(ada, asked())

    assert (report.new, report.known, report.differing) == (0, 2, 0)
    assert everything(ada) == before


def test_a_record_that_says_something_else_now_is_counted_and_left_as_it_was(ada: Journal) -> None:
    table = "id,date,title\n1,2026-05-06,Coffee with Priya\n"
    taken_in(ada, table)

    report = import_foreign(ada, asked(table.replace("Coffee", "Tea")))

    assert (report.new, report.known, report.differing) == (0, 1, 1)
    assert [item.candidate.title for item in inbox(ada).items] == ["Coffee with Priya"]


def test_a_win_of_this_journal_that_went_out_and_comes_back_is_known(ada: Journal, write_down: WriteDown) -> None:
    win = write_down().win

    report = check_foreign(ada, asked(f"id,date,title\n{win.id},2026-11-22,Coffee with Priya\n"))

    assert (report.new, report.known) == (0, 1)


def test_keeping_makes_a_win_without_answers_that_says_where_it_came_from(ada: Journal) -> None:
    _, coffee = taken_in(ada)
    command = KeepItem(new_id(), coffee.id, NOW)

    judged = keep_item(ada, command)

    assert judged.win.answers == NO_ANSWERS
    assert judged.verdict == "early"
    assert judged.win.happened_on == date(2026, 5, 6)
    assert (judged.win.story, judged.win.tags, judged.win.kind) == (
        "She said to write to Sam.",
        ("priya",),
        "conversation",
    )
    assert judged.win.origin == "import"
    assert judged.win.extra["imported_from"] == {
        "format": "jrnl", "key": coffee.candidate.key, "place": "line 1", "also": {"time": "22:34"},
    }  # fmt: skip
    assert [entry.cause for entry in ada.history.of(judged.win.id)] == ["imported"]
    assert keep_item(ada, command._replace(id=new_id())) == judged
    assert inbox(ada).waiting == 1


def test_merging_adds_to_a_win_and_loses_nothing(ada: Journal, write_down: WriteDown) -> None:
    _, coffee = taken_in(ada)
    mine = write_down("Coffee with Priya", story="My own words.", tags=("mine",))

    judged = merge_item(ada, MergeItem(coffee.id, mine.win.id, NOW))

    assert judged.win.title == "Coffee with Priya"
    assert judged.win.story == "My own words.\n\nCoffee with @Priya. She knows the team.\n\nShe said to write to Sam."
    assert judged.win.tags == ("mine", "priya")
    assert judged.win.happened_on == TODAY
    assert ada.history.of(mine.win.id)[-1].cause == "merged in: Coffee with @Priya. She knows the team."
    assert merge_item(ada, MergeItem(coffee.id, mine.win.id, NOW)) == judged
    assert inbox(ada).waiting == 1


def test_what_was_decided_is_not_decided_otherwise_before_it_is_undone(ada: Journal, write_down: WriteDown) -> None:
    applied, coffee = taken_in(ada)
    mine = write_down()
    let_go_item(ada, LetGoItem(coffee.id, NOW))

    with pytest.raises(RefusedError, match="was let go already"):
        keep_item(ada, KeepItem(new_id(), coffee.id, NOW))
    with pytest.raises(RefusedError, match="was let go already"):
        merge_item(ada, MergeItem(coffee.id, mine.win.id, NOW))
    assert let_go_item(ada, LetGoItem(coffee.id, NOW)).state == "let_go"
    keep_item(ada, KeepItem(new_id(), applied.id, NOW))
    with pytest.raises(RefusedError, match="was kept as a win already"):
        let_go_item(ada, LetGoItem(applied.id, NOW))
    with pytest.raises(NotFoundError):
        let_go_item(ada, LetGoItem("nobody", NOW))


def test_every_decision_and_the_import_itself_are_taken_back_one_by_one(ada: Journal, write_down: WriteDown) -> None:
    mine = write_down("Coffee with Priya", story="My own words.")
    stands = [everything(ada)]
    applied, coffee = taken_in(ada)
    stands.append(everything(ada))
    keep_item(ada, KeepItem(new_id(), applied.id, NOW))
    stands.append(everything(ada))
    merge_item(ada, MergeItem(coffee.id, mine.win.id, NOW))
    undone = [undo(ada, Undo(NOW)).summary]
    let_go_item(ada, LetGoItem(coffee.id, NOW))
    undone.append(undo(ada, Undo(NOW)).summary)

    for stood in reversed(stands):
        assert everything(ada) == stood
        if stood is not stands[0]:
            undone.append(undo(ada, Undo(NOW)).summary)
    assert undone == [
        "merged “Coffee with @Priya. She knows the team.” into 1",
        "let go of “Coffee with @Priya. She knows the team.”",
        "kept “Applied at Northwind”",
        "took 2 things into the inbox",
    ]
    assert import_foreign(ada, asked()).new == 2


def test_the_wins_that_an_item_may_be_told_of_already_are_those_of_its_days(
    ada: Journal, write_down: WriteDown
) -> None:
    _, coffee = taken_in(ada)
    near = write_down("Near", on=date(2026, 5, 8))
    same = write_down("The same day", on=date(2026, 5, 6))
    write_down("Far")

    assert [one.win.id for one in likely_wins(ada, coffee)] == [same.win.id, near.win.id]


def test_a_kept_win_travels_with_what_its_source_said(ada: Journal) -> None:
    applied, coffee = taken_in(ada)
    mine = keep_item(ada, KeepItem(new_id(), applied.id, NOW))
    merge_item(ada, MergeItem(coffee.id, mine.win.id, NOW))
    exported = export_journal(ada, NOW)

    with memory_journals().journal_of(LOCAL) as other:
        import_journal(other, ImportJournal(NOW, exported))
        (win,) = other.wins.everything()
        assert win.win.extra == ada.wins.get(mine.win.id).win.extra
        assert export_journal(other, NOW) == exported
        assert import_foreign(other, asked()).new == 2  # what the inbox knows stays with its journal


def test_pages_of_the_inbox_follow_each_other_without_gap_or_twice(ada: Journal) -> None:
    rows = "".join(f"{n},{date(2026, 1, 1) + timedelta(days=n // 3)},Win {n}\n" for n in range(50))
    taken_in(ada, "id,date,title\n" + rows)
    seen: list[InboxItem] = []
    while page := inbox(ada, 7, (seen[-1].candidate.happened_on, seen[-1].id) if seen else None).items:
        seen += page

    assert len({item.id for item in seen}) == len(seen) == 50
    assert [item.candidate.happened_on for item in seen] == sorted(
        (i.candidate.happened_on for i in seen), reverse=True
    )
    assert ada.inbox.count(date(2026, 1, 2), date(2026, 1, 3)) == 6


@pytest.mark.parametrize("format_name", ["day-one", "bragfile", "ics", "journiv", "huntr", "memos", "bragbit"])
def test_a_file_read_in_the_wrong_format_is_refused_in_words(ada: Journal, format_name: str) -> None:
    try:
        report: ForeignReport | None = check_foreign(ada, asked(format=format_name))
    except ImportFileError:
        report = None
    assert report is None or report.new == 0


def test_a_format_that_is_none_is_named(ada: Journal) -> None:
    with pytest.raises(InputError, match="'nobody' is none of jrnl"):
        check_foreign(ada, asked(format="nobody"))
