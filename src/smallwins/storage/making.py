"""Making a new journal: built whole beside its place, then put there, never over another."""

import os
from contextlib import suppress

from smallwins.storage import files, migrating, sqlite
from smallwins.storage.sqlite import Connection


def make_journal(path: str) -> None:
    """Make an empty journal; where another program made one meanwhile, that one stays."""
    files.make_folder(os.path.dirname(os.path.abspath(path)))
    instance = os.urandom(16).hex()
    with files.unfinished(path) as beside:
        connection = sqlite.connect(beside)
        try:
            connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
            fill(connection, instance)
        finally:
            connection.close()
        try:
            files.put_in_place(beside, path)
        except FileExistsError:
            return
    # After the journal: a marker alone would say that a journal is gone that never was.
    files.write_marker(path, instance)


def fill(connection: Connection, instance: str) -> None:
    """Give an empty database the newest schema, and a name of its own."""
    migrating.migrate(connection)
    connection.execute("INSERT INTO journal_file (instance) VALUES (?)", (instance,))


def mark(connection: Connection, path: str) -> None:
    """Write the marker of a journal that came without one; where the folder may not be written to, do without."""
    row = connection.execute("SELECT instance FROM journal_file").fetchone()
    with suppress(OSError):
        files.write_marker(path, row[0] if row else "")
