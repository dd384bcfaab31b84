"""`smallwins export`: the whole journal as one file."""

import sys

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.files import write_new
from smallwins.cli.shapes import text_of
from smallwins.journal.exchange import export_journal


@entry("export", examples=("smallwins export journal.json", "smallwins export | less"))
@click.argument("file", metavar="[FILE]", required=False)
@click.option("--as", "format_", type=click.Choice(["smallwins/1"]), default="smallwins/1", help="The format.")
def command(call: Call, file: str | None, format_: str) -> None:  # noqa: ARG001 - there is one format
    """Write the whole journal to FILE, or to standard output. The file is readable by you alone."""
    with call.read() as journal:
        text = export_journal(journal, call.at)
    if file is None or file == "-":
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()
        return
    write_new(file, text)
    if call.json:
        print(text_of({"file": file, "bytes": len(text)}))
    else:
        print(f"Your whole journal is in {file}. It holds every word: keep it where only you can read it.")
