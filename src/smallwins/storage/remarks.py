"""What coaches asked and said about one person's wins and weeks, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from smallwins.method.errors import NotFoundError
from smallwins.method.remark import Remark
from smallwins.method.saying import say
from smallwins.method.week import Week, at_ordinal
from smallwins.storage.moments import list_text, mapping_at, mapping_text, moment_at, moment_text
from smallwins.storage.sqlite import Value, damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

_COLUMNS = (
    "id", "at", "author", "author_name", "text", "asks", "win_id", "week", "answer", "answered_at", "extra",
)  # fmt: skip
_READ = ", ".join(_COLUMNS)


class Remarks:
    """Keeps what others said, in the order in which they said it."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner

    def save(self, remark: Remark) -> None:
        """Keep the remark, in place of what was kept of it."""
        self._connection.execute(
            f"INSERT INTO remark (owner, {_READ}) VALUES ({', '.join('?' * (len(_COLUMNS) + 1))})"
            " ON CONFLICT (owner, id) DO UPDATE SET "
            + ", ".join(f"{column} = excluded.{column}" for column in _COLUMNS[1:]),
            (self._owner, *_values_of(remark)),
        )

    def remove(self, remark_id: str) -> None:
        """Take the remark away."""
        self.get(remark_id)
        self._connection.execute("DELETE FROM remark WHERE owner = ? AND id = ?", (self._owner, remark_id))

    def get(self, remark_id: str) -> Remark:
        """Return the remark of that id."""
        found = self._where("AND id = ?", remark_id)
        if not found:
            raise NotFoundError("remark", remark_id)
        return found[0]

    def of_wins(self, win_ids: Iterable[str]) -> Mapping[str, tuple[Remark, ...]]:
        """Return what was said about each of the wins; wins that nobody said anything about are left out."""
        said: dict[str, list[Remark]] = {}
        for remark in self._where(
            f"AND win_id IN (SELECT value FROM {self._connection.EACH})",
            list_text(list(win_ids)) or "[]",
            order="win_id, at, id",  # unsaid: SQL
        ):
            said.setdefault(remark.win_id or "", []).append(remark)
        return {win_id: tuple(remarks) for win_id, remarks in said.items()}

    def of_week(self, week: Week) -> tuple[Remark, ...]:
        """Return what was said about a week."""
        return self._where("AND week = ?", week.ordinal)

    def waiting(self) -> tuple[Remark, ...]:
        """Return what the owner has not answered yet, nor left at that."""
        return self._where("AND answered_at IS NULL")

    def of_author(self, author: int) -> tuple[Remark, ...]:
        """Return what one account wrote."""
        return self._where("AND author = ?", author)

    def all(self) -> tuple[Remark, ...]:
        """Return everything that was said."""
        return self._where("")

    def _where(self, condition: str, *values: Value, order: str = "at, id") -> tuple[Remark, ...]:  # unsaid: SQL
        rows = self._connection.execute(
            f"SELECT {_READ} FROM remark WHERE owner = ? {condition} ORDER BY {order}", (self._owner, *values)
        )
        return tuple(map(_remark_of, rows))


def _values_of(remark: Remark) -> tuple[Value, ...]:
    return (
        remark.id,
        moment_text(remark.at),
        remark.author,
        remark.author_name,
        remark.text,
        remark.asks,
        remark.win_id,
        remark.week.ordinal if remark.week else None,
        remark.answer,
        moment_text(remark.answered_at) if remark.answered_at else None,
        mapping_text(remark.extra),
    )


def _remark_of(row: tuple[Any, ...]) -> Remark:
    kept: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    try:
        return Remark(
            id=kept["id"],
            at=moment_at(kept["at"]),
            author_name=kept["author_name"],
            text=kept["text"],
            asks=bool(kept["asks"]),
            win_id=kept["win_id"],
            week=None if kept["week"] is None else at_ordinal(kept["week"]),
            answer=kept["answer"],
            answered_at=moment_at(kept["answered_at"]) if kept["answered_at"] else None,
            author=kept["author"],
            extra=mapping_at(kept["extra"]),
        )
    except (ValueError, TypeError) as error:
        raise damaged("file", say("holds a remark that makes no sense ({its_id})", its_id=kept["id"])) from error
