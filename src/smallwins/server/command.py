"""The command line of `smallwins serve`."""

import argparse
import os
import sys
from pathlib import Path

from smallwins import config, language
from smallwins.language import _, speak
from smallwins.language.choosing import by_terminal
from smallwins.method.saying import say
from smallwins.server.run import serve

EXAMPLES = say("""examples:
  smallwins serve                 print a link that opens your journal in a browser
  smallwins serve --open          open it at once
  smallwins serve --port 9000     listen on another port

Run it again while it runs and you get a fresh link to the one that runs.
""")


def serve_command(arguments: list[str]) -> int:
    """Read the options and serve; the exit code is that of CONTRACT."""
    speak(by_terminal(os.environ))
    try:
        told, shared = config.read(), config.shared()
    except ValueError as error:
        return _complain(str(error))
    options = _options(told).parse_args(arguments)
    if shared:
        from smallwins.server.run_shared import serve_shared  # noqa: PLC0415 - accounts are loaded for a shared server only

        if options.journal != told.journal or options.open:
            return _complain(
                _("--journal and --open are for a journal of one's own; DATABASE_URL says this is shared.")
            )
        shared = shared._replace(behind_proxy=shared.behind_proxy or options.behind_proxy)
        return serve_shared(told._replace(host=options.host, port=options.port), shared)
    if options.behind_proxy:
        return _complain(
            _(
                "--behind-proxy needs accounts, and those need DATABASE_URL. "
                "Leave it out to serve your own journal on this machine."
            )
        )
    return serve(options.journal, options.host, options.port, open_browser=options.open)


def _complain(sentence: str) -> int:
    print(f"smallwins: {sentence}", file=sys.stderr)  # noqa: T201 - the command's own voice
    return 2


def _options(told: config.Config) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="smallwins serve",
        description=_("Serve your journal to a browser on this machine, and to nobody else."),
        epilog=language.told(EXAMPLES),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default=told.host, help=_("127.0.0.1 unless you say localhost or ::1"))
    parser.add_argument(
        "--port", type=_port, default=told.port, help=_("{port} unless you say another", port=config.DEFAULT_PORT)
    )
    parser.add_argument("--open", action="store_true", help=_("open the browser too"))
    parser.add_argument("--journal", type=Path, default=told.journal, metavar="FILE", help=_("another journal file"))
    parser.add_argument(
        "--behind-proxy", action="store_true", help=_("a shared server: a proxy of yours stands before it")
    )
    return parser


def _port(told: str) -> int:
    if not told.isdecimal() or not 0 < int(told) < 65536:
        raise argparse.ArgumentTypeError(_("must be a number from 1 to 65535"))
    return int(told)
