"""Short numbers: each is given once and never again, also after a delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection


Counted = Literal["win", "step", "goal"]


class Numbers:
    """The next number of each kind of thing in one journal, written back once, before the transaction ends.

    Only the one who may write to the journal counts in it, so nobody else can take the same number meanwhile.
    """

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner
        self._next: dict[Counted, int] = {}
        self._moved: set[Counted] = set()

    def take(self, what: Counted, count: int) -> int:
        """Take so many numbers in a row, and return the first."""
        number = self._following(what)
        self._next[what] = number + count
        self._moved.add(what)
        return number

    def used(self, what: Counted, number: int) -> None:
        """Note that a number is in use, so that none up to it is given any more."""
        if number >= self._following(what):
            self._next[what] = number + 1
            self._moved.add(what)

    def _following(self, what: Counted) -> int:
        if what not in self._next:
            row = self._connection.execute(
                f"SELECT next_{what} FROM settings WHERE owner = ?", (self._owner,)
            ).fetchone()
            self._next[what] = row[0] if row else 1
        return self._next[what]

    def settle(self) -> None:
        """Write down how far the numbers have come."""
        for what in self._moved:
            self._connection.execute(
                f"INSERT INTO settings (owner, next_{what}) VALUES (?, ?)"
                f" ON CONFLICT (owner) DO UPDATE SET next_{what} = excluded.next_{what}",
                (self._owner, self._next[what]),
            )
        self._moved.clear()
