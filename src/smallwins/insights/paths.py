"""Chains, the longest first, each through wins that no longer one has."""

from collections.abc import Iterable, Sequence

from smallwins.insights.evidence import JudgedRow
from smallwins.method.chain import Door, latest_first

SHOWN = 20  # chains; what lies beyond is short


def chains(rows: Iterable[JudgedRow], doors: Sequence[Door], most: int = SHOWN) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the wins of each chain, the longest first; of two as long, the one that ends later."""
    known = {row.id: row for row in rows}
    ways = [door for door in doors if door.earlier in known and door.later in known]
    following = _following(ways)
    found: list[list[str]] = []
    taken: set[str] = set()
    for _, start in sorted(((length, start) for start, (length, _) in following.items()), reverse=True):
        if start not in taken:
            chain = _walk(start, following)
            if taken.isdisjoint(chain):
                found.append(chain)
            taken.update(chain)
        if len(found) == most:
            break
    found.sort(key=lambda chain: (len(chain), known[chain[-1]].day), reverse=True)
    return tuple(tuple(known[win].number for win in chain) for chain in found if len(chain) > 1)


def _following(doors: Sequence[Door]) -> dict[str, tuple[int, str]]:
    """Return of each win how long the longest chain is that begins with it, and the win that follows it there."""
    later: dict[str, list[str]] = {}
    for earlier, opened in doors:
        later.setdefault(earlier, []).append(opened)
    best: dict[str, tuple[int, str]] = {}
    for win in latest_first((end for door in doors for end in door), doors):
        length, following = max(((best[next_win][0], next_win) for next_win in later.get(win, ())), default=(0, ""))
        best[win] = length + 1, following
    return best


def _walk(start: str, following: dict[str, tuple[int, str]]) -> list[str]:
    chain = []
    while start:
        chain.append(start)
        start = following[start][1]
    return chain
