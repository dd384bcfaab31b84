"""`smallwins momentum`: small steps, repeated."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_week import momentum_lines
from smallwins.cli.shapes import momentum_shape, text_of
from smallwins.journal.weeks import momentum_of
from smallwins.method.saying import say


@entry("momentum", examples=("smallwins momentum", "smallwins momentum --weeks 52"))
@click.option(
    "--weeks", metavar="N", type=click.IntRange(1), default=12, help=say("How many weeks of numbers; 12 unless told.")
)
def command(call: Call, weeks: int) -> None:
    """Show momentum week by week: real wins and steps done, each losing half its push in four weeks."""
    with call.read() as journal:
        page = momentum_of(journal, call.today(journal))
    call.put([text_of(momentum_shape(page))] if call.json else momentum_lines(page, call.terminal, rows=weeks))
