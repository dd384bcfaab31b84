"""Where Django's own tables lie: in the database of the journals, by a connection of Django's own."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from django.db.models import Model

from smallwins import bootstrap, config


def django_database(url: str) -> dict[str, Any]:
    """Say a DATABASE_URL as Django wants to hear it."""
    path = config.sqlite_path(url)
    return _sqlite(path) if path else _postgresql(url)


def counters(folder: Path) -> dict[str, Any]:
    """Say where the counters of tries lie beside a SQLite file: in a file of their own, which may be lost.

    Each try is counted in several commits; in the journals' file each of them would wait for the disk.
    """
    return {
        "ENGINE": "smallwins.server.django_sqlite",
        "NAME": f"file:{quote(str(folder / 'counters.db'))}?mode=rwc",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "init_command": "PRAGMA synchronous = OFF;PRAGMA journal_mode = truncate;PRAGMA secure_delete = ON",
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
        },
    }


class CountersApart:
    """Sends the counters to their own file, and nothing else there."""

    def db_for_read(self, model: type[Model], **_hints: object) -> str:
        """Say where a model is read."""
        apart = model._meta.app_label == "django_cache"  # noqa: SLF001 - Django has no other name for it
        return "counters" if apart else "default"

    db_for_write = db_for_read

    def allow_migrate(self, database: str, app_label: str, **_hints: object) -> bool:
        """Make each table where it belongs."""
        return (app_label == "django_cache") == (database == "counters")


def _sqlite(path: str) -> dict[str, Any]:
    kept = bootstrap.how_kept()
    commands = [
        f"PRAGMA synchronous = {kept['synchronous']}",
        f"PRAGMA journal_mode = {kept['journal_mode']}",
        "PRAGMA mmap_size = 0",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA secure_delete = ON",  # what was erased lies in no unused part of the file
    ]
    return {
        "ENGINE": "smallwins.server.django_sqlite",
        # mode=rw: a file that is gone is never begun anew by Django.
        "NAME": f"file:{quote(path)}?mode=rw",
        "CONN_MAX_AGE": None,
        "OPTIONS": {"init_command": ";".join(commands), "transaction_mode": "IMMEDIATE", "timeout": 10},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    user, _, hosts = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    options = dict(parse_qsl(parts.query))
    places = [place.rpartition(":") if ":" in place else (place, "", "5432") for place in hosts.split(",") if place]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(name),
        "PASSWORD": unquote(password),
        "HOST": options.pop("host", "") or ",".join(unquote(host) for host, _, _ in places),
        "PORT": options.pop("port", "") or ",".join(port for _, _, port in places),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
