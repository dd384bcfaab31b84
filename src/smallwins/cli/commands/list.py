"""`smallwins list` for click: help, and errors where the fast path finds something unusual."""

from smallwins.cli.from_table import command_of
from smallwins.cli.listing import LIST_OPTIONS, Asked, run
from smallwins.method.saying import say

command = command_of(
    "list",
    None,
    LIST_OPTIONS,
    lambda asked: run(Asked(**asked)),
    about=say("Show wins, newest first. Conditions hold together."),
    examples=(
        "smallwins list",
        "smallwins list --verdict real --since 2026-09-01",
        "smallwins list --goal Lead --kind conversation --limit 500 --json",
    ),
)
