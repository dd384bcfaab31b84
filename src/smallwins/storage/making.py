"""Making a new journal: built whole beside its place, then put there, never over another."""

import os
from contextlib import suppress
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzlocal

from smallwins.storage import files, migrating, opening, sqlite
from smallwins.storage.sqlite import Connection


def make_journal(path: str) -> None:
    """Make an empty journal; where another program made one meanwhile, that one stays."""
    files.make_folder(os.path.dirname(os.path.abspath(path)))
    instance = os.urandom(16).hex()
    with files.unfinished(path) as beside:
        connection = sqlite.connect(beside)
        try:
            connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
            fill(connection, instance, _zone_here())
        finally:
            connection.close()
        try:
            files.put_in_place(beside, path)
        except FileExistsError:
            return
    # After the journal: a marker alone would say that a journal is gone that never was.
    files.write_marker(path, instance)


def fill(connection: Connection, instance: str, zone: str = "UTC") -> None:
    """Give an empty database the newest schema, and a name of its own."""
    migrating.migrate(connection)
    connection.execute("INSERT INTO journal_file (instance, timezone) VALUES (?, ?)", (instance, zone))


def _zone_here() -> str:
    """Return the name of this machine's time zone; UTC where it has none that others would know."""
    try:
        tzlocal.reload_localzone()  # the machine may have travelled since it was asked last
        name = tzlocal.get_localzone_name()
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name if "/" in name and not name.startswith("Etc/") else "UTC"


def mark(connection: Connection, path: str) -> None:
    """Write the marker of a journal that came without one; where the folder may not be written to, do without."""
    row = connection.execute("SELECT instance FROM journal_file").fetchone()
    with suppress(OSError):
        sealed = opening.SEALED if hasattr(connection, "rekey") else ""
        files.write_marker(path, row[0] if row else "", sealed)
