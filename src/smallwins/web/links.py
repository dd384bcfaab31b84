"""One-time links: how a browser on this machine shows that its person started the server."""

import contextlib
import hashlib
import os
import secrets
import time
from pathlib import Path

GOOD_FOR = 10 * 60
"""Seconds for which a link opens the journal."""


def make(folder: Path) -> str:
    """Make a link's token; only its hash is kept, and only until it is used or old."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder)
    token = secrets.token_urlsafe(32)
    # O_EXCL and the mode in one call: the file is never open to others, not even for a moment.
    file = os.open(folder / hashed(token), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="ascii") as made:
        made.write(str(int(time.time())))
    return token


def hashed(token: str) -> str:
    """Name a link without telling its token."""
    return hashlib.sha256(token.encode()).hexdigest()


def good(folder: Path, link: str) -> bool:
    """Tell whether a link, named by its hash, would open the journal, without using it up."""
    return _fresh(folder / link)


def use(folder: Path, link: str) -> bool:
    """Use a link up; of any number of tries, at the same time or later, only one is told yes."""
    kept = folder / link
    fresh = _fresh(kept)
    try:
        kept.unlink()
    except FileNotFoundError:
        return False
    return fresh


def _fresh(kept: Path) -> bool:
    try:
        made = int(kept.read_text("ascii"))
    except (FileNotFoundError, ValueError):
        return False
    # A minute of mercy for a clock that was set back between making and using.
    return -60 <= time.time() - made <= GOOD_FOR


def _sweep(folder: Path) -> None:
    for kept in folder.iterdir():
        if not _fresh(kept):
            with contextlib.suppress(FileNotFoundError):
                kept.unlink()
