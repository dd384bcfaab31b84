"""Nothing of Ada's ever reaches Ben, whichever way he asks."""

from collections.abc import Callable
from datetime import date

import pytest

from smallwins.formats.candidate import Candidate
from smallwins.journal import ports
from smallwins.journal.inbox_item import InboxItem
from smallwins.journal.ports import Cursor, Journal, Journals, WinFilter
from smallwins.method.chain import Door
from smallwins.method.crossroads import Crossroads
from smallwins.method.errors import NotFoundError
from smallwins.method.history import Entry
from smallwins.method.offer import Offer
from smallwins.method.remark import Remark
from smallwins.method.review import Review
from smallwins.method.settings import Settings
from smallwins.method.telling.draft import Draft
from smallwins.method.week import week_of
from smallwins.method.wording import Wording
from tests.storage.cast import ADA, BEN, MONDAY, NOON, REAL, SHINY, WAITING, a_goal, a_step, a_win, an_id, write

WEEK = week_of(MONDAY)
ONE, TWO, THREE = an_id(1), an_id(2), an_id(3)
STEP, GOAL = an_id(1, "5"), an_id(1, "6")
ITEM = InboxItem(ONE, Candidate("jrnl:1", "line 1", "secret", MONDAY), "jrnl", NOON)


def fill(journal: Journal) -> None:
    one = a_win(1, "secret", REAL._replace(goals=(GOAL,)), tags=("secret",), celebrated_on=MONDAY, kind="role")
    write(journal, one, a_win(2, "secret", SHINY), a_win(3, "secret", WAITING._replace(look_again=MONDAY)))
    journal.doors.add([Door(ONE, TWO)])
    journal.goals.add([a_goal(1, "secret")])
    journal.steps.add([a_step(1, one, "secret"), a_step(2, one, "secret", status="done", done_on=MONDAY)])
    journal.reviews.save(Review(WEEK, note="secret"))
    journal.crossroads.save(Crossroads(ONE, "secret", ()))
    journal.remarks.save(Remark(ONE, NOON, "Cleo", "secret", win_id=ONE))
    journal.remarks.save(Remark(TWO, NOON, "Cleo", "secret", week=WEEK))
    journal.wordings.append([Wording(ONE, ONE, NOON, "secret", by="Cleo", number=1)])
    journal.offers.save(Offer(ONE, NOON, 7, "Cleo", "stuck", "secret"))
    journal.drafts.append(Draft(ONE, "brag", "secret", MONDAY, MONDAY, (ONE,), at=NOON))
    journal.inbox.add([ITEM])
    journal.history.append([(ONE, Entry(NOON, "secret", "shiny")), (ONE, Entry(NOON, "secret", "real"))])
    journal.changes.append(NOON, "secret", "{}")
    journal.keys.keep("key", "secret", NOON)
    journal.settings.save(Settings("Asia/Tokyo", 1, chosen=True))


# Every way to read: what Ben gets where he has nothing.
NOTHING: dict[str, tuple[Callable[[Journal], object], object]] = {
    "wins.get": (lambda j: j.wins.get(ONE), NotFoundError),
    "wins.find": (lambda j: [j.wins.find(name) for name in ("1",)], NotFoundError),
    "wins.find by id": (lambda j: j.wins.find(ONE[:-2]), NotFoundError),
    "wins.several": (lambda j: j.wins.several([ONE, TWO]), {}),
    "wins.facts": (lambda j: (*j.wins.facts(ONE),), (False, False)),
    "wins.page": (lambda j: j.wins.page(WinFilter()), ()),
    "wins.page words": (lambda j: j.wins.page(WinFilter(words="secret")), ()),
    "wins.page before": (lambda j: j.wins.page(WinFilter(words="sec", before=Cursor(date.max, 9))), ()),
    "wins.page tag": (lambda j: j.wins.page(WinFilter(tag="secret")), ()),
    "wins.page goal": (lambda j: j.wins.page(WinFilter(goal=GOAL)), ()),
    "wins.page words tag": (lambda j: j.wins.page(WinFilter(words="secret", tag="secret", goal=GOAL)), ()),
    "wins.page kind": (lambda j: j.wins.page(WinFilter(kind="role")), ()),
    "wins.count": (lambda j: j.wins.count(WinFilter()), 0),
    "wins.count words": (lambda j: j.wins.count(WinFilter(words="secret")), 0),
    "wins.count tag": (lambda j: j.wins.count(WinFilter(tag="secret")), 0),
    "wins.everything": (lambda j: list(j.wins.everything()), []),
    "wins.last_celebrated": (lambda j: j.wins.last_celebrated(), None),
    "wins.last_not_shiny": (lambda j: j.wins.last_not_shiny(), None),
    "wins.look_again_by": (lambda j: j.wins.look_again_by(date.max), ()),
    "wins.written_since": (lambda j: j.wins.written_since(NOON.replace(year=2000)), ()),
    "wins.week_tallies": (lambda j: j.wins.week_tallies(), ()),
    "wins.goal_tallies": (lambda j: j.wins.goal_tallies(), ()),
    "wins.shine_tally": (lambda j: (*j.wins.shine_tally(),), (0, 0, 0, 0, 0)),
    "wins.tags": (lambda j: j.wins.tags(), ()),
    "wins.judged_rows": (lambda j: j.wins.judged_rows({}), ()),
    "wins.judged_columns": (lambda j: [*map(len, j.wins.judged_columns())], [0] * 12 + [2] * 2),
    "wins.claimed_at": (lambda j: j.wins.claimed_at(), {}),
    "wins.remove": (lambda j: j.wins.remove(ONE), NotFoundError),
    "wins.save": (lambda j: j.wins.save(a_win(1, "Ben was here")), NotFoundError),
    "wins.rejudge": (lambda j: j.wins.rejudge([a_win(1, answers=SHINY)]), None),
    "wins.take_number": (lambda j: j.wins.take_number(), 1),
    "doors.add": (lambda j: j.doors.add([Door(ONE, THREE)]), NotFoundError),
    "doors.remove": (lambda j: j.doors.remove(Door(ONE, TWO)), False),
    "doors.openers_of": (lambda j: j.doors.openers_of(TWO), ()),
    "doors.opened_by": (lambda j: j.doors.opened_by(ONE), ()),
    "doors.touching": (lambda j: j.doors.touching([ONE]), ()),
    "history.came_back": (lambda j: j.history.came_back(NOON.replace(year=2000)), ()),
    "doors.everything": (lambda j: j.doors.everything(), ()),
    "doors.ends": (lambda j: [*map(list, j.doors.ends())], [[], []]),
    "steps.add": (lambda j: j.steps.add([a_step(7, a_win(1))]), NotFoundError),
    "steps.save": (lambda j: j.steps.save(a_step(1, a_win(1), "Ben was here")), NotFoundError),
    "steps.remove": (lambda j: j.steps.remove(STEP), NotFoundError),
    "steps.get": (lambda j: j.steps.get(STEP), NotFoundError),
    "steps.find": (lambda j: j.steps.find("1"), NotFoundError),
    "steps.of_wins": (lambda j: j.steps.of_wins([ONE]), {}),
    "steps.open": (lambda j: j.steps.open(), ()),
    "steps.done_tallies": (lambda j: j.steps.done_tallies(), ()),
    "steps.done": (lambda j: [*map(len, j.steps.done())], [0, 0]),
    "steps.take_number": (lambda j: j.steps.take_number(), 1),
    "goals.save": (lambda j: j.goals.save(a_goal(1, "Ben was here")), NotFoundError),
    "goals.remove": (lambda j: j.goals.remove(GOAL), NotFoundError),
    "goals.get": (lambda j: j.goals.get(GOAL), NotFoundError),
    "goals.find": (lambda j: j.goals.find("sec"), NotFoundError),
    "goals.all": (lambda j: j.goals.all(), ()),
    "goals.take_number": (lambda j: j.goals.take_number(), 1),
    "reviews.get": (lambda j: j.reviews.get(WEEK), None),
    "reviews.remove": (lambda j: j.reviews.remove(WEEK), None),
    "reviews.all": (lambda j: j.reviews.all(), ()),
    "crossroads.get": (lambda j: j.crossroads.get(ONE), NotFoundError),
    "crossroads.remove": (lambda j: j.crossroads.remove(ONE), NotFoundError),
    "crossroads.all": (lambda j: j.crossroads.all(), ()),
    "remarks.get": (lambda j: j.remarks.get(ONE), NotFoundError),
    "remarks.remove": (lambda j: j.remarks.remove(ONE), NotFoundError),
    "remarks.of_wins": (lambda j: j.remarks.of_wins([ONE, TWO]), {}),
    "remarks.of_week": (lambda j: j.remarks.of_week(WEEK), ()),
    "remarks.of_author": (lambda j: j.remarks.of_author(7), ()),
    "remarks.waiting": (lambda j: j.remarks.waiting(), ()),
    "remarks.all": (lambda j: j.remarks.all(), ()),
    "wordings.all": (lambda j: j.wordings.all(), ()),
    "wordings.rename_author": (lambda j: j.wordings.rename_author([ONE], "Cleo", "Ben"), None),
    "offers.get": (lambda j: j.offers.get(ONE), NotFoundError),
    "offers.of_author": (lambda j: j.offers.of_author(7), ()),
    "offers.all": (lambda j: j.offers.all(), ()),
    "inbox.get": (lambda j: j.inbox.get(ONE), NotFoundError),
    "inbox.with_keys": (lambda j: j.inbox.with_keys(["jrnl:1"]), {}),
    "inbox.waiting": (lambda j: j.inbox.waiting(9), ()),
    "inbox.everything": (lambda j: tuple(j.inbox.everything()), ()),
    "inbox.count": (lambda j: j.inbox.count(), 0),
    "inbox.mark": (lambda j: j.inbox.mark(ONE, "let_go"), None),
    "inbox.remove": (lambda j: j.inbox.remove([ONE]), None),
    "drafts.get": (lambda j: j.drafts.get(ONE), NotFoundError),
    "drafts.versions": (lambda j: j.drafts.versions(ONE), ()),
    "drafts.all": (lambda j: j.drafts.all(), ()),
    "history.of": (lambda j: j.history.of(ONE), ()),
    "history.of_wins": (lambda j: j.history.of_wins([ONE]), {}),
    "changes.last": (lambda j: j.changes.last(), None),
    "changes.rename_author": (lambda j: j.changes.rename_author(7, "Ada", "Ben"), None),
    "changes.mark_undone": (lambda j: j.changes.mark_undone(1), None),
    "keys.fingerprint": (lambda j: j.keys.fingerprint("key"), None),
    "keys.forget": (lambda j: j.keys.forget("key"), None),
    "settings.get": (lambda j: j.settings.get(), Settings()),
}  # fmt: skip
# These only ever add to Ben's own journal; the test below lets him do all of it.
ADDS = {
    "wins.add", "goals.add", "reviews.save", "crossroads.save", "remarks.save", "wordings.append", "offers.save",
    "drafts.append", "inbox.add",
    "history.append", "changes.append",
    "keys.keep", "settings.save",
}  # fmt: skip


def everything_of(journal: Journal) -> object:
    return (
        list(journal.wins.everything()), journal.doors.everything(), journal.goals.all(), journal.reviews.all(),
        journal.steps.of_wins([ONE, TWO, THREE]), journal.steps.open(), journal.crossroads.all(),
        journal.remarks.all(), journal.wordings.all(), journal.offers.all(), journal.drafts.all(),
        journal.inbox.waiting(9),
        journal.history.of_wins([ONE]), journal.changes.last(), journal.keys.fingerprint("key"),
        journal.settings.get(), journal.wins.page(WinFilter(words="secret")), journal.wins.tags(),
        journal.wins.goal_tallies(), journal.wins.count(WinFilter(tag="secret")),
    )  # fmt: skip


@pytest.mark.parametrize("way", NOTHING)
@pytest.mark.parametrize(("owner", "stranger"), [(ADA, BEN), (BEN, ADA)])
def test_a_stranger_finds_nothing_and_changes_nothing(journals: Journals, way: str, owner: int, stranger: int) -> None:
    ask, expected = NOTHING[way]
    with journals.journal_of(owner) as journal:
        fill(journal)
        before = everything_of(journal)

    with journals.journal_of(stranger) as journal:
        if expected is NotFoundError:
            with pytest.raises(NotFoundError):
                ask(journal)
        else:
            assert ask(journal) == expected

    with journals.journal_of(owner, reading=True) as journal:
        assert everything_of(journal) == before


def test_two_people_keep_the_same_things_side_by_side(journals: Journals) -> None:
    for person in (ADA, BEN):
        with journals.journal_of(person) as journal:
            fill(journal)
    with journals.journal_of(ADA, reading=True) as journal:
        before = everything_of(journal)

    with journals.journal_of(BEN) as journal:
        for win_id in (ONE, TWO, THREE):
            journal.wins.remove(win_id)
        journal.goals.remove(GOAL)
        journal.reviews.save(Review(WEEK, note="Ben's"))
        journal.crossroads.save(Crossroads(ONE, "Ben's", ()))
        journal.remarks.save(Remark(ONE, NOON, "Cleo", "Ben's", week=WEEK))
        journal.wordings.append([Wording(TWO, ONE, NOON, "Ben's", number=2)])
        journal.offers.save(Offer(ONE, NOON, 7, "Cleo", "stuck", "Ben's", state="declined", answered_at=NOON))
        journal.drafts.append(Draft(ONE, "brag", "Ben's", MONDAY, MONDAY, (), version=2, at=NOON))
        journal.changes.append(NOON, "Ben's", "{}")
        journal.keys.keep("key", "Ben's", NOON)
        journal.settings.save(Settings("UTC", 3))
        assert journal.wins.count(WinFilter(words="secret")) == 0

    with journals.journal_of(ADA, reading=True) as journal:
        assert everything_of(journal) == before


def test_who_leaves_takes_everything_along_and_nothing_of_anybody_else(journals: Journals) -> None:
    for person in (ADA, BEN):
        with journals.journal_of(person) as journal:
            fill(journal)
    with journals.journal_of(ADA, reading=True) as journal:
        before = everything_of(journal)

    with journals.journal_of(BEN) as journal:
        journal.erase()

    with journals.journal_of(BEN) as journal:
        found = {
            way: ask(journal) == nothing for way, (ask, nothing) in NOTHING.items() if nothing is not NotFoundError
        }
        assert [way for way, is_nothing in found.items() if not is_nothing] == []
    with journals.journal_of(ADA) as journal:
        assert everything_of(journal) == before
    with pytest.raises(Exception, match=r"append-only|statement failed"), journals.journal_of(ADA) as journal:
        journal.wins._connection.execute("DELETE FROM history")  # type: ignore[attr-defined]  # no store offers it


def test_every_way_into_a_store_is_tried_above() -> None:
    stores = {
        "wins": ports.WinStore, "doors": ports.DoorStore, "steps": ports.StepStore, "goals": ports.GoalStore,
        "reviews": ports.ReviewStore, "crossroads": ports.CrossroadsStore, "remarks": ports.RemarkStore,
        "wordings": ports.WordingStore, "offers": ports.OfferStore, "drafts": ports.DraftStore,
        "inbox": ports.InboxStore,
        "history": ports.HistoryStore, "changes": ports.ChangeStore, "keys": ports.KeyStore,
        "settings": ports.SettingsStore,
    }  # fmt: skip
    ways = {f"{name}.{way}" for name, store in stores.items() for way in vars(store) if not way.startswith("_")}

    assert ways - ADDS == {way.split(" ")[0] for way in NOTHING}
