"""`smallwins rearview`: the shiny ones, getting smaller."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_rearview import rearview_lines
from smallwins.cli.shapes import text_of, win_shapes
from smallwins.journal.rearviews import rearview


@entry("rearview", examples=("smallwins rearview", "smallwins rearview --limit 10"))
@click.option("--limit", metavar="N", type=click.IntRange(1), default=50, help="How many; 50 unless told.")
def command(call: Call, limit: int) -> None:
    """Show the shiny objects, nearest first, and what made them shine. None is ever deleted."""
    with call.read() as journal:
        today = call.today(journal)
        page = rearview(journal, limit)
        if call.json:
            wins = win_shapes(journal, [line.judged for line in page.lines], today)
            answer = [text_of({"wins": wins, "made_them_shine": page.tally._asdict()})]
        else:
            answer = rearview_lines(page, call.terminal, today)
    call.put(answer)
