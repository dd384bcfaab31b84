"""What happened to each win, as rows that are only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from smallwins.method.history import Entry
from smallwins.method.saying import say
from smallwins.storage.moments import list_text, mapping_at, mapping_text, moment_at, moment_text
from smallwins.storage.sqlite import damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

_READ = "at, cause, verdict, change, extra"  # unsaid: SQL


class History:
    """Keeps the history of every win, also of those that are gone."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner

    def append(self, entries: Iterable[tuple[str, Entry]]) -> None:
        """Append entries, each with the id of its win."""
        self._connection.executemany(
            f"INSERT INTO history (owner, win_id, {_READ}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (self._owner, win_id, moment_text(at), cause, verdict, mapping_text(change), mapping_text(extra))
                for win_id, (at, cause, verdict, change, extra) in entries
            ),
        )

    def of(self, win_id: str) -> tuple[Entry, ...]:
        """Return what happened to a win, in the order in which it was written down."""
        return self.of_wins([win_id]).get(win_id, ())

    def of_wins(self, win_ids: Sequence[str]) -> Mapping[str, tuple[Entry, ...]]:
        """Return what happened to each of the wins; wins without history are left out."""
        rows = self._connection.execute(
            f"SELECT win_id, {_READ} FROM history WHERE owner = ? AND "
            f" win_id IN (SELECT value FROM {self._connection.EACH}) ORDER BY win_id, place",
            (self._owner, list_text(win_ids) or "[]"),
        )
        entries: dict[str, list[Entry]] = {}
        for win_id, *row in rows:
            entries.setdefault(win_id, []).append(_entry_of(row))
        return {win_id: tuple(found) for win_id, found in entries.items()}

    def came_back(self, since: datetime) -> tuple[tuple[str, Entry], ...]:
        """Return the entries since then with which a win stopped being shiny, each with its win, the latest first."""
        rows = self._connection.execute(
            f"SELECT place, win_id, {_READ} FROM history AS later WHERE owner = ? AND at >= ? AND verdict <> 'shiny'"
            " AND (SELECT verdict FROM history AS earlier WHERE earlier.owner = later.owner"
            " AND earlier.win_id = later.win_id AND earlier.place < later.place"
            " ORDER BY earlier.place DESC LIMIT 1) = 'shiny'",
            (self._owner, moment_text(since)),
        )
        found = [(place, win_id, _entry_of(row)) for place, win_id, *row in rows]
        found.sort(key=lambda one: (one[2].at, one[0]), reverse=True)
        return tuple((win_id, entry) for _, win_id, entry in found)


def _entry_of(row: list[Any]) -> Entry:
    at, cause, verdict, change, extra = row
    try:
        return Entry(moment_at(at), cause, verdict, mapping_at(change), mapping_at(extra))
    except (ValueError, TypeError) as error:
        raise damaged("file", say("holds a line of history that makes no sense")) from error
