"""Every text is kept exactly as it was written, and every value comes back as it went in."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallwins.bootstrap import memory_journals, server_journals
from smallwins.journal.ports import Journal, Journals, WinFilter
from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED, Answers
from smallwins.method.crossroads import Crossroads, Option
from smallwins.method.history import Entry
from smallwins.method.remark import Remark
from smallwins.method.review import Review
from smallwins.method.signals import Facts
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.week import Week
from smallwins.method.win import GUTS, KINDS, VERDICTS, Origin, Overrule, Win
from tests.hostile import HOSTILE
from tests.storage.cast import ADA, MONDAY, NOON, REAL, a_goal, a_step, a_win, an_id, write

Open = Callable[[], AbstractContextManager[Journal]]

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)
days, moments = st.dates(), st.datetimes(timezones=st.just(UTC))
names = st.lists(texts, max_size=3).map(tuple)
extras = st.dictionaries(
    st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text(max_size=5), max_size=2
)
answers = st.builds(
    Answers,
    st.none() | st.sampled_from(DIRECTIONS),
    names,
    st.none() | st.sampled_from(MOTIVES),
    st.none() | st.sampled_from(OPENED),
    st.none() | texts,
    st.none() | days,
    st.none() | st.integers(0, 4),
    st.none() | names,
)
wins = st.builds(
    Win,
    id=st.uuids().map(str),
    number=st.integers(1, 2**24 - 1),
    title=texts,
    story=st.none() | texts,
    kind=st.none() | st.sampled_from(KINDS),
    tags=names,
    happened_on=days,
    logged_at=moments,
    looks=st.none() | st.integers(0, 4),
    gut=st.none() | st.sampled_from(GUTS),
    celebrated_on=st.none() | days,
    answers=answers,
    overrule=st.none() | st.builds(Overrule, st.sampled_from(VERDICTS), texts, st.none() | moments),
    origin=st.sampled_from(get_args(Origin)),
    extra=extras,
)
judged_wins = st.builds(
    lambda win, facts, version: JudgedWin(win, judge(win.answers, facts), version),
    wins,
    st.builds(Facts, st.booleans(), st.booleans()),
    st.integers(1, 2**40),
)


@pytest.fixture(scope="module", params=["memory", "postgres"])
def anywhere(request: pytest.FixtureRequest) -> Iterator[Journals]:
    """Where what is written is taken away again, so that the next example finds nothing."""
    kept = memory_journals()
    if request.param == "postgres":
        kept = server_journals(request.getfixturevalue("postgres").new_database())
    yield kept
    kept.close()  # type: ignore[attr-defined]  # a test tidies up


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(judged_wins, judged_wins)
def test_any_win_comes_back_as_it_was(anywhere: Journals, first: JudgedWin, second: JudgedWin) -> None:
    with anywhere.journal_of(ADA) as journal:
        write(journal, first)
        assert journal.wins.get(first.win.id) == first

        other = second._replace(win=second.win._replace(id=first.win.id, number=first.win.number))
        journal.wins.save(other)

        kept = journal.wins.get(first.win.id)
        assert kept == other._replace(version=other.version + 1)
        assert journal.wins.page(WinFilter()) == (kept,)
        assert dict(journal.wins.tags()).keys() == set(other.win.tags)
        assert {tally.goal for tally in journal.wins.goal_tallies()} == set(other.win.answers.goals)
        journal.wins.remove(first.win.id)
        assert journal.wins.tags() == ()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_kept_exactly_in_every_field(ada: Open, text: str) -> None:
    given_answers = REAL._replace(door_note=text, goals=(text,), gains=("skill:" + text,))
    win = a_win(1, text, given_answers, story=text, tags=(text,), overrule=Overrule("real", text), extra={text: text})
    step = a_step(1, win, text, extra={text: [text]})
    goal = a_goal(1, text, why=text, skills=(text,), extra={text: None})
    review = Review(Week(2026, 47), note=text, possible={text: 1}, asked=(text,), skipped=((text, text),))
    crossroads = Crossroads(an_id(1), text, (Option("a", text, answers=given_answers),), reason=text, outcome=text)
    remark = Remark(an_id(1), NOON, text, text, True, win.win.id, None, text, NOON, extra={text: text})
    entry = Entry(NOON, text, "real", {text: [text, None]})
    with ada() as journal:
        write(journal, win)
        journal.steps.add([step])
        journal.goals.add([goal])
        journal.reviews.save(review)
        journal.crossroads.save(crossroads)
        journal.remarks.save(remark)
        journal.history.append([(win.win.id, entry)])
        journal.changes.append(NOON, text, text)
        journal.keys.keep(text, text, NOON)
    with ada() as journal:
        assert journal.wins.get(win.win.id) == win
        assert journal.wins.page(WinFilter(tag=text)) == journal.wins.page(WinFilter(goal=text)) == (win,)
        assert journal.steps.get(step.id) == step
        assert journal.goals.get(goal.id) == goal
        assert journal.reviews.all() == (review,)
        assert journal.crossroads.all() == (crossroads,)
        assert journal.remarks.all() == (remark,)
        assert journal.history.of(win.win.id) == (entry,)
        change = journal.changes.last()
        assert change is not None
        assert (change.summary, change.before) == (text, text)
        assert journal.keys.fingerprint(text) == text


@pytest.mark.parametrize("day", [date.min, date(2020, 12, 31), date(2021, 1, 3), date(2024, 2, 29), date.max])
def test_any_day_is_kept_and_listed(journal: Journal, day: date) -> None:
    write(journal, a_win(1, happened_on=day, logged_at=datetime(9999, 12, 31, 23, 59, 59, 999999, UTC)))

    assert [judged.win.happened_on for judged in journal.wins.page(WinFilter(words="win", since=day, until=day))] == [
        day
    ]
    assert [judged.win.happened_on for judged in journal.wins.page(WinFilter(since=day, until=day))] == [day]


def test_a_moment_without_a_time_zone_is_refused(journal: Journal) -> None:
    with pytest.raises(ValueError, match="time zone"):
        write(journal, a_win(1, logged_at=NOON.replace(tzinfo=None)))


def test_a_moment_of_another_time_zone_stays_the_same_moment(journal: Journal) -> None:
    from_elsewhere = datetime.fromisoformat("2026-11-16T23:30:00+09:00")
    write(journal, a_win(1, logged_at=from_elsewhere, happened_on=MONDAY))

    assert journal.wins.get(an_id(1)).win.logged_at == from_elsewhere
