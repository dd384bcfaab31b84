"""An encrypted journal under `smallwins serve`: its passphrase is asked once, before anybody is told to come."""

import getpass
import os
import sys

from smallwins.bootstrap import opened_by
from smallwins.language import _
from smallwins.method.errors import JournalLockedError
from smallwins.method.saying import say


def ask(path: str) -> str | None:
    """Ask for the passphrase where serve was started in a terminal."""
    if not sys.stdin or not sys.stdin.isatty():
        return None
    return getpass.getpass(_("Passphrase or recovery key of {path}: ", path=path))


def hand_on(path: str) -> None:
    """Let the processes that this one starts open the journal too, by memory that no file name leads to."""
    key = opened_by(path)
    if key is None:
        return
    if not hasattr(os, "memfd_create"):
        if not os.environ.get("SMALLWINS_PASSPHRASE_FILE"):
            raise JournalLockedError(
                path, say("On this system, serve needs SMALLWINS_PASSPHRASE_FILE to open an encrypted journal.")
            )
        return
    memory = os.memfd_create("smallwins")  # gone with this process; readable by its own account alone
    os.write(memory, key.encode())
    os.environ["SMALLWINS_PASSPHRASE_FILE"] = f"/proc/{os.getpid()}/fd/{memory}"
