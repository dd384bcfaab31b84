"""`smallwins celebrate`: the champagne."""

import click

from smallwins.cli.answer import after_change
from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.journal.commands import CelebrateWin
from smallwins.journal.editing import celebrate
from smallwins.language import _


@entry("celebrate", examples=("smallwins celebrate 42",))
@click.argument("win")
def command(call: Call, win: str) -> None:
    """Open the champagne, once both alignment questions about WIN are answered.

    The last win celebrated is the one that the next review asks about: what door did it open?
    """
    with call.open() as journal:
        found = journal.wins.find(win).win
        today = call.today(journal)
        judged = celebrate(journal, CelebrateWin(found.id, call.at, today))
        again = found.celebrated_on
        lead = _("Celebrated already, on {day}.", day=again) if again else _("To you, and to where it leads.")
        answer = after_change(call, journal, judged, lead)
    call.put(answer)
