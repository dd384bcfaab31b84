"""Keep a win with its fresh verdict, and carry the change up the doors: only to wins whose verdict can change.

A door counts while the later win is not shiny. So a change travels from a win to those that opened it only when
it became shiny or stopped being so, and by the monotone law (METHOD section 3) every win on the way changes in one
direction: each is judged again at most once for each of its doors, whatever the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from smallwins.method.history import Entry
from smallwins.method.saying import say_in
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.win import NOTHING_EXTRA, Win

if TYPE_CHECKING:
    from smallwins.journal.ports import Journal


def keep(
    journal: Journal,
    before: JudgedWin,
    win: Win,
    at: datetime,
    cause: str,
    change: Mapping[str, object] = NOTHING_EXTRA,
) -> JudgedWin:
    """Save a changed win with its fresh verdict and a line of history, and judge again those that opened it."""
    judgement = judge(win.answers, journal.wins.facts(win.id))
    after = JudgedWin(win, judgement, before.version + 1)
    journal.wins.save(JudgedWin(win, judgement, before.version))
    journal.history.append([(win.id, Entry(at, cause, after.verdict, change))])
    if _turned(before, after):
        carry_up(journal, [after], at)
    return after


def reconsider(journal: Journal, win_ids: Iterable[str], at: datetime, cause: str, *, always: bool = False) -> None:
    """Judge wins again whose doors or steps changed, with a line of history where that changed the verdict.

    always writes the line for a change that the person made on the win itself.
    """
    turned = []
    for win_id in win_ids:
        before = journal.wins.get(win_id)
        after = _judged_again(journal, before, at, cause, always=always)
        if _turned(before, after):
            turned.append(after)
    carry_up(journal, turned, at)


def carry_up(journal: Journal, turned: Iterable[JudgedWin], at: datetime) -> None:
    """Judge again the wins that opened a win which became shiny, or stopped being so."""
    waiting = list(turned)
    while waiting:
        later = waiting.pop()
        shiny = say_in("history", "it led to a shiny object: {title}", title=later.win.title)
        door = say_in("history", "a door opened: {title}", title=later.win.title)
        cause = shiny if later.verdict == "shiny" else door
        for opener in journal.doors.openers_of(later.win.id):
            before = journal.wins.get(opener)
            after = _judged_again(journal, before, at, cause)
            if _turned(before, after):
                waiting.append(after)


def _judged_again(journal: Journal, before: JudgedWin, at: datetime, cause: str, *, always: bool = False) -> JudgedWin:
    judgement = judge(before.win.answers, journal.wins.facts(before.win.id))
    after = before._replace(judgement=judgement)
    if judgement != before.judgement:
        journal.wins.rejudge([after])
    if always or judgement != before.judgement:
        journal.history.append([(before.win.id, Entry(at, cause, after.verdict))])
    return after


def _turned(before: JudgedWin, after: JudgedWin) -> bool:
    return (before.verdict == "shiny") != (after.verdict == "shiny")
