"""`smallwins led`: a door from one win to a later one."""

import click

from smallwins.cli.answer import after_change
from smallwins.cli.call import Call
from smallwins.cli.entry import Noted, entry
from smallwins.journal.commands import LinkWins
from smallwins.journal.doors import link_wins
from smallwins.language import _
from smallwins.method.saying import say


@entry("led", examples=(Noted("smallwins led 41 42    ", say("41 opened the door to 42")),))
@click.argument("win")
@click.argument("later")
def command(call: Call, win: str, later: str) -> None:
    """Say that WIN opened the door to LATER, a win on the same day or later."""
    with call.open() as journal:
        earlier, opened = journal.wins.find(win).win, journal.wins.find(later).win
        judged = link_wins(journal, LinkWins(earlier.id, opened.id, call.at))
        lead = _("{earlier} led to {later}.", earlier=earlier.number, later=opened.number)
        answer = after_change(call, journal, judged, lead)
    call.put(answer)
