"""What is noted beside a journal of its last backup, so that whoever looks the journal over can say when that was."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

from smallwins.storage import files


class LastBackup(NamedTuple):
    """A backup that was checked when it was written, and whether it still lies there as it was."""

    file: str
    at: datetime
    bytes: int
    still_there: bool


def note_of(path: str) -> str:
    """Return the file beside a journal that says when it was last backed up."""
    return path + ".last-backup"


def note(path: str, to: str) -> None:
    """Note that the journal was backed up; where nothing may be written beside it, do without."""
    said = {
        "file": os.path.abspath(to),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "bytes": os.path.getsize(to),
    }
    path = os.path.abspath(path)
    with suppress(OSError), files.unfinished(note_of(path)) as beside:
        with open(beside, "w", encoding="utf-8") as file:
            json.dump(said, file)
        os.replace(beside, note_of(path))


def last_backup(path: str) -> LastBackup | None:
    """Return what is noted of the last backup, or None."""
    try:
        with open(note_of(path), encoding="utf-8") as file:
            said = json.load(file)
        size = os.path.getsize(said["file"]) if os.path.isfile(said["file"]) else -1
        return LastBackup(said["file"], datetime.fromisoformat(said["at"]), said["bytes"], size == said["bytes"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
