"""The values behind each picture."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from smallwins.insights.columns import columns_of
from smallwins.insights.evidence import Evidence
from smallwins.insights.facts import FEW, Facts, facts, moved, quarter
from smallwins.method.goal import Goal, Possible
from smallwins.method.review import Review
from smallwins.method.signals.reading import Signals
from smallwins.method.week import Week
from tests.insights.cast import TODAY, a_win, evidence

MOVED = Signals("yes", "yes", "yes", "open")
GOAL = Goal("goal", 1, "Lead", None, ("hiring",), "active", TODAY, (Possible(TODAY, 4),))


def counted(seen: Evidence, goals: Iterable[Goal] = ()) -> Facts:
    """Count the facts of what the evidence holds."""
    return facts(columns_of(seen), goals)


@pytest.mark.parametrize(
    ("looks", "moves", "name"),
    [
        (0, 4, "quiet win"),
        (1, 2, "quiet win"),
        (4, 3, "loud win"),
        (2, 1, "cotton candy"),
        (4, 0, "cotton candy"),
        (0, 1, "passing time"),
    ],
)
def test_each_quarter_of_looks_against_moves_has_its_name(looks: int, moves: int, name: str) -> None:
    assert quarter(looks, moves) == name


def test_looks_against_moves_shows_judged_wins_whose_looks_are_known() -> None:
    given_wins = [
        a_win(looks=1, signals=MOVED, verdict="real"),
        a_win(looks=4),  # nothing answered: neither moved nor held back
        a_win(signals=MOVED),
        a_win(looks=3, signals=Signals("no", "no", "no", "no"), verdict="shiny"),
    ]

    found = moved(evidence(given_wins))

    assert [(one.number, one.looks, one.moves, one.quarter) for one in found] == [
        (1, 1, 3, "quiet win"),
        (4, 3, 0, "cotton candy"),
    ]
    assert [tuple(cell) for cell in counted(evidence(given_wins)).cells] == [
        (1, 3, "real", "quiet win", 1, ("win-1",)),
        (3, 0, "shiny", "cotton candy", 1, ("win-4",)),
    ]


def test_where_more_than_few_are_alike_they_are_counted_and_not_named() -> None:
    alike = [a_win(looks=1, signals=MOVED, verdict="real")] * FEW
    other = [a_win(looks=1, signals=MOVED, verdict="early")]

    assert [len(cell.few) for cell in counted(evidence(alike)).cells] == [FEW]
    assert [(cell.wins, cell.few) for cell in counted(evidence(alike, other)).cells] == [(FEW, ()), (1, ())]


def test_an_empty_journal_has_no_facts() -> None:
    found = counted(evidence(), [GOAL])

    assert (found.cells, found.weeks, found.stretch, found.rearview) == ((), (), (), ())
    assert found.goals[0].stacked == ()


def test_weeks_months_and_stretch_are_counted() -> None:
    found = counted(
        evidence(
            [
                a_win(day=date(2026, 11, 20), verdict="real", stretch=2),
                a_win(day=date(2026, 11, 16), verdict="shiny", stretch=1),
                a_win(day=date(2026, 10, 31), verdict="shiny"),
            ]
        )
    )

    assert [tuple(week) for week in found.weeks] == [(Week(2026, 44), 0, 0, 1), (Week(2026, 47), 1, 0, 1)]
    assert [tuple(month) for month in found.rearview] == [("2026-10", 1, 1), ("2026-11", 1, 2)]
    assert [tuple(week) for week in found.stretch] == [(Week(2026, 47), 2, 1.5, 1, 2)]
    assert found.momentum[-1].momentum == 1.0


def test_wins_stack_toward_each_goal_with_its_skills() -> None:
    rows = [
        a_win(day=TODAY - timedelta(weeks=3), verdict="shiny", goals=("goal",), gains=("skill:speaking",)),
        a_win(day=TODAY, verdict="real", goals=("goal",), gains=("clarity", "skill:speaking")),
        a_win(day=TODAY),
    ]

    (goal,) = counted(evidence(rows), [GOAL]).goals

    assert [tuple(week)[1:] for week in goal.stacked] == [(0, 0, 1), (1, 0, 1)]
    assert goal.skills == {"hiring": 0, "speaking": 2}
    assert goal.possible == (Possible(TODAY, 4),)


def test_pulses_come_oldest_first() -> None:
    reviews = [Review(Week(2026, 47), "closed", confidence=7), Review(Week(2026, 46), "paused")]

    found = counted(evidence(reviews=reviews)).pulses

    assert [(pulse.week.number, pulse.confidence) for pulse in found] == [(46, None), (47, 7)]
