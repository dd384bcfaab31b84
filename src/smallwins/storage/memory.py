"""A journal that lives in memory: the same storage, on a database that is gone when it is."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from smallwins.storage import making, sqlite
from smallwins.storage.journal import OpenJournal, transaction


class MemoryJournals:
    """Opens journals that lie in memory, for one thread at a time."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite.connect_in_memory()
        making.fill(self._connection, "in memory")  # unsaid: a name

    @contextmanager
    def journal_of(self, person: int, *, reading: bool = False, heavy: bool = False) -> Iterator[OpenJournal]:
        """Open a person's journal as one transaction; there is one place to read it from, heavy or not."""
        del heavy
        with self._lock:
            sqlite.begin(self._connection, reading=reading)
            with transaction(self._connection, person, "in memory", reading=reading) as journal:  # unsaid: a name
                yield journal

    def close(self) -> None:
        """Let go of everything."""
        self._connection.close()
