"""What SQLite asks of the disk, written down call by call: the very SQLite that Python uses, nothing in its place.

`python -m tests.withstand.recorder JOURNAL OUT WINS [JOURNAL_MODE SYNCHRONOUS]` writes wins down in a journal that is
there already, and leaves in OUT every open, write, truncate, sync and delete in order, with what was acknowledged when.
SQLite lets its own file layer be replaced; here each call is noted and handed on to the real one.
"""

import _sqlite3
import ctypes
import pickle
import random
import sys
from pathlib import Path
from typing import Any, NamedTuple

from smallwins.bootstrap import LOCAL, local_journals, new_id, now
from smallwins.journal.commands import AddWin
from smallwins.journal.wins import add_win
from smallwins.storage import sqlite
from tests.withstand import writer

MAY_CREATE = 0x4


class Event(NamedTuple):
    """One thing that was asked of the disk, or (for `sent` and `kept`) that happened to a win."""

    what: str  # open, write, truncate, sync, delete, sent, kept
    file: str  # its name; of sent and kept the id
    offset: int = 0
    data: bytes = b""


EVENTS: list[Event] = []

POINTER, NUMBER, LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
OPEN = ctypes.CFUNCTYPE(NUMBER, POINTER, POINTER, POINTER, NUMBER, ctypes.POINTER(NUMBER))
DELETE = ctypes.CFUNCTYPE(NUMBER, POINTER, ctypes.c_char_p, NUMBER)
WRITE = ctypes.CFUNCTYPE(NUMBER, POINTER, POINTER, NUMBER, LONG)
TRUNCATE = ctypes.CFUNCTYPE(NUMBER, POINTER, LONG)
SYNC = ctypes.CFUNCTYPE(NUMBER, POINTER, NUMBER)
CLOSE = ctypes.CFUNCTYPE(NUMBER, POINTER)

_BEFORE = ["zName", "pAppData", "xOpen", "xDelete"]


class Files(ctypes.Structure):
    """sqlite3_vfs, as far as it is needed."""

    _fields_ = [
        ("iVersion", NUMBER),
        ("szOsFile", NUMBER),
        ("mxPathname", NUMBER),
        ("pNext", POINTER),
        *((name, POINTER) for name in _BEFORE),
    ]


class Calls(ctypes.Structure):
    """sqlite3_io_methods."""

    _fields_ = [
        ("iVersion", NUMBER),
        *((name, POINTER) for name in ("xClose", "xRead", "xWrite", "xTruncate", "xSync", "xFileSize")),
        *((name, POINTER) for name in ("xLock", "xUnlock", "xCheckReservedLock", "xFileControl")),
        *((name, POINTER) for name in ("xSectorSize", "xDeviceCharacteristics")),
        *((name, POINTER) for name in ("xShmMap", "xShmLock", "xShmBarrier", "xShmUnmap", "xFetch", "xUnfetch")),
    ]


_names: dict[int, str] = {}
_tables: dict[int, Calls] = {}
_alive: list[Any] = []  # callbacks that C holds and Python must not forget


def record() -> None:
    """Note from now on everything that SQLite asks of the disk."""
    library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
    if not hasattr(library, "sqlite3_vfs_find"):
        sys.exit("This Python hides the SQLite inside it, so a power cut cannot be tried with it. Use another build.")
    library.sqlite3_vfs_find.restype = ctypes.POINTER(Files)
    files = library.sqlite3_vfs_find(None).contents
    really_open, really_delete = OPEN(files.xOpen), DELETE(files.xDelete)

    def opened(vfs: int, name: int, file: int, flags: int, out: Any) -> int:
        code: int = really_open(vfs, name, file, flags, out)
        held = ctypes.cast(file, ctypes.POINTER(POINTER))
        if code == 0 and held[0] and name:
            path = ctypes.string_at(name).decode()
            _names[file] = Path(path).name
            EVENTS.append(Event("open", _names[file]))
            held[0] = ctypes.addressof(_noting(held[0]))
        return code

    def deleted(vfs: int, name: bytes, sync: int) -> int:
        EVENTS.append(Event("delete", Path(name.decode()).name, sync))
        return int(really_delete(vfs, name, sync))

    files.xOpen = _held(OPEN(opened))
    files.xDelete = _held(DELETE(deleted))


def _noting(table: int) -> Calls:
    """Return a table of calls that notes and hands on to the given one."""
    if table in _tables:
        return _tables[table]
    real = Calls.from_address(table)
    noting = Calls.from_buffer_copy(real)
    write, truncate, sync, close = WRITE(real.xWrite), TRUNCATE(real.xTruncate), SYNC(real.xSync), CLOSE(real.xClose)

    def written(file: int, data: int, amount: int, offset: int) -> int:
        EVENTS.append(Event("write", _names[file], offset, ctypes.string_at(data, amount)))
        return int(write(file, data, amount, offset))

    def truncated(file: int, size: int) -> int:
        EVENTS.append(Event("truncate", _names[file], size))
        return int(truncate(file, size))

    def synced(file: int, flags: int) -> int:
        code = int(sync(file, flags))
        EVENTS.append(Event("sync", _names[file]))
        return code

    def closed(file: int) -> int:
        _names.pop(file, None)
        return int(close(file))

    noting.xWrite, noting.xTruncate = _held(WRITE(written)), _held(TRUNCATE(truncated))
    noting.xSync, noting.xClose = _held(SYNC(synced)), _held(CLOSE(closed))
    _tables[table] = noting
    return noting


def _held(callback: Any) -> int:
    _alive.append(callback)
    return int(ctypes.cast(callback, POINTER).value or 0)


def write(path: str, wins: int) -> None:
    """Write wins down, and work on them as the killed writer does."""
    journals, throw = local_journals(path), random.Random(path)
    for count in range(wins):
        win = new_id()
        EVENTS.append(Event("sent", win))
        with journals.journal_of(LOCAL) as journal:
            story = "So it went. " * throw.choice([0, 100, 2000])
            add_win(journal, AddWin(win, now(), f"Win {count}", now().date(), story=story))
        EVENTS.append(Event("kept", win))
        writer.work(journals, throw)


if __name__ == "__main__":
    if len(sys.argv) > 4:
        mode = sqlite.Mode(sys.argv[4], sys.argv[5])
        sqlite.safest_mode = lambda *_: mode
    record()
    write(sys.argv[1], int(sys.argv[3]))
    Path(sys.argv[2]).write_bytes(pickle.dumps([tuple(event) for event in EVENTS]))
