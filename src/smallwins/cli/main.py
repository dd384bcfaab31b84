"""Run one command: some by a fast path, the others through click; every way out of the program is here."""

import os
import sys
from collections.abc import Sequence

from smallwins import language
from smallwins.cli.errors import INTERRUPTED, PIPE_CLOSED, report
from smallwins.method.errors import SmallwinsError

FAST = ("add", "list", "search")  # commands with a fast path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; return the exit code."""
    asked = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # both are text files
    language.speak(_language())
    try:
        code = _run(asked)
        sys.stdout.flush()
    except SmallwinsError as error:
        return report(error)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone, as `smallwins list | head` does; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code


def _language() -> str:
    """Name the language that this terminal speaks; in English nothing more is loaded."""
    environ = os.environ
    told = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    if told.partition(".")[0] in {"", "C", "POSIX", "en", "en_GB", "en_US"}:
        return language.ENGLISH
    from smallwins.language.choosing import by_terminal  # noqa: PLC0415 - as said

    return by_terminal(environ)


def _run(asked: Sequence[str]) -> int:
    if asked and asked[0] in FAST and "_SMALLWINS_COMPLETE" not in os.environ:
        from smallwins.cli.fast import run_fast  # noqa: PLC0415 - the other commands have no fast path

        code = run_fast(asked)
        if code is not None:
            return code
    from smallwins.cli.group import run_group  # noqa: PLC0415 - click costs more than all the rest

    return run_group(asked)
