"""Chains of a journal: the one that a win stands in, and all of them with the longest first."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from smallwins.bootstrap import new_id
from smallwins.journal.chains import MOST_IN_SMALL, chains_of, doors_through, longest_chain, story_of_chain
from smallwins.journal.commands import AddStep, LinkWins, MoveStep
from smallwins.journal.doors import link_wins
from smallwins.journal.insights import longest_chain_of
from smallwins.journal.kept import forget
from smallwins.journal.ports import Journal
from smallwins.journal.steps import add_step, move_step
from smallwins.method.errors import NotFoundError
from tests.journal.conftest import NOW, TODAY, WriteDown

Chain = Callable[..., list[str]]


@pytest.fixture
def road(ada: Journal, write_down: WriteDown) -> Chain:
    """Write down so many wins, a day apart, and link them by pairs; return their ids."""

    def build(count: int, *pairs: tuple[int, int]) -> list[str]:
        ids = [write_down(f"Win {at}", TODAY - timedelta(days=count - at)).win.id for at in range(count)]
        for earlier, later in pairs or [(at, at + 1) for at in range(count - 1)]:
            link_wins(ada, LinkWins(ids[earlier], ids[later], NOW))
        return ids

    return build


def test_a_chain_holds_everything_that_doors_connect_and_the_longest_way_through_the_win(
    ada: Journal, road: Chain
) -> None:
    ids = road(6, (0, 1), (1, 2), (2, 5), (1, 4), (3, 5))
    road(2)

    story = story_of_chain(ada, ids[4])

    assert [judged.win.id for judged in story.wins] == ids
    assert len(story.doors) == 5
    assert [judged.win.id for judged in story.longest] == [ids[0], ids[1], ids[4]]
    assert not story.more
    assert doors_through(ada, ids[4]) == 2
    assert doors_through(ada, ids[2]) == 3


def test_a_win_without_doors_is_a_chain_of_its_own(ada: Journal, write_down: WriteDown) -> None:
    win = write_down().win.id

    story = story_of_chain(ada, win)

    assert [judged.win.id for judged in story.wins] == [judged.win.id for judged in story.longest] == [win]
    assert doors_through(ada, win) == 0
    assert chains_of(ada, 10).total == 0


def test_of_very_many_the_nearest_are_shown_and_it_says_so(ada: Journal, road: Chain) -> None:
    ids = road(30)

    story = story_of_chain(ada, ids[15], most=7)

    assert [judged.win.id for judged in story.wins] == ids[12:19]
    assert len(story.doors) == 6
    assert story.more


def test_only_steps_that_are_still_open_stand_beside_a_chain(ada: Journal, road: Chain) -> None:
    ids = road(3)
    open_one = add_step(ada, AddStep(new_id(), ids[1], NOW, "Ask Sam for an introduction", None))
    done = add_step(ada, AddStep(new_id(), ids[2], NOW, "Write to Priya", None))
    move_step(ada, MoveStep(done.id, NOW, "done", TODAY))

    assert story_of_chain(ada, ids[0]).steps == {ids[1]: (open_one,)}


def test_chains_come_with_the_longest_first_and_of_two_as_long_the_newest(ada: Journal, road: Chain) -> None:
    two, four, branched, later_two = road(2), road(4), road(5, (0, 1), (1, 2), (1, 3), (1, 4)), road(2)

    page = chains_of(ada, 10)

    assert page.total == 4
    assert [line.first.win.id for line in page.lines] == [four[0], branched[0], later_two[0], two[0]]
    assert [(line.length, line.size) for line in page.lines] == [(4, 4), (3, 5), (2, 2), (2, 2)]
    assert len(page.lines[1].doors) == 4
    assert [line.first.win.id for line in chains_of(ada, 1, skip=2).lines] == [later_two[0]]


def test_a_small_drawing_of_a_very_long_chain_shows_its_end(ada: Journal, road: Chain) -> None:
    ids = road(MOST_IN_SMALL + 5)

    (line,) = chains_of(ada, 1).lines

    assert (line.first.win.id, line.last.win.id, line.length) == (ids[0], ids[-1], len(ids))
    assert [judged.win.id for judged in line.wins] == ids[5:]
    assert line.longest == tuple(ids[5:])


def test_all_chains_take_the_same_few_reads_however_many_they_are(ada: Journal, road: Chain) -> None:
    for _ in range(20):
        road(3)
    asked: list[str] = []
    real = type(ada.wins).several

    def several(self: object, ids: object) -> object:
        asked.append("wins")
        return real(self, ids)  # type: ignore[arg-type]  # as it is called

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(ada.wins), "several", several)
        assert len(chains_of(ada, 20).lines) == 20

    assert asked == ["wins"]


def test_the_chain_of_no_win_is_not_found(ada: Journal) -> None:
    with pytest.raises(NotFoundError):
        story_of_chain(ada, new_id())


@pytest.mark.parametrize(
    "pairs",
    [
        [(0, 1)],
        [(0, 1), (1, 2), (3, 4)],
        [(0, 1), (2, 3), (4, 5)],
        [(0, 5), (1, 4), (2, 3)],
        [(0, 3), (1, 3), (3, 4), (3, 5)],
        [(0, 1), (1, 2), (3, 4), (4, 5)],
    ],
)
def test_the_longest_chain_is_the_first_of_all_chains(ada: Journal, road: Chain, pairs: list[tuple[int, int]]) -> None:
    road(6, *pairs)
    first = chains_of(ada, 1).lines[0]

    assert longest_chain(ada) == (first.length - 1, first.last.win.id)
    forget()
    assert longest_chain_of(ada, TODAY) == longest_chain(ada)


def test_without_a_door_there_is_no_longest_chain(ada: Journal, write_down: WriteDown) -> None:
    write_down()

    assert longest_chain(ada) == (0, None)
    forget()
    assert longest_chain_of(ada, TODAY) == (0, None)


@pytest.mark.parametrize("within_a_day", [[(0, 1), (1, 2)], [(2, 1), (1, 0)], [(1, 0), (0, 2)]])
def test_the_longest_chain_is_found_in_whatever_order_the_wins_of_a_day_were_written(
    ada: Journal, write_down: WriteDown, within_a_day: list[tuple[int, int]]
) -> None:
    ids = [write_down(f"Win {at}", TODAY).win.id for at in range(3)]
    for earlier, later in within_a_day:
        link_wins(ada, LinkWins(ids[earlier], ids[later], NOW))
    forget()

    found = longest_chain_of(ada, TODAY)
    forget()

    assert found == longest_chain(ada) == (2, ids[within_a_day[-1][1]])
