"""Change, celebrate or delete a win: every change leaves a line of history and a way back."""

from smallwins.journal.changes import difference, remember
from smallwins.journal.commands import CelebrateWin, DeleteWin, EditWin, Unset
from smallwins.journal.ports import Journal
from smallwins.journal.verdicts import keep, reconsider
from smallwins.method.errors import ChampagneTooEarlyError, DoorError, InputError, StaleEditError
from smallwins.method.history import Entry
from smallwins.method.saying import say, say_in, say_list
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import Win, checked

EDITABLE = ("title", "happened_on", "story", "kind", "tags", "looks", "gut")


def edit_win(journal: Journal, command: EditWin) -> JudgedWin:
    """Change what was written down; what it said before stays in its history."""
    judged = journal.wins.get(command.win)
    if command.expects is not None and command.expects != judged.version:
        raise StaleEditError
    given = {field: value for field in EDITABLE if not isinstance(value := getattr(command, field), Unset)}
    if isinstance(given.get("title"), str):
        given["title"] = given["title"].strip()
    win = checked(judged.win._replace(**given))
    if judged.win.gut is not None and win.gut != judged.win.gut:
        raise InputError("gut", say("was given on the day and is never changed; the verdict is compared with it later"))
    change = difference(judged.win._asdict(), win._asdict())
    if not change:
        return judged
    _doors_still_lead_on(journal, win)
    remember(journal, command.at, say_in("history", "edited {win}", win=win.number), wins=[win.id])
    return keep(
        journal, judged, win, command.at, say_in("history", "edited: {fields}", fields=say_list(change, ",")), change
    )


def _doors_still_lead_on(journal: Journal, win: Win) -> None:
    neighbours = journal.wins.several([*journal.doors.openers_of(win.id), *journal.doors.opened_by(win.id)])
    for opener in journal.doors.openers_of(win.id):
        other = neighbours[opener].win
        if other.happened_on > win.happened_on:
            raise DoorError(
                say(
                    "{happened_on} is before {happened_on_2}, the day of “{title}”, which opened it. Take that door "
                    "away first, or choose a later day.",
                    happened_on=win.happened_on,
                    happened_on_2=other.happened_on,
                    title=other.title,
                )
            )
    for later in journal.doors.opened_by(win.id):
        other = neighbours[later].win
        if other.happened_on < win.happened_on:
            raise DoorError(
                say(
                    "{happened_on} is after {happened_on_2}, the day of “{title}”, which it opened. Take that door "
                    "away first, or choose an earlier day.",
                    happened_on=win.happened_on,
                    happened_on_2=other.happened_on,
                    title=other.title,
                )
            )


def celebrate(journal: Journal, command: CelebrateWin) -> JudgedWin:
    """Open the champagne, once both alignment questions are answered (METHOD section 3)."""
    judged = journal.wins.get(command.win)
    if judged.win.answers.direction is None or judged.win.answers.motive is None:
        raise ChampagneTooEarlyError
    if judged.win.celebrated_on is not None:
        return judged
    remember(journal, command.at, say_in("history", "celebrated {win}", win=judged.win.number), wins=[judged.win.id])
    return keep(journal, judged, judged.win._replace(celebrated_on=command.on), command.at, "celebrated")


def delete_win(journal: Journal, command: DeleteWin) -> JudgedWin:
    """Take a win out with its doors and steps, and judge again those that had opened it; undo brings it all back."""
    judged = journal.wins.get(command.win)
    win = judged.win
    openers, opened = journal.doors.openers_of(win.id), journal.doors.opened_by(win.id)
    remember(journal, command.at, say_in("history", "deleted {win}", win=win.number), wins=[win.id, *opened])
    journal.history.append([(win.id, Entry(command.at, "deleted", judged.verdict))])
    journal.wins.remove(win.id)
    reconsider(
        journal, openers, command.at, say_in("history", "a win it had opened was deleted: {title}", title=win.title)
    )
    return judged
