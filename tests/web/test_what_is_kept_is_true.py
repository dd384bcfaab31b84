"""The insights page is made of parts that are kept; after any change it is the page that nothing is kept of."""

from collections.abc import Callable
from datetime import timedelta
from re import sub
from typing import Literal

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallwins import bootstrap
from smallwins.journal.commands import (
    AddStep,
    AnswerPulse,
    AnswerWin,
    DeleteWin,
    EditGoal,
    EditWin,
    LinkWins,
    MoveStep,
    OverruleWin,
    Undo,
    UnlinkWins,
)
from smallwins.journal.doors import link_wins, unlink_wins
from smallwins.journal.editing import delete_win, edit_win
from smallwins.journal.goals import edit_goal
from smallwins.journal.judging import answer_win, overrule_win
from smallwins.journal.kept import forget, kept_by
from smallwins.journal.ports import Journal, WinFilter
from smallwins.journal.reviews import answer_pulse
from smallwins.journal.sample import load_sample
from smallwins.journal.steps import add_step, move_step
from smallwins.journal.undo import undo
from smallwins.method.answers import DIRECTIONS, OPENED
from smallwins.method.errors import SmallwinsError
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import week_of
from smallwins.method.win import KINDS, VERDICTS

from .journals import journal, today, write

Change = Callable[[Journal, JudgedWin, int], object]


def _done(opened: Journal, judged: JudgedWin, number: int) -> None:
    step = add_step(opened, AddStep(bootstrap.new_id(), judged.win.id, bootstrap.now(), f"Step {number}", None))
    move_step(opened, MoveStep(step.id, bootstrap.now(), "done" if number % 2 else "dropped", judged.win.happened_on))


def _linked(opened: Journal, judged: JudgedWin, number: int) -> None:
    other = opened.wins.find(str(number % 40 + 1)).win.id
    link_wins(opened, LinkWins(judged.win.id, other, bootstrap.now()))


def _unlinked(opened: Journal, judged: JudgedWin, number: int) -> None:
    doors = opened.doors.everything()
    if doors:
        unlink_wins(opened, UnlinkWins(*doors[number % len(doors)], bootstrap.now()))


def _felt(opened: Journal, judged: JudgedWin, number: int) -> None:
    on = judged.win.happened_on
    goal = opened.goals.all()[number % len(opened.goals.all())].id
    said = AnswerPulse(week_of(on), bootstrap.now(), on, number % 11, 10 - number % 11, possible=((goal, number % 11),))
    answer_pulse(opened, said)


def _renamed(opened: Journal, judged: JudgedWin, number: int) -> None:
    goal, on = opened.goals.all()[number % len(opened.goals.all())].id, judged.win.happened_on
    status: Literal["active", "let_go"] = "active" if number % 2 else "let_go"
    edit_goal(opened, EditGoal(goal, bootstrap.now(), on, f"Goal {number}", status=status))


CHANGES: dict[str, Change] = {
    "title": lambda j, w, n: edit_win(j, EditWin(w.win.id, bootstrap.now(), title=f"Title {n}")),
    "day": lambda j, w, n: edit_win(
        j, EditWin(w.win.id, bootstrap.now(), happened_on=w.win.happened_on - timedelta(days=n))
    ),
    "kind": lambda j, w, n: edit_win(j, EditWin(w.win.id, bootstrap.now(), kind=KINDS[n % len(KINDS)])),
    "looks": lambda j, w, n: edit_win(j, EditWin(w.win.id, bootstrap.now(), looks=n % 5)),
    "stretch": lambda j, w, n: answer_win(j, AnswerWin(w.win.id, bootstrap.now(), stretch=n % 5)),
    "direction": lambda j, w, n: answer_win(
        j, AnswerWin(w.win.id, bootstrap.now(), direction=DIRECTIONS[n % len(DIRECTIONS)], goals=())
    ),
    "opened": lambda j, w, n: answer_win(j, AnswerWin(w.win.id, bootstrap.now(), opened=OPENED[n % len(OPENED)])),
    "gains": lambda j, w, n: answer_win(j, AnswerWin(w.win.id, bootstrap.now(), gains=((), ("clarity",))[n % 2])),
    "overruled": lambda j, w, n: overrule_win(j, OverruleWin(w.win.id, bootstrap.now(), VERDICTS[n % 3], "Mine")),
    "deleted": lambda j, w, _: delete_win(j, DeleteWin(w.win.id, bootstrap.now())),
    "undone": lambda j, _, __: undo(j, Undo(bootstrap.now())),
    "step": _done,
    "linked": _linked,
    "unlinked": _unlinked,
    "review": _felt,
    "goal": _renamed,
}


def shown(ada: Client, until: str) -> str:
    """Return the page without what is another at every request."""
    page = ada.get("/insights", {"until": until}).content.decode()
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", main)


@pytest.fixture
def sample(ada: Client) -> Client:
    on = today()
    with journal() as opened:
        load_sample(opened, bootstrap.now(), on)
    return ada


ONE = st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(1, 400), st.integers(0, 60))


@given(st.lists(ONE, min_size=1, max_size=3), st.sampled_from(["", "2026-W20"]))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_change_the_page_is_the_one_with_nothing_kept(
    sample: Client, changes: list[tuple[str, int, int]], until: str
) -> None:
    shown(sample, "")
    on = today()
    for name, which, number in changes:
        with journal() as opened:
            if not opened.wins.count(WinFilter()):  # that the sample came in was undone
                load_sample(opened, bootstrap.now(), on)
            wins = list(opened.wins.everything())
            try:
                CHANGES[name](opened, wins[which % len(wins)], number)
            except SmallwinsError:
                continue  # a change that the journal refuses, such as a door that leads back in time
        page = shown(sample, until)
        forget()

        assert page == shown(sample, until)


@pytest.mark.parametrize("name", ["title", "opened", "deleted"])
def test_a_change_of_the_longest_chain_is_seen(ada: Client, name: str) -> None:
    first, last = write("Coffee with Priya", 30), write("Interview", 3)
    with journal() as opened:
        link_wins(opened, LinkWins(first.id, last.id, bootstrap.now()))
    before = shown(ada, "")
    with journal() as opened:
        CHANGES[name](opened, opened.wins.get(last.id), 2)
    after = shown(ada, "")
    forget()

    assert before != after == shown(ada, "")


def test_a_part_is_worked_out_where_its_inputs_differ_and_never_found_under_another_name() -> None:
    forget()
    made = iter(range(9))
    journals = bootstrap.memory_journals()

    def part(person: int, name: str, inputs: object) -> int:
        with journals.journal_of(person, reading=True) as opened:
            return kept_by(opened, name, inputs, lambda: next(made))

    assert [part(1, "a", (1,)), part(1, "a", (1,)), part(1, "a", (2,)), part(1, "a", (1,))] == [0, 0, 1, 2]
    assert [part(1, "b", (1,)), part(2, "a", (1,)), part(1, "a", (1,))] == [3, 4, 2]
