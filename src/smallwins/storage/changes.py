"""Changes that can be taken back, as rows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from smallwins.storage.moments import moment_at, moment_text

if TYPE_CHECKING:  # types only: what is loaded here, each `smallwins add` waits for
    from smallwins.journal.ports import Change
    from smallwins.storage.connection import Connection


class Changes:
    """Keeps what was done last, and how everything stood before."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner

    def append(self, at: datetime, summary: str, before: str) -> None:
        """Keep a change as the last one."""
        self._connection.execute(
            "INSERT INTO change (owner, number, at, summary, before, undone)"
            " VALUES (?1, coalesce((SELECT max(number) FROM change WHERE owner = ?1), 0) + 1, ?2, ?3, ?4, 0)",
            (self._owner, moment_text(at), summary, before),
        )

    def last(self) -> Change | None:
        """Return the last change that was not taken back."""
        from smallwins.journal.ports import Change  # noqa: PLC0415 - writing down loads none of it

        row = self._connection.execute(
            "SELECT number, at, summary, before FROM change WHERE owner = ? AND undone = 0"
            " ORDER BY number DESC LIMIT 1",
            (self._owner,),
        ).fetchone()
        return None if row is None else Change(row[0], moment_at(row[1]), row[2], row[3])

    def mark_undone(self, number: int) -> None:
        """Note that a change was taken back."""
        self._connection.execute("UPDATE change SET undone = 1 WHERE owner = ? AND number = ?", (self._owner, number))

    def rename_author(self, author: int, was: str, to: str) -> None:
        """Call whoever wrote a remark otherwise, in every change that touched it."""
        import json  # noqa: PLC0415 - once in a person's life

        was_written, to_write = (f'"by": {json.dumps(name, ensure_ascii=False)}' for name in (was, to))
        self._connection.execute(
            "UPDATE change SET summary = replace(summary, ?, ?), before = replace(before, ?, ?)"
            " WHERE owner = ? AND before LIKE ?",
            (was, to, was_written, to_write, self._owner, f'%"author": {author}}}%'),
        )
