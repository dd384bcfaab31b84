"""`smallwins serve`, for help and completion: the program itself hands serve to the server before this is loaded."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.errors import UsageError
from smallwins.method.saying import say


@entry("serve", json=False, examples=("smallwins serve --open", "smallwins serve --port 9000"))
@click.option("--host", metavar="H", help=say("Where to listen: 127.0.0.1 unless you say localhost or ::1."))
@click.option(
    "--port", metavar="P", type=click.IntRange(1, 65535), help=say("The port to listen on; 8766 unless told.")
)
@click.option("--open", is_flag=True, help=say("Open the page in your browser."))
def command(call: Call, **words: object) -> None:  # noqa: ARG001 - kept for help; see the module's first line
    """Open the web app on this journal, for this machine only. Stop it with Ctrl-C."""
    raise UsageError(say("Put serve first: smallwins serve [--host H] [--port P] [--open] [--journal FILE]."))
