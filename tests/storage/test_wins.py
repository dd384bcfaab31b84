"""What a journal promises about wins, wherever it lies."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from smallwins.journal.ports import Cursor, GoalTally, Journal, ShineTally, WeekTally, WinFilter
from smallwins.method.answers import Answers
from smallwins.method.chain import Door
from smallwins.method.errors import InputError, NotFoundError, ReusedKeyError
from smallwins.method.history import Entry
from smallwins.method.signals import Facts
from smallwins.method.verdict import judge
from smallwins.method.week import week_of
from smallwins.method.win import Overrule
from tests.storage.cast import MONDAY, NOON, REAL, SHINY, WAITING, a_step, a_win, an_id, write

Open = Callable[[], AbstractContextManager[Journal]]


def numbers(journal: Journal, which: WinFilter) -> list[int]:
    return [judged.win.number for judged in journal.wins.page(which)]


def test_a_win_saved_is_one_version_further(journal: Journal) -> None:
    write(journal, a_win(1))
    before = journal.wins.get(an_id(1))

    journal.wins.save(before._replace(win=before.win._replace(title="Another word")))

    after = journal.wins.get(an_id(1))
    assert (after.win.title, before.version, after.version) == ("Another word", 1, 2)


def test_judging_again_changes_no_word_and_no_version(journal: Journal) -> None:
    write(journal, a_win(1, "As it was", REAL))

    journal.wins.rejudge([a_win(1, "Another word", SHINY)])

    after = journal.wins.get(an_id(1))
    assert (after.win.title, after.version, after.verdict) == ("As it was", 1, "shiny")


def test_an_own_call_counts_also_after_judging_again(journal: Journal) -> None:
    write(journal, a_win(1, answers=REAL, overrule=Overrule("shiny", "I know better", NOON)))

    journal.wins.rejudge([a_win(1, answers=REAL)])

    assert journal.wins.week_tallies()[0].shiny == 1
    assert numbers(journal, WinFilter(verdict="shiny")) == [1]
    assert journal.wins.get(an_id(1)).verdict == "shiny"


def test_a_number_is_never_given_twice_also_after_a_delete(ada: Open) -> None:
    with ada() as journal:
        first = journal.wins.take_number()
        write(journal, a_win(first))
    with ada() as journal:
        journal.wins.remove(an_id(first))
    with ada() as journal:
        second, row = journal.wins.take_number(), journal.wins.take_number(3)
    with ada() as journal:
        assert (first, second, row, journal.wins.take_number()) == (1, 2, 3, 6)


def test_a_number_that_came_with_a_win_is_taken(ada: Open) -> None:
    with ada() as journal:
        write(journal, a_win(41))
    with ada() as journal:
        assert journal.wins.take_number() == 42


def test_a_transaction_that_failed_leaves_nothing(ada: Open) -> None:
    def write_and_fail() -> None:
        with ada() as journal:
            write(journal, a_win(journal.wins.take_number(), "Gone"))
            journal.goals.get("no such goal")

    with pytest.raises(NotFoundError):
        write_and_fail()
    with ada() as journal:
        assert journal.wins.count(WinFilter()) == 0
        assert journal.wins.count(WinFilter(words="gone")) == 0
        assert journal.wins.take_number() == 1


def test_an_id_that_is_taken_is_refused(journal: Journal) -> None:
    write(journal, a_win(1))

    with pytest.raises(ReusedKeyError, match=an_id(1)):
        write(journal, a_win(2, id=an_id(1)))


@pytest.mark.parametrize("name", ["7", " 7 ", an_id(7), an_id(7).upper(), an_id(7)[:-1]])
def test_a_win_is_found_by_number_id_or_a_beginning_of_its_id(journal: Journal, name: str) -> None:
    write(journal, a_win(7), a_win(700))

    assert journal.wins.find(name).win.number == 7


@pytest.mark.parametrize(
    "name", ["8", "", "%", "_", "0191", "007 x", "９", "99999999999999999999999", "'", "\U0010ffff"]
)
def test_what_names_no_win_finds_none(journal: Journal, name: str) -> None:
    write(journal, a_win(7))

    with pytest.raises(NotFoundError):
        journal.wins.find(name)


def test_a_beginning_of_two_ids_names_neither(journal: Journal) -> None:
    write(journal, a_win(1), a_win(2))

    with pytest.raises(InputError, match="several"):
        journal.wins.find("0190")


def test_what_is_not_there_is_not_found(journal: Journal) -> None:
    for ask in (journal.wins.get, journal.wins.remove, journal.steps.get, journal.goals.get, journal.crossroads.get):
        with pytest.raises(NotFoundError):
            ask(an_id(9))
    with pytest.raises(NotFoundError):
        journal.wins.save(a_win(9))
    assert journal.wins.several([an_id(9)]) == {}


def test_a_win_goes_with_its_doors_and_steps_and_its_history_stays(journal: Journal) -> None:
    first, second = a_win(1), a_win(2)
    write(journal, first, second)
    journal.doors.add([Door(first.win.id, second.win.id)])
    journal.steps.add([a_step(1, first)])
    journal.history.append([(first.win.id, Entry(NOON, "written down", "early"))])

    journal.wins.remove(first.win.id)

    assert journal.doors.everything() == ()
    assert journal.steps.open() == ()
    assert [entry.cause for entry in journal.history.of(first.win.id)] == ["written down"]


def test_a_list_runs_from_the_newest_day_back_the_later_written_first(journal: Journal) -> None:
    same = MONDAY
    write(journal, a_win(1, happened_on=same), a_win(3, happened_on=same), a_win(2, happened_on=same))
    write(journal, a_win(4, happened_on=same - timedelta(days=1)), a_win(5, happened_on=date.max))

    assert numbers(journal, WinFilter()) == [5, 3, 2, 1, 4]
    assert numbers(journal, WinFilter(words="win")) == [5, 3, 2, 1, 4]


@pytest.mark.parametrize("words", ["", "win"])
@pytest.mark.parametrize("tag", [None, "tagged"])
def test_pages_follow_each_other_without_a_gap(journal: Journal, words: str, tag: str | None) -> None:
    write(journal, *(a_win(n, tags=("tagged",), happened_on=MONDAY + timedelta(days=n // 4)) for n in range(1, 24)))
    which = WinFilter(words=words, tag=tag, limit=5)
    seen: list[int] = []
    while page := journal.wins.page(which):
        seen += [judged.win.number for judged in page]
        last = page[-1].win
        which = which._replace(before=Cursor(last.happened_on, last.number))

    assert seen == sorted(range(1, 24), key=lambda n: (n // 4, n), reverse=True)
    assert journal.wins.count(which) == 23


FILTERS = {
    "verdict": (WinFilter(verdict="real"), [1]),
    "kind": (WinFilter(kind="speaking"), [2]),
    "goal": (WinFilter(goal="a goal"), [4, 1]),
    "tag": (WinFilter(tag="north"), [3, 2]),
    "since": (WinFilter(since=MONDAY + timedelta(days=3)), [5, 4, 3]),
    "until": (WinFilter(until=MONDAY + timedelta(days=2)), [2, 1]),
    "momentum": (WinFilter(momentum="yes"), [1]),
    "looks": (WinFilter(looks=3), [5, 1]),
    "moves": (WinFilter(moves=4), [1]),
    "no signal moved": (WinFilter(moves=0), [3]),
    "looks and moves": (WinFilter(looks=3, moves=4), [1]),
    "words and moves": (WinFilter(words="coffee", moves=1), [4]),
    "goal and moves": (WinFilter(goal="a goal", moves=1), [4]),
    "unanswered": (WinFilter(unanswered=True), [5, 4, 2]),
    "origin": (WinFilter(origin="sample"), [5]),
    "own": (WinFilter(origin="own"), [4, 3, 2, 1]),
    "words": (WinFilter(words="coffee"), [4, 2]),
    "tag and goal": (WinFilter(tag="north", goal="a goal"), []),
    "words and tag": (WinFilter(words="coffee", tag="north"), [2]),
    "words and goal": (WinFilter(words="coffee", goal="a goal"), [4]),
    "words and days": (WinFilter(words="coffee", since=MONDAY, until=MONDAY + timedelta(days=2)), [2]),
    "words and verdict": (WinFilter(words="coffee", verdict="early"), [4, 2]),
    "everything": (
        WinFilter(
            "coffee", "early", "speaking", None, "north", MONDAY, date.max, "open", unanswered=True, origin="own"
        ),
        [2],
    ),
    "no limit": (WinFilter(limit=None), [5, 4, 3, 2, 1]),
    "a limit": (WinFilter(limit=2), [5, 4]),
}


@pytest.mark.parametrize("name", FILTERS)
def test_filters_hold_together(journal: Journal, name: str) -> None:
    which, expected = FILTERS[name]
    toward = WAITING._replace(goals=("a goal",))
    write(journal, a_win(1, answers=REAL._replace(goals=("a goal",)), looks=3))
    write(journal, a_win(2, "Coffee with Priya", kind="speaking", tags=("north", "south")))
    write(journal, a_win(3, answers=SHINY, tags=("north",)), a_win(4, "Coffee", toward))
    write(journal, a_win(5, origin="sample", looks=3))

    assert numbers(journal, which) == expected
    assert journal.wins.count(which) == (5 if name == "a limit" else len(expected))


def test_filters_follow_what_is_saved(journal: Journal) -> None:
    write(journal, a_win(1, "Tea", tags=("old",), happened_on=MONDAY))
    kept = journal.wins.get(an_id(1))

    later = kept.win._replace(title="Coffee", tags=("new",), happened_on=MONDAY + timedelta(days=9))
    journal.wins.save(kept._replace(win=later))

    assert numbers(journal, WinFilter(tag="old")) == numbers(journal, WinFilter(words="tea")) == []
    assert numbers(journal, WinFilter(tag="new")) == numbers(journal, WinFilter(words="coffee")) == [1]
    assert numbers(journal, WinFilter(words="coffee", until=MONDAY)) == []
    assert numbers(journal, WinFilter(tag="new", until=MONDAY)) == []
    assert journal.wins.tags() == (("new", 1),)


def test_everything_goes_by_number_and_misses_none(journal: Journal) -> None:
    write(journal, *(a_win(n) for n in (2500, *range(1, 2402))))

    assert [judged.win.number for judged in journal.wins.everything()] == [*range(1, 2402), 2500]


def test_facts_are_later_wins_that_are_not_shiny_and_steps_done(journal: Journal) -> None:
    first, empty, good = a_win(1), a_win(2, answers=SHINY), a_win(3)
    write(journal, first, empty, good)
    journal.doors.add([Door(first.win.id, empty.win.id)])
    assert journal.wins.facts(first.win.id) == Facts(opened_a_win=False, step_done=False)

    journal.doors.add([Door(first.win.id, good.win.id)])
    journal.steps.add([a_step(1, first, status="done", done_on=MONDAY), a_step(2, good)])

    assert journal.wins.facts(first.win.id) == Facts(opened_a_win=True, step_done=True)
    assert journal.wins.facts(good.win.id) == Facts(opened_a_win=False, step_done=False)


def test_the_last_celebrated_and_the_last_not_shiny(journal: Journal) -> None:
    assert journal.wins.last_celebrated() is None
    assert journal.wins.last_not_shiny() is None
    write(journal, a_win(1, celebrated_on=MONDAY), a_win(2, celebrated_on=MONDAY), a_win(3))
    write(journal, a_win(4, answers=SHINY, celebrated_on=MONDAY - timedelta(days=1)))

    celebrated, written = journal.wins.last_celebrated(), journal.wins.last_not_shiny()

    assert celebrated is not None
    assert written is not None
    assert (celebrated.win.number, written.win.number) == (2, 3)


def test_wins_written_since_a_time_come_whenever_they_happened(journal: Journal) -> None:
    write(journal, *(a_win(n, happened_on=MONDAY - timedelta(days=n)) for n in (1, 2, 3)))

    since = journal.wins.written_since(NOON + timedelta(days=2))

    assert [judged.win.number for judged in since] == [2, 3]


def test_wins_whose_day_to_look_again_has_come_are_asked_about_oldest_first(journal: Journal) -> None:
    write(journal, *(a_win(n, answers=WAITING._replace(look_again=MONDAY - timedelta(days=n))) for n in (1, 2, 3)))
    write(journal, a_win(4, answers=WAITING._replace(look_again=MONDAY + timedelta(days=1))))
    write(journal, a_win(5, answers=REAL._replace(look_again=MONDAY)), a_win(6, answers=Answers(look_again=MONDAY)))
    moved = a_win(7, answers=WAITING._replace(look_again=MONDAY))
    write(journal, moved._replace(judgement=judge(moved.win.answers, Facts(opened_a_win=True))))

    assert [judged.win.number for judged in journal.wins.look_again_by(MONDAY)] == [3, 2, 1]
    assert [judged.win.number for judged in journal.wins.look_again_by(MONDAY, limit=1)] == [3]


def test_the_tallies_count_what_counts(journal: Journal) -> None:
    week = week_of(MONDAY).ordinal
    write(journal, a_win(1, answers=REAL._replace(goals=("x", "y"))), a_win(2, answers=SHINY._replace(goals=("x",))))
    write(journal, a_win(3, tags=("a", "b")), a_win(8, tags=("b",), answers=SHINY._replace(stretch=1)))

    assert journal.wins.week_tallies() == (WeekTally(week, 1, 1, 1), WeekTally(week + 1, 0, 0, 1))
    assert journal.wins.goal_tallies() == (GoalTally("x", 1, 0, 1), GoalTally("y", 1, 0, 0))
    assert journal.wins.shine_tally() == ShineTally(2, 2, 1, 2, 2)
    assert journal.wins.tags() == (("b", 2), ("a", 1))


def test_an_empty_journal_answers_everything(journal: Journal) -> None:
    assert not journal.wins.week_tallies()
    assert not journal.wins.goal_tallies()
    assert not journal.wins.tags()
    assert journal.wins.shine_tally() == ShineTally(0, 0, 0, 0, 0)
    assert journal.wins.page(WinFilter()) == ()
    assert tuple(journal.wins.everything()) == ()
    assert not journal.reviews.all()
    assert not journal.goals.all()
    assert not journal.crossroads.all()
    assert journal.changes.last() is None
    assert not journal.settings.get().chosen
