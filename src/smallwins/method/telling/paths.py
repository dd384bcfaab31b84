"""Chains as stories: the doors between the chosen wins, taken apart into ways that can be told one after the other."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from smallwins.method.chain import Door, longest
from smallwins.method.goal import Goal
from smallwins.method.verdict import JudgedWin

LONGEST_TOLD = 9  # wins; what is longer is told in parts


class Path(NamedTuple):
    """Wins that led one to the next, the earliest first; or one alone."""

    wins: tuple[JudgedWin, ...]

    @property
    def first(self) -> JudgedWin:
        """Where it began."""
        return self.wins[0]

    @property
    def last(self) -> JudgedWin:
        """Where it has come to."""
        return self.wins[-1]


def paths_of(wins: Sequence[JudgedWin], doors: Sequence[Door]) -> tuple[Path, ...]:
    """Take the chosen wins apart into ways, the longest first; each win is told once, and told in the order chosen.

    A story stands where the first of its wins was put.
    """
    by_id = {judged.win.id: judged for judged in wins}
    left = dict.fromkeys(judged.win.id for judged in in_time(wins))
    when = {win: at for at, win in enumerate(left)}
    inner = [door for door in doors if door.earlier in by_id and door.later in by_id]
    inner.sort(key=lambda door: (when[door.earlier], when[door.later]))
    found: list[Path] = []
    while left:
        way = longest(left, inner)
        if len(way) < 2:
            break
        told = way[-LONGEST_TOLD:]
        found.append(Path(tuple(by_id[win] for win in told)))
        for win in told:
            del left[win]
        inner = [door for door in inner if door.earlier in left and door.later in left]
    found += [Path((by_id[win],)) for win in left]
    place = {judged.win.id: at for at, judged in enumerate(wins)}
    return tuple(sorted(found, key=lambda path: min(place[judged.win.id] for judged in path.wins)))


def as_a_document(wins: Sequence[JudgedWin], doors: Sequence[Door], goals: Sequence[Goal]) -> tuple[JudgedWin, ...]:
    """Order wins as one reads them: goal by goal, the stories of each in time, then what stands alone."""
    place = {goal.id: at for at, goal in enumerate(goals)}

    def reads(path: Path) -> tuple[int, date, int]:
        aims = [place[goal] for judged in path.wins for goal in judged.win.answers.goals if goal in place]
        most = max(sorted(set(aims)), key=aims.count, default=len(place))
        if len(path.wins) == 1 and not path.first.win.story:
            most = len(place) + 1  # a line among others, below the stories
        return most, path.first.win.happened_on, path.first.win.number

    return _flat(sorted(paths_of(in_time(wins), doors), key=reads))


def the_most_first(wins: Sequence[JudgedWin], doors: Sequence[Door]) -> tuple[JudgedWin, ...]:
    """Order wins so that the stories with the most to tell come first."""
    return _flat(sorted(paths_of(in_time(wins), doors), key=weight, reverse=True))


def in_time(wins: Sequence[JudgedWin]) -> tuple[JudgedWin, ...]:
    """Order wins by their day."""
    return tuple(sorted(wins, key=lambda judged: (judged.win.happened_on, judged.win.number)))


def _flat(paths: Sequence[Path]) -> tuple[JudgedWin, ...]:
    return tuple(judged for path in paths for judged in path.wins)


def weight(path: Path) -> tuple[int, int, int]:
    """Weigh how much there is to tell: wins that led on, words of the person's own, how much it stretched them."""
    stories = sum(1 for judged in path.wins if judged.win.story)
    stretch = max((judged.win.answers.stretch or 0 for judged in path.wins), default=0)
    return (len(path.wins), stories, stretch)
