"""Bringing a PostgreSQL database to the newest schema: numbered SQL files, each in one transaction with its version."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from smallwins.method.errors import JournalError, JournalNewerError
from smallwins.method.saying import say
from smallwins.storage import postgres
from smallwins.storage.migrating import FOLDER, migrations_in, newest

POSTGRES = os.path.join(FOLDER, "postgres")
_TURN = -0x736D6C77  # no person's number, so that nobody's writing waits for a migration of nothing
_ALL = _TURN - 1


def migrate(url: str, folder: str = POSTGRES) -> int:
    """Apply what the database has not seen yet, and return its version then; of many that try at once, one does it."""
    try:
        with postgres.connected(url, target_session_attrs="read-write") as raw:
            postgres.check_durable(raw)
            postgres.check_walled(raw)
            for number, path in sorted(migrations_in(folder)):
                _apply(raw, number, path)
            return version_of(raw)
    except psycopg.Error as error:
        refused = postgres.refusal(error)
        if refused is None:
            raise
        if error.sqlstate is None:
            # It never came so far: what the server or the network said helps the one who set it up.
            raise type(refused)(f"{refused} ({' '.join(str(error).split())})") from error
        raise refused from error


@contextmanager
def turn(url: str) -> Iterator[None]:
    """Wait until nobody else brings the whole database up to date, other rooms' tables too, and then be the one."""
    with postgres.plain_errors(), postgres.connected(url, target_session_attrs="read-write") as raw, raw.transaction():
        raw.execute("SELECT pg_advisory_xact_lock(%s)", (_ALL,))  # kept by a transaction: poolers know no sessions
        yield


def _apply(raw: postgres.Raw, number: int, path: str) -> None:
    with raw.transaction():
        raw.execute("SELECT pg_advisory_xact_lock(%s)", (_TURN,))
        if version_of(raw) >= number:
            return
        with open(path, "rb") as file:
            raw.execute(file.read(), prepare=False)
        raw.execute("UPDATE journal_file SET version = %s", (number,))


def version_of(raw: postgres.Raw) -> int:
    """Return the number of the last migration that the database has seen."""
    row = raw.execute("SELECT to_regclass('journal_file')").fetchone()
    if row is None or row[0] is None:
        return 0
    row = raw.execute("SELECT version FROM journal_file").fetchone()
    return row[0] if row else 0


def check_version(raw: postgres.Raw) -> None:
    """Refuse a database whose schema is another one than ours."""
    found, ours = version_of(raw), newest(POSTGRES)
    if found > ours:
        raise JournalNewerError(
            say(
                "The database was brought to version {found} by a newer smallwins (this one knows up to "
                "{ours}). It was left as it is. Update smallwins, then try again.",
                found=found,
                ours=ours,
            )
        )
    if found < ours:
        raise JournalError(
            say(
                "The database has version {found} of {ours}. Bring it up to date: smallwins migrate.",
                found=found,
                ours=ours,
            )
        )
