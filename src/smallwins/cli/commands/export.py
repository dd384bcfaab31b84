"""`smallwins export`: the whole journal as one file, ours or one that other programs read."""

import sys

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.files import write_new
from smallwins.cli.shapes import text_of
from smallwins.formats.smallwins1 import FORMAT
from smallwins.journal.exchange import export_journal
from smallwins.journal.leaving import WAYS, LeavingFormat, export_as
from smallwins.language import _
from smallwins.method.saying import say


@entry(
    "export",
    examples=("smallwins export journal.json", "smallwins export --as markdown wins.zip", "smallwins export | less"),
)
@click.argument("file", metavar="[FILE]", required=False)
@click.option("--as", "format_", type=click.Choice([FORMAT, *WAYS]), default=FORMAT, help=say("The format."))
def command(call: Call, file: str | None, format_: LeavingFormat | str) -> None:
    """Write the whole journal to FILE, or to standard output. The file is readable by you alone.

    smallwins/1 keeps everything. The others keep the wins for other programs to read: a zip of Markdown files with
    front matter, a table, the text of jrnl.
    """
    with call.read() as journal:
        text = next((export_as(journal, name) for name in WAYS if name == format_), None)
        text = export_journal(journal, call.at) if text is None else text
    if file is None or file == "-":
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()
        return
    write_new(file, text)
    if call.json:
        print(text_of({"file": file, "bytes": len(text)}))
    else:
        print(_("Your whole journal is in {file}. It holds every word: keep it where only you can read it.", file=file))
