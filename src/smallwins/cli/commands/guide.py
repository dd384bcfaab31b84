"""`smallwins guide`: the method in three short screens, and its words."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_guide import glossary_lines, guide_lines
from smallwins.method.saying import say


@entry("guide", json=False, examples=("smallwins guide", "smallwins guide --words"))
@click.option("--words", is_flag=True, help=say("What each word means, instead."))
def command(call: Call, words: bool) -> None:
    """Read the method in three short screens."""
    call.put(glossary_lines(call.terminal) if words else guide_lines(call.terminal))
