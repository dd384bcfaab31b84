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
        told, shared = config.read(), config.shared()
    except ValueError as error:
        return _complain(str(error))
    options = _options(told).parse_args(arguments)
    if shared:
        from smallwins.server.run_shared import serve_shared  # noqa: PLC0415 - accounts are loaded for a shared server only

        if options.journal != told.journal or options.open:
            return _complain("--journal and --open are for a journal of one's own; DATABASE_URL says this is shared.")
        shared = shared._replace(behind_proxy=shared.behind_proxy or options.behind_proxy)
        return serve_shared(told._replace(host=options.host, port=options.port), shared)
    if options.behind_proxy:
        return _complain(
            "--behind-proxy needs accounts, and those need DATABASE_URL. "
            "Leave it out to serve your own journal on this machine."
        )
    return serve(options.journal, options.host, options.port, open_browser=options.open)


def _complain(sentence: str) -> int:
    print(f"smallwins: {sentence}", file=sys.stderr)  # noqa: T201 - the command's own voice
    return 2


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
    parser.add_argument(
        "--behind-proxy", action="store_true", help="a shared server: a proxy of yours stands before it"
    )
    return parser


def _port(told: str) -> int:
    if not told.isdecimal() or not 0 < int(told) < 65536:
        raise argparse.ArgumentTypeError("must be a number from 1 to 65535")
    return int(told)
