"""A new file, whole or not at all, that only its owner may read."""

import os

from smallwins.method.errors import SmallwinsError


def write_new(file: str, text: bytes) -> None:
    """Write a new file, whole or not at all; one that is there stays."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SmallwinsError(f"{file} is there already and was left as it is; name a new file.") from None
    except OSError as error:
        raise SmallwinsError(f"{file} cannot be written ({error.strerror}).") from None
    try:
        with os.fdopen(descriptor, "wb") as target:
            target.write(text)
            target.flush()
            os.fsync(target.fileno())
    except BaseException as error:
        os.unlink(file)  # noqa: PTH108 - half a file looks like a whole one until it is needed
        if isinstance(error, OSError):
            raise SmallwinsError(f"{file} cannot be written ({error.strerror}); nothing was left there.") from None
        raise
