"""`smallwins backup`: copy the journal safely."""

from pathlib import Path

import click

from smallwins.bootstrap import back_up
from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.shapes import text_of


@entry("backup", examples=("smallwins backup ~/journal-2026-11-22.db",))
@click.argument("file")
def command(call: Call, file: str) -> None:
    """Copy the whole journal to FILE, also while it is in use; the copy is checked before it counts."""
    back_up(call.place, file)
    if call.json:
        print(text_of({"file": str(Path(file).absolute()), "bytes": Path(file).stat().st_size}))
    else:
        print(f"A checked copy of your journal is in {file}. To bring it back: smallwins restore {file}")
