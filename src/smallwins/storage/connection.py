"""What the stores ask of a database, whichever it is; types only, so that nothing of it is loaded to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Protocol

Value = str | int | float | bytes | None


class Rows(Protocol):
    """What a statement came to."""

    @property
    def rowcount(self) -> int: ...  # noqa: D102 - as DB-API has it, like all that follows
    def fetchone(self) -> Any: ...  # noqa: ANN401, D102 - a row holds what its columns hold
    def fetchall(self) -> list[Any]: ...  # noqa: D102
    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """One connection, and the few words that each database has of its own.

    Values stand as `?` in their order, or as `?1`, `?2` … where one comes twice.
    """

    EACH: str  # the rows of a JSON list of texts, named json_each, with one column named value
    AS_LIST: str  # a column {0} made one JSON list, in the order {1}
    AS_LINES: str  # a column {0} made one text, a line each, in the order {1}; NULL is an empty line
    AS_ONE: str  # a column {0} made one text with nothing between, in the order {1}
    AFTER_NUMBER: str  # wins of the owner ?1 with a number greater than ?2
    STEP_TEXTS: str  # the texts of steps made one text, a line each, in the order of their numbers
    CLAIMED_DOOR: str  # a change in history to `opened: door`
    WORDS: str  # the table in which searches look

    @property
    def IntegrityError(self) -> type[Exception]: ...  # noqa: N802, D102 - as DB-API calls it
    @property
    def total_changes(self) -> int: ...  # noqa: D102
    def execute(self, sql: str, values: Sequence[Value] = ..., /) -> Rows: ...  # noqa: D102
    def executemany(self, sql: str, rows: Iterable[Sequence[Value]], /) -> object:
        """Run a statement for each row. A row that is refused leaves the transaction as it was before it."""

    def stamp(self) -> tuple[object, ...] | None:
        """Return what stays the same as long as nobody commits anything to the journal; None where nothing tells."""

    def erase(self, owner: int) -> None:
        """Erase all that is kept of a person, history too."""


class Index(Protocol):
    """The search index of one person's wins."""

    def added(self, win_id: str) -> None: ...  # noqa: D102 - storage/searching.py says what each is for
    def changed(self, win_id: str) -> None: ...  # noqa: D102
    def forget(self, win_id: str, number: int, day: date) -> None: ...  # noqa: D102
    def moved(self, win_id: str, number: int, day: date) -> None: ...  # noqa: D102
    def settle(self) -> None: ...  # noqa: D102
