"""Every environment variable that smallwins reads, typed, once."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8766


class Config(NamedTuple):
    """Where things are kept, and where the web app listens."""

    home: Path
    journal: Path
    host: str
    port: int
    parent: int | None
    """The process that started this one and whose end is its end."""


def read(environ: Mapping[str, str] | None = None) -> Config:
    """Read the configuration from the environment.

    `SMALLWINS_HOME`: the data folder (else the platform's own place for a person's data).
    `SMALLWINS_JOURNAL`: the journal file (else `journal.db` in the data folder).
    `SMALLWINS_HOST`, `SMALLWINS_PORT`: where `smallwins serve` listens unless told otherwise.
    `SMALLWINS_PARENT`: set by `smallwins serve` for its own worker.
    """
    told = os.environ if environ is None else environ
    home = Path(told["SMALLWINS_HOME"]).expanduser() if told.get("SMALLWINS_HOME") else _platform_home()
    journal = told.get("SMALLWINS_JOURNAL")
    return Config(
        home=home,
        journal=Path(journal).expanduser() if journal else home / "journal.db",
        host=told.get("SMALLWINS_HOST") or DEFAULT_HOST,
        port=_port(told.get("SMALLWINS_PORT")),
        parent=int(told["SMALLWINS_PARENT"]) if told.get("SMALLWINS_PARENT") else None,
    )


def for_child(config: Config) -> dict[str, str]:
    """Say the same configuration as environment variables, for a process that this one starts."""
    return {
        "SMALLWINS_HOME": str(config.home),
        "SMALLWINS_JOURNAL": str(config.journal),
        "SMALLWINS_HOST": config.host,
        "SMALLWINS_PORT": str(config.port),
        "SMALLWINS_PARENT": str(os.getpid()),
    }


def _platform_home() -> Path:
    # Imported here: most who start the program have their folder named, and each import costs time.
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("smallwins", appauthor=False)


def _port(told: str | None) -> int:
    if not told:
        return DEFAULT_PORT
    if not told.isdecimal() or not 0 < int(told) < 65536:
        raise ValueError(f"SMALLWINS_PORT is {told!r}: it must be a number from 1 to 65535")
    return int(told)
