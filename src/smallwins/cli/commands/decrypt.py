"""`smallwins decrypt`: take the lock off again."""

from smallwins.bootstrap import decrypt
from smallwins.cli.call import Call, ask_passphrase
from smallwins.cli.entry import entry
from smallwins.cli.shapes import text_of


@entry("decrypt", examples=("smallwins decrypt",))
def command(call: Call) -> None:
    """Make an encrypted journal a plain file again, by its passphrase or its recovery key."""
    decrypt(call.place, ask_passphrase)
    print(text_of({"journal": call.place}) if call.json else f"{call.place} is in clear text again.")
