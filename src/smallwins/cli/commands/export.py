"""`smallwins export`: the whole journal as one file."""

import os
import sys

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.shapes import text_of
from smallwins.journal.exchange import export_journal
from smallwins.method.errors import SmallwinsError


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
    _write(file, text)
    if call.json:
        print(text_of({"file": file, "bytes": len(text)}))
    else:
        print(f"Your whole journal is in {file}. It holds every word: keep it where only you can read it.")


def _write(file: str, text: bytes) -> None:
    """Write a new file, whole or not at all; one that is there stays."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SmallwinsError(f"{file} is there already and was left as it is; name a new file.") from None
    except OSError as error:
        raise SmallwinsError(f"{file} cannot be written ({error.strerror}).") from None
    try:
        with os.fdopen(descriptor, "wb") as target:
            target.write(text)
            target.flush()
            os.fsync(target.fileno())
    except BaseException as error:
        os.unlink(file)  # noqa: PTH108 - half a journal looks like a whole one until it is needed
        if isinstance(error, OSError):
            raise SmallwinsError(f"{file} cannot be written ({error.strerror}); nothing was left there.") from None
        raise
