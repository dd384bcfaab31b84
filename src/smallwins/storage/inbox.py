"""The inbox of one person's journal, as rows; each candidate is kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from smallwins.formats.candidate import Candidate
from smallwins.journal.inbox_item import InboxItem, InboxState
from smallwins.method.errors import NotFoundError
from smallwins.method.saying import say
from smallwins.storage.moments import day_at, list_text, moment_at, moment_text
from smallwins.storage.sqlite import damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

_READ = "id, key, format, candidate, happened_on, arrived_at, state, win"  # unsaid: SQL
_FIRST, _LAST = "0001-01-01", "9999-12-31"


class Inbox:
    """Keeps what came in from elsewhere."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner

    def add(self, items: Iterable[InboxItem]) -> None:
        """Add items, passing over those whose key is known."""
        self._connection.executemany(
            f"INSERT INTO inbox (owner, {_READ}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (owner, key) DO NOTHING",
            (
                (
                    self._owner,
                    item.id,
                    item.candidate.key,
                    item.format,
                    _text_of(item.candidate),
                    item.candidate.happened_on.isoformat(),
                    moment_text(item.arrived_at),
                    item.state,
                    item.win,
                )
                for item in items
            ),
        )

    def get(self, item_id: str) -> InboxItem:
        """Return the item of that id."""
        row = self._connection.execute(
            f"SELECT {_READ} FROM inbox WHERE owner = ? AND id = ?", (self._owner, item_id)
        ).fetchone()
        if row is None:
            raise NotFoundError("inbox item", item_id)  # unsaid: its name, said in errors
        return _item_of(row)

    def with_keys(self, keys: Iterable[str]) -> Mapping[str, InboxItem]:
        """Return those of the keys that are known, each with its item."""
        rows = self._connection.execute(
            f"SELECT {_READ} FROM inbox WHERE owner = ? AND key IN (SELECT value FROM {self._connection.EACH})",
            (self._owner, list_text(tuple(keys)) or "[]"),
        )
        return {row[1]: _item_of(row) for row in rows}

    def waiting(
        self,
        limit: int,
        after: tuple[date, str] | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[InboxItem, ...]:
        """Return what waits, the latest day first."""
        day, item_id = (after[0].isoformat(), after[1]) if after else (_LAST, "")
        rows = self._connection.execute(
            f"SELECT {_READ} FROM inbox WHERE owner = ? AND state = 'waiting'"
            " AND happened_on BETWEEN ? AND ? AND (happened_on < ? OR (happened_on = ? AND id > ?))"
            " ORDER BY happened_on DESC, id LIMIT ?",
            (self._owner, *_span(since, until), day, day, item_id, limit),
        )
        return tuple(map(_item_of, rows))

    def count(self, since: date | None = None, until: date | None = None) -> int:
        """Count what waits."""
        (number,) = self._connection.execute(
            "SELECT count(*) FROM inbox WHERE owner = ? AND state = 'waiting' AND happened_on BETWEEN ? AND ?",
            (self._owner, *_span(since, until)),
        ).fetchone()
        return int(number)

    def everything(self) -> tuple[InboxItem, ...]:
        """Return all that ever came in, waiting or decided, the latest day first."""
        rows = self._connection.execute(
            f"SELECT {_READ} FROM inbox WHERE owner = ? ORDER BY happened_on DESC, id", (self._owner,)
        )
        return tuple(map(_item_of, rows))

    def mark(self, item_id: str, state: InboxState, win: str | None = None) -> None:
        """Note what was decided."""
        self._connection.execute(
            "UPDATE inbox SET state = ?, win = ? WHERE owner = ? AND id = ?", (state, win, self._owner, item_id)
        )

    def remove(self, item_ids: Iterable[str]) -> None:
        """Take items away, as if they had never come."""
        self._connection.execute(
            f"DELETE FROM inbox WHERE owner = ? AND id IN (SELECT value FROM {self._connection.EACH})",
            (self._owner, list_text(tuple(item_ids)) or "[]"),
        )


def _span(since: date | None, until: date | None) -> tuple[str, str]:
    return (since.isoformat() if since else _FIRST, until.isoformat() if until else _LAST)


def _text_of(candidate: Candidate) -> str:
    told = candidate._asdict()
    told["happened_on"] = candidate.happened_on.isoformat()
    told["extra"] = dict(candidate.extra)
    return json.dumps({name: value for name, value in told.items() if value}, separators=(",", ":"))


def _item_of(row: tuple[Any, ...]) -> InboxItem:
    item_id, key, format_, candidate, happened_on, arrived_at, state, win = row
    try:
        told: dict[str, Any] = json.loads(candidate)
        told |= {name: tuple(told[name]) for name in ("tags", "goals", "notes") if name in told}
        told |= {"key": key, "happened_on": day_at(happened_on)}
        return InboxItem(item_id, Candidate(**told), format_, moment_at(arrived_at), state, win)
    except (ValueError, TypeError) as error:
        raise damaged(
            "file", say("holds something in the inbox that makes no sense ({its_id})", its_id=item_id)
        ) from error
