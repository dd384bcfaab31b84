"""A chain as a story: in order, with how much later, and out of what each win came."""

from datetime import date, timedelta

import pytest

from smallwins.method.chain import Door, earliest_first
from smallwins.method.chain_story import ends_of, span_words, tell
from smallwins.method.win import Win
from tests.strategies import win_of_ada

FIRST = date(2026, 10, 12)


def wins(*days: int) -> list[Win]:
    return [win_of_ada(at + 1, FIRST + timedelta(days=day)) for at, day in enumerate(days)]


def doors(some: list[Win], *pairs: tuple[int, int]) -> list[Door]:
    return [Door(some[earlier].id, some[later].id) for earlier, later in pairs]


def test_each_win_of_a_story_comes_with_its_day_and_with_how_much_later() -> None:
    some = wins(0, 2, 2, 40, 81, 82)

    told = tell(reversed(some), doors(some, *((at, at + 1) for at in range(5))))

    assert [passage.win.number for passage in told] == [1, 2, 3, 4, 5, 6]
    assert [passage.before for passage in told] == [
        "It began on 12 October 2026:",
        "2 days later, on 14 October, it led to:",
        "The same day, 14 October, it led to:",
        "5 weeks later, on 21 November, it led to:",
        "5 weeks later, on 1 January 2027, it led to:",
        "The next day, 2 January, it led to:",
    ]
    assert {passage.after for passage in told} == {""}


def test_branches_and_merges_are_named() -> None:
    some = wins(0, 1, 5, 9)

    told = tell(some, doors(some, (0, 1), (0, 2), (1, 3), (2, 3)))

    assert told[0].after == "It opened 2 doors."
    assert told[1].before == "The next day, 13 October, it led to:"
    assert told[2].before == "4 days later, on 17 October, out of “Win 1”:"
    assert told[3].before == "4 days later, on 21 October, out of “Win 2” and “Win 3”:"


def test_what_comes_from_elsewhere_says_so_and_many_openers_are_counted() -> None:
    some = wins(0, 1, 2, 3, 4, 5)

    told = tell(some, doors(some, *((at, 5) for at in range(5))))

    assert told[1].before == "The next day, 13 October, from another side:"
    assert told[5].before == "The next day, 17 October, out of “Win 1”, “Win 2”, “Win 3” and 2 more:"


def test_it_stands_where_nothing_followed_the_latest_first() -> None:
    some = wins(0, 1, 9)

    assert [win.number for win in ends_of(some, doors(some, (0, 1), (0, 2)))] == [3, 2]


def test_a_door_within_a_day_orders_the_wins_of_that_day() -> None:
    some = wins(0, 0, 0)
    days = {win.id: win.happened_on for win in some}

    order = earliest_first(days, doors(some, (2, 0), (0, 1)))

    assert order == (some[2].id, some[0].id, some[1].id)


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 day"), (13, "13 days"), (14, "2 weeks"), (60, "8 weeks"), (61, "2 months"), (364, "11 months"),
     (365, "12 months"), (729, "23 months"), (730, "2 years"), (4000, "10 years")],
)  # fmt: skip
def test_a_long_time_is_said_in_round_words(days: int, words: str) -> None:
    assert span_words(days) == words
