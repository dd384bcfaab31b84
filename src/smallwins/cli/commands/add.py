"""`smallwins add` for click: help, and errors where the fast path finds something unusual."""

import click

from smallwins.cli.adding import OPTIONS, Asked, run
from smallwins.cli.entry import Noted
from smallwins.cli.from_table import command_of
from smallwins.method.saying import say

command = command_of(
    "add",
    click.Argument(["title"], nargs=-1, metavar="[TITLE]…"),
    OPTIONS,
    lambda asked: run(Asked(**asked)),
    about=say(
        "Write a win down; prints its number.\n\n"
        "Without TITLE it reads standard input, or opens your editor: the first line is the title, the rest is the"
        " story. So private words stay out of the shell's history."
    ),
    examples=(
        'smallwins add "Recruiter at Northwind replied"',
        "smallwins add Gave the talk --on friday --kind speaking --from 41 --gut real",
        Noted("smallwins add                      ", say("opens your editor")),
        "smallwins add --tag northwind < note.txt",
    ),
)
