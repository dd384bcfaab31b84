"""`smallwins delete`: take a win out; undo brings it back."""

import click

from smallwins.cli.answer import after_change
from smallwins.cli.call import Call
from smallwins.cli.entry import Noted, entry
from smallwins.journal.commands import DeleteWin
from smallwins.journal.editing import delete_win
from smallwins.language import _
from smallwins.method.saying import say


@entry("delete", examples=("smallwins delete 42", Noted("smallwins undo         ", say("brings it back"))))
@click.argument("win")
def command(call: Call, win: str) -> None:
    """Take WIN out of the journal, with its doors and steps. `smallwins undo` brings all of it back."""
    with call.open() as journal:
        found = journal.wins.find(win)
        lead = _("Deleted {number}. smallwins undo brings it back.", number=found.win.number)
        answer = after_change(call, journal, found, lead, short=True)  # while it is still there to describe
        delete_win(journal, DeleteWin(found.win.id, call.at))
    call.put(answer)
