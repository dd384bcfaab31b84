"""A new file, whole or not at all, that only its owner may read."""

import os

from smallwins.method.errors import SmallwinsError
from smallwins.method.saying import say


def write_new(file: str, text: bytes) -> None:
    """Write a new file, whole or not at all; one that is there stays."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        there = say("{file} is there already and was left as it is; name a new file.", file=file)
        raise SmallwinsError(there) from None
    except OSError as error:
        raise SmallwinsError(say("{file} cannot be written ({why}).", file=file, why=error.strerror)) from None
    try:
        with os.fdopen(descriptor, "wb") as target:
            target.write(text)
            target.flush()
            os.fsync(target.fileno())
    except BaseException as error:
        os.unlink(file)  # noqa: PTH108 - half a file looks like a whole one until it is needed
        if isinstance(error, OSError):
            raise SmallwinsError(
                say("{file} cannot be written ({why}); nothing was left there.", file=file, why=error.strerror)
            ) from None
        raise
