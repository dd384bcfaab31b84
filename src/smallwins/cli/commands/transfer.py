"""`smallwins transfer`: a whole server from its SQLite file to PostgreSQL."""

import hashlib
import os
from typing import TYPE_CHECKING

import click

from smallwins import bootstrap, config
from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.errors import UsageError, wrongly_set
from smallwins.cli.operating import shared_server
from smallwins.cli.shapes import text_of
from smallwins.cli.text import pad, pad_left
from smallwins.language import _, _n
from smallwins.method.saying import say

if TYPE_CHECKING:
    from smallwins.bootstrap import Moved


@entry("transfer", examples=("smallwins transfer --to postgresql://smallwins@db.example/smallwins",))
@click.option("--to", required=True, metavar="URL", help=say("An empty database: postgresql://user@host/database."))
def command(call: Call, to: str) -> None:
    """Move a whole server, journals and accounts, from the file of DATABASE_URL to PostgreSQL.

    Stop the server first. All of it arrives or nothing; each row is read back and compared; the file stays as it is.
    """
    path = _source()
    if not to.startswith(("postgresql://", "postgres://")):
        raise UsageError(say("--to must be an address such as postgresql://user@host/database."))
    bootstrap.check_target(to)
    os.environ["DATABASE_URL"] = to  # from here on, what is loaded of accounts speaks to the database
    shared_server()
    from smallwins.accounts import tables  # noqa: PLC0415 - loaded once the settings are

    with bootstrap.turn_to_migrate(to):
        bootstrap.migrate(to)
        tables.migrate()
    moved = bootstrap.transfer(path, to, call.say)
    if call.json:
        print(text_of([one._asdict() for one in moved]))
        return
    call.put(_report(moved))
    call.say(
        _("Every row was found again. Start the server with the new DATABASE_URL; {file} is as it was.", file=path)
    )


def _source() -> str:
    try:
        shared = config.shared()
    except ValueError as error:
        raise wrongly_set(error) from error
    path = config.sqlite_path(shared.database) if shared else ""
    if not path:
        raise UsageError(
            say("Set DATABASE_URL to the file to move from, as its server has it: sqlite:////path/to/file.db.")
        )
    return path


def _report(moved: "list[Moved]") -> list[str]:
    """Say of each table, and of each person, how many rows came and what they come to."""
    by: dict[str, tuple[int, str]] = {}
    for one in moved:
        for name in (one.table, None if one.owner is None else _("person {number}", number=one.owner)):
            if name is not None:
                rows, prints = by.get(name, (0, ""))
                by[name] = (rows + one.rows, prints + one.fingerprint)
    return [_row(name, rows, _short(prints)) for name, (rows, prints) in by.items()]


def _row(name: str, rows: int, fingerprint: str) -> str:
    counted = pad_left(_n("{n} rows", "{n} rows", rows), 15)
    return f"{pad(name, 32)} {counted}  {fingerprint}"


def _short(fingerprints: str) -> str:
    return hashlib.sha256(fingerprints.encode()).hexdigest()[:16]
