"""The files around a journal: made for their owner's eyes only, put in place whole, never over another."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

FOLDER_MODE, FILE_MODE = 0o700, 0o600
LEFTOVERS = ("-journal", "-wal", "-shm")
NOTE = (
    "A smallwins journal lies beside this file. Should it ever be missing, smallwins"  # unsaid: in a file, in English
    " says so instead of starting an empty one."
)


def marker_of(path: str) -> str:
    """Return the file beside a journal that says that there is one."""
    return path + ".marker"


def make_folder(folder: str) -> None:
    """Make the folder where it is missing, for its owner only."""
    if not os.path.isdir(folder):
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        with suppress(FileExistsError):
            os.mkdir(folder, FOLDER_MODE)
            os.chmod(folder, FOLDER_MODE)  # whatever the umask said
            sync_folder(os.path.dirname(folder))


@contextmanager
def unfinished(path: str) -> Iterator[str]:
    """Give an empty file beside the path to write to first; it is gone afterwards unless it was put in place."""
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name}.new-{os.urandom(8).hex()}")
    descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE)
    try:
        if sys.platform != "win32":
            os.fchmod(descriptor, FILE_MODE)
        os.close(descriptor)
        yield beside
    finally:
        for leftover in ("", *LEFTOVERS):
            with suppress(FileNotFoundError):
                os.unlink(beside + leftover)


def put_in_place(beside: str, path: str) -> None:
    """Give a finished file its name, or raise FileExistsError: what is there already is never overwritten."""
    sync(beside)
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here (FAT, some network drives): take the name first, which only one can, then move onto it.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
        os.replace(beside, path)
    sync_folder(os.path.dirname(path))


def write_marker(path: str, instance: str, state: str = "") -> None:
    """Note beside the journal that it is there, which one it is, and whether it is sealed."""
    with unfinished(marker_of(path)) as beside:
        with open(beside, "w", encoding="utf-8") as file:
            file.write(f"{instance}\n{state}{NOTE}\n")
        sync(beside)
        os.replace(beside, marker_of(path))
    sync_folder(os.path.dirname(path))


def sync(path: str) -> None:
    """Bring a file to the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: str) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives cannot
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def backups_beside(path: str) -> list[str]:
    """Return the backups that lie beside a journal, the newest first."""
    folder, name = os.path.split(path)
    try:
        names = [found for found in os.listdir(folder) if found.startswith(name) and found.endswith(".bak")]
        return sorted((os.path.join(folder, found) for found in names), key=os.path.getmtime, reverse=True)
    except OSError:
        return []
