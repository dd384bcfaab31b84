"""`smallwins export`: the whole journal as one file, ours or one that other programs read."""

import sys

import click

from smallwins.cli.call import Call
from smallwins.cli.encrypted_files import locked, wants_encrypted
from smallwins.cli.entry import entry
from smallwins.cli.errors import UsageError
from smallwins.cli.files import write_new
from smallwins.cli.shapes import text_of
from smallwins.formats.smallwins1 import FORMAT
from smallwins.journal.exchange import export_journal
from smallwins.journal.leaving import WAYS, LeavingFormat, export_as
from smallwins.language import _
from smallwins.method.saying import say


@entry(
    "export",
    examples=(
        "smallwins export journal.json",
        "smallwins export --encrypt journal.encrypted",
        "smallwins export --as markdown wins.zip",
        "smallwins export | less",
    ),
)
@click.argument("file", metavar="[FILE]", required=False)
@click.option("--as", "format_", type=click.Choice([FORMAT, *WAYS]), default=FORMAT, help=say("The format."))
@click.option("--encrypt/--plain", default=None, help=say("Lock the file by a passphrase, or do not and do not ask."))
def command(call: Call, file: str | None, format_: LeavingFormat | str, encrypt: bool | None) -> None:
    """Write the whole journal to FILE, or to standard output. The file is readable by you alone.

    At a terminal you are asked whether to encrypt it, by a passphrase typed twice; smallwins import opens it again.

    smallwins/1 keeps everything. The others keep the wins for other programs to read: a zip of Markdown files with
    front matter, a table, the text of jrnl.
    """
    if encrypt and format_ != FORMAT:
        raise UsageError(
            say("What is for other programs is plain: they could not open it. Leave --encrypt or --as out.")
        )
    with call.read() as journal:
        text = next((export_as(journal, name) for name in WAYS if name == format_), None)
        text = export_journal(journal, call.at) if text is None else text
    if encrypt is None:
        encrypt = format_ == FORMAT and file not in (None, "-") and call.asks and wants_encrypted(call)
    if encrypt:
        text = locked(text)
    if file is None or file == "-":
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()
        return
    write_new(file, text)
    if call.json:
        print(text_of({"file": file, "bytes": len(text)}))
    elif encrypt:
        print(
            _(
                "Your whole journal is in {file}, encrypted. Without the passphrase nobody can open it: not even you.",
                file=file,
            )
        )
    else:
        print(_("Your whole journal is in {file}. It holds every word: keep it where only you can read it.", file=file))
