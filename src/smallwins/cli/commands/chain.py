"""`smallwins chain`: what led to a win, and what it led to."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_chain import chain_lines, story_lines
from smallwins.cli.shapes import story_shape, text_of
from smallwins.journal.chains import story_of_chain
from smallwins.method.saying import say

MOST = 2000  # wins; a drawing of more would be no help


@entry("chain", examples=("smallwins chain 42", "smallwins chain 42 --story"))
@click.argument("win")
@click.option("--story", is_flag=True, help=say("Read it out, in order, with dates."))
def command(call: Call, win: str, story: bool) -> None:
    """Draw the chain that WIN stands in: each win above what it led to, branching and coming back."""
    with call.read() as journal:
        found = story_of_chain(journal, journal.wins.find(win).win.id, MOST)
    if call.json:
        call.put([text_of(story_shape(found))])
    else:
        call.put(story_lines(found, call.terminal) if story else chain_lines(found, call.terminal))
