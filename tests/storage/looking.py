"""Looking at a folder from outside: what is in it, byte for byte, and what somebody without rights can do there."""

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

NOBODY = 65534


def prints(folder: Path) -> dict[str, str]:
    """The fingerprint of every file in a folder."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir()) if file.is_file()
    }


def modes(folder: Path) -> dict[str, str]:
    """The permissions of a folder and of every file in it."""
    return {file.name: oct(stat.S_IMODE(file.stat().st_mode)) for file in (folder, *folder.iterdir())}


def as_nobody(act: Callable[[], object]) -> str:
    """Do something as a user to whom permissions apply, and return what came of it, in words.

    To root nothing is forbidden, so root does it in a child process that has become nobody.
    """
    if os.geteuid() != 0:
        return _said(act)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        os.write(writing, _said(act).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def _said(act: Callable[[], object]) -> str:
    try:
        return repr(act())
    except Exception as error:  # noqa: BLE001 - whatever it was, the parent wants to know
        return f"{type(error).__name__}: {error}"
