"""All that is known of one win: its doors, goals, steps, reason and history."""

from datetime import date
from typing import NamedTuple

from smallwins.journal.ports import Journal
from smallwins.journal.queries import WinLine, lines
from smallwins.method.history import Entry
from smallwins.method.reasons import Reason, explain


class WinStory(NamedTuple):
    """What a win's own page shows."""

    line: WinLine
    reason: Reason
    history: tuple[Entry, ...]


def win_story(journal: Journal, win_id: str, today: date) -> WinStory:
    """Return everything about one win, with its verdict explained."""
    judged = journal.wins.get(win_id)
    (line,) = lines(journal, [judged])
    return WinStory(line, explain(judged, journal.wins.facts(win_id), today), journal.history.of(win_id))
