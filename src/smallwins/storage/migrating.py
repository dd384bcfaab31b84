"""Bringing a journal to the newest schema: numbered SQL files, each in one transaction with its version."""

import os
import sqlite3
from collections.abc import Iterator

from smallwins.storage.sqlite import begin, roll_back, schema_of

FOLDER = os.path.join(os.path.dirname(__file__), "migrations")


def newest(folder: str = FOLDER) -> int:
    """Return the number of the newest migration."""
    return max(number for number, _ in migrations_in(folder))


def migrate(connection: sqlite3.Connection, folder: str = FOLDER) -> int:
    """Apply what the journal has not seen yet; return its version then.

    A migration that fails or is killed leaves the version before it, whole. Two programs can try at once: the second
    finds the work done.
    """
    connection.execute("PRAGMA foreign_keys = OFF")  # so that a table can be rebuilt; checked before each commit
    try:
        for number, path in sorted(migrations_in(folder)):
            _apply(connection, number, path)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return schema_of(connection)


def _apply(connection: sqlite3.Connection, number: int, path: str) -> None:
    begin(connection, reading=False)
    try:
        if schema_of(connection) < number:
            with open(path, encoding="utf-8") as file:
                for statement in _statements(file.read()):
                    connection.execute(statement)
            _check_links(connection, number)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def _check_links(connection: sqlite3.Connection, number: int) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.IntegrityError(f"migration {number} would leave a row that points nowhere")  # unsaid: ours


def migrations_in(folder: str) -> list[tuple[int, str]]:
    """Return the number and the path of each migration in a folder."""
    return [
        (int(name[:4]), os.path.join(folder, name))
        for name in os.listdir(folder)
        if name.endswith(".sql") and name[:4].isdecimal()
    ]


def _statements(script: str) -> Iterator[str]:
    # One by one: executescript would commit first, and a half-done migration would stay.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
