"""The words of wins on PostgreSQL: folded like those of a file, in a table that a search reads in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallwins.storage.folding import words_of
from smallwins.storage.moments import list_text
from smallwins.storage.places import place_of
from smallwins.storage.searching import texts_query

if TYPE_CHECKING:
    from datetime import date

    from smallwins.storage.connection import Connection


class Words:
    """The words of one person's wins; what changed in a transaction is brought in once, before it ends."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner
        self._changed: dict[str, None] = {}

    def added(self, win_id: str) -> None:
        """Remember that a win is new."""
        self._changed[win_id] = None

    def changed(self, win_id: str) -> None:
        """Remember that the words of a win may have changed."""
        self._changed[win_id] = None

    def forget(self, win_id: str, number: int, day: date) -> None:
        """Take a win out, as it stood on that day."""
        self._changed.pop(win_id, None)
        self._connection.execute(
            "DELETE FROM win_words WHERE owner = ? AND happened_on = ? AND place = ?",
            (self._owner, day.isoformat(), place_of(self._owner, number)),
        )

    def moved(self, win_id: str, number: int, day: date) -> None:
        """Take a win out where it stood, since it goes to another day."""
        self.forget(win_id, number, day)
        self.added(win_id)

    def settle(self) -> None:
        """Bring in what changed."""
        if not self._changed:
            return
        changed, self._changed = self._changed, {}
        rows = self._connection.execute(texts_query(self._connection), (self._owner, list_text(changed)))
        self._connection.executemany(
            "INSERT INTO win_words (owner, happened_on, place, words) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (owner, happened_on, place) DO UPDATE SET words = excluded.words"
            " WHERE win_words.words <> excluded.words",
            [
                (self._owner, day, place_of(self._owner, number), f" {' '.join(words_of(text))} ")
                for _, number, day, text in rows
            ],
        )
