"""Bringing an older journal to the newest schema, after a backup of it as it was."""

import os
import sys
from datetime import UTC, datetime

from smallwins.method.saying import say
from smallwins.storage import migrating
from smallwins.storage.backup import copy_to_new_file
from smallwins.storage.sqlite import Connection, DatabaseError, schema_of


def upgrade(connection: Connection, path: str, folder: str = migrating.FOLDER) -> str:
    """Back the journal up beside itself, apply what it has not seen yet, say where the backup is, and return that."""
    before = schema_of(connection)
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    kept = f"{path}.before-v{migrating.newest(folder)}-{now}.bak"
    copy_to_new_file(connection, kept)
    try:
        after = migrating.migrate(connection, folder)
    except (DatabaseError, OSError):
        # The journal is as it was; a try that failed must not leave a copy each time, least of all on a full disk.
        if schema_of(connection) == before:
            os.unlink(kept)
        raise
    # Said here, once in a release, to whoever opened it: nobody above learns of the backup.
    sys.stderr.write(
        say(
            "smallwins: {path} was brought to journal version {after}. As it was before, it is kept in {kept}.\n",
            path=path,
            after=after,
            kept=kept,
        )
    )
    return kept
