"""`smallwins led`: a door from one win to a later one."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.shown_win import put_win
from smallwins.journal.commands import LinkWins
from smallwins.journal.doors import link_wins


@entry("led", examples=("smallwins led 41 42    # 41 opened the door to 42",))
@click.argument("win")
@click.argument("later")
def command(call: Call, win: str, later: str) -> None:
    """Say that WIN opened the door to LATER, a win on the same day or later."""
    with call.open() as journal:
        earlier, opened = journal.wins.find(win), journal.wins.find(later)
        judged = link_wins(journal, LinkWins(earlier.win.id, opened.win.id, call.at))
        shown = put_win(call, journal, judged, f"{judged.win.number} led to {opened.win.number}.")
    shown()
