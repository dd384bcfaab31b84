"""Every environment variable that smallwins reads, typed, once."""

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # pathlib costs each `smallwins add` some milliseconds, so that read() alone loads it
    from collections.abc import Mapping
    from pathlib import Path

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8766


class Config(NamedTuple):
    """Where things are kept, and where the web app listens."""

    home: "Path"
    journal: "Path"
    host: str
    port: int
    parent: int | None
    """The process that started this one and whose end is its end."""
    database: str | None = None
    """Where many people's journals lie; None where there is one person's alone, in the journal file."""
    replica: str | None = None
    """A copy of the database that may answer where some seconds do not matter."""


def read(environ: "Mapping[str, str] | None" = None) -> Config:
    """Read the configuration from the environment.

    `SMALLWINS_HOME`: the data folder (else the platform's own place for a person's data).
    `SMALLWINS_JOURNAL`: the journal file (else `journal.db` in the data folder).
    `SMALLWINS_HOST`, `SMALLWINS_PORT`: where `smallwins serve` listens unless told otherwise.
    `SMALLWINS_PARENT`: set by `smallwins serve` for its own worker.
    `DATABASE_URL`: where many people's journals lie (`postgresql://…` or `sqlite:///path`).
    `SMALLWINS_REPLICA_URL`: a streaming replica of that database, for lists and insights.
    """
    from pathlib import Path  # noqa: PLC0415 - as said above

    told = os.environ if environ is None else environ
    return Config(
        home=Path(data_folder(told)),
        journal=Path(journal_path(told)),
        host=told.get("SMALLWINS_HOST") or DEFAULT_HOST,
        port=_port(told.get("SMALLWINS_PORT")),
        parent=int(told["SMALLWINS_PARENT"]) if told.get("SMALLWINS_PARENT") else None,
        database=told.get("DATABASE_URL") or None,
        replica=told.get("SMALLWINS_REPLICA_URL") or None,
    )


def for_child(config: Config) -> dict[str, str]:
    """Say the same configuration as environment variables, for a process that this one starts."""
    told = {"DATABASE_URL": config.database, "SMALLWINS_REPLICA_URL": config.replica}
    return {name: value for name, value in told.items() if value} | {
        "SMALLWINS_HOME": str(config.home),
        "SMALLWINS_JOURNAL": str(config.journal),
        "SMALLWINS_HOST": config.host,
        "SMALLWINS_PORT": str(config.port),
        "SMALLWINS_PARENT": str(os.getpid()),
    }


def data_folder(environ: "Mapping[str, str] | None" = None) -> str:
    """Return the folder of the journal."""
    environ = os.environ if environ is None else environ
    told = environ.get("SMALLWINS_HOME")
    if told:
        return os.path.expanduser(told)
    if sys.platform == "linux" and "ANDROID_DATA" not in environ:
        # What platformdirs says here, without the ten milliseconds that each `smallwins add` would wait for it.
        return os.path.join(
            environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share"), "smallwins"
        )
    from platformdirs import user_data_dir  # noqa: PLC0415

    return user_data_dir("smallwins", appauthor=False)


def journal_path(environ: "Mapping[str, str] | None" = None) -> str:
    """Return the journal file."""
    told = (os.environ if environ is None else environ).get("SMALLWINS_JOURNAL")
    return os.path.expanduser(told) if told else os.path.join(data_folder(environ), "journal.db")


def _port(told: str | None) -> int:
    if not told:
        return DEFAULT_PORT
    if not told.isdecimal() or not 0 < int(told) < 65536:
        raise ValueError(f"SMALLWINS_PORT is {told!r}: it must be a number from 1 to 65535")
    return int(told)
