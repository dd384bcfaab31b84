"""Moving a whole server from a file to PostgreSQL: every table, in one transaction, checked row by row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from ipaddress import ip_address
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import psycopg

from smallwins.method.errors import InputError, JournalError, JournalForeignError
from smallwins.method.saying import say, say_list
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
    key: tuple[int, ...]  # places of the columns of its primary key: of a walled table the owner first


class Moved(NamedTuple):
    """What was moved and found again: of a table, and of one person's journal in it."""

    table: str
    owner: int | None  # None: of all people, where a table is of accounts
    rows: int
    fingerprint: str


Row = tuple[str | None, ...]  # as both sides would say it
PRIVATE = frozenset({"tag", "key"})  # columns of keys that hold what somebody wrote, which is nobody's to read


def check_target(url: str) -> None:
    """Refuse a database that is somebody else's, before any table is made in it."""
    with postgres.plain_errors(), postgres.connected(url, target_session_attrs="read-write") as raw:
        if version_of(raw) == 0 and _names(raw):
            raise JournalForeignError(
                say("That database holds tables that are not smallwins'. It was left as it is. Name an empty one.")
            )


def transfer(path: str, url: str, tell: Callable[[str], None]) -> list[Moved]:
    """Copy all that lies in a file to a database that has the tables and nothing in them; the file stays as it is."""
    with sqlite.plain_errors(path):
        source = opening.connect(path)
        try:
            if opening.check_identity(source, path) < opening.SCHEMA:
                raise JournalError(
                    say("{path} is of an older version. Bring it up to date first: smallwins migrate.", path=path)
                )
            source.execute("BEGIN EXCLUSIVE")  # waits for a writer, and lets nobody write until all is there
            with postgres.plain_errors(), postgres.connected(url, target_session_attrs="read-write") as raw:
                postgres.check_durable(raw)
                check_version(raw)
                with raw.transaction():
                    return _Transfer(source, raw, tell).run()
        finally:
            sqlite.roll_back(source)
            source.close()


class _Transfer:
    def __init__(self, source: sqlite.Connection, raw: Raw, tell: Callable[[str], None]) -> None:
        self.source, self.raw, self.tell = source, raw, tell
        self.tables = self._tables()

    def run(self) -> list[Moved]:
        walled = [name for name, walled in _names(self.raw).items() if walled]
        # For this transaction alone, in which nobody else can see or touch the tables: rows of everybody are moved.
        for name in walled:
            self.raw.execute(f'ALTER TABLE "{name}" NO FORCE ROW LEVEL SECURITY'.encode())  # unsaid: SQL
        self._check_empty()
        self._check_same_version()
        for table in self.tables:
            self._move(table)
        self._move_identity()
        self._index_words()
        self._set_counters()
        self.raw.execute("SET CONSTRAINTS ALL IMMEDIATE")
        moved = [one for table in self.tables for one in self._compared(table)]
        for name in walled:
            self.raw.execute(f'ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY'.encode())  # unsaid: SQL
        return moved

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
                    " WHERE table_schema = current_schema AND table_name = %s AND is_generated = 'NEVER'"
                    " ORDER BY ordinal_position",
                    (name,),
                )
            }
            if columns != set(kinds):
                raise JournalError(
                    say("The table {name} is not the same on both sides. Run smallwins migrate on the file.", name=name)
                )
            key = tuple(list(kinds).index(column) for column in self._key_of(name))
            tables.append(Table(name, tuple(kinds), tuple(kinds.values()), there[name], key))
        return tables

    def _check_empty(self) -> None:
        for name in (*(table.name for table in self.tables), "journal_stamp", "win_words"):
            if self.raw.execute(f'SELECT 1 FROM "{name}" LIMIT 1'.encode()).fetchone():
                raise InputError(
                    "--to", say("holds rows already (in {name}); a server moves to an empty database only", name=name)
                )

    def _check_same_version(self) -> None:
        ask = "SELECT app, name FROM django_migrations"
        if set(self.source.execute(ask)) != set(self.raw.execute(ask)):
            raise JournalError(
                say("The file's accounts are of another version. Run smallwins migrate on the file first.")
            )

    def _key_of(self, name: str) -> list[str]:
        rows = self.raw.execute(
            "SELECT attname::text FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)"
            " WHERE indisprimary AND indrelid = %s::regclass ORDER BY array_position(indkey::int2[], attnum)",
            (f'"{name}"',),
        )
        return [column for (column,) in rows]

    def _move(self, table: Table) -> None:
        columns = ", ".join(f'"{column}"' for column in table.columns)
        self.tell(say("moving {table}", table=table.name))
        try:
            with self.raw.cursor().copy(f'COPY "{table.name}" ({columns}) FROM STDIN'.encode()) as copy:
                for row in self.source.execute(f'SELECT {columns} FROM "{table.name}"'):
                    copy.write_row([_sent(*one) for one in zip(row, table.kinds, strict=True)])
        except (psycopg.DataError, psycopg.IntegrityError) as error:
            # What the database says quotes the row, which is nobody's to read.
            raise JournalError(
                say(
                    "A row of {name} cannot be kept in PostgreSQL (SQLSTATE {sqlstate}). Nothing was moved.",
                    name=table.name,
                    sqlstate=error.sqlstate,
                )
            ) from None

    def _compared(self, table: Table) -> Iterator[Moved]:
        """Read every row on both sides, in the order of the key, and stop at the first that is not the same."""
        self.tell(say("checking {table}", table=table.name))
        columns = ", ".join(f'"{column}"' for column in table.columns)
        key = [(f'"{table.columns[at]}"', table.kinds[at]) for at in table.key]
        here = ", ".join(column for column, _ in key)
        there = ", ".join(column + (' COLLATE "C"' if kind in TEXTS else "") for column, kind in key)
        asked = f'SELECT {columns} FROM "{table.name}" ORDER BY {here}'
        # Closed also where a row differs: a question that is not read to its end holds on to the file.
        with closing(self.source.execute(asked)) as sent, self.raw.cursor(name="found") as found:
            found.itersize = 2000
            found.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY {there}'.encode())
            pairs = zip_longest(_said(sent, table), _said(found, table))
            owner = table.columns.index("owner") if table.walled else None
            for whose, own in groupby(pairs, key=lambda pair: None if owner is None else (pair[0] or pair[1])[owner]):
                rows, prints = 0, hashlib.sha256()
                for one, other in own:
                    if one != other:
                        raise JournalError(_difference(table, one, other))
                    rows += 1
                    prints.update(repr(one).encode())
                yield Moved(table.name, None if whose is None else int(whose), rows, prints.hexdigest())

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


def _said(rows: Iterable[tuple[Any, ...]], table: Table) -> Iterator[Row]:
    return (tuple(_same(*one) for one in zip(row, table.kinds, strict=True)) for row in rows)


def _difference(table: Table, sent: Row | None, found: Row | None) -> str:
    """Name the row that differs by its key, and how; what is in it is nobody's to read."""
    one, other = (None if row is None else _place(table, row) for row in (sent, found))
    if sent is not None and found is not None and one == other:
        columns = (name for name, *both in zip(table.columns, sent, found, strict=True) if both[0] != both[1])
        row, how = sent, say("is another in {columns}", columns=say_list(columns, ","))
    elif sent is not None and (other is None or (one is not None and one < other)):
        row, how = sent, say("is not there")
    else:
        assert found is not None  # one of both there is
        row, how = found, say("was not sent")
    named = ((at, table.columns[at]) for at in table.key)
    key = ", ".join(f"{name} {'…' if name in PRIVATE else row[at]}" for at, name in named)
    which = say("the row of {key} {how}", key=key, how=how)
    return say(
        "What arrived in {table} is not what was sent: {row}. Nothing was kept there.", table=table.name, row=which
    )


def _place(table: Table, row: Row) -> list[tuple[int, bytes]]:
    """Return the key of a row as both sides sort it."""
    return [(0, (row[at] or "").encode()) if table.kinds[at] in TEXTS else (int(row[at] or 0), b"") for at in table.key]


def _sent(value: Any, kind: str) -> str | bytes | None:  # noqa: ANN401 - whatever a column of either side holds
    """Say a value of the file as PostgreSQL reads it."""
    if value is None or isinstance(value, bytes):
        return value
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "timestamp with time zone":  # unsaid: a name
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


TEXTS = frozenset({"text", "character varying", "character"})  # unsaid: a name
_COMPARED: dict[str, Callable[[Any], str]] = {
    "boolean": lambda value: str(bool(value)),
    "timestamp with time zone": _moment,  # unsaid: a name
    "json": _json,
    "jsonb": _json,
    "bytea": lambda value: bytes(value).hex(),
    "uuid": lambda value: UUID(str(value)).hex,
    "inet": lambda value: str(ip_address(str(value))),
}
