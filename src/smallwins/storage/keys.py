"""Ids that already stand for something, as rows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from smallwins.storage.moments import moment_text

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection


class Keys:
    """Keeps which id stands for which request, in the same transaction as what it made."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner

    def fingerprint(self, key: str) -> str | None:
        """Return what the id stands for, or None where it is free."""
        row = self._connection.execute(
            "SELECT fingerprint FROM key WHERE owner = ? AND key = ?", (self._owner, key)
        ).fetchone()
        return None if row is None else str(row[0])

    def keep(self, key: str, fingerprint: str, at: datetime) -> None:
        """Note what an id stands for; what it stood for before, it no longer does."""
        self._connection.execute(
            "INSERT INTO key (owner, key, fingerprint, at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (owner, key) DO UPDATE SET fingerprint = excluded.fingerprint, at = excluded.at",
            (self._owner, key, fingerprint, moment_text(at)),
        )

    def forget(self, key: str) -> None:
        """Let an id stand for nothing again."""
        self._connection.execute("DELETE FROM key WHERE owner = ? AND key = ?", (self._owner, key))
