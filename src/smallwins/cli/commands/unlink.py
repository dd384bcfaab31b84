"""`smallwins unlink`: take a door away."""

import click

from smallwins.cli.answer import after_change
from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.journal.commands import UnlinkWins
from smallwins.journal.doors import unlink_wins
from smallwins.language import _


@entry("unlink", examples=("smallwins unlink 41 42",))
@click.argument("win")
@click.argument("later")
def command(call: Call, win: str, later: str) -> None:
    """Take away the door from WIN to LATER. Both wins stay."""
    with call.open() as journal:
        earlier, opened = journal.wins.find(win).win, journal.wins.find(later).win
        judged = unlink_wins(journal, UnlinkWins(earlier.id, opened.id, call.at))
        lead = _("{earlier} no longer leads to {later}.", earlier=earlier.number, later=opened.number)
        answer = after_change(call, journal, judged, lead)
    call.put(answer)
