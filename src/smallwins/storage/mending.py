"""Mending a journal: what can be made anew from a person's own words, after a checked backup; never those words."""

import os
from datetime import UTC, datetime
from typing import NamedTuple

from smallwins.journal.looking_over import Finding, mend_verdicts
from smallwins.storage import checking, files, kept_twice, opening, sqlite
from smallwins.storage.backup import copy_to_new_file
from smallwins.storage.journal import OpenJournal
from smallwins.storage.sqlite import Connection


class Mended(NamedTuple):
    """What was mended, what is left, and where the journal lies as it was before."""

    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]
    backup: str | None


def mend(path: str, at: datetime) -> Mended:
    """Mend what can be mended; where the file's content is touched, a checked backup of it is made before."""
    path = os.path.abspath(path)
    inside, around = checking.look_into(path), checking.look_around(path)
    backup = _mend_inside(path, at) if any(finding.mends for finding in inside) else None
    _mend_around(path)
    left = [*checking.look_into(path), *checking.look_around(path)]
    gone = [finding for finding in (*inside, *around) if finding not in left]
    return Mended(tuple(gone), tuple(left), backup)


def _mend_inside(path: str, at: datetime) -> str:
    backup = f"{path}.before-mending-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.bak"
    connection = opening.open_connection(path)
    try:
        copy_to_new_file(connection, backup)
        with sqlite.plain_errors(path):
            sqlite.begin(connection, reading=False)
            try:
                _make_anew(connection, at)
                connection.execute("COMMIT")
            except BaseException:
                sqlite.roll_back(connection)
                raise
    finally:
        connection.close()
    return backup


def _make_anew(connection: Connection, at: datetime) -> None:
    kept_twice.make_sensible(connection)
    owners = checking.owners_in(connection)
    for owner in owners:
        mend_verdicts(OpenJournal(connection, owner), at)
    kept_twice.make_anew(connection, owners)


def _mend_around(path: str) -> None:
    with sqlite.plain_errors(path):
        for name in checking.forgotten(path):
            os.unlink(name)
        for name, mode in checking.readable_by_others(path):
            os.chmod(name, mode)
        files.write_marker(path, checking.instance_of(path), opening.state_of(path) or "")
