"""What pages, terminals and programs show of a journal: reads only, each bounded by what it shows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from smallwins.journal.ports import Cursor, Journal, WinFilter
from smallwins.method.chain import Door
from smallwins.method.goal import Goal
from smallwins.method.step import NextStep
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week


class WinLine(NamedTuple):
    """A win as a line of a list: with the wins beside it, its goals and its steps."""

    judged: JudgedWin
    opened_by: tuple[JudgedWin, ...] = ()
    led_to: tuple[JudgedWin, ...] = ()
    goals: tuple[Goal, ...] = ()
    steps: tuple[NextStep, ...] = ()


class WinPage(NamedTuple):
    """One page of a list of wins, newest day first."""

    lines: tuple[WinLine, ...]
    total: int  # of all pages
    next: Cursor | None  # where the next page begins; None on the last


def find_win(journal: Journal, name: str) -> JudgedWin:
    """Find a win by its short number, its id, or a unique beginning of its id."""
    return journal.wins.find(name)


def lines(journal: Journal, wins: Sequence[JudgedWin]) -> tuple[WinLine, ...]:
    """Put beside each win what a line of a list shows, with a fixed number of queries for all of them."""
    if not wins:
        return ()
    known = {judged.win.id: judged for judged in wins}
    doors = journal.doors.touching(known)
    beside = {end for door in doors for end in door} - known.keys()
    if beside:
        known.update(journal.wins.several(beside))
    openers, opened = _by_end(doors, known)
    steps = journal.steps.of_wins(judged.win.id for judged in wins)
    goals = {goal.id: goal for goal in journal.goals.all()}
    return tuple(
        WinLine(
            judged,
            opened_by=tuple(openers.get(judged.win.id, ())),
            led_to=tuple(opened.get(judged.win.id, ())),
            goals=tuple(goals[goal] for goal in judged.win.answers.goals if goal in goals),
            steps=tuple(steps.get(judged.win.id, ())),
        )
        for judged in wins
    )


def _by_end(
    doors: Iterable[Door], known: dict[str, JudgedWin]
) -> tuple[dict[str, list[JudgedWin]], dict[str, list[JudgedWin]]]:
    openers: dict[str, list[JudgedWin]] = {}
    opened: dict[str, list[JudgedWin]] = {}
    for door in doors:
        openers.setdefault(door.later, []).append(known[door.earlier])
        opened.setdefault(door.earlier, []).append(known[door.later])
    for found in (*openers.values(), *opened.values()):
        found.sort(key=lambda judged: (judged.win.happened_on, judged.win.number))
    return openers, opened


def list_wins(journal: Journal, which: WinFilter) -> WinPage:
    """Return one page of the wins that fit."""
    asked = which if which.limit is None else which._replace(limit=which.limit + 1)  # one more tells of a next page
    found = journal.wins.page(asked)
    shown = found if which.limit is None else found[: which.limit]
    more = len(found) > len(shown)
    whole = not more and which.before is None
    total = len(shown) if whole else journal.wins.count(which._replace(before=None, limit=None))
    last = shown[-1].win if more else None
    return WinPage(lines(journal, shown), total, Cursor(last.happened_on, last.number) if last else None)


def later_wins(journal: Journal, judged: JudgedWin, words: str = "", limit: int = 6) -> tuple[JudgedWin, ...]:
    """Return wins that this one may have led to: of its day or later, not linked yet, the latest first."""
    which = WinFilter(words=words, since=judged.win.happened_on, limit=limit + len(_beside(journal, judged)))
    return _others(journal, judged, journal.wins.page(which), limit)


def may_have_opened(journal: Journal, judged: JudgedWin, words: str = "", limit: int = 6) -> tuple[JudgedWin, ...]:
    """Return wins that may have opened this one: of its day or earlier, not linked yet, the latest first."""
    which = WinFilter(words=words, until=judged.win.happened_on, limit=limit + len(_beside(journal, judged)))
    return _others(journal, judged, journal.wins.page(which), limit)


def earlier_wins(journal: Journal, day: date, limit: int) -> tuple[JudgedWin, ...]:
    """Return the wins up to a day, the latest first."""
    return journal.wins.page(WinFilter(until=day, limit=limit))


def _beside(journal: Journal, judged: JudgedWin) -> set[str]:
    return {judged.win.id, *journal.doors.openers_of(judged.win.id), *journal.doors.opened_by(judged.win.id)}


def _others(journal: Journal, judged: JudgedWin, found: tuple[JudgedWin, ...], limit: int) -> tuple[JudgedWin, ...]:
    linked = _beside(journal, judged)
    return tuple(one for one in found if one.win.id not in linked)[:limit]


def wins_in_week(journal: Journal, week: Week) -> tuple[WinLine, ...]:
    """Return every win that happened in the week, newest day first."""
    return lines(journal, journal.wins.page(WinFilter(since=week.monday, until=week.sunday, limit=None)))
