"""Each question: what it counts, which way it points, and when it is silent."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from scipy.stats import fisher_exact, ttest_ind

from smallwins.insights import (
    comfort_drift,
    doors_by_kind,
    doors_by_motive,
    doors_by_stretch,
    goal_drift,
    gut_calibration,
    looks_vs_moves,
    pulse_after_real,
)
from smallwins.insights.columns import Columns
from smallwins.insights.evidence import JudgedRow
from smallwins.insights.family import QUESTIONS
from smallwins.insights.finding import Answer, Silent
from smallwins.method.review import Review
from smallwins.method.signals.reading import Signals
from smallwins.method.week import at_ordinal, ordinal_of
from tests.insights.cast import LONG_AGO, OPEN, TODAY, a_win, columns, silent, the_answer, wins


def test_a_kind_stands_against_the_rest_with_scipys_own_chance() -> None:
    found = doors_by_kind.ask(
        columns(wins(9, 14, kind="conversation"), wins(3, 15, kind="work"), wins(3, 16, kind="role"))
    )

    conversation = next(one for one in found if isinstance(one, Answer) and one.kind == "conversation")
    assert conversation.counts == {"opened": 9, "of": 14, "others_opened": 6, "others_of": 31}
    assert conversation.direction == "more"
    assert conversation.p == pytest.approx(fisher_exact([[9, 5], [6, 25]]).pvalue)
    assert [one.kind for one in found if isinstance(one, Answer)] == ["conversation", "work", "role"]


def test_wins_without_a_kind_are_no_kind_and_no_rest() -> None:
    (work, role) = doors_by_kind.ask(columns(wins(9, 14, kind="work"), wins(3, 15, kind="role"), wins(20, 20)))

    assert isinstance(work, Answer)
    assert isinstance(role, Answer)
    assert work.counts["others_of"] == 15


def test_an_odds_ratio_stays_sensible_where_a_cell_is_empty() -> None:
    found = the_answer(doors_by_motive.ask(columns(wins(12, 12, motive="meaningful"), wins(2, 12, motive="available"))))

    effect = found.effect(0.95)
    assert effect.value is None
    assert effect.high is None
    assert effect.low is not None
    assert effect.low > 3


def test_wins_sought_stand_against_those_just_available() -> None:
    found = the_answer(
        doors_by_motive.ask(columns(wins(20, 31, motive="meaningful"), wins(5, 28, motive="available"), wins(9, 9)))
    )

    assert found.counts == {"opened": 20, "of": 31, "others_opened": 5, "others_of": 28}
    assert (found.direction, found.p < 0.001) == ("more", True)


def test_a_pattern_must_hold_without_the_young_whose_doors_have_opened_already() -> None:
    old = [wins(5, 10, motive="meaningful"), wins(5, 10, motive="available")]
    lately = [a_win(age=20, door_after=3, motive="meaningful") for _ in range(30)]

    found = the_answer(doors_by_motive.ask(columns(*old, lately)))

    assert found.counts["opened"] == 35  # the rule counts them
    assert found.p == 1.0  # but of the wins whose age was never left out, half and half opened one


def test_discomfort_that_pays_is_a_rising_slope() -> None:
    groups = [wins(opened, 12, stretch=stretch) for stretch, opened in enumerate((1, 3, 6, 9, 11))]

    found = the_answer(doors_by_stretch.ask(columns(*groups)))

    assert found.counts == {"opened": 26, "of": 36, "others_opened": 4, "others_of": 24}
    assert found.p < 0.001
    effect = found.effect(0.95)
    assert effect.value == pytest.approx(0.217, abs=0.01)
    assert effect.low is not None
    assert effect.low > 0.1


def test_a_slope_is_less_sure_where_doors_come_in_waves() -> None:
    def over(ages: Sequence[int]) -> Columns:
        felt = [(stretch, opened) for stretch in (0, 4) for opened in (False, True, True, True, False) * 8]
        return columns(
            a_win(age, 7 if opened else None, stretch=stretch)
            for age, (stretch, opened) in zip(ages, felt, strict=True)
        )

    mixed = the_answer(doors_by_stretch.ask(over([LONG_AGO + 5 * (i * 37 % 80) for i in range(80)]))).effect(0.95)
    waves = the_answer(
        doors_by_stretch.ask(over([LONG_AGO + 84 * (i // 40 * 2 + (i % 5 in (1, 2, 3))) + i % 7 for i in range(80)]))
    ).effect(0.95)

    assert (mixed.low, mixed.high, waves.low, waves.high).count(None) == 0
    assert waves.value == mixed.value
    assert (waves.high or 0) - (waves.low or 0) > 1.3 * ((mixed.high or 0) - (mixed.low or 0))


def moving(looks: int, yes: int) -> JudgedRow:
    """A decided win with all answered, of which so many signals read yes (never momentum)."""
    readings = ["yes" if i < yes else "no" for i in range(3)]
    signals = Signals(readings[0], "no", readings[1], readings[2])  # type: ignore[arg-type]  # yes and no are readings
    return a_win(looks=looks, direction="toward", stretch=2, gains=(), signals=signals)


def test_impressive_wins_that_move_less_turn_the_order_round() -> None:
    rows = [moving(looks, 3 - looks // 2) for looks in range(5) for _ in range(6)]

    found = the_answer(looks_vs_moves.ask(columns(rows)))

    assert found.direction == "less"
    assert found.effect(0.95).value == pytest.approx(-0.894, abs=0.01)
    assert found.counts == {"wins": 30, "plain": 12, "plain_signals": 36, "impressive": 12, "impressive_signals": 18}


def test_a_missing_answer_is_never_a_signal_that_reads_no() -> None:
    rows = [moving(looks, 2) for looks in range(5) for _ in range(6)]

    found = the_answer(looks_vs_moves.ask(columns(rows, [row._replace(gains=None) for row in rows])))

    assert found.counts["wins"] == 30


def stretched_by_week(*means: Sequence[int]) -> list[JudgedRow]:
    """Wins of weeks in a row up to this one, with these stretches."""
    return [a_win(age=7 * (len(means) - 1 - i), stretch=stretch) for i, week in enumerate(means) for stretch in week]


def test_sliding_into_the_comfort_zone_is_a_falling_slope() -> None:
    weeks = [(4, 3), (3, 4), (4,), (3, 3), (3,), (2, 3), (2,), (2, 2), (1, 2), (1,), (1, 0), (0,)]

    found = the_answer(comfort_drift.ask(columns(stretched_by_week(*weeks))))

    assert found.direction == "less"
    assert found.p < 0.001
    assert found.counts == {"weeks": 12, "wins": 19}
    assert found.effect(0.95).value == pytest.approx(-0.33, abs=0.03)


def test_only_the_last_twelve_weeks_with_wins_count() -> None:
    weeks = [(0,)] * 20 + [(2,), (3,)] * 6

    found = the_answer(comfort_drift.ask(columns(stretched_by_week(*weeks))))

    assert found.counts == {"weeks": 12, "wins": 12}
    assert found.p > 0.3


def aligned(yes: int, of: int, age: int) -> list[JudgedRow]:
    """Wins so many days ago, of which some line up."""
    return [
        a_win(age, direction="toward", signals=OPEN._replace(alignment="yes"))
        if i < yes
        else a_win(age, direction="unsure")
        for i in range(of)
    ]


def test_goals_out_of_sight_are_fewer_wins_aligned_than_before() -> None:
    lately = [aligned(1, 5, age) for age in (0, 15, 30, 55)]
    before = [aligned(5, 6, age) for age in (56, 80, 95, 110)]
    found = the_answer(goal_drift.ask(columns(*lately, *before, aligned(2, 3, 167), aligned(2, 3, 168))))

    assert found.direction == "less"
    assert found.counts == {"aligned": 4, "of": 20, "before_aligned": 22, "before_of": 27}
    assert found.p == pytest.approx(fisher_exact([[4, 16], [22, 5]], alternative="less").pvalue / 0.9)


def test_a_rise_must_stand_out_farther_than_the_fall_that_is_asked_about() -> None:
    fall = the_answer(goal_drift.ask(columns(aligned(2, 12, 9), aligned(10, 12, 99))))
    rise = the_answer(goal_drift.ask(columns(aligned(10, 12, 9), aligned(2, 12, 99))))

    assert (fall.direction, rise.direction) == ("less", "more")
    one_side = fisher_exact([[2, 10], [10, 2]], alternative="less").pvalue
    assert (fall.p, rise.p) == pytest.approx((one_side / 0.9, one_side / 0.1))


def test_an_aim_that_always_swings_is_not_out_of_sight_for_one_more_swing() -> None:
    lately = [aligned(1, 5, age) for age in (0, 15, 30, 55)]
    before = [aligned(6, 6, age) for age in (56, 80, 95, 110)]
    swings = [aligned(age % 4 * 3, 6, age) for age in range(170, 450, 14)]
    calm, moody = columns(*lately, *before), columns(*lately, *before, *swings)

    assert the_answer(goal_drift.ask(calm)).p < 0.001
    assert the_answer(goal_drift.ask(moody)).p > 0.01
    assert the_answer(goal_drift.ask(moody)).counts == the_answer(goal_drift.ask(calm)).counts


def test_stretch_that_always_goes_in_long_waves_is_no_slide_for_one_more_wave() -> None:
    slide = [(4,), (4,), (3,), (4,), (3,), (2,), (3,), (2,), (1,), (2,), (1,), (1,)]
    waves = [(level,) for _ in range(3) for level in (0, 1, 2, 3, 4, 4, 3, 2, 1, 0)]
    calm = [(2,), (3,)] * 15

    assert the_answer(comfort_drift.ask(columns(stretched_by_week(*calm, *slide)))).p < 0.001
    assert the_answer(comfort_drift.ask(columns(stretched_by_week(*waves, *slide)))).p > 0.05
    assert the_answer(comfort_drift.ask(columns(stretched_by_week(*slide)))).p < 0.001, "nothing before to tell"


def reviewed(lift: int, weeks: int = 24, **also: int) -> Columns:
    """Weeks of which every other has a real win, after which confidence is higher."""
    this = ordinal_of(TODAY) - 10
    reviews = [
        Review(at_ordinal(this - i), "closed", confidence=5 + lift * (i % 2) + (i % 3 == 0), clarity=5 + i % 3)
        for i in range(weeks)
    ]
    real = [a_win(verdict="real", day=at_ordinal(this - i).monday) for i in range(weeks) if i % 2]
    return columns(real, reviews=reviews)


def test_weeks_with_a_real_win_are_put_against_the_others() -> None:
    confidence, clarity = pulse_after_real.ask(reviewed(lift=2))

    assert isinstance(confidence, Answer)
    assert isinstance(clarity, Answer)
    assert (confidence.pulse, confidence.direction) == ("confidence", "more")
    assert confidence.p < 0.001
    assert clarity.p > 0.1
    assert (confidence.counts["weeks"], confidence.counts["other_weeks"]) == (11, 12)


def test_what_a_real_win_lifted_may_fall_back_and_that_is_no_part_of_the_difference() -> None:
    real = [week % 7 in (0, 1, 3, 4) for week in range(60)]
    lifted = [5 + 2 * real[week] + (week % 5 == 0) - (week % 11 == 0) for week in range(60)]
    this = ordinal_of(TODAY) - 70
    reviews = [Review(at_ordinal(this + week), "closed", confidence=felt) for week, felt in enumerate(lifted)]
    real_wins = [a_win(verdict="real", day=at_ordinal(this + week).monday) for week in range(60) if real[week]]
    found = the_answer(pulse_after_real.ask(columns(real_wins, reviews=reviews)))
    effect = found.effect(0.95)

    assert effect.value == pytest.approx(2, abs=0.2)
    assert effect.value == pytest.approx(found.counts["change"] - found.counts["other_change"], abs=0.011)
    changes = [(after - before, real[week]) for week, (before, after) in enumerate(pairwise(lifted), 1)]
    plain = ttest_ind(*([change for change, is_real in changes if is_real is side] for side in (True, False)))
    low, high = plain.confidence_interval(0.95)
    assert (effect.high or 9) - (effect.low or 0) < 0.8 * (high - low)


def test_where_a_real_win_comes_every_other_week_its_week_cannot_be_told_from_the_one_after() -> None:
    confidence = pulse_after_real.ask(reviewed(lift=2))[0]

    assert isinstance(confidence, Answer)
    assert confidence.effect(0.95).value == pytest.approx(4, abs=0.3), "the plain difference: two up, then two down"


def test_a_week_whose_win_may_still_become_real_is_left_out() -> None:
    recent = [Review(at_ordinal(ordinal_of(TODAY) - i), "closed", confidence=5) for i in range(40)]
    real = [a_win(verdict="real", age=age) for age in range(0, 280, 14)]
    before = pulse_after_real.ask(columns(real, reviews=recent))[0]

    after = pulse_after_real.ask(columns(real, [a_win(age=7)], reviews=recent))[0]

    assert isinstance(before, Answer)
    assert isinstance(after, Answer)
    assert after.counts["other_weeks"] == before.counts["other_weeks"] - 1


def called(gut: str, real: int, of: int, age: int = LONG_AGO) -> list[JudgedRow]:
    """Wins called so on the day, of which some were real; those have opened their door."""
    return [a_win(age, 1 if i < real else None, gut=gut, verdict="real" if i < real else "shiny") for i in range(of)]


def test_a_gut_call_is_held_against_what_time_said() -> None:
    found = the_answer(
        gut_calibration.ask(columns(called("real", 12, 15), called("shiny", 3, 14), called("real", 9, 9, age=9)))
    )

    assert found.counts == {"called_real": 15, "were_real": 12, "called_shiny": 14, "were_real_all_the_same": 3}
    effect = found.effect(0.95)
    assert effect.value == 0.8
    assert effect.low == pytest.approx(0.548, abs=0.001)
    assert effect.high == pytest.approx(0.930, abs=0.001)


def test_how_often_a_call_held_is_said_without_a_test() -> None:
    found = gut_calibration.held(columns(called("real", 1, 2), called("shiny", 1, 4)))

    assert {call: share[:3] for call, share in found.items()} == {"real": (1, 2, 0.5), "shiny": (3, 4, 0.75)}


FLOORS: list[tuple[Callable[[Columns], Sequence[Answer | Silent]], Columns, str]] = [
    (doors_by_kind.ask, columns(wins(3, 5, kind="work"), wins(3, 20, kind="role")),
     "3 more decided wins of other kinds"),
    (doors_by_motive.ask, columns(wins(6, 12, motive="meaningful"), wins(2, 7, motive="available")),
     "1 more decided win that was just available"),
    (doors_by_motive.ask, columns(wins(2, 12, motive="meaningful"), wins(2, 9, motive="available")),
     "1 more win that opened a door"),
    (doors_by_stretch.ask, columns(wins(8, 17, stretch=2)),
     "3 more decided wins with their stretch answered and 5 more wins that felt otherwise"),
    (looks_vs_moves.ask, columns([moving(4, 1)] * 30), "5 more wins that look otherwise"),
    (comfort_drift.ask, columns(stretched_by_week(*[(2,)] * 11)), "1 more week with a win whose stretch is answered"),
    (goal_drift.ask, columns(aligned(4, 8, 9), aligned(3, 6, 99)),
     "2 more wins of the sixteen weeks before with their direction answered"),
    (pulse_after_real.ask, reviewed(lift=1, weeks=16),
     "1 more reviewed week with a real win, after another reviewed week"),
    (gut_calibration.ask, columns(called("real", 5, 12), called("shiny", 2, 5)),
     "3 more wins that you called shiny and that time has judged"),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "given", "missing"), FLOORS)
def test_too_few_to_tell_says_what_is_missing(
    ask: Callable[[Columns], Sequence[Answer | Silent]], given: Columns, missing: str
) -> None:
    answer = silent(ask(given))

    assert answer.missing == missing
    assert missing in answer.why


def test_an_empty_journal_is_asked_everything_and_says_nothing() -> None:
    answers = [silent(ask(columns())) for ask in QUESTIONS]

    assert len({answer.id for answer in answers}) == 8
    assert all(answer.missing for answer in answers)


def test_the_same_journal_always_gives_the_same_answer() -> None:
    groups = [wins(opened, 12, stretch=stretch) for stretch, opened in enumerate((3, 4, 6, 7, 9))]
    once, again = (the_answer(doors_by_stretch.ask(columns(*groups))) for _ in range(2))

    assert once.p == again.p
    assert once.p == pytest.approx(0.0098, abs=0.005)
