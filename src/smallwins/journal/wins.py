"""Write a win down."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from smallwins.journal.changes import created, through
from smallwins.journal.keys import repeated
from smallwins.method.answers import NO_ANSWERS, Answers
from smallwins.method.errors import InputError
from smallwins.method.history import WRITTEN_DOWN, Entry
from smallwins.method.saying import say, say_in
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.win import NOTHING_EXTRA, Win, checked

if TYPE_CHECKING:  # types only: what is loaded here, each `smallwins add` waits for
    from collections.abc import Mapping

    from smallwins.journal.new_win import AddWin
    from smallwins.journal.ports import Journal


def add_win(journal: Journal, command: AddWin) -> JudgedWin:
    """Write a win down and return it with its number; sent twice, it is written once."""
    if repeated(journal, command):
        return journal.wins.get(command.id)
    openers = [journal.wins.get(opener) for opener in dict.fromkeys(command.opened_by)]
    judged = written_down(journal, command, through(WRITTEN_DOWN, command.via))
    created(
        journal,
        command.at,
        through(say_in("history", "wrote down {win}", win=judged.win.number), command.via),
        "wins",
        judged.win.id,
    )
    if openers:
        _open_doors(journal, openers, judged, command)
    return judged


def written_down(
    journal: Journal, command: AddWin, cause: str = WRITTEN_DOWN, extra: Mapping[str, object] = NOTHING_EXTRA
) -> JudgedWin:
    """Keep a new win with its number and the first line of its history."""
    win = checked(_as_written(command)._replace(extra=extra))
    for goal in win.answers.goals:
        journal.goals.get(goal)
    judged = JudgedWin(win._replace(number=journal.wins.take_number()), judge(win.answers))
    journal.wins.add([judged])
    journal.history.append([(win.id, Entry(command.at, cause, judged.verdict))])
    return judged


def _open_doors(journal: Journal, openers: list[JudgedWin], judged: JudgedWin, command: AddWin) -> None:
    from smallwins.journal.linking import open_door  # noqa: PLC0415 - few wins are written down with a door

    for opener in openers:
        open_door(journal, opener, judged, command.at, command.via)


def _as_written(command: AddWin) -> Win:
    # A day of grace: the person's day may be ahead of the clock's, never by more.
    if command.happened_on > command.at.date() + timedelta(days=1):
        raise InputError(
            "happened_on",
            say("{happened_on} has not come yet; write it down when it has happened", happened_on=command.happened_on),
        )
    goals = tuple(dict.fromkeys(command.goals))
    return Win(
        id=command.id,
        number=0,
        title=command.title.strip(),
        story=command.story or None,
        kind=command.kind,
        tags=tuple(dict.fromkeys(tag.strip() for tag in command.tags)),
        happened_on=command.happened_on,
        logged_at=command.at,
        looks=command.looks,
        gut=command.gut,
        answers=Answers(direction="toward", goals=goals) if goals else NO_ANSWERS,
        origin=command.origin,
    )
