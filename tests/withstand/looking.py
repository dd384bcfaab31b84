"""Looking at a journal after a hard time: what is in it, and whether all of it is whole."""

import hashlib
import sqlite3
from pathlib import Path

from smallwins.bootstrap import check, local_journal
from smallwins.method.verdict import JudgedWin, judge


def wins_in(journal: Path) -> tuple[JudgedWin, ...]:
    """Return every win of a journal, in the order of their numbers."""
    with local_journal(str(journal), reading=True) as opened:
        return tuple(opened.wins.everything())


def ids_in(journal: Path) -> list[str]:
    """Return the id of every win, as often as it is there."""
    return [judged.win.id for judged in wins_in(journal)]


def titles_in(journal: Path) -> list[str]:
    """Return the title of every win, as often as it is there."""
    return [judged.win.title for judged in wins_in(journal)]


def assert_whole(journal: Path) -> None:
    """Open it as smallwins does, then hold it to SQLite's checks, to our own, and to judging from scratch."""
    with local_journal(str(journal), reading=True) as opened:
        for judged in opened.wins.everything():
            assert judged.judgement == judge(judged.win.answers, opened.wins.facts(judged.win.id))
    assert check(str(journal)) == []  # integrity_check, foreign_key_check, and what is kept twice


def content_of(journal: Path) -> str:
    """Name all that a journal holds: every row of every table and its schema, whatever the layout on disk.

    What a kill left half-done is brought to rest first, as for any next program.
    """
    read = hashlib.sha256()
    connection = sqlite3.connect(f"{journal.absolute().as_uri()}?mode=rw", uri=True)
    try:
        for line in connection.iterdump():
            read.update(line.encode("utf-8", "surrogatepass") + b"\n")
        read.update(repr(connection.execute("PRAGMA user_version").fetchone()).encode())
    finally:
        connection.close()
    return read.hexdigest()


def sha256_of(file: Path) -> str:
    """Name the bytes of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def files_in(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Return for every file and folder below: what is in it, when it was changed, what its rights are."""
    found = {}
    for path in sorted([folder, *folder.rglob("*")]):
        seen = path.lstat()
        found[str(path.relative_to(folder))] = (
            sha256_of(path) if path.is_file() else "",
            seen.st_mtime_ns,
            seen.st_mode,
        )
    return found
