"""The one place where an error becomes an exit code and one line on standard error."""

import sys

from smallwins.cli.text import one_line
from smallwins.language import told_of
from smallwins.method.errors import JournalError, SmallwinsError
from smallwins.method.saying import Said

DONE = 0
FAILED = 1
WRONG_USAGE = 2
UNSAFE_JOURNAL = 3
INTERRUPTED = 130  # as shells say it: 128 + SIGINT
PIPE_CLOSED = 141  # 128 + SIGPIPE


class UsageError(SmallwinsError):
    """Asked in a way that has no meaning; click says the same of what it finds itself."""


def exit_code(error: SmallwinsError) -> int:
    """Return the exit code for an error."""
    if isinstance(error, UsageError):
        return WRONG_USAGE
    return UNSAFE_JOURNAL if isinstance(error, JournalError) else FAILED


def report(error: SmallwinsError) -> int:
    """Say on standard error what is wrong and what to do; return the exit code."""
    complain(told_of(error))
    return exit_code(error)


def complain(message: str) -> None:
    """Put one line on standard error."""
    print(f"smallwins: {one_line(message)}", file=sys.stderr)


def wrongly_set(error: ValueError) -> UsageError:
    """Say what is wrong with how smallwins is configured, in the words of whoever found it."""
    return UsageError(error.args[0] if error.args and isinstance(error.args[0], Said) else str(error))
