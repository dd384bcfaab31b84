"""How one person's weekly review asks, as rows; each wording is a row of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from smallwins.method.saying import say
from smallwins.method.wording import Wording
from smallwins.storage.moments import mapping_at, mapping_text, moment_at, moment_text
from smallwins.storage.sqlite import damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

_READ = 'id, "key", at, text, help, kind, place, away, "by", number, extra'  # unsaid: SQL


class Wordings:
    """Keeps the questions of the review, version by version."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner

    def append(self, wordings: Iterable[Wording]) -> None:
        """Keep versions beside those before them."""
        for one in wordings:
            self._connection.execute(
                f"INSERT INTO wording (owner, {_READ}) VALUES ({', '.join('?' * 12)})",
                (
                    self._owner,
                    one.id,
                    one.key,
                    moment_text(one.at),
                    one.text,
                    one.help,
                    one.kind,
                    one.place,
                    int(one.away),
                    one.by,
                    one.number,
                    mapping_text(one.extra),
                ),
            )

    def rename_author(self, versions: Iterable[str], was: str, to: str) -> None:
        """Call whoever proposed these versions, or the questions that began with them, otherwise."""
        for version in versions:
            self._connection.execute(
                'UPDATE wording SET "by" = ? WHERE owner = ? AND (id = ? OR "key" = ?) AND "by" = ?',
                (to, self._owner, version, version, was),
            )

    def all(self) -> tuple[Wording, ...]:
        """Return every version of every question, in the order of their numbers."""
        rows = self._connection.execute(f"SELECT {_READ} FROM wording WHERE owner = ? ORDER BY number", (self._owner,))
        return tuple(map(_wording_of, rows))


def _wording_of(row: tuple[Any, ...]) -> Wording:
    its_id, key, at, text, its_help, kind, place, away, by, number, extra = row
    try:
        return Wording(
            its_id, key, moment_at(at), text, its_help, kind, place, bool(away), by, number, mapping_at(extra)
        )
    except (ValueError, TypeError) as error:
        raise damaged("file", say("holds a question that makes no sense ({its_id})", its_id=its_id)) from error
