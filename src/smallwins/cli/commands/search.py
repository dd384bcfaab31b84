"""`smallwins search` for click: help, and errors where the fast path finds something unusual."""

import click

from smallwins.cli.from_table import command_of
from smallwins.cli.listing import SEARCH_OPTIONS, Asked, run
from smallwins.method.saying import say

command = command_of(
    "search",
    click.Argument(["words"], nargs=-1, required=True),
    SEARCH_OPTIONS,
    lambda asked: run(Asked(**asked)),
    about=say("Find wins in which every word stands: title, story, tags, notes. The last word may be unfinished."),
    examples=("smallwins search northwind", "smallwins search sam intro --limit 10"),
)
