"""All that is known of one win: its doors, goals, steps, reason and history; and the chain it stands in."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from smallwins.journal.ports import Journal
from smallwins.journal.queries import WinLine, lines
from smallwins.method.chain import Door, longest
from smallwins.method.history import Entry
from smallwins.method.reasons import Reason, explain
from smallwins.method.verdict import JudgedWin


class WinStory(NamedTuple):
    """What a win's own page shows."""

    line: WinLine
    reason: Reason
    history: tuple[Entry, ...]


class ChainStory(NamedTuple):
    """Every win that doors connect with one, and the longest way through it."""

    win: JudgedWin
    wins: tuple[JudgedWin, ...]  # earliest first
    doors: tuple[Door, ...]
    longest: tuple[JudgedWin, ...]  # the longest chain that runs through the win


def win_story(journal: Journal, win_id: str, today: date) -> WinStory:
    """Return everything about one win, with its verdict explained."""
    judged = journal.wins.get(win_id)
    (line,) = lines(journal, [judged])
    return WinStory(line, explain(judged, journal.wins.facts(win_id), today), journal.history.of(win_id))


def chain_of(journal: Journal, win_id: str) -> ChainStory:
    """Return the wins before and after a win along its doors, however they branch and merge."""
    judged = journal.wins.get(win_id)
    before, ways_here = _along(win_id, journal.doors.openers_of, lambda here, other: Door(other, here))
    after, ways_on = _along(win_id, journal.doors.opened_by, Door)
    found = journal.wins.several({*before, *after})
    wins = sorted(found.values(), key=lambda one: (one.win.happened_on, one.win.number))
    # Every win in `before` leads here, so the longest chain among them ends here; so for `after`, which begins here.
    chain = (*longest(before, ways_here), *longest(after, ways_on)[1:])
    doors = tuple(dict.fromkeys((*ways_here, *ways_on)))
    return ChainStory(judged, tuple(wins), doors, tuple(found[step] for step in chain))


def _along(
    start: str, neighbours: Callable[[str], Iterable[str]], door: Callable[[str, str], Door]
) -> tuple[tuple[str, ...], tuple[Door, ...]]:
    """Follow doors one way as far as they lead."""
    seen, doors, waiting = {start: None}, [], [start]
    while waiting:
        here = waiting.pop()
        for other in neighbours(here):
            doors.append(door(here, other))
            if other not in seen:
                seen[other] = None
                waiting.append(other)
    return tuple(seen), tuple(doors)
