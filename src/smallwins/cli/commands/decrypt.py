"""`smallwins decrypt`: take the lock off again."""

from smallwins.bootstrap import decrypt
from smallwins.cli.call import Call, ask_passphrase
from smallwins.cli.entry import entry
from smallwins.cli.shapes import text_of
from smallwins.language import _


@entry("decrypt", examples=("smallwins decrypt",))
def command(call: Call) -> None:
    """Make an encrypted journal a plain file again, by its passphrase or its recovery key."""
    decrypt(call.place, ask_passphrase)
    done = text_of({"journal": call.place}) if call.json else _("{file} is in clear text again.", file=call.place)
    print(done)
