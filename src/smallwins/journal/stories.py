"""All that is known of one win: its doors, goals, steps, reason and history."""

from datetime import date
from typing import NamedTuple

from smallwins.journal.ports import Journal
from smallwins.journal.queries import WinLine, lines
from smallwins.method.history import Entry
from smallwins.method.reasons import Reason, explain
from smallwins.method.remark import Remark


class WinStory(NamedTuple):
    """What a win's own page shows."""

    line: WinLine
    reason: Reason
    history: tuple[Entry, ...]
    remarks: tuple[Remark, ...] = ()  # what coaches asked and said about it


def win_story(journal: Journal, win_id: str, today: date) -> WinStory:
    """Return everything about one win, with its verdict explained."""
    judged = journal.wins.get(win_id)
    (line,) = lines(journal, [judged])
    reason = explain(judged, journal.wins.facts(win_id), today)
    remarks = journal.remarks.of_wins([win_id]).get(win_id, ())
    return WinStory(line, reason, journal.history.of(win_id), remarks)
