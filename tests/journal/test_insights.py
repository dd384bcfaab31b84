"""What the insights are asked of a real journal: the day of each door, and when an answer is worked out anew."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from smallwins.bootstrap import LOCAL, local_journal, local_journals, memory_journals, new_id
from smallwins.insights.columns import NO_DOOR, columns_of
from smallwins.journal import insights
from smallwins.journal.commands import AddStep, AddWin, AnswerWin, ChangeSettings, ImportJournal, LinkWins, MoveStep
from smallwins.journal.doors import link_wins
from smallwins.journal.exchange import export_journal, import_journal
from smallwins.journal.insights import door_days, evidence_of, facts_of, insights_of
from smallwins.journal.judging import answer_win
from smallwins.journal.kept import MOST, forget, kept
from smallwins.journal.ports import Journal
from smallwins.journal.settings import change_settings
from smallwins.journal.steps import add_step, move_step
from smallwins.journal.wins import add_win
from smallwins.method.answers import Gain, Opened
from tests.journal.conftest import NOW, TODAY, WriteDown

LAST_SPRING = TODAY - timedelta(days=200)


def test_a_door_is_dated_by_the_day_of_the_win_it_opened(ada: Journal, write_down: WriteDown) -> None:
    first = write_down(on=LAST_SPRING)
    for days in (30, 12):
        later = write_down(on=LAST_SPRING + timedelta(days=days))
        link_wins(ada, LinkWins(first.win.id, later.win.id, NOW))

    assert door_days(ada, TODAY) == {first.win.id: LAST_SPRING + timedelta(days=12)}


def test_a_door_to_a_shiny_object_is_none(ada: Journal, write_down: WriteDown) -> None:
    first, shiny = write_down(on=LAST_SPRING), write_down()
    link_wins(ada, LinkWins(first.win.id, shiny.win.id, NOW))
    answer_win(ada, AnswerWin(shiny.win.id, NOW, direction="away"))

    assert door_days(ada, TODAY) == {}


def test_a_step_that_is_done_opens_a_door_on_that_day(ada: Journal, write_down: WriteDown) -> None:
    win = write_down(on=LAST_SPRING)
    step = add_step(ada, AddStep(new_id(), win.win.id, NOW, "Write to Sam", None))
    move_step(ada, MoveStep(step.id, NOW, "done", LAST_SPRING + timedelta(days=9)))

    assert door_days(ada, TODAY) == {win.win.id: LAST_SPRING + timedelta(days=9)}


def test_a_claim_is_dated_by_when_it_was_made_last_where_the_person_lives(ada: Journal, write_down: WriteDown) -> None:
    change_settings(ada, ChangeSettings(NOW, timezone="Asia/Tokyo"))
    win = write_down(on=LAST_SPRING)
    claims: tuple[Opened, ...] = ("door", "nothing", "door", "door")
    for day, opened in enumerate(claims, 1):
        answer_win(ada, AnswerWin(win.win.id, datetime(2026, 6, day, 20, tzinfo=UTC), opened=opened, stretch=day))

    assert door_days(ada, TODAY) == {win.win.id: date(2026, 6, 4)}  # in Tokyo the next day had begun


def test_a_claim_taken_back_is_no_door(ada: Journal, write_down: WriteDown) -> None:
    win = write_down()
    answer_win(ada, AnswerWin(win.win.id, NOW, opened="door"))
    answer_win(ada, AnswerWin(win.win.id, NOW, opened="not_yet"))

    assert door_days(ada, TODAY) == {}


def test_the_first_evidence_counts(ada: Journal, write_down: WriteDown) -> None:
    first, later = write_down(on=LAST_SPRING), write_down(on=LAST_SPRING + timedelta(days=5))
    answer_win(ada, AnswerWin(first.win.id, NOW, opened="door"))
    link_wins(ada, LinkWins(first.win.id, later.win.id, NOW))

    assert door_days(ada, TODAY) == {first.win.id: LAST_SPRING + timedelta(days=5)}


def test_an_imported_claim_without_a_time_is_dated_by_the_wins_own_day(ada: Journal, write_down: WriteDown) -> None:
    win = write_down(on=LAST_SPRING)
    answer_win(ada, AnswerWin(win.win.id, NOW, opened="door"))
    file = export_journal(ada, NOW).replace(b'"change"', b'"whatever"')

    with memory_journals().journal_of(LOCAL) as another:
        import_journal(another, ImportJournal(NOW, file))

        assert door_days(another, TODAY) == {win.win.id: LAST_SPRING}


def test_the_evidence_is_the_whole_journal(ada: Journal, write_down: WriteDown) -> None:
    win = write_down("Gave a talk", on=LAST_SPRING, kind="speaking", looks=3, gut="real")
    answer_win(ada, AnswerWin(win.win.id, NOW, motive="meaningful", stretch=3, gains=("clarity",), opened="nothing"))
    write_down()

    seen = evidence_of(ada, TODAY)

    talk, coffee = seen.wins
    assert (talk.title, talk.day, talk.kind) == ("Gave a talk", LAST_SPRING, "speaking")
    assert (talk.looks, talk.gut) == (3, "real")
    assert (talk.motive, talk.stretch, talk.gains, talk.verdict) == ("meaningful", 3, ("clarity",), "early")
    assert talk.signals.momentum == "no"
    assert (coffee.stretch, coffee.gains, coffee.goals) == (None, None, ())


def test_the_columns_are_the_rows_turned(ada: Journal, write_down: WriteDown) -> None:
    first = write_down(on=LAST_SPRING, kind="speaking", looks=3, gut="real")
    all_gains: tuple[tuple[Gain, ...] | None, ...] = ((), ("clarity",), None)
    all_opened: tuple[Opened | None, ...] = ("door", "not_yet", None)
    for number, (gains, opened) in enumerate(zip(all_gains, all_opened, strict=True), 1):
        win = write_down(on=LAST_SPRING + timedelta(days=number), kind="other", looks=number, gut="shiny")
        answer_win(
            ada,
            AnswerWin(win.win.id, NOW, direction="toward", motive="available", stretch=4, gains=gains, opened=opened),
        )
        link_wins(ada, LinkWins(first.win.id, win.win.id, NOW))
    answer_win(ada, AnswerWin(write_down().win.id, NOW, direction="away"))

    turned, counted = columns_of(evidence_of(ada, TODAY)), insights.columns_of(ada, TODAY)

    assert counted._replace(wins=counted.wins._replace(claimed=turned.wins.claimed), links=None) == turned
    assert list(counted.wins.claimed) == [0, 1, 0, 0, 0]
    assert list(counted.doors[:2]) == [(LAST_SPRING + timedelta(days=1)).toordinal(), TODAY.toordinal()]
    assert set(counted.doors[2:]) == {NO_DOOR}


@pytest.fixture
def path(tmp_path: Path) -> str:
    forget()
    return str(tmp_path / "journal.db")


def add_one(path: str) -> None:
    """Write a win down as another process would: on a connection of its own."""
    with local_journal(path) as journal:
        add_win(journal, AddWin(id=new_id(), at=NOW, title="Coffee", happened_on=TODAY))


def test_an_answer_is_kept_until_something_changes(path: str) -> None:
    journals = local_journals(path)

    def ask(today: date = TODAY) -> object:
        with journals.journal_of(LOCAL, reading=True) as journal:
            return insights_of(journal, today)

    first = ask()
    assert ask() is first
    assert ask(TODAY + timedelta(days=1)) is not first  # wins become decided as days pass
    add_one(path)
    second = ask()
    assert second is not first
    assert ask() is second
    with journals.journal_of(LOCAL) as journal:
        add_win(journal, AddWin(id=new_id(), at=NOW, title="Talk", happened_on=TODAY))
    assert ask() is not second


def test_what_was_never_kept_is_never_an_answer(path: str) -> None:
    journals = local_journals(path)
    with journals.journal_of(LOCAL, reading=True) as journal:
        before = facts_of(journal, TODAY)

    with suppress(KeyboardInterrupt), journals.journal_of(LOCAL) as journal:
        add_win(journal, AddWin(id=new_id(), at=NOW, title="Talk", happened_on=TODAY))
        assert len(facts_of(journal, TODAY).weeks) == 1
        raise KeyboardInterrupt

    with journals.journal_of(LOCAL, reading=True) as journal:
        assert facts_of(journal, TODAY) == before
        assert before.weeks == ()


def test_bens_answer_is_never_adas() -> None:
    journals = memory_journals()
    with journals.journal_of(LOCAL) as ada:
        add_win(ada, AddWin(id=new_id(), at=NOW, title="Coffee", happened_on=TODAY))
    with journals.journal_of(LOCAL, reading=True) as ada:
        assert len(facts_of(ada, TODAY).weeks) == 1

    with journals.journal_of(LOCAL + 1, reading=True) as ben:
        assert facts_of(ben, TODAY).weeks == ()


def test_nothing_kept_of_ada_is_ever_shown_to_ben(path: str) -> None:
    journals = local_journals(path)

    def ask(person: int) -> object:
        with journals.journal_of(person, reading=True) as journal:
            return kept(journal, whose)

    def whose(journal: Journal) -> object:
        return [journal.stamp()]

    with journals.journal_of(LOCAL, reading=True) as ada:
        adas = ada.stamp()
    with journals.journal_of(LOCAL + 1, reading=True) as ben:
        assert ben.stamp() != adas
    assert ask(LOCAL) is ask(LOCAL)
    assert ask(LOCAL) is not ask(LOCAL + 1)


def test_what_is_kept_has_an_end_and_what_is_asked_for_most_stays(path: str) -> None:
    worked = []

    def work(_journal: Journal, number: int) -> int:
        worked.append(number)
        return number

    with local_journals(path).journal_of(LOCAL, reading=True) as journal:
        for number in range(MOST):
            kept(journal, work, number)
        kept(journal, work, 0)
        kept(journal, work, MOST)
        kept(journal, work, 0)
        kept(journal, work, 1)

    assert worked == [*range(MOST + 1), 1]
