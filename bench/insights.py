"""The insights of 10,000 wins and their page, against the same scipy calls alone on arrays that are ready."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.stats import norm, t

from bench.making import LOCAL, copy_of, journal_of
from bench.measuring import Measured, in_turn, time_of
from bench.pages import inside
from smallwins.bootstrap import local_journals
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
from smallwins.journal.insights import insights_of
from smallwins.journal.kept import forget

COUNT = 10_000
TODAY = date(2026, 11, 22)
MOST_AFTER_A_CHANGE = 6.0  # see docs/decisions/insights-are-kept-until-a-change.md
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
    (t, "isf"),
)
Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure the insights worked out anew, and asked again with nothing changed."""
    home = copy_of(journal_of(COUNT, folder), "insights")
    journals = local_journals(str(home / "journal.db"))

    def ask() -> object:
        with journals.journal_of(LOCAL, reading=True) as journal:
            return insights_of(journal, TODAY)

    def work_out() -> object:
        forget()
        return ask()

    calls = _calls_of(work_out)

    def alone() -> None:
        for function, given, named in calls:
            function(*given, **named)

    ask_page = inside(home)

    def page() -> object:
        return ask_page("/insights")

    def page_worked_out() -> object:
        forget()
        return page()

    floor = time_of(alone)
    for promise, act, most in (
        ("insights of 10,000 wins, against scipy alone", work_out, 3.0),
        ("insights again with nothing changed, against the same", ask, 0.1),
        ("the insights page, against the same", page, 3.0),
        ("the insights page after a change, against the same", page_worked_out, MOST_AFTER_A_CHANGE),
    ):
        yield Measured(promise, *in_turn(runs, time_of(act), floor), most=most)


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
