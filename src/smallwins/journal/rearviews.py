"""The rearview: every shiny object, nearest first, and what made them shine (METHOD section 7)."""

from typing import NamedTuple

from smallwins.journal.ports import Cursor, Journal, ShineTally, WinFilter
from smallwins.journal.queries import WinLine, list_wins


class RearviewPage(NamedTuple):
    """One page of the rearview."""

    lines: tuple[WinLine, ...]
    tally: ShineTally
    next: Cursor | None


def rearview(journal: Journal, limit: int = 50, before: Cursor | None = None) -> RearviewPage:
    """Return one page of the shiny objects, newest first."""
    page = list_wins(journal, WinFilter(verdict="shiny", limit=limit, before=before))
    return RearviewPage(page.lines, journal.wins.shine_tally(), page.next)
