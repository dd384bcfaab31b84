"""Doors: link a win to a later win that it led to, or take the link away."""

from smallwins.journal.changes import remember, through
from smallwins.journal.commands import LinkWins, UnlinkWins
from smallwins.journal.linking import open_door
from smallwins.journal.ports import Journal
from smallwins.journal.verdicts import reconsider
from smallwins.method.chain import Door
from smallwins.method.errors import NotFoundError
from smallwins.method.history import Entry
from smallwins.method.saying import say, say_in
from smallwins.method.verdict import JudgedWin


def link_wins(journal: Journal, command: LinkWins) -> JudgedWin:
    """Say that one win opened another; return the earlier one with its fresh verdict. Twice is once."""
    earlier, later = journal.wins.get(command.earlier), journal.wins.get(command.later)
    if later.win.id not in journal.doors.opened_by(earlier.win.id):
        said = through(
            say_in("history", "linked {earlier} to {later}", earlier=earlier.win.number, later=later.win.number),
            command.via,
        )
        remember(journal, command.at, said, wins=[later.win.id])
        open_door(journal, earlier, later, command.at, command.via)
    return journal.wins.get(earlier.win.id)


def unlink_wins(journal: Journal, command: UnlinkWins) -> JudgedWin:
    """Take a door away; return the earlier win with its fresh verdict."""
    earlier, later = journal.wins.get(command.earlier), journal.wins.get(command.later)
    if later.win.id not in journal.doors.opened_by(earlier.win.id):
        raise NotFoundError(
            "door", say("from {earlier} to {later}", earlier=earlier.win.number, later=later.win.number)
        )
    remember(
        journal,
        command.at,
        say_in("history", "unlinked {earlier} from {later}", earlier=earlier.win.number, later=later.win.number),
        wins=[later.win.id],
    )
    journal.doors.remove(Door(earlier.win.id, later.win.id))
    cause = say_in("history", "was opened by, no longer: {title}", title=earlier.win.title)
    journal.history.append([(later.win.id, Entry(command.at, cause, later.verdict))])
    reconsider(
        journal,
        [earlier.win.id],
        command.at,
        say_in("history", "a door was taken away: {title}", title=later.win.title),
        always=True,
    )
    return journal.wins.get(earlier.win.id)
