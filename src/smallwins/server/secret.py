"""The server's secret key: made once, kept in the data folder, readable by its owner alone."""

import os
import secrets
from pathlib import Path

from smallwins.method.saying import say


def secret_key(home: Path, path: Path | None = None) -> str:
    """Read the secret key, or make it the first time; in the data folder unless told another file."""
    path = path or home / "secret.key"
    home = path.parent
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return _read(path)
    except FileNotFoundError:
        pass
    # Written beside and linked into place: two servers that start at once end with the same whole key.
    draft = home / f"secret.{os.getpid()}.{secrets.token_hex(4)}.draft"
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _read(path)


def _read(path: Path) -> str:
    key = path.read_text("ascii").strip()
    if len(key) < 50:
        raise ValueError(
            say(
                "{path} holds no whole key: delete the file and start again; links then need to be made anew", path=path
            )
        )
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    return key
