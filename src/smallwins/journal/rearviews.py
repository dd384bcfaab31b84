"""The rearview: shiny objects, nearest first, what made them shine, and what came back out (METHOD section 7)."""

from datetime import datetime, timedelta
from typing import NamedTuple

from smallwins.journal.ports import Cursor, Journal, ShineTally, WinFilter
from smallwins.journal.queries import WinLine, list_wins
from smallwins.method.history import Entry
from smallwins.method.verdict import JudgedWin

RECENTLY = timedelta(weeks=12)
MOST_RETURNED = 5


class RearviewPage(NamedTuple):
    """One page of the rearview."""

    lines: tuple[WinLine, ...]
    tally: ShineTally
    next: Cursor | None


class Returned(NamedTuple):
    """A win that left the rearview, and the line of its history that says when and why."""

    judged: JudgedWin
    entry: Entry


def rearview(journal: Journal, limit: int = 50, before: Cursor | None = None) -> RearviewPage:
    """Return one page of the shiny objects, newest first."""
    page = list_wins(journal, WinFilter(verdict="shiny", limit=limit, before=before))
    return RearviewPage(page.lines, journal.wins.shine_tally(), page.next)


def returned(journal: Journal, now: datetime, limit: int = MOST_RETURNED) -> tuple[Returned, ...]:
    """Return the wins that left the rearview of late and have not gone back, the latest first."""
    latest: dict[str, Entry] = {}
    for win_id, entry in journal.history.came_back(now - RECENTLY):
        latest.setdefault(win_id, entry)
    wins = journal.wins.several(latest)
    found = [Returned(wins[win_id], entry) for win_id, entry in latest.items() if win_id in wins]
    return tuple(one for one in found if one.judged.verdict != "shiny")[:limit]
