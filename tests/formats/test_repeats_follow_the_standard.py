"""What repeats: the same days as a library that expands rules, and none that runs away."""

import datetime as dt
from datetime import date, timedelta
from itertools import islice, takewhile

import pytest
from dateutil import rrule  # type: ignore[import-untyped]  # icalendar brings it along, without types
from hypothesis import given
from hypothesis import strategies as st

from smallwins.formats.repeats import WEEKDAYS, days_of, rule_of

FIRST = date(2024, 1, 1)
TODAY = date(2026, 11, 22)
weekdays = st.sampled_from(WEEKDAYS)
rules = st.one_of(
    st.fixed_dictionaries({"FREQ": st.just("DAILY"), "INTERVAL": st.integers(1, 9)}),
    st.fixed_dictionaries(
        {
            "FREQ": st.just("WEEKLY"),
            "INTERVAL": st.integers(1, 4),
            "BYDAY": st.sets(weekdays, min_size=1).map(sorted),
            "WKST": st.sampled_from(("MO", "SU")),
        }
    ),
    st.fixed_dictionaries(
        {
            "FREQ": st.just("MONTHLY"),
            "BYDAY": st.tuples(st.sampled_from((1, 2, 3, 4, -1)), weekdays).map(lambda d: [f"{d[0]}{d[1]}"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "FREQ": st.just("MONTHLY"),
            "INTERVAL": st.integers(1, 3),
            "BYMONTHDAY": st.sets(st.sampled_from((1, 15, 31, -1)), min_size=1).map(sorted),
        }
    ),
    st.fixed_dictionaries(
        {
            "FREQ": st.just("MONTHLY"),
            "BYDAY": st.just(["MO", "TU", "WE", "TH", "FR"]),
            "BYSETPOS": st.sampled_from((1, 2, -1)),
        }
    ),
    st.fixed_dictionaries(
        {
            "FREQ": st.just("YEARLY"),
            "BYMONTH": st.sets(st.integers(1, 12), min_size=1).map(sorted),
            "BYMONTHDAY": st.just([29]),
        }
    ),
)


def several(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def text_of(rule: dict[str, object]) -> str:
    return ";".join(f"{name}={','.join(map(str, several(value)))}" for name, value in rule.items())


@given(rule=rules, offset=st.integers(0, 400), count=st.none() | st.integers(1, 30))
def test_the_days_are_those_of_the_library(rule: dict[str, object], offset: int, count: int | None) -> None:
    rule = rule | ({"COUNT": count} if count else {})
    first = FIRST + timedelta(days=offset)
    at_noon = dt.datetime.combine(first, dt.time(12))
    library = [
        one.date() for one in takewhile(lambda one: one.date() <= TODAY, rrule.rrulestr(text_of(rule), dtstart=at_noon))
    ]
    understood = rule_of({name: several(value) for name, value in rule.items()}, None)

    assert understood is not None
    ours = list(days_of(understood, first, TODAY))

    # The standard leaves open whether a beginning that the rule does not hold is one; calendars show it, and so do we.
    if not library or library[0] != first:
        library = [first, *library]
        library = library[:count] if count else library
    assert ours == library


@pytest.mark.parametrize(
    "rule",
    [
        {"FREQ": ["SECONDLY"]},
        {"FREQ": ["DAILY"], "BYHOUR": ["1"]},
        {"FREQ": ["DAILY"], "INTERVAL": ["x"]},
        {"FREQ": ["YEARLY"], "BYDAY": ["20MO"]},
        {},
    ],
)
def test_a_rule_that_is_not_understood_is_not_guessed(rule: dict[str, list[object]]) -> None:
    assert rule_of(rule, None) is None


@pytest.mark.parametrize(
    "rule",
    [
        {"FREQ": ["DAILY"], "BYMONTH": ["2"], "BYMONTHDAY": ["30"], "COUNT": ["10"]},
        {"FREQ": ["MONTHLY"], "BYDAY": ["MO"], "BYSETPOS": ["300"]},
        {"FREQ": ["DAILY"], "INTERVAL": ["999999999"]},
    ],
)
def test_no_rule_runs_away(rule: dict[str, list[object]]) -> None:
    understood = rule_of(rule, None)
    assert understood is not None

    assert list(islice(days_of(understood, date(1900, 1, 1), TODAY), 10)) in ([], [date(1900, 1, 1)])
