"""`smallwins led`: a door from one win to a later one."""

import click

from smallwins.cli.answer import after_change
from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.journal.commands import LinkWins
from smallwins.journal.doors import link_wins


@entry("led", examples=("smallwins led 41 42    # 41 opened the door to 42",))
@click.argument("win")
@click.argument("later")
def command(call: Call, win: str, later: str) -> None:
    """Say that WIN opened the door to LATER, a win on the same day or later."""
    with call.open() as journal:
        earlier, opened = journal.wins.find(win).win, journal.wins.find(later).win
        judged = link_wins(journal, LinkWins(earlier.id, opened.id, call.at))
        answer = after_change(call, journal, judged, f"{earlier.number} led to {opened.number}.")
    call.put(answer)
