"""What the commands of whoever runs a shared server have in common: its settings, loaded when one is called."""

import os

from smallwins import config
from smallwins.cli.call import Call
from smallwins.cli.errors import UsageError, wrongly_set
from smallwins.method.saying import say

NOT_A_FILE = ""


def shared_server() -> config.Shared:
    """Return how the shared server is run, with its accounts loaded; refuse where there is none."""
    try:
        shared = config.shared()
    except ValueError as error:
        raise wrongly_set(error) from error
    if shared is None:
        raise UsageError(say("This is for a server that many people share: set DATABASE_URL as its server has it."))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smallwins.server.shared")
    import django  # noqa: PLC0415 - only an operator's command pays for it

    django.setup()
    return shared


def file_of(call: Call) -> str:
    """Return the file that a command is for: the journal named, or the one in which a shared server keeps everything.

    Where a server keeps everything in PostgreSQL there is no such file, and NOT_A_FILE is returned.
    """
    if call.place != config.journal_path() or not os.environ.get("DATABASE_URL", "").strip():
        return call.place
    try:
        shared = config.shared()
    except ValueError as error:
        raise wrongly_set(error) from error
    return config.sqlite_path(shared.database) if shared else call.place


def file_or_refuse(call: Call, instead: str) -> str:
    """Return the file that a command is for; what PostgreSQL keeps is none, and instead says what to do there."""
    path = file_of(call)
    if path == NOT_A_FILE:
        raise UsageError(
            say("The journals lie in PostgreSQL (DATABASE_URL), not in a file. {instead}", instead=instead)
        )
    return path


def serves_many(place: str) -> bool:
    """Tell whether a file is the one in which the shared server of DATABASE_URL keeps everything; load its accounts."""
    if not os.environ.get("DATABASE_URL", "").strip():
        return False
    return config.sqlite_path(shared_server().database) == place
