"""How a shared server is, in numbers alone: what its operator is told by `smallwins doctor`."""

from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min

from smallwins.accounts import post
from smallwins.accounts.models import Letter, Reminded


class Health(NamedTuple):
    """What is so about a server, whoever writes on it."""

    database: str  # SQLite or PostgreSQL, with its version
    commits: str  # how a commit reaches the disk; of a file its journal says that itself
    migrations_waiting: int
    mail_server: bool  # whether one is named at all
    mails_waiting: int = 0
    mails_tried: int = 0  # of those, how many a mail server has not taken yet
    oldest_mail: datetime | None = None
    reminders_waiting: int = 0  # of the mails


def health() -> Health:
    """Look at the server; where its tables are not made yet, at what there is."""
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    seen = Health(*_database(), waiting, post.goes_out())
    if waiting:
        return seen
    letters = Letter.objects.all()
    return seen._replace(
        mails_waiting=letters.count(),
        mails_tried=letters.filter(tries__gt=0).count(),
        oldest_mail=letters.aggregate(oldest=Min("made_at"))["oldest"],
        reminders_waiting=Reminded.objects.filter(letter__isnull=False).count(),
    )


def _database() -> tuple[str, str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT current_setting('server_version'), current_setting('synchronous_commit')")
            version, commits = cursor.fetchone()
            return f"PostgreSQL {version}", f"synchronous_commit {commits}"
        cursor.execute("SELECT sqlite_version()")
        return f"SQLite {cursor.fetchone()[0]}", ""
