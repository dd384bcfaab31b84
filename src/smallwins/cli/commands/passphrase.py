"""`smallwins passphrase`: change the passphrase of an encrypted journal."""

from smallwins.bootstrap import change_passphrase
from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.passphrases import ask_new, tell_recovery_key


@entry("passphrase", examples=("smallwins passphrase",))
def command(call: Call) -> None:
    """Change the passphrase of an encrypted journal; the old one, or the recovery key, is asked for first.

    The journal is encrypted anew and gets a new recovery key. Backups made before keep the old passphrase and key.
    """
    with call.read():
        pass  # the old passphrase is asked for here
    tell_recovery_key(call, change_passphrase(call.place, ask_new()))
