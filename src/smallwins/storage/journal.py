"""One person's open journal: the stores side by side on one connection, inside one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from smallwins.storage.counting import Numbers
from smallwins.storage.searching import SearchIndex
from smallwins.storage.sqlite import Connection, DatabaseError, refusal, roll_back
from smallwins.storage.wins import Wins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smallwins.storage.changes import Changes
    from smallwins.storage.crossroads import CrossroadsRows
    from smallwins.storage.doors import Doors
    from smallwins.storage.goals import Goals
    from smallwins.storage.history import History
    from smallwins.storage.keys import Keys
    from smallwins.storage.reviews import Reviews
    from smallwins.storage.settings import SettingsRow
    from smallwins.storage.steps import Steps

STORES = {
    "changes": ("changes", "Changes"),
    "crossroads": ("crossroads", "CrossroadsRows"),
    "doors": ("doors", "Doors"),
    "goals": ("goals", "Goals"),
    "history": ("history", "History"),
    "keys": ("keys", "Keys"),
    "reviews": ("reviews", "Reviews"),
    "settings": ("settings", "SettingsRow"),
    "steps": ("steps", "Steps"),
}
COUNTING = {"goals", "steps"}  # stores that give short numbers
INDEXED = {"steps"}  # stores whose texts are searched


class OpenJournal:
    """What journal/ports.py calls a Journal.

    A store is made, and its module loaded, when it is first asked for: `smallwins add` uses four of the ten, and
    loading the others would cost it a third of its time.
    """

    changes: Changes
    crossroads: CrossroadsRows
    doors: Doors
    goals: Goals
    history: History
    keys: Keys
    reviews: Reviews
    settings: SettingsRow
    steps: Steps

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner
        self._numbers = Numbers(connection, owner)
        self._index = SearchIndex(connection, owner)
        self.wins = Wins(connection, owner, self._numbers, self._index)

    def __getattr__(self, name: str) -> object:
        if name not in STORES:
            raise AttributeError(name)
        module, class_name = STORES[name]
        counting = (self._numbers,) if name in COUNTING else ()
        indexed = (self._index,) if name in INDEXED else ()
        make = getattr(import_module(f"smallwins.storage.{module}"), class_name)
        store: object = make(self._connection, self._owner, *counting, *indexed)
        setattr(self, name, store)
        return store

    def settle(self) -> None:
        """Write down what waits for the end of the transaction: how far the numbers have come, the search index."""
        self._numbers.settle()
        self._index.settle()


@contextmanager
def transaction(connection: Connection, person: int, path: str, *, reading: bool) -> Iterator[OpenJournal]:
    """Give the journal of a transaction that has begun; commit on a clean exit, roll back on any error."""
    journal = OpenJournal(connection, person)
    try:
        yield journal
        if not reading:
            journal.settle()
        connection.execute("COMMIT")
    except DatabaseError as error:
        roll_back(connection)
        refused = refusal(error, path)
        if refused is None:
            raise
        raise refused from error
    except BaseException:
        roll_back(connection)
        raise
