"""Moving a whole server from a file to PostgreSQL: every table, in one transaction, checked row by row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import psycopg

from smallwins.method.errors import InputError, JournalError, JournalForeignError
from smallwins.storage import opening, postgres, sqlite
from smallwins.storage.postgres_migrating import check_version, version_of
from smallwins.storage.postgres_words import Words

if TYPE_CHECKING:
    from smallwins.storage.postgres import Raw

# What the two sides each make for themselves: schema versions, the index of words, stamps, counters of tries.
MADE = frozenset({
    "django_migrations", "django_content_type", "auth_permission", "journal_file", "journal_stamp", "win_words",
    "cache",
})  # fmt: skip
FIRST = ("accounts_person", "win")  # other rows point to these


class Table(NamedTuple):
    """A table that both sides have, with what each column is on PostgreSQL's."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    walled: bool  # each row belongs to the journal of its owner


class Moved(NamedTuple):
    """What was moved and found again: of a table, and of one person's journal in it."""

    table: str
    owner: int | None  # None: of all people, where a table is of accounts
    rows: int
    fingerprint: str


class _Sum:
    """How many rows there are and what they hold, in whatever order they come."""

    def __init__(self) -> None:
        self.rows, self.sum = 0, 0

    def add(self, row: tuple[str | None, ...]) -> None:
        self.rows += 1
        self.sum += int.from_bytes(hashlib.sha256(repr(row).encode()).digest())

    def fingerprint(self) -> str:
        return f"{self.sum % 2**256:064x}"


def check_target(url: str) -> None:
    """Refuse a database that is somebody else's, before any table is made in it."""
    with postgres.plain_errors(), postgres.connected(url, target_session_attrs="read-write") as raw:
        if version_of(raw) == 0 and _names(raw):
            raise JournalForeignError(
                "That database holds tables that are not smallwins'. It was left as it is. Name an empty one."
            )


def transfer(path: str, url: str, say: Callable[[str], None]) -> list[Moved]:
    """Copy all that lies in a file to a database that has the tables and nothing in them; the file stays as it is."""
    with sqlite.plain_errors(path):
        source = opening.connect(path)
        try:
            if opening.check_identity(source, path) < opening.SCHEMA:
                raise JournalError(f"{path} is of an older version. Bring it up to date first: smallwins migrate.")
            source.execute("BEGIN EXCLUSIVE")  # waits for a writer, and lets nobody write until all is there
            with postgres.plain_errors(), postgres.connected(url, target_session_attrs="read-write") as raw:
                postgres.check_durable(raw)
                check_version(raw)
                with raw.transaction():
                    return _Transfer(source, raw, say).run()
        finally:
            sqlite.roll_back(source)
            source.close()


class _Transfer:
    def __init__(self, source: sqlite.Connection, raw: Raw, say: Callable[[str], None]) -> None:
        self.source, self.raw, self.say = source, raw, say
        self.tables = self._tables()

    def run(self) -> list[Moved]:
        walled = [name for name, walled in _names(self.raw).items() if walled]
        # For this transaction alone, in which nobody else can see or touch the tables: rows of everybody are moved.
        for name in walled:
            self.raw.execute(f'ALTER TABLE "{name}" NO FORCE ROW LEVEL SECURITY'.encode())
        self._check_empty()
        self._check_same_version()
        sums = [sums for table in self.tables for sums in self._move(table)]
        self._move_identity()
        self._index_words()
        self._set_counters()
        self.raw.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in self.tables:
            self.say(f"checking {table.name}")
            if [one for one in sums if one.table == table.name] != list(self._found(table)):
                raise JournalError(f"What arrived in {table.name} is not what was sent. Nothing was kept there.")
        for name in walled:
            self.raw.execute(f'ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY'.encode())
        return sums

    def _tables(self) -> list[Table]:
        there = _names(self.raw)
        here = [
            name
            for (name,) in self.source.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not name.startswith(("sqlite_", "win_fts")) and name not in MADE
        ]
        tables = []
        for name in sorted(here, key=lambda name: (name not in FIRST, name)):
            columns = {row[1] for row in self.source.execute(f'PRAGMA table_info("{name}")')}
            kinds = {
                str(column): str(kind)
                for column, kind in self.raw.execute(
                    "SELECT column_name, data_type FROM information_schema.columns"
                    " WHERE table_schema = current_schema AND table_name = %s ORDER BY ordinal_position",
                    (name,),
                )
            }
            if columns != set(kinds):
                raise JournalError(
                    f"The table {name} is not the same on both sides. Run smallwins migrate on the file."
                )
            tables.append(Table(name, tuple(kinds), tuple(kinds.values()), there[name]))
        return tables

    def _check_empty(self) -> None:
        for name in (*(table.name for table in self.tables), "journal_stamp", "win_words"):
            if self.raw.execute(f'SELECT 1 FROM "{name}" LIMIT 1'.encode()).fetchone():
                raise InputError("--to", f"holds rows already (in {name}); a server moves to an empty database only")

    def _check_same_version(self) -> None:
        ask = "SELECT app, name FROM django_migrations"
        if set(self.source.execute(ask)) != set(self.raw.execute(ask)):
            raise JournalError("The file's accounts are of another version. Run smallwins migrate on the file first.")

    def _move(self, table: Table) -> Iterator[Moved]:
        columns = ", ".join(f'"{column}"' for column in table.columns)
        order = ' ORDER BY "owner"' if table.walled else ""
        rows = self.source.execute(f'SELECT {columns} FROM "{table.name}"{order}')
        self.say(f"moving {table.name}")
        try:
            with self.raw.cursor().copy(f'COPY "{table.name}" ({columns}) FROM STDIN'.encode()) as copy:
                for owner, own in groupby(rows, key=_owner_of(table)):
                    total = _Sum()
                    for row in own:
                        copy.write_row([_sent(*one) for one in zip(row, table.kinds, strict=True)])
                        total.add(tuple(_same(*one) for one in zip(row, table.kinds, strict=True)))
                    yield Moved(table.name, owner, total.rows, total.fingerprint())
        except (psycopg.DataError, psycopg.IntegrityError) as error:
            # What the database says quotes the row, which is nobody's to read.
            raise JournalError(
                f"A row of {table.name} cannot be kept in PostgreSQL (SQLSTATE {error.sqlstate}). Nothing was moved."
            ) from None

    def _found(self, table: Table) -> Iterator[Moved]:
        columns = ", ".join(f'"{column}"' for column in table.columns)
        order = ' ORDER BY "owner"' if table.walled else ""
        with self.raw.cursor(name="found") as cursor:
            cursor.itersize = 2000
            cursor.execute(f'SELECT {columns} FROM "{table.name}"{order}'.encode())
            for owner, own in groupby(cursor, key=_owner_of(table)):
                total = _Sum()
                for row in own:
                    total.add(tuple(_same(*one) for one in zip(row, table.kinds, strict=True)))
                yield Moved(table.name, owner, total.rows, total.fingerprint())

    def _move_identity(self) -> None:
        self.raw.execute(
            "UPDATE journal_file SET instance = %s, timezone = %s",
            self.source.execute("SELECT instance, timezone FROM journal_file").fetchone(),
        )

    def _index_words(self) -> None:
        rows = self.source.execute("SELECT owner, id FROM win ORDER BY owner")
        for owner, wins in groupby(rows, key=lambda row: int(row[0])):
            words = Words(postgres.Connection(self.raw, owner), owner)
            for _, win_id in wins:
                words.added(win_id)
            words.settle()

    def _set_counters(self) -> None:
        """Let every counter go on where the file's stood, also past what was deleted since."""
        gone = dict(self.source.execute("SELECT name, seq FROM sqlite_sequence"))
        for table in self.tables:
            for column in ("id", "place"):
                if column not in table.columns:
                    continue
                row = self.raw.execute("SELECT pg_get_serial_sequence(%s, %s)", (f'"{table.name}"', column)).fetchone()
                if row is None or row[0] is None:
                    continue
                (most,) = self.source.execute(f'SELECT max("{column}") FROM "{table.name}"').fetchone()
                last = max(most or 0, gone.get(table.name, 0))
                if last:
                    self.raw.execute("SELECT setval(%s, %s)", (row[0], last))


def _names(raw: Raw) -> dict[str, bool]:
    """Return every table there is, and whether it stands behind the wall."""
    return dict(
        raw.execute(
            "SELECT relname::text, relrowsecurity FROM pg_class"
            " WHERE relkind IN ('r', 'p') AND relnamespace = current_schema::regnamespace ORDER BY relname"
        )
    )


def _owner_of(table: Table) -> Callable[[tuple[Any, ...]], int | None]:
    if not table.walled:
        return lambda _row: None
    index = table.columns.index("owner")
    return lambda row: int(row[index])


def _sent(value: Any, kind: str) -> str | bytes | None:  # noqa: ANN401 - whatever a column of either side holds
    """Say a value of the file as PostgreSQL reads it."""
    if value is None or isinstance(value, bytes):
        return value
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "timestamp with time zone":
        return f"{value}+00:00"  # Django keeps UTC there, and does not say so
    return str(value)


def _same(value: Any, kind: str) -> str | None:  # noqa: ANN401 - as above
    """Say a value of either side in the one way in which both are compared."""
    return None if value is None else _COMPARED.get(kind, str)(value)


def _moment(value: Any) -> str:  # noqa: ANN401 - as above
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value).replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat()


def _json(value: Any) -> str:  # noqa: ANN401 - as above
    return json.dumps(json.loads(value) if isinstance(value, str) else value, sort_keys=True)


_COMPARED: dict[str, Callable[[Any], str]] = {
    "boolean": lambda value: str(bool(value)),
    "timestamp with time zone": _moment,
    "json": _json,
    "jsonb": _json,
    "bytea": lambda value: bytes(value).hex(),
    "uuid": lambda value: UUID(str(value)).hex,
    "inet": lambda value: str(ip_address(str(value))),
}
