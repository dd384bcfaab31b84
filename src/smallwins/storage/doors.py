"""The doors of one person's journal, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from smallwins.method.chain import Door
from smallwins.method.errors import NotFoundError
from smallwins.method.saying import say

if TYPE_CHECKING:
    from smallwins.insights.ids import Ids
    from smallwins.storage.connection import Connection


class Doors:
    """Keeps which win opened which."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner

    def add(self, doors: Iterable[Door]) -> None:
        """Keep doors; one that is there stays."""
        rows = [(self._owner, *door) for door in doors]
        try:
            self._connection.executemany("INSERT INTO door VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)
        except self._connection.IntegrityError as error:
            raise NotFoundError("win", self._first_missing(rows)) from error

    def remove(self, door: Door) -> bool:
        """Take a door away; tell whether it was there."""
        gone = self._connection.execute(
            "DELETE FROM door WHERE owner = ? AND earlier = ? AND later = ?", (self._owner, *door)
        )
        return gone.rowcount == 1

    def openers_of(self, win_id: str) -> tuple[str, ...]:
        """Return the ids of the earlier wins that opened this one."""
        rows = self._connection.execute(
            "SELECT earlier FROM door WHERE owner = ? AND later = ? ORDER BY earlier", (self._owner, win_id)
        )
        return tuple(row[0] for row in rows)

    def opened_by(self, win_id: str) -> tuple[str, ...]:
        """Return the ids of the later wins that this one opened."""
        rows = self._connection.execute(
            "SELECT later FROM door WHERE owner = ? AND earlier = ? ORDER BY later", (self._owner, win_id)
        )
        return tuple(row[0] for row in rows)

    def touching(self, win_ids: Iterable[str]) -> tuple[Door, ...]:
        """Return the doors that one of the wins opened, or that opened one of them."""
        ids, each = json.dumps(list(win_ids)), self._connection.EACH.replace("?", "?1")
        # CROSS JOIN: the planner otherwise reads all doors of the owner to find those that lead to the wins.
        rows = self._connection.execute(
            f"SELECT door.earlier, door.later FROM {each} CROSS JOIN door"
            " WHERE door.owner = ?2 AND door.earlier = json_each.value"
            f" UNION SELECT door.earlier, door.later FROM {each} CROSS JOIN door"
            " WHERE door.owner = ?2 AND door.later = json_each.value ORDER BY 1, 2",
            (ids, self._owner),
        )
        return tuple(Door(*row) for row in rows)

    def everything(self) -> tuple[Door, ...]:
        """Return all doors."""
        rows = self._connection.execute(
            "SELECT earlier, later FROM door WHERE owner = ? ORDER BY earlier, later", (self._owner,)
        )
        return tuple(map(Door._make, rows))

    def ends(self) -> tuple[Ids, Ids]:
        """Return of all doors the ids of the earlier wins, and in the same order those of the later ones."""
        from smallwins.insights.ids import Ids  # noqa: PLC0415 - add does without it

        order = "earlier, later"  # unsaid: SQL
        columns = [self._connection.AS_LINES.format(end, order) for end in ("earlier", "later")]
        earlier, later = self._connection.execute(
            f"SELECT {', '.join(columns)} FROM door WHERE owner = ?", (self._owner,)
        ).fetchone()
        return Ids(earlier or ""), Ids(later or "")

    def _first_missing(self, rows: list[tuple[int, str, str]]) -> str:
        for _, *ends in rows:
            for win_id in ends:
                there = self._connection.execute("SELECT 1 FROM win WHERE owner = ? AND id = ?", (self._owner, win_id))
                if there.fetchone() is None:
                    return win_id
        return say("that the door leads to")
