"""The 81 cases of the verdict and the laws of METHOD section 3 that are pure."""

import csv
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallwins.method.answers import Answers, Gain
from smallwins.method.signals import Facts, read
from smallwins.method.signals.reading import READINGS, Reading, Signals
from smallwins.method.verdict import UNJUDGED, JudgedWin, decide, judge
from smallwins.method.win import GUTS, KINDS, Overrule, VerdictName, Win
from tests import strategies

RANK: dict[str, int] = {"shiny": 0, "early": 1, "real": 2}
HIGHER: dict[str, int] = {"no": 0, "open": 1, "yes": 2}
TABLE = (Path(__file__).parent / "verdicts.csv").read_text("utf-8")
CASES = [tuple(row.values()) for row in csv.DictReader(TABLE.splitlines())]


@pytest.mark.parametrize(("a", "m", "s", "g", "verdict", "rule"), CASES)
def test_each_of_the_81_cases_has_its_verdict_and_rule(
    a: Reading, m: Reading, s: Reading, g: Reading, verdict: VerdictName, rule: str
) -> None:
    assert decide(Signals(a, m, s, g)) == (verdict, int(rule))


def test_the_table_of_verdicts_has_every_case_once() -> None:
    assert {case[:4] for case in CASES} == set(product(READINGS, repeat=4))
    assert len(CASES) == 81


@pytest.mark.parametrize("low", list(product(READINGS, repeat=4)))
def test_raising_any_one_signal_never_lowers_the_verdict(low: tuple[Reading, Reading, Reading, Reading]) -> None:
    signals = Signals(*low)
    for name in Signals._fields:
        for reading in READINGS:
            if HIGHER[reading] >= HIGHER[getattr(signals, name)]:
                raised = signals._replace(**{name: reading})
                assert RANK[decide(raised)[0]] >= RANK[decide(signals)[0]]


@given(lower=strategies.answers, higher=strategies.answers, seen=strategies.facts)
def test_answers_that_read_higher_never_lower_the_verdict(lower: Answers, higher: Answers, seen: Facts) -> None:
    low, high = read(lower, seen), read(higher, seen)
    mixed = [
        (before, after) if HIGHER[before] <= HIGHER[after] else (after, before)
        for before, after in zip(low, high, strict=True)
    ]
    bottom, top = (Signals(*column) for column in zip(*mixed, strict=True))

    assert RANK[decide(bottom)[0]] <= RANK[decide(top)[0]]


@given(given_answers=strategies.answers, seen=strategies.facts)
def test_one_answer_that_reads_higher_never_lowers_the_verdict(given_answers: Answers, seen: Facts) -> None:
    now = judge(given_answers, seen)
    others = [
        *(given_answers._replace(direction=value) for value in ("toward", "unsure", "away", None)),
        *(given_answers._replace(motive=value) for value in ("meaningful", "available", None)),
        *(given_answers._replace(opened=value) for value in ("door", "not_yet", "nothing", None)),
        *(given_answers._replace(stretch=value) for value in (0, 1, 2, 3, 4, None)),
        *(given_answers._replace(gains=value) for value in ((), ("clarity",), None)),
    ]
    for other in others:
        then = judge(other, seen)
        rises = all(HIGHER[a] <= HIGHER[b] for a, b in zip(now.signals, then.signals, strict=True))
        assert not rises or RANK[now.computed] <= RANK[then.computed]


@given(win=strategies.wins, other=strategies.wins, seen=strategies.facts)
@settings(max_examples=30)
def test_nothing_but_answers_and_facts_can_change_the_verdict(win: Win, other: Win, seen: Facts) -> None:
    disguised = other._replace(answers=win.answers)

    assert judge(disguised.answers, seen) == judge(win.answers, seen)


@given(win=strategies.wins)
@settings(max_examples=30)
def test_looks_kind_and_gut_call_stay_out_of_the_verdict_that_counts(win: Win) -> None:
    judged = JudgedWin(win, judge(win.answers))
    for looks, kind, gut in product((None, 0, 4), (KINDS[0], None), (*GUTS, None)):
        changed = judged._replace(win=win._replace(looks=looks, kind=kind, gut=gut, title="Other", story="x", tags=()))
        assert changed.verdict == judged.verdict


@given(given_answers=strategies.answers, step_done=st.booleans())
def test_a_later_win_that_is_not_shiny_makes_momentum_yes_whatever_was_answered(
    given_answers: Answers, step_done: bool
) -> None:
    judged = judge(given_answers, Facts(opened_a_win=True, step_done=step_done))

    assert judged.signals.momentum == "yes"
    assert RANK[judged.computed] >= RANK[judge(given_answers).computed]


@given(gains=strategies.gains, note=strategies.lines)
@settings(max_examples=30)
def test_what_was_gained_and_noted_counts_but_not_its_words(gains: tuple[Gain, ...], note: str) -> None:
    plain = Answers("toward", (), None, "door", None, None, 0, ("clarity",) if gains else ())

    assert judge(plain._replace(gains=gains, door_note=note)) == judge(plain)


def test_a_win_nobody_was_asked_about_is_early() -> None:
    assert (UNJUDGED.computed, UNJUDGED.rule) == ("early", 5)
    assert set(UNJUDGED.signals) == {"open"}


def test_a_stretching_win_that_built_the_person_is_not_shiny_for_having_opened_nothing() -> None:
    for direction in ("toward", "unsure", None):
        hard_won = Answers(direction=direction, opened="nothing", stretch=3, gains=("skill:asking",))
        assert judge(hard_won).computed == "early"


@pytest.mark.parametrize("own_call", get_args(VerdictName))
def test_the_persons_own_call_counts_and_the_computed_one_stays(own_call: VerdictName) -> None:
    win = strategies.win_of_ada(answers=Answers(direction="away"))
    judged = JudgedWin(win._replace(overrule=Overrule(own_call, "I was there, and it changed me")), judge(win.answers))

    assert judged.verdict == own_call
    assert judged.judgement.computed == "shiny"
