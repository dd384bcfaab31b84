"""`smallwins restore`: put a backup in the journal's place."""

from pathlib import Path

import click

from smallwins.cli.call import Call
from smallwins.cli.encrypted_files import put_back
from smallwins.cli.entry import entry
from smallwins.cli.operating import file_or_refuse
from smallwins.cli.shapes import text_of
from smallwins.language import _
from smallwins.method.saying import say


@entry("restore", examples=("smallwins restore ~/journal-2026-11-22.db",))
@click.argument("file")
def command(call: Call, file: str) -> None:
    """Put the backup FILE in the journal's place; of an encrypted one the passphrase is asked. What was there is kept.

    With DATABASE_URL set to a file of SQLite's, that file is replaced: stop the server first.
    """
    place = file_or_refuse(
        call, say("Bring a backup made by pg_dump back with pg_restore --clean --if-exists (docs/keeping.md).")
    )
    aside = put_back(file, place)
    if call.json:
        print(text_of({"journal": str(Path(place).absolute()), "kept_aside": aside}))
        return
    print(_("The journal is as it was in {file}.", file=file))
    if aside:
        print(_("What was there before is kept in {file}.", file=aside))
