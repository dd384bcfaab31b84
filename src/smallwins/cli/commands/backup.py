"""`smallwins backup`: copy the journal safely."""

from pathlib import Path

import click

from smallwins.bootstrap import back_up
from smallwins.cli.call import Call, ask_passphrase
from smallwins.cli.entry import entry
from smallwins.cli.operating import file_or_refuse
from smallwins.cli.shapes import text_of
from smallwins.language import _
from smallwins.method.saying import say

INSTEAD = say(
    "Back the database up with pg_dump --format=custom --file=FILE, run as a role that sees every row"
    " (docs/keeping.md), and bring it back with pg_restore."
)


@entry("backup", examples=("smallwins backup ~/journal-2026-11-22.db",))
@click.argument("file")
def command(call: Call, file: str) -> None:
    """Copy the whole journal to FILE, also while it is in use; the copy is checked before it counts.

    With DATABASE_URL set to a file of SQLite's, all journals and accounts of the server are copied.
    """
    place = file_or_refuse(call, INSTEAD)
    back_up(place, file, ask_passphrase)
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
