"""Erasing all that is kept of one person, history too: the one way by which history ever goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallwins.storage.places import first_rowid, last_rowid

if TYPE_CHECKING:
    from smallwins.storage import postgres, sqlite


def erase_from_file(connection: sqlite.Connection, owner: int) -> None:
    """Erase a person's rows from a file, and what they held from its free pages too."""
    connection.execute("PRAGMA secure_delete = ON")
    guards = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name = 'history_is_never_removed'"
    ).fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA defer_foreign_keys = ON")
    tables = connection.execute(
        "SELECT sqlite_master.name FROM sqlite_master JOIN pragma_table_info(sqlite_master.name) AS its"
        " WHERE sqlite_master.type = 'table' AND its.name = 'owner'"
    ).fetchall()
    words = (first_rowid(owner), last_rowid(owner))
    connection.execute("DELETE FROM win_fts WHERE rowid BETWEEN ? AND ?", words)
    for (table,) in tables:
        connection.execute(f'DELETE FROM "{table}" WHERE owner = ?', (owner,))
    # The index only notes that words are gone; this writes it anew, without them.
    connection.execute("INSERT INTO win_fts (win_fts) VALUES ('optimize')")
    for _, guard in guards:
        connection.execute(guard)


def erase_from_server(connection: postgres.Connection, owner: int) -> None:
    """Erase a person's rows from a database."""
    connection.execute("SELECT set_config('smallwins.erasing', ?, true)", (str(owner),))
    tables = connection.execute(
        "SELECT table_name::text FROM information_schema.columns"
        " WHERE table_schema = current_schema AND column_name = 'owner'"
    ).fetchall()
    for (table,) in tables:
        connection.execute(f'DELETE FROM "{table}" WHERE owner = ?', (owner,))
    connection.total_changes = 0  # a journal that is gone needs no stamp
