"""Which wins time has told of, and how (METHOD section 8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallwins.insights.decided import decided
from tests.insights.cast import a_win, columns


@pytest.mark.parametrize(
    ("age", "door_after", "counts"),
    [
        (100, 0, True),
        (100, 56, True),
        (100, 57, False),  # later than eight weeks: momentum, but too late to count
        (100, None, False),
        (56, None, False),
        (55, None, None),  # a day too young to tell
        (55, 3, True),
        (0, 0, True),
        (0, None, None),
        (100, -3, True),  # a step that was done before the win happened
    ],
)
def test_a_door_counts_when_it_opened_within_eight_weeks(age: int, door_after: int | None, counts: bool | None) -> None:
    one = decided(columns([a_win(age, door_after)]))

    assert (one.opened.tolist(), one.decided.tolist()) == ([counts is True], [counts is not None])


@given(st.integers(0, 400), st.none() | st.integers(0, 400))
def test_only_young_wins_without_a_door_are_left_out(age: int, door_after: int | None) -> None:
    known = door_after if door_after is not None and door_after <= age else None

    one = decided(columns([a_win(age, known)]))

    assert one.decided.tolist() == [age >= 56 or known is not None]
    assert one.settled.tolist() == [age >= 56]
