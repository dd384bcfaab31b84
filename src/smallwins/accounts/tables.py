"""The tables of accounts, brought to their newest form."""

from django.core.management import call_command
from django.db import connections


def migrate() -> None:
    """Apply what the tables have not seen yet; the journals' tables have steps of their own, in storage/."""
    call_command("migrate", verbosity=0, interactive=False)
    counters = "counters" if "counters" in connections else "default"
    call_command("createcachetable", database=counters, verbosity=0)
    connections.close_all()
