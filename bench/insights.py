"""The insights of 10,000 wins and their page, against the same scipy calls alone on arrays that are ready."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.stats import norm, t

from bench.making import LOCAL, copy_of, journal_of
from bench.measuring import Measured, in_turn
from bench.pages import inside
from smallwins.bootstrap import local_journals, new_id, now
from smallwins.insights import (
    comfort_drift,
    doors_by_stretch,
    family,
    first_door,
    gut_calibration,
    pulse_after_real,
    trend,
    two_by_two,
)
from smallwins.journal.commands import AddWin, AnswerWin, LinkWins
from smallwins.journal.doors import link_wins
from smallwins.journal.insights import insights_of
from smallwins.journal.judging import answer_win
from smallwins.journal.kept import forget
from smallwins.journal.ports import Journals
from smallwins.journal.wins import add_win
from smallwins.method.answers import DIRECTIONS, Gain, Opened

COUNT = 10_000
TODAY = date(2026, 11, 22)
ASKED_ONCE = (two_by_two.chance, two_by_two.odds_of, gut_calibration.share)  # each keeps what scipy answered
# Where each question calls scipy, by the name that it has there.
CALLED: tuple[tuple[Any, str], ...] = (
    (two_by_two, "fisher_exact"),
    (two_by_two, "odds_ratio"),
    (trend, "kendalltau"),
    (doors_by_stretch, "linregress"),
    (doors_by_stretch, "permutation_test"),
    (comfort_drift, "theilslopes"),
    (pulse_after_real, "ttest_ind"),
    (pulse_after_real, "permutation_test"),
    (gut_calibration, "binomtest"),
    (first_door, "kaplan_meier"),
    (family, "false_discovery_control"),
    (norm, "isf"),
    (norm, "sf"),
    (t, "isf"),
)
Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure the insights and their page: all worked out, after a change, and asked again with nothing changed."""
    home = copy_of(journal_of(COUNT, folder), "insights")
    journals = local_journals(str(home / "journal.db"))

    def ask() -> object:
        with journals.journal_of(LOCAL, reading=True) as journal:
            return insights_of(journal, TODAY)

    def nothing() -> None: ...

    forget_all()
    calls = _calls_of(ask)

    def alone() -> None:
        for function, given, named in calls:
            function(*given, **named)

    ask_page = inside(home)

    def page() -> object:
        return ask_page("/insights")

    floor = cpu_of(alone, nothing)
    for promise, act, before, most in (
        ("insights of 10,000 wins, against scipy alone", ask, forget_all, 3.0),
        ("insights again with nothing changed, against the same", ask, nothing, 0.1),
        ("the insights page, against the same", page, nothing, 3.0),
        ("the insights page after a new win, against the same", page, Changes(journals).new_win, 3.0),
        ("the insights page after another answer, the same", page, Changes(journals).another_answer, 3.0),
        ("the insights page after a new door, the same", page, Changes(journals).new_door, 3.0),
        ("the insights page with nothing kept, the same", page, forget_all, 3.0),
    ):
        yield Measured(promise, *in_turn(runs, cpu_of(act, before), floor), most=most)


class Changes:
    """Real changes of a journal, each different from the one before."""

    def __init__(self, journals: Journals) -> None:
        self._journals = journals
        self._made = count(1)
        with journals.journal_of(LOCAL, reading=True) as journal:
            self._old = journal.wins.judged_columns().ids

    def new_win(self) -> str:
        """Write a win down and answer what is asked about it."""
        number = next(self._made)
        with self._journals.journal_of(LOCAL) as journal:
            added = AddWin(new_id(), now(), f"Win {number}", TODAY)._replace(looks=number % 5)
            win = add_win(journal, added).win.id
            gains: tuple[Gain, ...] = (("clarity",), ("confidence",), ())[number % 3]
            answers = AnswerWin(
                win, now(), DIRECTIONS[number % 3], motive="meaningful", stretch=number % 5, gains=gains
            )
            answer_win(journal, answers)
        return win

    def another_answer(self) -> None:
        """Answer otherwise about a win that is there."""
        number = next(self._made)
        opened: Opened = "door" if number % 2 else "nothing"
        with self._journals.journal_of(LOCAL) as journal:
            answer_win(journal, AnswerWin(self._some(number), now(), opened=opened, stretch=number % 5))

    def new_door(self) -> None:
        """Write a win down that another one led to."""
        later = self.new_win()
        with self._journals.journal_of(LOCAL) as journal:
            link_wins(journal, LinkWins(self._some(next(self._made)), later, now()))

    def _some(self, number: int) -> str:
        return self._old[number * 37 % len(self._old)]


def cpu_of(act: Callable[[], object], before: Callable[[], object]) -> Callable[[], float]:
    """Return what calls a function and tells the milliseconds of CPU it takes, without what is done before."""

    def run() -> float:
        before()
        begun = time.process_time()
        act()
        return (time.process_time() - begun) * 1000

    return run


def forget_all() -> None:
    """Forget all that is kept, as in a process that has just begun; what scipy said of a table too."""
    forget()
    for asked in ASKED_ONCE:
        asked.cache_clear()


def _calls_of(act: Callable[[], object]) -> list[Call]:
    """Return the calls to scipy that an act comes to, with what is given to them as arrays."""
    calls: list[Call] = []
    with ExitStack() as stack:
        for module, name in CALLED:
            stack.enter_context(patch.object(module, name, _noting(getattr(module, name), calls)))
        act()
    return calls


def _noting(function: Callable[..., Any], calls: list[Call]) -> Callable[..., Any]:
    def called(*given: Any, **named: Any) -> Any:
        ready = tuple(np.asarray(each) if isinstance(each, list) else each for each in given)
        calls.append((function, ready, named))
        return function(*given, **named)

    return called
