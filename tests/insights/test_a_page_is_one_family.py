"""What is shown has passed all questions together, and says so in plain words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from smallwins.insights.family import asked, family, shown
from smallwins.insights.finding import QUESTION_IDS, Answer, Effect
from smallwins.insights.sentences import number, odds_of
from tests.insights.cast import columns, wins

STRONG = columns(
    wins(30, 40, motive="meaningful", kind="conversation", stretch=3),
    wins(6, 40, motive="available", kind="recognition", stretch=1),
)


def one(p: float) -> Answer:
    counts = {"opened": 9, "of": 14, "others_opened": 6, "others_of": 31}
    return Answer("doors-by-motive", "more", counts, p, lambda level: Effect("odds ratio", 7.1, 1.8, 31.0, level))


chances = st.lists(st.floats(0, 1), min_size=1, max_size=20)


@given(chances)
def test_a_finding_has_passed_with_all_that_was_asked(ps: list[float]) -> None:
    findings = shown([one(p) for p in ps])

    controlled = false_discovery_control(ps)
    assert len(findings) == sum(q <= 0.05 for q in controlled)
    assert all(finding.q <= 0.05 for finding in findings)
    assert [finding.p for finding in findings] == sorted(finding.p for finding in findings)


@given(chances)
def test_an_interval_is_as_wide_as_its_picking_asks(ps: list[float]) -> None:
    findings = shown([one(p) for p in ps])

    for finding in findings:
        assert finding.effect.level == pytest.approx(1 - 0.05 * len(findings) / len(ps))
        assert finding.p <= 1 - finding.effect.level + 1e-9  # so an interval that turns its test round leaves out none


def test_every_question_is_answered_or_says_why_not() -> None:
    said = family(STRONG)

    spoken, mute = {finding.id for finding in said.findings}, {silent.id for silent in said.silent}
    assert spoken | mute == set(QUESTION_IDS)
    assert spoken & mute == set()
    assert spoken == {"doors-by-kind", "doors-by-motive", "doors-by-stretch"}


def test_what_shows_no_more_than_chance_misses_nothing() -> None:
    said = family(columns(wins(10, 20, motive="meaningful"), wins(10, 20, motive="available")))

    (motive,) = (silent for silent in said.silent if silent.id == "doors-by-motive")
    assert motive.missing is None
    assert "chance" in motive.why


def test_a_finding_is_one_plain_sentence_with_its_counts_and_its_chance() -> None:
    texts = {(finding.id, finding.kind): finding.text for finding in family(STRONG).findings}

    motive = texts["doors-by-motive", None]
    assert motive.startswith(
        "30 of 40 wins that you sought opened a door within eight weeks, and 6 of 40 that were just available: odds 16"
    )
    assert motive.endswith("chance alone would do as much 1 time in 12,000,000." if "12," in motive else "a million.")
    for text in texts.values():
        assert re.search(r"95 % interval .* to ", text)
        assert text.count(".") - len(re.findall(r"\d\.\d", text)) == 1
        assert not re.search(r"\b(should|try|must|more of|avoid)\b", text)


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.05, "1 time in 20"),
        (0.004, "1 time in 250"),
        (0.0071, "1 time in 140"),
        (0.0001, "1 time in 10,000"),
        (0.000064, "1 time in 15,000"),
        (2e-7, "less than 1 time in a million"),
        (0.0, "less than 1 time in a million"),
    ],
)
def test_chance_is_said_as_one_time_in_so_many(p: float, words: str) -> None:
    assert odds_of(p) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(7.09, "7.1"), (31.04, "31"), (0.1389, "0.14"), (150.2, "150"), (99.7, "100"), (-0.337, "−0.34"), (0, "0")],
)
def test_a_number_has_the_figures_that_count(value: float, words: str) -> None:
    assert number(value) == words


def test_asking_leaves_nothing_out() -> None:
    assert len({answer.id for answer in asked(STRONG)}) == 8
