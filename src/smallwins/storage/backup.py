"""Backups: a copy of a journal taken while it is in use, checked before it counts, and the way back."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from smallwins.method.errors import JournalBusyError, JournalLockedError, RefusedError
from smallwins.method.saying import say
from smallwins.storage import backup_note, files, opening, sqlite
from smallwins.storage.sqlite import Connection

INDEX = "win_fts"


def back_up(path: str, to: str, lock: Callable[[bytes], bytes] | None = None) -> None:
    """Write a checked copy of the journal to a new file, locked by what is given; refuse where there is one already."""
    connection = opening.open_connection(path)
    try:
        if lock is None:
            copy_to_new_file(connection, to)
        else:
            _lock_to_new_file(connection, os.path.abspath(path), os.path.abspath(to), lock)
    finally:
        connection.close()
    backup_note.note(path, to)


def _lock_to_new_file(connection: Connection, path: str, to: str, lock: Callable[[bytes], bytes]) -> None:
    """Write a locked copy; what is not locked yet lies beside the journal alone, never where the copy is to go."""
    if os.path.lexists(to):
        raise _already_there(to)
    with sqlite.plain_errors(path), files.unfinished(path) as plain:
        copy_and_check(connection, plain)
        with open(plain, "rb") as file:
            locked = lock(file.read())
    with sqlite.plain_errors(to), files.unfinished(to) as beside:
        with open(beside, "wb") as file:
            file.write(locked)
        files.sync(beside)
        with open(beside, "rb") as file:
            if file.read() != locked:
                raise sqlite.damaged(to, say("is not what was written to it: the disk may be failing"))
        _name(beside, to)


def copy_to_new_file(connection: Connection, to: str) -> None:
    """Copy an open journal to a file that is not there yet; it gets its name only when it is whole and checked."""
    to = os.path.abspath(to)
    if os.path.lexists(to):
        raise _already_there(to)
    with sqlite.plain_errors(to), files.unfinished(to) as beside:
        copy_and_check(connection, beside)
        _name(beside, to)


def _name(beside: str, to: str) -> None:
    try:
        files.put_in_place(beside, to)
    except FileExistsError:
        raise _already_there(to) from None


def restore(backup: str, path: str) -> str | None:
    """Put a checked copy of a backup in the journal's place; return where the journal that was there lies now."""
    path = os.path.abspath(path)
    source = _open_backup(backup)
    sealed = hasattr(source, "key")
    try:
        with sqlite.plain_errors(path):
            files.make_folder(os.path.dirname(path))
            with files.unfinished(path) as beside:
                instance = copy_and_check(source, beside)
                with _nobody_else_in(path):
                    aside = _move_aside(path)
                    if sealed or opening.state_of(path):
                        files.write_marker(path, instance, opening.CHANGING)
                    os.replace(beside, path)
                    files.sync_folder(os.path.dirname(path))
            files.write_marker(path, instance, opening.SEALED if sealed else "")
    finally:
        source.close()
    return aside


def _already_there(to: str) -> RefusedError:
    return RefusedError(say("{to} is there already and was left as it is. Name a file that is not there yet.", to=to))


def _open_backup(backup: str) -> Connection:
    if not os.path.isfile(backup) or not os.path.getsize(backup):
        raise RefusedError(
            say("{backup} is not a backup: there is no such file, or it is empty. Nothing was changed.", backup=backup)
        )
    with sqlite.plain_errors(backup):
        source = opening.connect(backup, only_reading=True)
        try:
            check_whole(source, backup)
        except BaseException:
            source.close()
            raise
    return source


def copy_and_check(source: Connection, beside: str) -> str:
    """Copy a journal and check the copy; return which journal it is."""
    copy = _same_kind(source, beside)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, whatever the journal's own mode
        check_whole(copy, beside)
        row = copy.execute("SELECT instance FROM journal_file").fetchone()
    finally:
        copy.close()
    files.sync(beside)
    return str(row[0]) if row else ""


def _same_kind(source: Connection, beside: str) -> Connection:
    """Open an empty file as what is copied into it: a sealed journal's copy is under the same key."""
    key = getattr(source, "key", None)
    if key is None:
        return sqlite.connect(beside)
    from smallwins.storage import sealed  # noqa: PLC0415 - few journals are sealed

    return sealed.connect(beside, key)


def check_whole(connection: Connection, path: str) -> None:
    """Read all of a journal and refuse it where anything is not as it should be."""
    opening.check_identity(connection, path)
    for (finding,) in connection.execute("PRAGMA integrity_check").fetchall():
        if finding != "ok" and INDEX not in finding:  # the search index is made anew by smallwins doctor --mend
            raise sqlite.damaged(path, say("does not pass SQLite's check ({finding})", finding=finding))


@contextmanager
def _nobody_else_in(path: str) -> Iterator[None]:
    """Hold the journal that is to be replaced, so that nobody writes to it meanwhile; a broken one cannot be held."""
    connection = None
    try:
        if os.path.exists(path):
            connection = opening.connect(path)
            connection.execute("PRAGMA journal_mode = DELETE")  # a write-ahead log goes into the file it belongs to
            connection.execute("BEGIN EXCLUSIVE")
    except JournalLockedError:
        pass  # an encrypted one whose key is not known cannot be held either
    except sqlite.DatabaseError as error:
        if isinstance(sqlite.refusal(error, path), JournalBusyError):
            raise
    try:
        yield
    finally:
        if connection is not None:
            connection.close()


def _move_aside(path: str) -> str | None:
    """Keep what was there under another name, with the leftovers that belong to it and to nothing else."""
    aside = f"{path}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}"
    # The leftovers go first: beside another file they would be played into it.
    for leftover in files.LEFTOVERS:
        if os.path.exists(path + leftover):
            os.replace(path + leftover, aside + leftover)
    if not os.path.lexists(path):
        return None
    try:
        os.link(path, aside)  # the journal's own name is never without a file
    except OSError:
        os.replace(path, aside)
    return aside
