"""Which server runs on this data folder: one at most, and the next to start finds it."""

import contextlib
import errno
import json
import os
import time
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from smallwins.method.saying import say


class Running(NamedTuple):
    """Where a server listens, and for which journal."""

    url: str
    journal: str


class Seat:
    """The one place for a server on a data folder, held by a lock that ends with its process."""

    def __init__(self, home: Path) -> None:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = home / "server.json"
        self._file: IO[str] | None = None

    def take(self, running: Running) -> Running | None:
        """Take the seat and say where we listen; if it is taken, tell who sits there."""
        file = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8")
        if not _lock(file):
            with file:
                return _told_in(file)
        self._file = file
        file.truncate(0)
        json.dump(running._asdict(), file)
        file.flush()
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()


def _told_in(file: IO[str]) -> Running:
    for _ in range(50):
        with contextlib.suppress(ValueError):
            return Running(**json.load(file))
        time.sleep(0.02)  # taken this moment, and not written yet
        file.seek(0)
    raise OSError(errno.EBUSY, say("another server is starting"))


def _lock(file: IO[str]) -> bool:
    try:
        import fcntl  # noqa: PLC0415 - not on every platform
    except ImportError:
        return True  # without it a second start meets the taken port instead, and says so
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
