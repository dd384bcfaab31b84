"""The command line of `smallwins serve`."""

import argparse
import sys
from pathlib import Path

from smallwins import config
from smallwins.server.run import serve

EXAMPLES = """examples:
  smallwins serve                 print a link that opens your journal in a browser
  smallwins serve --open          open it at once
  smallwins serve --port 9000     listen on another port

Run it again while it runs and you get a fresh link to the one that runs.
"""


def serve_command(arguments: list[str]) -> int:
    """Read the options and serve; the exit code is that of CONTRACT."""
    try:
        told = config.read()
    except ValueError as error:
        print(f"smallwins: {error}", file=sys.stderr)  # noqa: T201 - the command's own voice
        return 2
    options = _options(told).parse_args(arguments)
    if options.behind_proxy:
        print(  # noqa: T201 - the command's own voice
            "smallwins: --behind-proxy needs accounts, which this version does not have yet. "
            "Leave it out to serve your own journal on this machine.",
            file=sys.stderr,
        )
        return 2
    return serve(options.journal, options.host, options.port, open_browser=options.open)


def _options(told: config.Config) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="smallwins serve",
        description="Serve your journal to a browser on this machine, and to nobody else.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default=told.host, help="127.0.0.1 unless you say localhost or ::1")
    parser.add_argument("--port", type=_port, default=told.port, help=f"{config.DEFAULT_PORT} unless you say another")
    parser.add_argument("--open", action="store_true", help="open the browser too")
    parser.add_argument("--journal", type=Path, default=told.journal, metavar="FILE", help="another journal file")
    parser.add_argument("--behind-proxy", action="store_true", help="for servers with accounts: not available yet")
    return parser


def _port(told: str) -> int:
    if not told.isdecimal() or not 0 < int(told) < 65536:
        raise argparse.ArgumentTypeError("must be a number from 1 to 65535")
    return int(told)
