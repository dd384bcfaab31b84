"""The insights of 10,000 wins, against the same scipy calls alone on arrays that are ready."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import scipy.stats
from scipy.stats.contingency import odds_ratio

from bench.making import LOCAL, journal_of
from bench.measuring import Measured, in_turn, time_of
from smallwins.bootstrap import local_journals
from smallwins.insights import doors_by_stretch, first_door, gut_calibration, pulse_after_real, trend, two_by_two
from smallwins.insights import comfort_drift, family
from smallwins.journal import insights
from smallwins.journal.insights import insights_of

COUNT = 10_000
Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
# Where each question calls scipy, by the name that it has there.
CALLED = (
    (two_by_two, "fisher_exact"),
    (two_by_two, "odds_ratio"),
    (trend, "kendalltau"),
    (doors_by_stretch, "linregress"),
    (doors_by_stretch, "permutation_test"),
    (comfort_drift, "theilslopes"),
    (pulse_after_real, "ttest_ind"),
    (pulse_after_real, "permutation_test"),
    (gut_calibration, "binomtest"),
    (first_door, "CensoredData"),
    (first_door, "ecdf"),
    (family, "false_discovery_control"),
)


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure the insights worked out anew, and asked again with nothing changed."""
    journals = local_journals(str(journal_of(COUNT, folder) / "journal.db"))

    def ask() -> object:
        with journals.journal_of(LOCAL, reading=True) as journal:
            return insights_of(journal, TODAY)

    def work_out() -> object:
        insights.forget()
        return ask()

    floor = _floor(_calls_of(work_out))
    times = in_turn(runs, time_of(work_out), time_of(floor))
    yield Measured("insights of 10,000 wins, against scipy alone", *times, most=3.0)
    times = in_turn(runs, time_of(ask), time_of(floor))
    yield Measured("the same with nothing changed, against scipy alone", *times, most=0.1)


TODAY = date(2026, 11, 22)
