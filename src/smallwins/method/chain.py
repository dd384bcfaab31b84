"""Doors and chains: how wins open doors for wins, branching and merging, never in a circle (METHOD section 1)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from smallwins.method.errors import DoorError
from smallwins.method.saying import say
from smallwins.method.win import Win

CIRCLE = say("Doors never form a circle, and these do.")


class Door(NamedTuple):
    """A link from a win to a win on the same day or later that it led to."""

    earlier: str
    later: str


def check_door(
    earlier: Win, later: Win, opened_by: Callable[[str], Iterable[str]], day_of: Callable[[str], date]
) -> None:
    """Raise DoorError if the method does not allow a door from one win to the other.

    opened_by names the wins that a win opened, day_of the day of a win. A circle can only run through wins of one
    day, since no door leads back in time; so the walk never leaves that day.
    """
    if earlier.id == later.id:
        raise DoorError(say("A win cannot open a door to itself."))
    if later.happened_on < earlier.happened_on:
        raise DoorError(
            say(
                "A door never leads back in time: “{title}” happened on {happened_on}, before "
                "“{title_2}” on {happened_on_2}.",
                title=later.title,
                happened_on=later.happened_on,
                title_2=earlier.title,
                happened_on_2=earlier.happened_on,
            )
        )
    if later.happened_on == earlier.happened_on and reaches(later.id, earlier.id, opened_by, day_of):
        raise DoorError(
            say(
                "That would close a circle: “{title}” already led to “{title_2}”. Doors never form a circle.",
                title=later.title,
                title_2=earlier.title,
            )
        )


def reaches(start: str, goal: str, opened_by: Callable[[str], Iterable[str]], day_of: Callable[[str], date]) -> bool:
    """Tell whether doors lead from one win to another of the same day."""
    day, seen, waiting = day_of(goal), {start}, [start]
    while waiting:
        win = waiting.pop()
        if win == goal:
            return True
        for later in opened_by(win):
            if later not in seen and day_of(later) == day:
                seen.add(later)
                waiting.append(later)
    return False


def latest_first(wins: Iterable[str], doors: Iterable[Door]) -> tuple[str, ...]:
    """Order wins so that each stands after every win that it opened; raise DoorError where doors form a circle."""
    ids = tuple(dict.fromkeys(wins))
    opened: dict[str, int] = dict.fromkeys(ids, 0)
    openers: dict[str, list[str]] = {}
    for door in doors:
        if door.earlier in opened and door.later in opened:
            opened[door.earlier] += 1
            openers.setdefault(door.later, []).append(door.earlier)
    ready = [win for win in reversed(ids) if not opened[win]]
    order: list[str] = []
    while ready:
        win = ready.pop()
        order.append(win)
        for opener in openers.get(win, ()):
            opened[opener] -= 1
            if not opened[opener]:
                ready.append(opener)
    if len(order) < len(ids):
        raise DoorError(CIRCLE)
    return tuple(order)


def lengths_of(doors: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return of each win with a door how many wins the longest chain has that ends with it."""
    opened: dict[str, list[str]] = {}
    openers: dict[str, int] = {}  # of each win those whose own length is not known yet
    for earlier, later in doors:
        opened.setdefault(earlier, []).append(later)
        openers[later] = openers.get(later, 0) + 1
    ready = [win for win in opened if win not in openers]
    lengths = dict.fromkeys(ready, 1)
    while ready:
        win = ready.pop()
        length = lengths[win] + 1
        for later in opened.get(win, ()):
            if lengths.get(later, 0) < length:
                lengths[later] = length
            openers[later] -= 1
            if not openers[later]:
                ready.append(later)
    if any(openers.values()):
        raise DoorError(CIRCLE)
    return lengths


def lengths_in_order(doors: Iterable[tuple[int, int]], wins: int) -> list[int]:
    """Return the same of wins numbered from 0 in time, where every door leads to a greater number.

    The doors come in the order of their earlier wins.
    """
    lengths = [1] * wins
    for earlier, later in doors:
        if lengths[later] <= lengths[earlier]:
            lengths[later] = lengths[earlier] + 1
    return lengths


def longest(wins: Iterable[str], doors: Iterable[Door]) -> tuple[str, ...]:
    """Return the longest chain among the wins, earliest first; of two as long, the first found."""
    doors = tuple(doors)
    order = latest_first(wins, doors)
    later = _later(doors)
    best: dict[str, tuple[int, str | None]] = {}
    for win in order:
        following = [(best[next_win][0], next_win) for next_win in later.get(win, ()) if next_win in best]
        length, next_win = max(following, key=lambda found: found[0], default=(0, None))
        best[win] = (length + 1, next_win)
    win_at: str | None = max(order, key=lambda found: best[found][0], default=None)
    chain: list[str] = []
    while win_at is not None:
        chain.append(win_at)
        win_at = best[win_at][1]
    return tuple(chain)


def earliest_first(days: Mapping[str, date], doors: Iterable[Door]) -> tuple[str, ...]:
    """Order wins by their day, and wins of one day so that each stands before every win that it opened."""
    doors = tuple(doors)
    depth: dict[str, int] = {}
    openers = _later(Door(door.later, door.earlier) for door in doors)
    for win in reversed(latest_first(days, doors)):
        depth[win] = 1 + max((depth[opener] for opener in openers.get(win, ()) if opener in depth), default=0)
    return tuple(sorted(days, key=lambda win: (days[win], depth[win])))


def _later(doors: Iterable[Door]) -> Mapping[str, list[str]]:
    later: dict[str, list[str]] = {}
    for door in doors:
        later.setdefault(door.earlier, []).append(door.later)
    return later
