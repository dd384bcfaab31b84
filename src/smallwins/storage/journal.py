"""One person's open journal: the stores side by side on one connection, inside one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from smallwins.storage import sqlite
from smallwins.storage.changes import Changes
from smallwins.storage.counting import Numbers
from smallwins.storage.history import History
from smallwins.storage.keys import Keys
from smallwins.storage.searching import SearchIndex
from smallwins.storage.settings import SettingsRow
from smallwins.storage.sqlite import DatabaseError, refusal, roll_back
from smallwins.storage.wins import Wins

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection, Index
    from smallwins.storage.crossroads import CrossroadsRows
    from smallwins.storage.doors import Doors
    from smallwins.storage.drafts import Drafts
    from smallwins.storage.goals import Goals
    from smallwins.storage.inbox import Inbox
    from smallwins.storage.offers import Offers
    from smallwins.storage.remarks import Remarks
    from smallwins.storage.reviews import Reviews
    from smallwins.storage.steps import Steps
    from smallwins.storage.wordings import Wordings


class OpenJournal:
    """What journal/ports.py calls a Journal; what writing a win down does not touch is loaded when it is asked for."""

    def __init__(self, connection: Connection, owner: int, index: Index | None = None) -> None:
        self._connection = connection
        self._owner = owner
        self._changes_before = connection.total_changes
        self._numbers = Numbers(connection, owner)
        self._index = index or SearchIndex(connection, owner)
        self.wins = Wins(connection, owner, self._numbers, self._index)
        self.history = History(connection, owner)
        self.changes = Changes(connection, owner)
        self.keys = Keys(connection, owner)
        self.settings = SettingsRow(connection, owner)

    @cached_property
    def doors(self) -> Doors:
        """The doors between wins."""
        from smallwins.storage.doors import Doors  # noqa: PLC0415 - see the class

        return Doors(self._connection, self._owner)

    @cached_property
    def steps(self) -> Steps:
        """The next steps."""
        from smallwins.storage.steps import Steps  # noqa: PLC0415

        return Steps(self._connection, self._owner, self._numbers, self._index)

    @cached_property
    def goals(self) -> Goals:
        """The goals."""
        from smallwins.storage.goals import Goals  # noqa: PLC0415

        return Goals(self._connection, self._owner, self._numbers)

    @cached_property
    def reviews(self) -> Reviews:
        """The weekly reviews."""
        from smallwins.storage.reviews import Reviews  # noqa: PLC0415

        return Reviews(self._connection, self._owner)

    @cached_property
    def crossroads(self) -> CrossroadsRows:
        """The offers before they are taken."""
        from smallwins.storage.crossroads import CrossroadsRows  # noqa: PLC0415

        return CrossroadsRows(self._connection, self._owner)

    @cached_property
    def remarks(self) -> Remarks:
        """What coaches asked and said."""
        from smallwins.storage.remarks import Remarks  # noqa: PLC0415

        return Remarks(self._connection, self._owner)

    @cached_property
    def wordings(self) -> Wordings:
        """How the weekly review asks, version by version."""
        from smallwins.storage.wordings import Wordings  # noqa: PLC0415

        return Wordings(self._connection, self._owner)

    @cached_property
    def offers(self) -> Offers:
        """What coaches proposed to ask."""
        from smallwins.storage.offers import Offers  # noqa: PLC0415

        return Offers(self._connection, self._owner)

    @cached_property
    def drafts(self) -> Drafts:
        """The documents that are being written."""
        from smallwins.storage.drafts import Drafts  # noqa: PLC0415

        return Drafts(self._connection, self._owner)

    @cached_property
    def inbox(self) -> Inbox:
        """What came in from elsewhere and waits."""
        from smallwins.storage.inbox import Inbox  # noqa: PLC0415

        return Inbox(self._connection, self._owner)

    def stamp(self) -> object:
        """Return what is equal as long as nothing was written; None once this transaction has written something."""
        if self._connection.total_changes != self._changes_before:
            return None
        stamp = self._connection.stamp()
        return stamp and (self._owner, *stamp)

    def whose(self) -> int:
        """Return who owns the journal."""
        return self._owner

    def erase(self) -> None:
        """Erase all that is kept of this person, history too."""
        self._connection.erase(self._owner)

    def settle(self) -> None:
        """Write down what waits for the end of the transaction: how far the numbers have come, the search index."""
        self._numbers.settle()
        self._index.settle()


@contextmanager
def transaction(connection: sqlite.Connection, person: int, path: str, *, reading: bool) -> Iterator[OpenJournal]:
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
