"""Open a door between two wins, and judge again what it can change; apart from doors.py, so that add stays fast."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from smallwins.journal.changes import through
from smallwins.journal.verdicts import reconsider
from smallwins.method.chain import Door, check_door
from smallwins.method.history import Entry
from smallwins.method.saying import say_in
from smallwins.method.verdict import JudgedWin

if TYPE_CHECKING:
    from smallwins.journal.ports import Journal


def open_door(journal: Journal, earlier: JudgedWin, later: JudgedWin, at: datetime, via: str = "") -> None:
    """Check a door, keep it, and judge again what it can change."""

    def day_of(win_id: str) -> date:
        return journal.wins.get(win_id).win.happened_on

    check_door(earlier.win, later.win, journal.doors.opened_by, day_of)
    journal.doors.add([Door(earlier.win.id, later.win.id)])
    journal.history.append(
        [
            (
                later.win.id,
                Entry(
                    at, through(say_in("history", "opened by: {title}", title=earlier.win.title), via), later.verdict
                ),
            )
        ]
    )
    reconsider(
        journal,
        [earlier.win.id],
        at,
        through(say_in("history", "a door opened: {title}", title=later.win.title), via),
        always=True,
    )
