"""Looking a journal over: whether the file is whole, lawful and safely kept, and whether what is kept twice agrees."""

import os
import shutil
import sys
import time
from collections.abc import Iterator

from smallwins.journal.looking_over import Finding, look_over, shortened
from smallwins.method.errors import JournalDamagedError
from smallwins.method.saying import say
from smallwins.storage import files, kept_twice, opening, sqlite
from smallwins.storage.backup import INDEX
from smallwins.storage.journal import OpenJournal
from smallwins.storage.sqlite import Connection, plain_errors

_FORGOTTEN = 3600  # seconds after which nobody is writing to an unfinished file any more
_ROOM = 16 * 2**20  # bytes that a disk should have left beside what a copy of the journal needs


def check(path: str) -> list[str]:
    """Return what in the file is not as it should be, one sentence each; nothing is changed."""
    return [finding.sentence for finding in look_into(path)]


def look_into(path: str) -> list[Finding]:
    """Return what in the file is not as it should be; nothing is changed."""
    with plain_errors(path):
        connection = opening.connect(path, only_reading=True)
        try:
            opening.check_identity(connection, path)
            connection.execute("BEGIN")  # all of it as it is at one moment, also while others write
            findings = [*_whole(connection), *_words_found(connection)]
            for table, row, *_ in connection.execute("PRAGMA foreign_key_check"):
                findings.append(
                    Finding(
                        say("{table}: row {row} points to something that is not there", table=table, row=row),
                        mends=False,
                    )
                )
            return [*findings, *_of_owners(connection)]
        finally:
            connection.close()


def look_around(path: str) -> list[Finding]:
    """Return what around the file is not as it should be: its marker, its rights, its room."""
    return list(_around(os.path.abspath(path)))


def _whole(connection: Connection) -> Iterator[Finding]:
    for (said,) in connection.execute("PRAGMA integrity_check").fetchall():
        if said != "ok" and INDEX not in said:
            yield Finding(say("SQLite's check: {said}", said=said), mends=False)


def _words_found(connection: Connection) -> Iterator[Finding]:
    """Let the search index be checked by its own check, in a copy: asking is a kind of writing."""
    if hasattr(connection, "key"):
        return  # an encrypted one is not copied into memory; that its words are there is compared in any case
    copy = sqlite.connect_in_memory()
    try:
        connection.backup(copy)
        copy.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('integrity-check')")
    except sqlite.DatabaseError:
        yield Finding(say("{table}: the search index is damaged, so searches may miss wins", table=INDEX), mends=True)
    finally:
        copy.close()


def _of_owners(connection: Connection) -> Iterator[Finding]:
    owners = owners_in(connection)
    for owner in owners:
        for finding in _of_owner(connection, owner):
            sentence = say("account {owner}, {finding}", owner=owner, finding=finding.sentence)
            yield finding._replace(sentence=sentence) if len(owners) > 1 else finding
    yield from kept_twice.strangers(connection)


def _of_owner(connection: Connection, owner: int) -> list[Finding]:
    senseless = kept_twice.senseless(connection, owner)
    if senseless:
        return shortened(senseless)  # the rest can be read once these are mended
    try:
        laws = look_over(OpenJournal(connection, owner))
        return [*laws, *kept_twice.look_over_rows(connection, owner)]
    except JournalDamagedError as error:
        return [Finding(str(error), mends=False)]


def owners_in(connection: Connection) -> list[int]:
    """Return everybody of whom something is kept."""
    tables = ("win", "goal", "review", "crossroads", "settings", "inbox")
    query = " UNION ".join(f"SELECT owner FROM {table}" for table in tables)
    return [row[0] for row in connection.execute(f"{query} ORDER BY 1")]


def _around(path: str) -> Iterator[Finding]:
    marker = files.marker_of(path)
    if not os.path.exists(marker):
        yield Finding(
            say("marker: {marker} is missing, so that a lost journal would not be noticed", marker=marker), mends=True
        )
    elif _marked(marker) != instance_of(path):
        yield Finding(say("marker: {marker} belongs to another journal", marker=marker), mends=True)
    for name, most in readable_by_others(path):
        yield Finding(
            say("rights: others can read or change {name}; it should be {mode}", name=name, mode=f"{most:04o}"),
            mends=True,
        )
    for name in forgotten(path):
        yield Finding(
            say("leftover: {name} was left by a program that was stopped while it wrote", name=name), mends=True
        )
    free, needed = shutil.disk_usage(os.path.dirname(path)).free, os.path.getsize(path) + _ROOM
    if free < needed:
        yield Finding(
            say(
                "disk: only {free} MB are left; make room, or the next copy of the journal may not fit",
                free=free // 2**20,
            ),
            mends=False,
        )


def instance_of(path: str) -> str:
    """Return which journal a file is."""
    with plain_errors(path):
        connection = opening.connect(path, only_reading=True)
        try:
            row = connection.execute("SELECT instance FROM journal_file").fetchone()
        finally:
            connection.close()
    return str(row[0]) if row else ""


def _marked(marker: str) -> str:
    with open(marker, encoding="utf-8", errors="replace") as file:
        return file.readline().strip()


def readable_by_others(path: str) -> list[tuple[str, int]]:
    """Return the files of a journal, and its folder, that others can get at, with the rights each should have."""
    if sys.platform == "win32":
        return []
    folder, name = os.path.split(path)
    found = []
    for each in sorted(os.listdir(folder)):
        full = os.path.join(folder, each)
        # Not a backup's or an export's: what a person called something else is theirs to share.
        ours = each == name or each.startswith((name + ".", name + "-", f".{name}."))
        if ours and os.path.isfile(full) and not os.path.islink(full) and os.stat(full).st_mode & 0o077:
            found.append((full, files.FILE_MODE))
    if name == "journal.db" and os.path.basename(folder) == "smallwins" and os.stat(folder).st_mode & 0o077:
        found.append((folder, files.FOLDER_MODE))  # a folder made for the journal alone, by its name
    elif os.stat(folder).st_mode & 0o002 and not os.stat(folder).st_mode & 0o1000:
        found.append((folder, files.FOLDER_MODE))
    return found


def forgotten(path: str) -> list[str]:
    """Return unfinished files beside a journal that nobody is writing to any more."""
    folder, name = os.path.split(path)
    old = time.time() - _FORGOTTEN
    begun = [os.path.join(folder, each) for each in os.listdir(folder) if each.startswith(f".{name}.new-")]
    return sorted(each for each in begun if os.path.getmtime(each) < old)
