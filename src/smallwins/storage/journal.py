"""One person's open journal: the stores side by side on one connection, inside one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from smallwins.storage.changes import Changes
from smallwins.storage.counting import Numbers
from smallwins.storage.crossroads import CrossroadsRows
from smallwins.storage.doors import Doors
from smallwins.storage.goals import Goals
from smallwins.storage.history import History
from smallwins.storage.keys import Keys
from smallwins.storage.reviews import Reviews
from smallwins.storage.searching import SearchIndex
from smallwins.storage.settings import SettingsRow
from smallwins.storage.sqlite import Connection, DatabaseError, refusal, roll_back
from smallwins.storage.steps import Steps
from smallwins.storage.wins import Wins


class OpenJournal:
    """What journal/ports.py calls a Journal."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._numbers = Numbers(connection, owner)
        self._index = SearchIndex(connection, owner)
        self.wins = Wins(connection, owner, self._numbers, self._index)
        self.doors = Doors(connection, owner)
        self.steps = Steps(connection, owner, self._numbers, self._index)
        self.goals = Goals(connection, owner, self._numbers)
        self.reviews = Reviews(connection, owner)
        self.crossroads = CrossroadsRows(connection, owner)
        self.history = History(connection, owner)
        self.changes = Changes(connection, owner)
        self.keys = Keys(connection, owner)
        self.settings = SettingsRow(connection, owner)

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
