"""What the commands of whoever runs a shared server have in common: its settings, loaded when one is called."""

import os

from smallwins import config
from smallwins.cli.call import Call
from smallwins.cli.errors import UsageError


def shared_server() -> config.Shared:
    """Return how the shared server is run, with its accounts loaded; refuse where there is none."""
    try:
        shared = config.shared()
    except ValueError as error:
        raise UsageError(str(error)) from error
    if shared is None:
        raise UsageError("This is for a server that many people share: set DATABASE_URL as its server has it.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smallwins.server.shared")
    import django  # noqa: PLC0415 - only an operator's command pays for it

    django.setup()
    return shared


def file_of(call: Call, what_else: str) -> str:
    """Return the file that a command is for: the journal named, or the one in which a shared server keeps everything.

    What PostgreSQL keeps is no file; what_else says what does there what this command does for one.
    """
    if call.place != config.journal_path() or not os.environ.get("DATABASE_URL", "").strip():
        return call.place
    try:
        shared = config.shared()
    except ValueError as error:
        raise UsageError(str(error)) from error
    path = config.sqlite_path(shared.database) if shared else ""
    if not path:
        raise UsageError(f"The journals lie in PostgreSQL (DATABASE_URL), not in a file. {what_else}")
    return path
