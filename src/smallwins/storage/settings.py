"""The person's settings, as a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallwins.method.settings import Settings
from smallwins.method.week import FRIDAY

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection


class SettingsRow:
    """Keeps what the person chose."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner

    def get(self) -> Settings:
        """Return what the person chose, or what holds until they do."""
        row = self._connection.execute(
            "SELECT coalesce(settings.timezone, journal_file.timezone), coalesce(review_day, ?2), coalesce(chosen, 0),"
            " look_again_after"
            " FROM journal_file LEFT JOIN settings ON settings.owner = ?1",
            (self._owner, FRIDAY),
        ).fetchone()
        return Settings(row[0], row[1], bool(row[2]), row[3])

    def save(self, settings: Settings) -> None:
        """Keep what the person chose."""
        self._connection.execute(
            "INSERT INTO settings (owner, timezone, review_day, chosen, look_again_after) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (owner)"
            " DO UPDATE SET timezone = excluded.timezone, review_day = excluded.review_day, chosen = excluded.chosen,"
            " look_again_after = excluded.look_again_after",
            (self._owner, settings.timezone, settings.review_day, settings.chosen, settings.look_again_after),
        )
