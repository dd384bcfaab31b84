"""Chains, the longest first: the longest way through each group of wins that doors connect."""

from collections.abc import Iterable, Sequence

from smallwins.insights.evidence import JudgedRow
from smallwins.method.chain import Door, longest

SHOWN = 20  # chains; what lies beyond is short


def chains(rows: Iterable[JudgedRow], doors: Sequence[Door], most: int = SHOWN) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the wins of each longest chain, the longest first; of two as long, the later one."""
    known = {row.id: row for row in rows}
    found = [longest(wins, ways) for wins, ways in _groups(doors, known.keys())]
    found.sort(key=lambda chain: (len(chain), known[chain[-1]].day), reverse=True)
    return tuple(tuple(known[win].number for win in chain) for chain in found[:most])


def _groups(doors: Sequence[Door], known: Iterable[str]) -> list[tuple[list[str], list[Door]]]:
    """Part the doors into groups that no door connects."""
    there = set(known)
    beside: dict[str, list[Door]] = {}
    for door in doors:
        if door.earlier in there and door.later in there:
            beside.setdefault(door.earlier, []).append(door)
            beside.setdefault(door.later, []).append(door)
    seen: set[str] = set()
    return [_reached(start, beside, seen) for start in beside if start not in seen]


def _reached(start: str, beside: dict[str, list[Door]], seen: set[str]) -> tuple[list[str], list[Door]]:
    wins: list[str] = []
    ways: dict[Door, None] = {}
    waiting = [start]
    seen.add(start)
    while waiting:
        win = waiting.pop()
        wins.append(win)
        for door in beside[win]:
            ways[door] = None
            other = door.later if door.earlier == win else door.earlier
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return wins, list(ways)
