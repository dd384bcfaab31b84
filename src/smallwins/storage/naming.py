"""Finding something by what a person calls it: its short number, its id, or a unique beginning of its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallwins.method.errors import InputError, NotFoundError
from smallwins.method.saying import say
from smallwins.storage.places import place_of

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

_MOST_DIGITS = 12  # more than any short number has


def id_named(connection: Connection, owner: int, table: str, name: str) -> str:
    """Return the id of the one that is meant, or raise NotFoundError; InputError where several could be."""
    name = name.strip()
    if name.isascii() and name.isdecimal() and len(name) <= _MOST_DIGITS:
        row = connection.execute(
            f"SELECT id FROM {table} WHERE owner = ? AND {'place' if table == 'win' else 'number'} = ?",
            (owner, place_of(owner, int(name)) if table == "win" else int(name)),
        ).fetchone()
        if row:
            return str(row[0])
    for beginning in dict.fromkeys((name, name.lower())):
        found = connection.execute(
            f"SELECT id FROM {table} WHERE owner = ? AND id >= ? AND id < ? ORDER BY id LIMIT 2",
            (owner, beginning, beginning + chr(0x10FFFF)),
        ).fetchall()
        if beginning and found:
            if len(found) > 1 and found[0][0] != beginning:
                raise InputError(table, say("several ids begin with {name}; give more of it", name=name))
            return str(found[0][0])
    raise NotFoundError(table, name)
