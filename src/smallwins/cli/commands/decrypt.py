"""`smallwins decrypt`: take the lock off again."""

from pathlib import Path

import click

from smallwins.bootstrap import decrypt
from smallwins.cli.call import Call, ask_passphrase
from smallwins.cli.encrypted_files import opened
from smallwins.cli.entry import entry
from smallwins.cli.errors import UsageError
from smallwins.cli.files import write_new
from smallwins.cli.shapes import text_of
from smallwins.formats.encrypted import is_encrypted
from smallwins.language import _
from smallwins.method.saying import say


@entry("decrypt", examples=("smallwins decrypt", "smallwins decrypt journal.encrypted journal.json"))
@click.argument("file", metavar="[FILE]", required=False)
@click.argument("to", metavar="[TO]", required=False)
def command(call: Call, file: str | None, to: str | None) -> None:
    """Make an encrypted journal a plain file again, by its passphrase or its recovery key.

    With FILE, an encrypted export, that one is opened, and written to TO; the journal stays as it is.
    """
    if file is not None:
        _open_export(call, file, to)
        return
    decrypt(call.place, ask_passphrase)
    done = text_of({"journal": call.place}) if call.json else _("{file} is in clear text again.", file=call.place)
    print(done)


def _open_export(call: Call, file: str, to: str | None) -> None:
    if to is None:
        raise UsageError(say("Say where the plain file goes: smallwins decrypt {file} TO", file=file))
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise UsageError(say("{file} cannot be read ({why}).", file=file, why=error.strerror)) from None
    if not is_encrypted(data):
        raise UsageError(say("{file} is no encrypted export; it was left as it is.", file=file))
    plain = opened(file, data)
    write_new(to, plain)
    done = _("What was in {file} is in {other}, in clear text.", file=file, other=to)
    print(text_of({"file": to, "bytes": len(plain)}) if call.json else done)
