"""A small part of `make simulate`: journals without a pattern show none, and a strong pattern is found."""

import pytest
from scipy.stats import binom

from bench.random_journals import SIZES, Planted
from bench.simulate import moody, plain, planted
from smallwins.insights.finding import QuestionId

JOURNALS, PLANTED = 120, 12
HARDLY_EVER = 0.001  # how often a page that keeps its promise just so would fail here, were the seeds not fixed


def test_journals_without_a_pattern_hardly_ever_show_one() -> None:
    found = plain(JOURNALS, map).found

    assert found.hits <= binom.isf(HARDLY_EVER, JOURNALS, 0.05)


def test_moods_that_last_for_weeks_hardly_ever_pass_for_a_pattern() -> None:
    found = moody(JOURNALS, map).found

    assert found.hits <= binom.isf(HARDLY_EVER, JOURNALS, 0.05)


@pytest.mark.parametrize("question", SIZES)
def test_a_strong_pattern_in_300_wins_is_found(question: QuestionId) -> None:
    cell = planted(Planted(question, SIZES[question][-1]), 300, PLANTED, map)

    assert cell.found.hits >= binom.ppf(HARDLY_EVER, PLANTED, 0.9)
    assert cell.intervals.hits >= binom.ppf(HARDLY_EVER, cell.intervals.of, 0.93)
    assert cell.printed.hits >= binom.ppf(HARDLY_EVER, cell.printed.of, 0.93)
