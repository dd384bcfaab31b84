"""One client in the list of their coach: the last weeks, what came back, and how soon to look."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple

from smallwins.journal.ports import Journal
from smallwins.journal.shared import WeekLine, shared_lines
from smallwins.method.remark import Remark
from smallwins.method.review import Review
from smallwins.method.week import Week

Look = Literal["stuck", "answered", "unread", "quiet", "paused", "seen", "unknown"]
LOOKS: tuple[Look, ...] = ("stuck", "answered", "unread", "quiet", "paused", "seen", "unknown")
"""What is most worth a look of the coach, the first first."""


class CameBack(NamedTuple):
    """An answer that the coach has not read: to what, and about which week or win."""

    remark: Remark
    title: str  # of the win; empty for a week


class ListedWeek(NamedTuple):
    """One week of a client; unread where it was closed and not looked at since."""

    line: WeekLine
    unread: bool


class ListedClient(NamedTuple):
    """What the list says of one client."""

    weeks: tuple[ListedWeek, ...]
    came_back: tuple[CameBack, ...]
    look: Look
    last: Week | None  # the latest week of which anything is known


class Shown(NamedTuple):
    """What the client shows this coach, and what the coach has looked at so far."""

    coach: int
    weeks: bool
    since: date | None
    wins: Collection[str]
    looked: Mapping[str, datetime]  # by week (2026-W47) and id of a win: the last look


def listed(journal: Journal, shown: Shown, today: date, count: int) -> ListedClient:
    """Return what the list says of a client; of what is not shown, nothing."""
    lines = shared_lines(journal, shown.since, today, count) if shown.weeks else ()
    known = [line for line in lines if line.state]
    closed = {review.week: review for review in journal.reviews.all() if review.status == "closed" and shown.weeks}
    weeks = tuple(
        ListedWeek(
            line,
            line.week in closed and _after(closed[line.week].closed_at, shown.looked.get(str(line.week))),
        )
        for line in lines
    )
    back = _came_back(journal, shown, closed)
    look = _look(known, back, unread=any(week.unread for week in weeks))
    return ListedClient(weeks, back, look, known[0].week if known else None)


def _look(known: list[WeekLine], back: Collection[CameBack], *, unread: bool) -> Look:
    if known and known[0].stuck:
        return "stuck"
    if back:
        return "answered"
    if not known:
        return "unknown"
    if unread and known[0].state == "done":
        return "unread"
    if known[0].state in ("quiet", "paused"):
        return "quiet" if known[0].state == "quiet" else "paused"
    return "unread" if unread else "seen"


def _came_back(journal: Journal, shown: Shown, closed: Mapping[Week, Review]) -> tuple[CameBack, ...]:
    said = [
        remark
        for remark in journal.remarks.of_author(shown.coach)
        if remark.answer
        and (remark.win_id in shown.wins if remark.win_id else _is_shown(shown, remark.week, closed))
        and _after(remark.answered_at, shown.looked.get(remark.win_id or str(remark.week)))
    ]
    wins = journal.wins.several({remark.win_id for remark in said if remark.win_id})
    return tuple(
        CameBack(remark, wins[remark.win_id].win.title if remark.win_id else "")
        for remark in said
        if remark.win_id is None or remark.win_id in wins
    )


def _is_shown(shown: Shown, week: Week | None, closed: Mapping[Week, Review]) -> bool:
    return week in closed and week is not None and (shown.since is None or week.sunday >= shown.since)


def _after(happened: datetime | None, looked: datetime | None) -> bool:
    # What happened is kept to the second: what may have come before or after the look counts as not read.
    return happened is not None and (looked is None or looked.replace(microsecond=0) <= happened)


def first_needed(one: ListedClient, name: str) -> tuple[int, int, str]:
    """Order clients by how soon to look, then the latest week first, then by name."""
    return LOOKS.index(one.look), -(one.last.ordinal if one.last else 0), name.casefold()
