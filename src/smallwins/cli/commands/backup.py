"""`smallwins backup`: copy the journal safely."""

from pathlib import Path

import click

from smallwins.bootstrap import back_up, looks_sealed
from smallwins.cli.call import Call, ask_passphrase
from smallwins.cli.encrypted_files import locked, wants_encrypted
from smallwins.cli.entry import entry
from smallwins.cli.operating import file_or_refuse
from smallwins.cli.shapes import text_of
from smallwins.language import _
from smallwins.method.saying import say

INSTEAD = say(
    "Back the database up with pg_dump --format=custom --file=FILE, run as a role that sees every row"
    " (docs/keeping.md), and bring it back with pg_restore."
)


@entry("backup", examples=("smallwins backup ~/journal-2026-11-22.db", "smallwins backup --encrypt journal.encrypted"))
@click.argument("file")
@click.option("--encrypt/--plain", default=None, help=say("Lock the copy by a passphrase, or do not and do not ask."))
def command(call: Call, file: str, encrypt: bool | None) -> None:
    """Copy the whole journal to FILE, also while it is in use; the copy is checked before it counts.

    At a terminal you are asked whether to encrypt it, by a passphrase typed twice; smallwins restore opens it again.
    The copy of a journal that is encrypted itself is so already.

    With DATABASE_URL set to a file of SQLite's, all journals and accounts of the server are copied.
    """
    place = file_or_refuse(call, INSTEAD)
    if encrypt is None:
        encrypt = call.asks and not looks_sealed(place) and wants_encrypted(call)
    back_up(place, file, ask_passphrase, locked if encrypt else None)
    if call.json:
        print(text_of({"file": str(Path(file).absolute()), "bytes": Path(file).stat().st_size}))
    else:
        print(
            _("A checked copy of your journal is in {file}. To bring it back: smallwins restore {file}", file=file)
            if place == call.place
            else _(
                "A checked copy of all journals and accounts of the server is in {file}."
                " To bring it back: smallwins restore {file}",
                file=file,
            )
        )
