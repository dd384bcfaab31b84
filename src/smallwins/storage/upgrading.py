"""Bringing an older journal to the newest schema, after a backup of it as it was."""

from datetime import UTC, datetime

from smallwins.storage import migrating
from smallwins.storage.backup import copy_to_new_file
from smallwins.storage.sqlite import Connection


def upgrade(connection: Connection, path: str, folder: str = migrating.FOLDER) -> str:
    """Back the journal up beside itself, then apply what it has not seen yet; return the backup's path."""
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    kept = f"{path}.before-v{migrating.newest(folder)}-{now}.bak"
    copy_to_new_file(connection, kept)
    migrating.migrate(connection, folder)
    return kept
