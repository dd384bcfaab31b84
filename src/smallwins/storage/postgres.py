"""PostgreSQL as we use it: a connection that the stores can use like SQLite's, and what its errors mean to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.numeric import Int8Dumper

from smallwins.method.errors import (
    InputError,
    JournalBusyError,
    JournalError,
    SmallwinsError,
)
from smallwins.method.saying import say
from smallwins.storage.postgres_refusals import AWAY, REFUSALS, UNKNOWN

if TYPE_CHECKING:
    from smallwins.storage.connection import Value

BUSY_SECONDS = 10  # as with a file: so long a writer waits for another one of the same person

Raw = psycopg.Connection[tuple[Any, ...]]
_PLACE = re.compile(r"\?(\d*)")


class Connection:
    """A connection that speaks for one person, from begin to commit."""

    EACH = "json_array_elements_text(?::json) AS json_each (value)"  # unsaid: SQL
    AS_LIST = "coalesce(json_agg({0} ORDER BY {1})::text, '[]')"
    AS_LINES = "string_agg(coalesce({0}::text, ''), E'\\n' ORDER BY {1})"
    AS_ONE = "string_agg({0}, '' ORDER BY {1})"
    AFTER_NUMBER = "win.owner = ?1 AND win.place > (?1::bigint << 24 | ?2)"
    STEP_TEXTS = "string_agg(step.text, chr(10) ORDER BY step.number)"
    # Within a text of the JSON a quote has a backslash before it, so that this can only be the key and its values.
    CLAIMED_DOOR = """change ~ '"opened":\\[(null|"[a-z_]*"),"door"\\]'"""
    WORDS = "win_words"

    IntegrityError = psycopg.IntegrityError

    def __init__(self, raw: Raw, owner: int) -> None:
        self.raw = raw
        self._owner = owner
        self.total_changes = 0

    def begin(self, *, reading: bool) -> None:
        """Begin a transaction: one that sees the journal as it is now, or one that waits for its turn to write to it.

        One message for all of it. What is set ends with the transaction, so that the connection may belong to another
        person in the next one, also behind a pooler that hands connections on.
        """
        begin = "READ COMMITTED READ WRITE" if not reading else "REPEATABLE READ READ ONLY"
        turn = "" if reading else f", pg_advisory_xact_lock({self._owner:d})"
        self._send(
            f"BEGIN ISOLATION LEVEL {begin}; SET LOCAL lock_timeout = '{BUSY_SECONDS}s';"
            " SET LOCAL statement_timeout = '60s'; SET LOCAL idle_in_transaction_session_timeout = '300s';"
            f" SELECT set_config('smallwins.owner', '{self._owner:d}', true){turn}"
        )

    def commit(self) -> None:
        """Commit; what was written gives the journal another stamp."""
        if self.raw.info.transaction_status == psycopg.pq.TransactionStatus.INERROR:
            failed = "a statement failed before, and PostgreSQL would answer COMMIT by forgetting"  # unsaid: ours
            raise psycopg.InternalError(failed)
        moved = (
            f"INSERT INTO journal_stamp VALUES ({self._owner:d}, gen_random_uuid())"
            " ON CONFLICT (owner) DO UPDATE SET changed = excluded.changed; "
        )
        try:
            self._send(f"{moved if self.total_changes else ''}COMMIT")
        except psycopg.OperationalError as error:
            if self.total_changes and self.raw.closed:
                raise JournalBusyError(UNKNOWN) from error
            raise

    def roll_back(self) -> None:
        """Forget the transaction, where there is one."""
        if self.raw.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            self.raw.rollback()

    def execute(self, sql: str, values: Sequence[Value] = (), /) -> psycopg.RawCursor[tuple[Any, ...]]:
        """Run a statement."""
        cursor = psycopg.RawCursor(self.raw)
        if sql.lstrip().startswith("SELECT"):
            values = [_askable(value) for value in values]
        cursor.execute(numbered(sql), values)
        self._count(sql, cursor.rowcount)
        return cursor

    def executemany(self, sql: str, rows: Iterable[Sequence[Value]], /) -> None:
        """Run a statement for each row; where one is refused, it is as if none had come."""
        rows = list(rows)
        if not rows:
            return
        cursor = psycopg.RawCursor(self.raw)
        try:
            with self.raw.pipeline():  # all in one message
                self._send("SAVEPOINT rows")
                cursor.executemany(numbered(sql), rows)
                self._send("RELEASE rows")  # unsaid: SQL
        except psycopg.IntegrityError:
            self._send("ROLLBACK TO rows")
            raise
        self._count(sql, cursor.rowcount)

    def stamp(self) -> tuple[object, ...]:
        """Return what stays the same as long as nobody commits anything to the journal."""
        row = self.execute("SELECT changed FROM journal_stamp WHERE owner = ?", (self._owner,)).fetchone()
        return ("never",) if row is None else (row[0],)

    def erase(self, owner: int) -> None:
        """Erase all that is kept of a person."""
        from smallwins.storage.erasing import erase_from_server  # noqa: PLC0415 - once in a person's life

        erase_from_server(self, owner)

    def _count(self, sql: str, rows: int) -> None:
        if rows > 0 and not sql.lstrip().startswith("SELECT"):
            self.total_changes += rows

    def _send(self, sql: str) -> None:
        psycopg.RawCursor(self.raw).execute(sql, prepare=False)


def _askable(value: Value) -> Value:
    """Ask for something else that is nowhere, where PostgreSQL would not even be asked for a text it cannot keep."""
    if not isinstance(value, str):
        return value
    if "\0" in value:
        return value.replace("\0", _NOWHERE)
    if value.startswith('["') and _ESCAPED.search(value):  # a JSON list of ids, with one that cannot be an id
        return _ESCAPED.sub(_NOWHERE, value)
    return value


_NOWHERE = "\ufdd0"  # a number of Unicode's that is no character, and of no text
_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\u(?:0000|[dD][89a-fA-F]..)")


@lru_cache(maxsize=512)
def numbered(sql: str) -> str:
    """Write `?` and `?1` as PostgreSQL has them: `$1`."""
    given = 0

    def place(found: re.Match[str]) -> str:
        nonlocal given
        number = int(found[1]) if found[1] else given + 1
        given = max(given, number)
        return f"${number}"

    return _PLACE.sub(place, sql)


class _Bool(psycopg.adapt.Dumper):
    """Yes and no as 1 and 0, as they stand in every journal."""

    oid = Int8Dumper.oid

    def dump(self, obj: bool) -> bytes:
        return b"1" if obj else b"0"


def connected(url: str, **told: Any) -> Raw:  # noqa: ANN401 - whatever libpq can be told
    """Open a connection outside any pool."""
    raw = psycopg.connect(url, **options(url, **told))
    prepare(raw)
    return raw


def options(url: str, **told: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return how connections to a server are opened; what its address says itself holds."""
    try:
        said = conninfo_to_dict(url)
    except psycopg.ProgrammingError:  # it quotes the address, and there may be a password in it
        raise InputError("DATABASE_URL", say("cannot be read; give postgresql://user:password@host/database")) from None
    return {"autocommit": True} | {name: value for name, value in (SENSIBLE | told).items() if name not in said}


# So that a server that is gone is noticed: by a new connection within seconds, by an open one within half a minute.
SENSIBLE: dict[str, Any] = {
    "connect_timeout": 3, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
    "tcp_user_timeout": 30_000, "application_name": "smallwins",
}  # fmt: skip


def prepare(raw: Raw) -> None:
    """Make a new connection ours: whole numbers of one size, and statements prepared where they find their way back."""
    raw.adapters.register_dumper(int, Int8Dumper)
    raw.adapters.register_dumper(bool, _Bool)
    raw.prepared_max = 512  # more than we have
    told = raw.execute("SELECT pg_backend_pid()").fetchone()
    if told != (raw.info.backend_pid,):
        raw.prepare_threshold = None  # a pooler stands between, and the next transaction may meet another server


def check_durable(raw: Raw) -> None:
    """Refuse a server that acknowledges what is not on its disk yet."""
    for setting, safe in (("synchronous_commit", {"on", "remote_apply"}), ("fsync", {"on"})):
        row = raw.execute(f"SHOW {setting}").fetchone()
        if row and row[0] not in safe:
            raise JournalError(
                say(
                    "The database has {setting} = {value}, so a win that was acknowledged could be lost in a power "
                    "cut. Set {setting} = on for it, then try again.",
                    setting=setting,
                    value=row[0],
                )
            )


def check_walled(raw: Raw) -> None:
    """Refuse to open journals as a role to whom row-level security does not apply: there would be one wall, not two."""
    row = raw.execute(
        "SELECT rolname::text, rolsuper FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
    ).fetchone()
    if row is not None:
        name, is_super = row
        raise JournalError(
            say(
                "The role {name} is {how}, to whom row-level security does not apply: a mistake in one query could show"
                " one person's journal to another. Nothing was opened. Make a plain role that owns the database"
                " (docs/self-hosting.md says how), and name it in DATABASE_URL.",
                name=name,
                how=say("a superuser") if is_super else say("one with BYPASSRLS"),
            )
        )


def away() -> JournalBusyError:
    """Say that the database does not answer."""
    return JournalBusyError(AWAY)


def refusal(error: psycopg.Error) -> SmallwinsError | None:
    """Say in a person's words what PostgreSQL reports; None where it is a mistake of ours."""
    state = error.sqlstate
    if isinstance(error, psycopg.DataError) and (state is None or state in {"22021", "22P05"}):
        return InputError("text", say("has a character in it that cannot be kept (NUL, or half of one); take it out"))
    if state == "54000":
        return InputError(
            "id", say("(or a tag, or a key) is too long to be kept; two thousand characters are the most")
        )
    if state is None:  # the server said nothing: the connection is gone, or never came about
        return away() if isinstance(error, psycopg.OperationalError) else None
    for begins, refused, sentence in REFUSALS:
        if state.startswith(begins):
            text = str(error).split("\n", maxsplit=1)[0]
            return refused(sentence if isinstance(sentence, str) else sentence(text))
    return None


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what the database reports into one of the small family."""
    try:
        yield
    except psycopg.Error as error:
        refused = refusal(error)
        if refused is None:
            raise
        raise refused from error
