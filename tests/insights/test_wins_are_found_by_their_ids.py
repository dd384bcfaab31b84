"""Where wins stand, and the longest chain of them, is found for thousands at once, as it would be one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallwins.insights import standing
from smallwins.insights.ids import Ids
from smallwins.insights.opened import AT_ONCE, Doors, LongestChains, longest_chains
from smallwins.insights.standing import NOWHERE, Standing
from tests.insights.cast import a_win, columns

ALIKE = st.text("0123456789abcdef-", min_size=36, max_size=36)
ANY = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40)


@given(wins=st.lists(ALIKE, unique=True) | st.lists(ANY, unique=True), others=st.lists(ALIKE | ANY))
def test_each_win_is_found_at_its_place_and_what_is_none_nowhere(wins: list[str], others: list[str]) -> None:
    ids = Ids("\n".join(wins))
    asked = [*reversed(wins), *others]

    assert [*ids] == wins
    assert [ids[place] for place in range(len(ids))] == wins
    found = Standing(ids).of(Ids("\n".join(asked))).tolist()
    assert found == [wins.index(one) if one in wins else NOWHERE for one in asked]


def test_wins_that_share_a_slot_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "SPARE", -20)
    wins = [f"{number:036}" for number in range(2000)]  # with 256 slots

    assert Standing(Ids("\n".join(wins))).of(Ids("\n".join(wins[::-1]))).tolist() == [*range(2000)][::-1]


def test_the_longest_chain_is_as_long_however_many_doors_it_has() -> None:
    for most in (1, AT_ONCE - 1, AT_ONCE, 3 * AT_ONCE):
        road = columns([a_win(age=most - number) for number in range(most)], [a_win(age=0)]).wins
        along, last = np.arange(most), road.ids[most]
        straight = longest_chains(road, Doors(np.append(along, 0), np.append(along + 1, most)))  # and one that is short

        assert straight == LongestChains(most + 1, [last])
