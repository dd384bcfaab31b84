"""Chains of a journal: all of them with the longest first, and the one that a win stands in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from smallwins.insights.ids import Ids
from smallwins.journal.kept import kept, kept_by
from smallwins.journal.ports import Journal
from smallwins.method.chain import Door, lengths_of, longest
from smallwins.method.step import NextStep
from smallwins.method.verdict import JudgedWin

MOST_DRAWN = 200
MOST_IN_SMALL = 40
Ends = tuple[Ids, Ids]  # of doors: the wins that they lead from, and those they lead to


class ChainStory(NamedTuple):
    """The wins that doors connect with one, and the longest way through it."""

    win: JudgedWin
    wins: tuple[JudgedWin, ...]  # earliest first
    doors: tuple[Door, ...]
    longest: tuple[JudgedWin, ...]  # the longest chain that runs through the win
    steps: Mapping[str, tuple[NextStep, ...]]  # what is still to do, by win
    more: bool  # whether doors lead on to wins that are too many to be here


class ChainPlace(NamedTuple):
    """Where a chain stands among all: of two as long, the one that ends with the win written down last comes first."""

    length: int
    last: str  # id of the last win of the longest way


class ChainLine(NamedTuple):
    """Wins that doors connect, in short: how many, the longest way through them, and what a small drawing shows."""

    size: int
    length: int  # of the longest way, in wins
    first: JudgedWin  # of the longest way
    last: JudgedWin
    wins: tuple[JudgedWin, ...]  # to be drawn: all of them where they are few, else the end of the longest way
    doors: tuple[Door, ...]
    longest: tuple[str, ...]  # of those to be drawn


class ChainsPage(NamedTuple):
    """Some of the chains, the longest first."""

    lines: tuple[ChainLine, ...]
    total: int


def story_of_chain(journal: Journal, win_id: str, most: int | None = MOST_DRAWN) -> ChainStory:
    """Return the wins that doors connect with a win, however they branch and merge; if they are many, the nearest."""
    near, doors, more = _near(journal, win_id, most)
    return _told(journal, win_id, near, doors, longest_through(win_id, near, doors), more=more)


def longest_way(journal: Journal, win_id: str) -> ChainStory:
    """Return the longest chain that runs through a win, without what branches off."""
    inputs = win_id, ends_of_doors(journal)
    way, inner, more = kept_by(journal, "longest way", inputs, lambda: _way_through(journal, win_id))  # unsaid: a name
    return _told(journal, win_id, way, inner, way, more=more)


def _way_through(journal: Journal, win_id: str) -> tuple[tuple[str, ...], tuple[Door, ...], bool]:
    near, doors, more = _near(journal, win_id, MOST_DRAWN)
    way = longest_through(win_id, near, doors)
    on_it = frozenset(way)
    return way, tuple(door for door in doors if door.earlier in on_it and door.later in on_it), more


def _told(
    journal: Journal, win_id: str, wins: Sequence[str], doors: tuple[Door, ...], way: Sequence[str], *, more: bool
) -> ChainStory:
    judged = journal.wins.get(win_id)
    found = journal.wins.several(wins)
    steps = {
        win: still
        for win, steps in journal.steps.of_wins(wins).items()
        if (still := tuple(step for step in steps if step.status == "open"))
    }
    return ChainStory(judged, in_time(found.values()), doors, tuple(found[win] for win in way), steps, more)


def doors_through(journal: Journal, win_id: str) -> int:
    """Count the doors of the longest chain that runs through a win."""
    near, doors, _ = _near(journal, win_id, MOST_DRAWN)
    return len(longest_through(win_id, near, doors)) - 1


def chains_of(journal: Journal, limit: int, skip: int = 0, after: ChainPlace | None = None) -> ChainsPage:
    """Return the wins that doors connect, the longest chain first; of two as long, the one written down last.

    A page begins after so many chains, or after a place, which stays right when chains grow meanwhile.
    """
    doors = journal.doors.everything()
    ranked = []
    for members, inner in _connected(doors):
        way = longest(members, inner)
        ranked.append((len(way), way[-1], members, inner, way))
    ranked.sort(key=lambda found: found[:2], reverse=True)
    following = (found for found in ranked if after is None or found[:2] < after)
    shown = [_to_draw(*found[2:]) for found in islice(following, skip, skip + limit)]
    needed = {win for _, way, drawn, _ in shown for win in (way[0], way[-1], *drawn)}
    wins = journal.wins.several(needed)
    lines = tuple(
        ChainLine(
            size=size,
            length=len(way),
            first=wins[way[0]],
            last=wins[way[-1]],
            wins=in_time(wins[win] for win in drawn),
            doors=inner,
            longest=tuple(win for win in way if win in drawn),
        )
        for size, way, drawn, inner in shown
    )
    return ChainsPage(lines, len(ranked))


class LongestChain(NamedTuple):
    """How long the longest chain of a journal is, and where it ends."""

    doors: int
    last: str | None  # the id of its last win; None without a door


def longest_chain(journal: Journal) -> LongestChain:
    """Return the longest chain that chains_of would put first; worked out anew only after a change."""
    return kept(journal, _longest_chain)


def ends_of_doors(journal: Journal) -> Ends:
    """Return the wins that doors lead from, and in the same order those they lead to; read once for all that ask."""
    return kept(journal, _ends)


def _ends(journal: Journal) -> Ends:
    return journal.doors.ends()


def _longest_chain(journal: Journal) -> LongestChain:
    doors = ends_of_doors(journal)
    return longest_where(journal, doors, lambda: longest_ends(doors))


def longest_where(journal: Journal, doors: Ends, found: Callable[[], tuple[int, Sequence[str]]]) -> LongestChain:
    """Return the longest chain, given how long the longest are and which wins they end with; kept by the doors."""
    return kept_by(journal, "longest chain", doors, lambda: _first_of(doors, *found()))  # unsaid: a name


def longest_ends(doors: Ends) -> tuple[int, Sequence[str]]:
    """Return how many wins the longest chains have, and the wins that they end with."""
    lengths = lengths_of(zip(*doors, strict=True))
    most = max(lengths.values(), default=0)
    return most, [win for win, length in lengths.items() if length == most]


def _first_of(doors: Ends, wins: int, ends: Sequence[str]) -> LongestChain:
    # Of chains as long, chains_of takes one of each group of wins; where there is one end, it is that.
    if len(ends) > 1:
        groups = [group for group in _connected([*map(Door, *doors)]) if not set(ends).isdisjoint(group[0])]
        ends = [longest(*group)[-1] for group in groups]
    return LongestChain(max(wins - 1, 0), max(ends, default=None))


def in_time(wins: Iterable[JudgedWin]) -> tuple[JudgedWin, ...]:
    """Order wins by their day and number."""
    return tuple(sorted(wins, key=lambda judged: (judged.win.happened_on, judged.win.number)))


def longest_through(win_id: str, wins: Iterable[str], doors: Sequence[Door]) -> tuple[str, ...]:
    """Return the longest of the chains that run through a win."""
    before = _along(win_id, [Door(door.later, door.earlier) for door in doors])
    after = _along(win_id, doors)
    # Every win in `before` leads here, so the longest chain among them ends here; so for `after`, which begins here.
    kept = tuple(dict.fromkeys(wins))
    if len(after) == 1:  # nothing leads on
        return longest([win for win in kept if win in before], doors)
    led_here = longest([win for win in kept if win in before], doors)
    led_on = longest([win for win in kept if win in after], doors)
    return (*led_here, *led_on[1:])


def _along(start: str, doors: Sequence[Door]) -> set[str]:
    ways: dict[str, list[str]] = {}
    for door in doors:
        ways.setdefault(door.earlier, []).append(door.later)
    seen, waiting = {start}, [start]
    while waiting:
        for win in ways.get(waiting.pop(), ()):
            if win not in seen:
                seen.add(win)
                waiting.append(win)
    return seen


def _near(journal: Journal, win_id: str, most: int | None) -> tuple[tuple[str, ...], tuple[Door, ...], bool]:
    """Go from door to door, one query a round, until nothing is new or there are enough."""
    near: dict[str, None] = {win_id: None}
    doors: dict[Door, None] = {}
    round_of = [win_id]
    while round_of:
        found = journal.doors.touching(round_of)
        doors.update(dict.fromkeys(found))
        new = [win for win in dict.fromkeys(end for door in found for end in door) if win not in near]
        round_of = new if most is None else new[: most - len(near)]
        near.update(dict.fromkeys(round_of))
    inner = tuple(door for door in doors if door.earlier in near and door.later in near)
    return tuple(near), inner, len(inner) < len(doors)


def _connected(doors: Sequence[Door]) -> list[tuple[list[str], list[Door]]]:
    """Sort doors into those that touch one another, each with its wins."""
    first: dict[str, str] = {}

    def root(win: str) -> str:
        while (above := first.setdefault(win, win)) != win:
            first[win] = first[above]
            win = above
        return win

    for door in doors:
        first[root(door.later)] = root(door.earlier)
    wins: dict[str, list[str]] = {}
    inner: dict[str, list[Door]] = {}
    for win in first:
        wins.setdefault(root(win), []).append(win)
    for door in doors:
        inner.setdefault(root(door.earlier), []).append(door)
    return [(members, inner[group]) for group, members in wins.items()]


def _to_draw(
    members: Sequence[str], doors: Sequence[Door], way: tuple[str, ...]
) -> tuple[int, tuple[str, ...], frozenset[str], tuple[Door, ...]]:
    drawn = frozenset(members if len(members) <= MOST_IN_SMALL else way[-MOST_IN_SMALL:])
    inner = tuple(door for door in doors if door.earlier in drawn and door.later in drawn)
    return len(members), way, drawn, inner
