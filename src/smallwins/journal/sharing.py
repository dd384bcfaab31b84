"""What a coach asks or says about a win or a week, and what the journal's owner answers.

The words lie in the owner's journal and travel with it. Who may say anything at all is decided before a journal is
opened; here nobody is asked for a permission.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import takewhile
from typing import NamedTuple

from smallwins.journal.changes import remember
from smallwins.journal.keys import repeated
from smallwins.journal.ports import Journal
from smallwins.method.remark import GONE, Remark, answered, checked
from smallwins.method.saying import say_in
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week


class AddRemark(NamedTuple):
    """Ask a question or leave a comment about one win or one week."""

    id: str
    at: datetime
    author: int
    author_name: str
    win_id: str | None
    week: Week | None
    text: str
    asks: bool


class AnswerRemark(NamedTuple):
    """Answer what was asked or said; without a text, leave it at that."""

    remark: str
    at: datetime
    text: str | None = None


class RemoveRemark(NamedTuple):
    """Take what was said out of one's own journal; undo brings it back."""

    remark: str
    at: datetime


class Said(NamedTuple):
    """A remark beside the win that it is about, if it is about one."""

    remark: Remark
    about: JudgedWin | None
    before: tuple[Remark, ...] = ()
    """What the same author said earlier about the same win or week, with what was answered."""


def add_remark(journal: Journal, command: AddRemark) -> Remark:
    """Write down what was asked or said; sent twice, it is written down once.

    It is not among the changes that the owner can undo: those are the owner's own. They can remove it.
    """
    if repeated(journal, command):
        return journal.remarks.get(command.id)
    if command.win_id is not None:
        journal.wins.get(command.win_id)
    remark = checked(
        Remark(
            command.id,
            command.at,
            command.author_name,
            command.text.strip(),
            command.asks,
            command.win_id,
            command.week,
            author=command.author,
        )
    )
    journal.remarks.save(remark)
    return remark


def answer_remark(journal: Journal, command: AnswerRemark) -> Remark:
    """Answer a remark, or leave it at that."""
    remark = journal.remarks.get(command.remark)
    reply = answered(remark, command.text, command.at)
    remember(journal, command.at, say_in("history", "answered {name}", name=remark.author_name), remarks=[remark.id])
    journal.remarks.save(reply)
    return reply


def remove_remark(journal: Journal, command: RemoveRemark) -> None:
    """Take a remark out of the journal."""
    remark = journal.remarks.get(command.remark)
    remember(
        journal,
        command.at,
        say_in("history", "removed what {name} wrote", name=remark.author_name),
        remarks=[remark.id],
    )
    journal.remarks.remove(remark.id)


def waiting_remarks(journal: Journal) -> tuple[Said, ...]:
    """Return what waits for the owner, the oldest first; what was said of a win that is gone waits with it."""
    return _beside_their_wins(journal, journal.remarks.waiting())


def with_what_came_before(journal: Journal, said: Iterable[Said]) -> tuple[Said, ...]:
    """Return the same, each beside what its author said of the same win or week earlier."""
    said = tuple(said)
    of_wins = journal.remarks.of_wins({one.remark.win_id for one in said if one.remark.win_id})
    of_weeks = {week: journal.remarks.of_week(week) for week in {one.remark.week for one in said if one.remark.week}}
    return tuple(one._replace(before=_earlier(one.remark, of_wins, of_weeks)) for one in said)


def _earlier(
    remark: Remark, of_wins: Mapping[str, tuple[Remark, ...]], of_weeks: Mapping[Week, tuple[Remark, ...]]
) -> tuple[Remark, ...]:
    there = of_weeks[remark.week] if remark.week else of_wins.get(remark.win_id or "", ())
    before = takewhile(lambda one: one.id != remark.id, there)  # they come in the order of time
    return tuple(one for one in before if (one.author, one.author_name) == (remark.author, remark.author_name))


def said_of_week(journal: Journal, week: Week) -> tuple[Said, ...]:
    """Return what was said about a week."""
    return _beside_their_wins(journal, journal.remarks.of_week(week))


def written_by(journal: Journal, author: int) -> tuple[Remark, ...]:
    """Return what one account wrote, without what was answered: that is the owner's."""
    return tuple(remark._replace(answer=None, answered_at=None) for remark in journal.remarks.of_author(author))


def forget_author(journal: Journal, author: int) -> None:
    """Take the name of somebody who left off what they wrote; the words are the owner's, as a letter's are."""
    for remark in journal.remarks.of_author(author):
        journal.changes.rename_author(author, remark.author_name, GONE)
        journal.remarks.save(remark._replace(author_name=GONE))


def _beside_their_wins(journal: Journal, remarks: Iterable[Remark]) -> tuple[Said, ...]:
    remarks = tuple(remarks)
    wins = journal.wins.several({remark.win_id for remark in remarks if remark.win_id})
    return tuple(
        Said(remark, wins.get(remark.win_id or ""))
        for remark in remarks
        if remark.win_id is None or remark.win_id in wins
    )
