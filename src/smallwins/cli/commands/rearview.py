"""`smallwins rearview`: the shiny ones, getting smaller."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_rearview import rearview_lines
from smallwins.cli.shapes import text_of, win_shapes
from smallwins.formats.smallwins1.plain import entry_json
from smallwins.journal.rearviews import rearview, returned
from smallwins.journal.settings import settings_of, zone_of
from smallwins.method.saying import say


@entry("rearview", examples=("smallwins rearview", "smallwins rearview --limit 10"))
@click.option("--limit", metavar="N", type=click.IntRange(1), default=50, help=say("How many; 50 unless told."))
def command(call: Call, limit: int) -> None:
    """Show the shiny objects, nearest first, and what made them shine. None is ever deleted.

    What left the rearview by itself in the last twelve weeks comes first, with the day and the reason.
    """
    with call.read() as journal:
        today = call.today(journal)
        page, came_back = rearview(journal, limit), returned(journal, call.at)
        if call.json:
            wins = win_shapes(journal, [line.judged for line in page.lines], today)
            back = win_shapes(journal, [one.judged for one in came_back], today)
            entries = [entry_json(one.entry) for one in came_back]
            shape = {
                "wins": wins,
                "made_them_shine": page.tally._asdict(),
                "came_back": [{"win": win, "entry": entry} for win, entry in zip(back, entries, strict=True)],
            }
            answer = [text_of(shape)]
        else:
            answer = rearview_lines(page, came_back, call.terminal, today, zone_of(settings_of(journal)))
    call.put(answer)
