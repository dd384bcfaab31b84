"""The time to a first door, and when to look again."""

import pytest

from smallwins.insights.first_door import first_door
from tests.insights.cast import a_win, columns


def test_half_of_the_wins_have_opened_a_door_by_the_median() -> None:
    said = first_door(columns([a_win(door_after=day) for day in range(1, 31)], [a_win() for _ in range(10)]))

    assert said.median == 20
    assert said.low is not None
    assert said.high is not None
    assert said.low < 20 < said.high
    assert said.ever == pytest.approx(0.75)
    assert said.text.startswith("Half of your wins had opened a first door after 20 days (95 % interval 1")


def test_a_win_that_still_waits_counts_as_long_as_it_has_waited() -> None:
    doors = [a_win(door_after=day) for day in range(1, 21)]

    waiting = first_door(columns(doors, [a_win(age=0) for _ in range(40)]))
    in_vain = first_door(columns(doors, [a_win(age=300) for _ in range(40)]))

    assert waiting.median == 10  # nothing is known of wins of today
    assert in_vain.median is None  # two of three never opened one
    assert "fewer than half" in in_vain.text


def test_looking_again_is_proposed_when_most_doors_have_opened() -> None:
    said = first_door(columns([a_win(door_after=day) for day in (3, 5, 8, 10, 12) * 8], [a_win() for _ in range(9)]))

    assert said.look_again == 2
    assert "within 2 weeks: a proposal for when to look again" in said.text


def test_too_few_doors_say_no_day() -> None:
    said = first_door(columns([a_win(door_after=1)] * 3, [a_win()] * 12))

    assert (said.median, said.look_again) == (None, None)
    assert (
        said.text == "Too few wins to tell how long a door takes: 5 more wins and 7 more doors would be enough to ask."
    )


def test_a_median_can_be_said_before_a_proposal() -> None:
    said = first_door(columns([a_win(door_after=day) for day in range(1, 13)], [a_win(age=300)] * 8))

    assert said.median == 10
    assert said.look_again is None
