"""What comes in from elsewhere waits in the inbox: kept, merged or let go, each taken back by undo."""

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest

from smallwins.bootstrap import LOCAL, memory_journals, new_id
from smallwins.formats.archives import Packed
from smallwins.formats.source import Source
from smallwins.journal.before_sharing import private_in_win
from smallwins.journal.commands import AddGoal, AnswerWin, EditGoal, ImportJournal, Undo
from smallwins.journal.exchange import export_journal, import_journal
from smallwins.journal.foreign import ForeignReport, check_foreign, columns_to_say, import_foreign
from smallwins.journal.goals import add_goal, edit_goal
from smallwins.journal.inbox import goals_offered, inbox, keep_item, let_go_item, likely_wins, merge_item
from smallwins.journal.inbox_commands import ImportForeign, KeepItem, LetGoItem, MergeItem
from smallwins.journal.inbox_item import InboxItem
from smallwins.journal.judging import answer_win
from smallwins.journal.leaving import export_as
from smallwins.journal.ports import Journal
from smallwins.journal.undo import undo
from smallwins.method.answers import NO_ANSWERS
from smallwins.method.errors import ImportFileError, InputError, NotFoundError, RefusedError
from tests.formats.foreign import handed_over
from tests.formats.test_files_of_other_programs_are_read import GOOD, REJECTED
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


@pytest.mark.parametrize("name", [*GOOD, *REJECTED])
def test_a_second_import_of_any_file_of_any_format_changes_nothing(name: str) -> None:
    with memory_journals().journal_of(LOCAL) as journal:
        first = import_foreign(journal, ImportForeign(NOW, handed_over(name)))
        before, change = everything(journal), journal.changes.last()

        second = import_foreign(journal, ImportForeign(NOW, handed_over(name)))

        assert (second.new, second.known, second.differing) == (0, first.new, 0)
        assert second.rejects == first.rejects
        assert second.left_out == first.left_out
        assert everything(journal) == before
        assert journal.changes.last() == change


def test_a_long_file_says_how_far_it_is(ada: Journal) -> None:
    said: list[tuple[str, int, int]] = []
    rows = "".join(f"{number},2026-05-06,Win {number}\n" for number in range(1, 1201))

    import_foreign(ada, asked("id,date,title\n" + rows), lambda *told: said.append(told))

    assert said == [
        ("read", 500, 0), ("read", 1000, 0), ("written", 500, 1200), ("written", 1000, 1200), ("written", 1200, 1200),
    ]  # fmt: skip


def test_a_report_counts_what_is_said_of_the_new_ones_and_names_where_the_left_out_stand(ada: Journal) -> None:
    source = handed_over("memos/good.json")

    report = check_foreign(ada, ImportForeign(NOW, source))

    assert report.notes == {
        "the day it was written down": 2, "private there": 1, "its comments are kept beside it": 1, "archived there": 1,
    }  # fmt: skip
    assert report.left_out_at["is a comment, which comes with its memo"] == ("memos[2]", "memos[3]")
    page, archived = report.advice
    assert page.startswith("This is one page of memos, and there are more")
    assert archived == (
        "What was archived there waits in the inbox like everything else, and says so: let it go, or keep it."
        " Only your own answers put a win into the rearview."
    )
    import_foreign(ada, ImportForeign(NOW, source))
    assert check_foreign(ada, ImportForeign(NOW, source)).notes == {}


def test_a_table_that_is_not_understood_says_what_there_is_to_choose_from(ada: Journal) -> None:
    renamed = ImportForeign(NOW, handed_over("teal/broken-renamed.csv"), columns={"company": "Firm", "role": "Gone"})
    with pytest.raises(ImportFileError, match="role: there is no column called 'Gone'"):
        check_foreign(ada, renamed)

    to_say = columns_to_say(renamed)

    assert to_say is not None
    assert (to_say.format, to_say.header[:2]) == ("teal", ("Job Position", "Firm"))
    assert to_say.columns == {
        "company": "Firm", "role": "Job Position", "status": "", "applied": "", "moved": "", "saved": "Date Saved",
        "details": "", "archived": "",
    }  # fmt: skip
    assert columns_to_say(asked()) is None
    assert columns_to_say(asked("{")) is None


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


def test_a_goal_that_an_item_names_is_linked_or_made_only_when_the_person_says_so(ada: Journal) -> None:
    import_foreign(ada, ImportForeign(NOW, handed_over("bragbit-markdown/good.md")))
    talk, shipped = inbox(ada).items
    mine = add_goal(ada, AddGoal(new_id(), NOW, TODAY, "lead a research team"))
    assert [(one.title, one.own and one.own.id) for one in goals_offered(ada, talk)] == [
        ("Lead a research team", mine.id),
        ("Speak more", None),
    ]
    plain = keep_item(ada, KeepItem(new_id(), shipped.id, NOW))
    assert plain.win.answers == NO_ANSWERS
    assert ada.goals.all() == (mine,)
    before = everything(ada)
    with pytest.raises(InputError, match="is no goal that this names"):
        keep_item(ada, KeepItem(new_id(), talk.id, NOW, new_goals=((new_id(), "Rule the world"),)))
    with pytest.raises(InputError, match="is a goal of yours already"):
        keep_item(ada, KeepItem(new_id(), talk.id, NOW, new_goals=((new_id(), "Lead a research team"),)))

    new = new_id()
    judged = keep_item(ada, KeepItem(new_id(), talk.id, NOW, (mine.id,), ((new, "Speak more"),)))

    assert (judged.win.answers.direction, judged.win.answers.goals) == ("toward", (mine.id, new))
    assert [goal.title for goal in ada.goals.all()] == ["lead a research team", "Speak more"]
    undo(ada, Undo(NOW))
    assert everything(ada) == before
    assert ada.goals.all() == (mine,)


def test_what_was_private_there_is_named_before_it_leaves(ada: Journal, write_down: WriteDown) -> None:
    import_foreign(ada, ImportForeign(NOW, handed_over("bragbit/good.json")))
    (brag,) = inbox(ada).items
    mine = write_down("Shipped the search")
    assert "private" not in {one.kind for one in private_in_win(ada, mine.win.id)}
    merge_item(ada, MergeItem(brag.id, mine.win.id, NOW))
    undone = private_in_win(ada, mine.win.id)
    undo(ada, Undo(NOW))
    kept = keep_item(ada, KeepItem(new_id(), brag.id, NOW))

    for warned in (undone, private_in_win(ada, kept.win.id)):
        (said,) = [one.what for one in warned if one.kind == "private"]
        assert said == "it tells of one thing marked as private where you brought it from"


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


def test_goals_that_went_out_as_markdown_come_in_as_they_are_once(ada: Journal, write_down: WriteDown) -> None:
    lead = add_goal(ada, AddGoal(new_id(), NOW, date(2026, 1, 5), "Lead a team", "Because.", ("hiring",), 3))
    edit_goal(ada, EditGoal(lead.id, NOW, TODAY, possible=6))
    gone = add_goal(ada, AddGoal(new_id(), NOW, TODAY, "Speak, more"))
    gone = edit_goal(ada, EditGoal(gone.id, NOW, TODAY, status="let_go"))
    answer_win(ada, AnswerWin(write_down("Asked to lead").win.id, NOW, direction="toward", goals=(lead.id, gone.id)))
    folder = ImportForeign(NOW, Source("x.zip", export_as(ada, "markdown")))
    at_home = check_foreign(ada, folder)
    assert (at_home.new, at_home.known, at_home.goals, at_home.goals_known, at_home.differing) == (0, 1, 0, 2, 0)

    with memory_journals().journal_of(LOCAL) as other:
        dry = check_foreign(other, folder)
        assert (dry.new, dry.goals, dry.goal_titles) == (1, 2, ("Lead a team", "Speak, more"))
        assert other.goals.all() == ()
        assert import_foreign(other, folder) == dry
        assert [goal._replace(origin="own") for goal in other.goals.all()] == list(ada.goals.all())
        again = import_foreign(other, folder)
        assert (again.new, again.known, again.goals, again.goals_known, again.differing) == (0, 1, 0, 2, 0)

        (item,) = inbox(other).items
        offered = goals_offered(other, item)
        assert [one.own and one.own.id for one in offered] == [lead.id, gone.id]
        keep_item(other, KeepItem(new_id(), item.id, NOW, tuple(one.own.id for one in offered if one.own)))
        assert goals_out(other) == goals_out(ada)
        undo(other, Undo(NOW))
        assert undo(other, Undo(NOW)).summary == "took 1 thing into the inbox and 2 goals"
        assert other.goals.all() == ()


def test_a_goal_of_the_same_title_is_not_made_twice(ada: Journal) -> None:
    mine = add_goal(ada, AddGoal(new_id(), NOW, TODAY, "lead a team"))
    files = {
        "goals/a.md": "---\ntitle: Lead a team\nstatus: active\n---\nWhy.", "goals/b.md": "---\nstatus: gone\n---\n",
        "goals/c.md": "---\nstatus: reached\nskills: [x]\n---\n", "2026-03-02 Coffee.md": "Coffee",
    }  # fmt: skip
    folder = Source("x", files=[Packed(name, text.encode()) for name, text in files.items()])

    report = import_foreign(ada, ImportForeign(NOW, folder))

    assert (report.goals, report.goals_known, report.differing) == (1, 1, 1)
    assert [tuple(one) for one in report.rejects] == [
        ("goals/b.md", "status: 'gone' is not one of active, reached, let_go")
    ]
    assert [(goal.title, goal.status, goal.skills) for goal in ada.goals.all()] == [
        (mine.title, "active", ()), ("c", "reached", ("x",)),
    ]  # fmt: skip


def goals_out(journal: Journal) -> dict[str, bytes]:
    """Return the goals' files of the journal as a folder of Markdown."""
    with zipfile.ZipFile(BytesIO(export_as(journal, "markdown"))) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith("goals/")}
