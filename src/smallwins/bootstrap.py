"""The one place where parts are joined: which storage a journal lies in, what the time is, and how ids are made."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from smallwins import config
from smallwins.journal import ids
from smallwins.storage import sqlite
from smallwins.storage.journal import transaction
from smallwins.storage.opening import open_connection

if TYPE_CHECKING:  # types only: what is loaded here, each `smallwins add` waits for
    from smallwins.formats.source import Source
    from smallwins.journal.ports import Journal, Journals
    from smallwins.storage.transferring import Moved as Moved  # noqa: PLC0414 - the command shows it, and may not know storage

LOCAL = 1  # the owner of a journal that lies on a person's own machine: whoever may read the file

data_folder = config.data_folder
journal_path = config.journal_path


@contextmanager
def local_journal(path: str, *, reading: bool = False) -> Iterator[Journal]:
    """Open the journal at a path, once, as one transaction."""
    path = os.path.abspath(path)
    connection = open_connection(path)
    try:
        with sqlite.plain_errors(path):
            sqlite.begin(connection, reading=reading)
        with transaction(connection, LOCAL, path, reading=reading) as journal:
            yield journal
    finally:
        connection.close()


def local_journals(path: str) -> Journals:
    """Return what opens the journal at a path again and again, from any thread."""
    # Imported here: only a server needs it, and adding a win should not wait for it.
    from smallwins.storage.keeping import KeptJournals  # noqa: PLC0415

    return KeptJournals(path)


def server_journals(url: str, replica: str | None = None) -> Journals:
    """Return the journals of many people: in a file (`sqlite:////path`) or on a server (`postgresql://…`)."""
    from smallwins.storage import urls  # noqa: PLC0415 - as above

    return urls.journals_at(url, replica)


def migrate(url: str) -> int:
    """Bring the place where many people's journals lie to the newest schema; return its version."""
    from smallwins.storage import urls  # noqa: PLC0415 - as above

    return urls.migrate(url)


def turn_to_migrate(url: str) -> AbstractContextManager[None]:
    """Be the only one, of all processes that start, who brings journals and accounts up to date."""
    from smallwins.storage import urls  # noqa: PLC0415 - as above

    return urls.turn_to_migrate(url)


def check_target(url: str) -> None:
    """Refuse a database that a server cannot move to, before anything is made in it."""
    from smallwins.storage import transferring  # noqa: PLC0415 - as above

    transferring.check_target(url)


def transfer(path: str, url: str, say: Callable[[str], None]) -> list[Moved]:
    """Copy a whole server from its file to a database that has the tables and nothing in them."""
    from smallwins.storage import transferring  # noqa: PLC0415 - as above

    return transferring.transfer(path, url, say)


def memory_journals() -> Journals:
    """Return journals that live in memory, for tests and for trying things out."""
    from smallwins.storage.memory import MemoryJournals  # noqa: PLC0415 - as above

    return MemoryJournals()


def now() -> datetime:
    """Return the time, to the second."""
    return datetime.fromtimestamp(int(time.time()), UTC)


def new_id() -> str:
    """Make an id."""
    return ids.new_id(time.time_ns() // 1_000_000, os.urandom(10))


def print_fonts() -> dict[str, bytes]:
    """Return our own typefaces by name, for documents that are printed."""
    from importlib.resources import files  # noqa: PLC0415 - as above

    folder = files("smallwins").joinpath("web", "static", "fonts")
    return {
        one.name.removesuffix(".woff2"): one.read_bytes() for one in folder.iterdir() if one.name.endswith(".woff2")
    }


def back_up(path: str, to: str) -> None:
    """Write a checked copy of the journal at a path to a new file, while it is in use."""
    from smallwins.storage import backup  # noqa: PLC0415 - as above

    backup.back_up(path, to)


def restore(backup_file: str, path: str) -> str | None:
    """Put a checked copy of a backup in the journal's place; return where the journal that was there lies now."""
    from smallwins.storage import backup  # noqa: PLC0415 - as above

    return backup.restore(backup_file, path)


def check(path: str) -> list[str]:
    """Return what is not as it should be in the journal at a path, one sentence each; nothing is changed."""
    from smallwins.storage import checking  # noqa: PLC0415 - as above

    return checking.check(path)


def source_of(name: str, data: bytes) -> Source:
    """Return a file as the formats read it; of a database its rows, which only the storage can get at."""
    from smallwins.formats.source import SQLITE, Source  # noqa: PLC0415 - as above

    if not data.startswith(SQLITE):
        return Source(name, data)
    from smallwins.storage.foreign_tables import tables_of  # noqa: PLC0415 - as above

    return Source(name, data, tables=tables_of(data))


def how_kept() -> dict[str, str]:
    """Say which SQLite keeps journals here, and how it brings a commit to the disk."""
    from sqlite3 import sqlite_version  # noqa: PLC0415 - as above

    mode = sqlite.safest_mode()
    return {"sqlite": sqlite_version, "journal_mode": mode.journal, "synchronous": mode.synchronous}
