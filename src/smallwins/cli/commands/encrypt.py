"""`smallwins encrypt`: let a passphrase lock the journal."""

from smallwins.bootstrap import encrypt
from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.passphrases import given_or_asked, tell_recovery_key


@entry("encrypt", examples=("smallwins encrypt",))
def command(call: Call) -> None:
    """Encrypt the journal by a passphrase, which is asked for here and never given as an argument.

    A copy is encrypted, compared with the journal row by row, and only then put in its place. The recovery key is shown
    once. Every command, and smallwins serve when it starts, asks for the passphrase from then on; scripts name a file
    that holds it in SMALLWINS_PASSPHRASE_FILE.
    """
    with call.read():
        pass  # what cannot be opened safely is refused before a passphrase is asked for
    tell_recovery_key(call, encrypt(call.place, given_or_asked()))
