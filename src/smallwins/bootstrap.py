"""The one place where parts are joined: which storage a journal lies in, what the time is, and how ids are made."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from smallwins import config
from smallwins.journal import ids
from smallwins.method.errors import JournalLockedError, RefusedError
from smallwins.storage import sqlite
from smallwins.storage.journal import transaction
from smallwins.storage.opening import SCHEMA, connect, open_connection

if TYPE_CHECKING:  # types only: what is loaded here, each `smallwins add` waits for
    from smallwins.formats.source import Source
    from smallwins.journal.looking_over import Finding
    from smallwins.journal.ports import Journal, Journals
    from smallwins.storage.backup_note import LastBackup
    from smallwins.storage.mending import Mended
    from smallwins.storage.transferring import Moved as Moved  # noqa: PLC0414 - the command shows it, and may not know storage

T = TypeVar("T")
Ask = Callable[[str], "str | None"]
"""Asks a person for the passphrase or recovery key of the file at a path; None where there is nobody to ask."""


LOCAL = 1  # the owner of a journal that lies on a person's own machine: whoever may read the file

data_folder = config.data_folder
journal_path = config.journal_path


def unlocking(work: Callable[[], T], ask: Ask | None = None) -> T:
    """Do what opens a journal; where it is encrypted, unlock it first by the file configured, or by asking."""
    for _ in range(2):  # a restore meets two files
        try:
            return work()
        except JournalLockedError as locked:
            secret = _passphrase() or (ask(locked.path) if ask else None)
            if not secret:
                raise
            from smallwins.storage import sealing  # noqa: PLC0415 - few journals are encrypted

            sealing.unlock(locked.path, secret)
    return work()


def _passphrase() -> str | None:
    try:
        return config.passphrase()
    except ValueError as error:
        raise RefusedError(f"{error}. Name one that holds the passphrase and nothing else.") from error


@contextmanager
def local_journal(path: str, *, reading: bool = False, ask: Ask | None = None) -> Iterator[Journal]:
    """Open the journal at a path, once, as one transaction; ask for the passphrase of an encrypted one."""
    path = os.path.abspath(path)
    connection = unlocking(lambda: open_connection(path), ask)
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

    return KeptJournals(path, lambda place: unlocking(lambda: open_connection(place)))


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


def encrypted(content: bytes, passphrase: str) -> bytes:
    """Lock a file that is handed out by a passphrase."""
    from smallwins.formats import encrypted as file  # noqa: PLC0415 - as above

    return file.encrypted(content, passphrase, os.urandom(file.SALT), os.urandom(file.NONCE))


def print_fonts() -> dict[str, bytes]:
    """Return our own typefaces by name, for documents that are printed."""
    from importlib.resources import files  # noqa: PLC0415 - as above

    folder = files("smallwins").joinpath("web", "static", "fonts")
    return {
        one.name.removesuffix(".woff2"): one.read_bytes() for one in folder.iterdir() if one.name.endswith(".woff2")
    }


def back_up(path: str, to: str, ask: Ask | None = None, lock: Callable[[bytes], bytes] | None = None) -> None:
    """Write a checked copy of the journal at a path to a new file, while it is in use; `lock` locks the copy."""
    from smallwins.storage import backup  # noqa: PLC0415 - as above

    unlocking(lambda: backup.back_up(path, to, lock), ask)


def restore(backup_file: str, path: str, ask: Ask | None = None) -> str | None:
    """Put a checked copy of a backup in the journal's place; return where the journal that was there lies now."""
    from smallwins.storage import backup  # noqa: PLC0415 - as above

    return unlocking(lambda: backup.restore(backup_file, path), ask)


def check(path: str) -> list[str]:
    """Return what is not as it should be in the journal at a path, one sentence each; nothing is changed."""
    from smallwins.storage import checking  # noqa: PLC0415 - as above

    return unlocking(lambda: checking.check(path))


def look_over(path: str) -> list[Finding]:
    """Return what in and around the journal at a path is not as it should be; nothing is changed."""
    from smallwins.storage import checking  # noqa: PLC0415 - as above

    return [*checking.look_into(path), *checking.look_around(path)]


def mend(path: str) -> Mended:
    """Mend what can be mended of the journal at a path, after a checked backup; never a person's words."""
    from smallwins.storage import mending  # noqa: PLC0415 - as above

    return mending.mend(path, now())


def last_backup(path: str) -> LastBackup | None:
    """Return what is known of the last backup of the journal at a path."""
    from smallwins.storage import backup_note  # noqa: PLC0415 - as above

    return backup_note.last_backup(path)


def room_beside(path: str) -> int:
    """Return how many bytes are free on the disk where a journal lies."""
    from shutil import disk_usage  # noqa: PLC0415 - as above

    return disk_usage(os.path.dirname(os.path.abspath(path))).free


def looks_sealed(path: str) -> bool:
    """Tell whether the journal at a path, if there is one, is under a passphrase."""
    from smallwins.storage import sealing  # noqa: PLC0415 - as above

    return sealing.looks_sealed(path)


def encrypt(path: str, passphrase: str) -> str:
    """Encrypt the journal at a path, and return its recovery key."""
    from smallwins.storage import sealing  # noqa: PLC0415 - as above

    return sealing.seal(path, passphrase)


def decrypt(path: str, ask: Ask | None = None) -> None:
    """Make an encrypted journal a plain one."""
    from smallwins.storage import sealing  # noqa: PLC0415 - as above

    unlocking(lambda: sealing.unseal(path), ask)


def change_passphrase(path: str, passphrase: str) -> str:
    """Put a journal that this process has opened under another passphrase, and return its new recovery key."""
    from smallwins.storage import sealing  # noqa: PLC0415 - as above

    return sealing.change_passphrase(path, passphrase)


def opened_by(path: str) -> str | None:
    """Return the recovery key of an encrypted journal that this process has opened; None for a plain one."""
    from smallwins.storage import sealing  # noqa: PLC0415 - as above

    return sealing.known_letters(path)


def plain_files_beside(path: str) -> list[str]:
    """Return the copies of a journal beside it that anybody who has them can read."""
    from smallwins.storage import sealing  # noqa: PLC0415 - as above

    return sealing.plain_copies(path)


def source_of(name: str, data: bytes) -> Source:
    """Return a file as the formats read it; of a database its rows, which only the storage can get at."""
    from smallwins.formats.source import SQLITE, Source  # noqa: PLC0415 - as above

    if not data.startswith(SQLITE):
        return Source(name, data)
    from smallwins.storage.foreign_tables import tables_of  # noqa: PLC0415 - as above

    return Source(name, data, tables=tables_of(data))


def how_kept(path: str | None = None) -> dict[str, str]:
    """Say which SQLite keeps journals here (or the one at a path), and how it brings a commit to the disk."""
    version, encrypted = sqlite.Connection.version, False
    if path is not None:
        with sqlite.plain_errors(path):
            connection = connect(path, only_reading=True)
        connection.close()
        version, encrypted = connection.version, hasattr(connection, "key")
    mode = sqlite.safest_mode(version)
    return {
        "sqlite": ".".join(map(str, version)),
        "journal_mode": mode.journal,
        "synchronous": mode.synchronous,
        "schema": str(SCHEMA),
        "encrypted": "yes" if encrypted else "no",
    }
