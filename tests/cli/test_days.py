"""Days as a person says them."""

from datetime import date

import pytest

from smallwins.cli.days import read_day
from smallwins.method.errors import InputError

THURSDAY = date(2026, 1, 1)  # of the ISO week 2026-W01


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-11-13", date(2026, 11, 13)),
        ("today", THURSDAY),
        ("yesterday", date(2025, 12, 31)),
        ("thursday", THURSDAY),
        ("Friday", date(2025, 12, 26)),
        ("wednesday", date(2025, 12, 31)),
        ("-3d", date(2025, 12, 29)),
        ("-2w", date(2025, 12, 18)),
    ],
)
def test_a_day_that_was_is_read(said: str, day: date) -> None:
    assert read_day(said, THURSDAY, "--on") == day


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("tomorrow", date(2026, 1, 2)),
        ("thursday", date(2026, 1, 8)),
        ("friday", date(2026, 1, 2)),
        ("+4w", date(2026, 1, 29)),
    ],
)
def test_a_day_to_come_is_read(said: str, day: date) -> None:
    assert read_day(said, THURSDAY, "--by", ahead=True) == day


@pytest.mark.parametrize("said", ["", "soon", "2026-13-01", "13.11.2026", "20261113", "-d", "-3", "-99999999d", "٣d"])
def test_what_is_no_day_is_refused_with_an_example(said: str) -> None:
    with pytest.raises(InputError, match=r"--on: .* is not a day such as 2026-11-13"):
        read_day(said, THURSDAY, "--on")
