"""The tables of accounts, brought to their newest form."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

_TURN = -0x736D6163
"""The number of the advisory lock: no person's, and not that of the journals' own steps."""


def migrate() -> None:
    """Apply what the tables have not seen yet; of many that try at once, one does it, and the others wait.

    The journals' tables have steps of their own, in storage/.
    """
    with _our_turn():
        call_command("migrate", verbosity=0, interactive=False)
        counters = "counters" if "counters" in connections else "default"
        call_command("createcachetable", database=counters, verbosity=0)
    connections.close_all()


@contextmanager
def _our_turn() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        yield  # where this fails, the lock goes with the connection
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_TURN])
        return
    try:
        import fcntl  # noqa: PLC0415 - not on every platform
    except ImportError:
        yield
        return
    # The folder is locked and not the file: closing that a second time would end SQLite's own locks on it.
    named = str(settings.DATABASES["default"]["NAME"]).removeprefix("file:").partition("?")[0]
    folder = os.open(Path(unquote(named)).parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
