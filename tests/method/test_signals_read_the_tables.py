"""Every row of the tables of METHOD section 2, and every caution."""

from datetime import date
from itertools import product

import pytest

from smallwins.method.answers import DIRECTIONS, MOTIVES, Answers, Direction, Motive, Opened
from smallwins.method.signals import Facts, alignment, gain, momentum, stretch
from smallwins.method.signals.reading import Reading
from smallwins.method.verdict import cautions
from tests.strategies import judged_of_ada

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("direction", "motive", "reads"),
    [
        ("away", None, "no"),
        ("away", "meaningful", "no"),
        ("away", "available", "no"),
        ("toward", None, "yes"),
        ("toward", "meaningful", "yes"),
        ("toward", "available", "yes"),
        ("unsure", "available", "no"),
        ("unsure", "meaningful", "open"),
        ("unsure", None, "open"),
        (None, None, "open"),
        (None, "meaningful", "open"),
        (None, "available", "open"),
    ],
)
def test_alignment_reads_direction_first_and_motive_second(
    direction: Direction | None, motive: Motive | None, reads: Reading
) -> None:
    assert alignment.read(direction, motive) == reads


def test_the_alignment_table_has_a_row_for_every_pair_of_answers() -> None:
    pairs = set(product((*DIRECTIONS, None), (*MOTIVES, None)))

    assert len(pairs) == 12


@pytest.mark.parametrize(("opened", "reads"), [("door", "yes"), ("not_yet", "open"), ("nothing", "no"), (None, "open")])
def test_momentum_reads_the_claim_where_there_is_no_fact(opened: Opened | None, reads: Reading) -> None:
    assert momentum.read(opened, Facts()) == reads


@pytest.mark.parametrize("opened", ["door", "not_yet", "nothing", None])
@pytest.mark.parametrize("seen", [Facts(opened_a_win=True), Facts(step_done=True), Facts(True, True)])
def test_facts_beat_every_claim_about_a_door(opened: Opened | None, seen: Facts) -> None:
    assert momentum.read(opened, seen) == "yes"


@pytest.mark.parametrize(
    ("felt", "reads"), [(0, "no"), (1, "open"), (2, "yes"), (3, "yes"), (4, "yes"), (None, "open")]
)
def test_stretch_reads_how_it_felt(felt: int | None, reads: Reading) -> None:
    assert stretch.read(felt) == reads


@pytest.mark.parametrize(
    ("gains", "reads"),
    [
        (("clarity",), "yes"),
        (("confidence",), "yes"),
        (("skill:hiring",), "yes"),
        (("clarity", "skill:hiring"), "yes"),
        ((), "no"),
        (None, "open"),
    ],
)
def test_gain_tells_nothing_gained_from_not_answered(gains: tuple[str, ...] | None, reads: Reading) -> None:
    assert gain.read(gains) == reads


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Answers(direction="toward", motive="available"), ("just available",)),
        (Answers(direction="toward", motive="meaningful"), ()),
        (Answers(direction="toward"), ()),
        (Answers(direction="unsure", motive="available"), ()),
        (Answers(direction="away", motive="available"), ()),
        (Answers(opened="not_yet", look_again=date(2026, 11, 21)), ("overdue",)),
        (Answers(opened="not_yet", look_again=TODAY), ()),
        (Answers(opened="not_yet"), ()),
        (Answers(opened="door", look_again=date(2026, 11, 1)), ()),
        (Answers(opened="nothing", look_again=date(2026, 11, 1)), ()),
        (Answers(look_again=date(2026, 11, 1)), ()),
        (Answers(stretch=0), ("effortless",)),
        (Answers(stretch=1), ()),
        (Answers(stretch=2), ()),
        (Answers(stretch=3), ()),
        (Answers(stretch=4), ("overwhelming",)),
        (Answers(gains=()), ("outside only",)),
        (Answers(gains=("clarity",)), ()),
        (Answers(), ()),
        (
            Answers("toward", (), "available", "not_yet", None, date(2026, 11, 1), 0, ()),
            ("just available", "overdue", "effortless", "outside only"),
        ),
    ],
)
def test_cautions_stand_in_the_order_of_the_signals(given: Answers, expected: tuple[str, ...]) -> None:
    assert cautions(judged_of_ada(given=given), TODAY) == expected


@pytest.mark.parametrize("seen", [Facts(opened_a_win=True), Facts(step_done=True)])
def test_a_door_that_a_fact_has_opened_is_never_overdue(seen: Facts) -> None:
    late = Answers(opened="not_yet", look_again=date(2026, 1, 1))

    assert cautions(judged_of_ada(given=late, seen=seen), TODAY) == ()
