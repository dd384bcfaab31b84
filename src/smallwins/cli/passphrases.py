"""Passphrases at the terminal: asked without showing them, never taken as an argument."""

import getpass
import sys

from smallwins import bootstrap, config
from smallwins.cli.call import Call
from smallwins.cli.errors import UsageError, wrongly_set
from smallwins.cli.shapes import text_of
from smallwins.language import _
from smallwins.method.saying import say

NO_TERMINAL = say(
    "A passphrase is asked in a terminal; without one, name a file that holds it in SMALLWINS_PASSPHRASE_FILE."
)


def ask(path: str) -> str | None:
    """Ask for the passphrase or the recovery key of an encrypted journal; None where nobody is there to ask."""
    if not sys.stdin or not sys.stdin.isatty():
        return None
    return getpass.getpass(f"{_('Passphrase or recovery key of {file}:', file=path)} ")


def ask_new() -> str:
    """Ask for a new passphrase, twice."""
    if not sys.stdin or not sys.stdin.isatty():
        raise UsageError(NO_TERMINAL)
    first = getpass.getpass(f"{_('New passphrase:')} ")
    if getpass.getpass(f"{_('The same again:')} ") != first:
        raise UsageError(say("The two are not the same; nothing was changed."))
    return first


def given_or_asked() -> str:
    """Return a new passphrase: from the file that is configured, or asked for."""
    try:
        return config.passphrase() or ask_new()
    except ValueError as error:
        raise wrongly_set(error) from error


def tell_recovery_key(call: Call, key: str) -> None:
    """Show a recovery key, once."""
    if call.json:
        print(text_of({"journal": call.place, "recovery_key": key, "plain": bootstrap.plain_files_beside(call.place)}))
        return
    print(f"{_('Recovery key, shown this once:')}\n\n  {key}\n")
    print(
        _(
            "Write it down and keep it away from this machine. It opens the journal, and every backup made from now"
            " on,\nwithout the passphrase. Without both, nobody can open them: not you, and not us."
        )
    )
    for plain in bootstrap.plain_files_beside(call.place):
        call.say(_("Still in clear text: {file}", file=plain))
    call.say(
        _("What was in clear text before can stay in unused parts of the disk, and in exports and backups elsewhere.")
    )
