"""Journal files to measure on, made once and copied for each promise."""

import os
import shutil
from pathlib import Path

from bench.journals import text
from smallwins.bootstrap import LOCAL, local_journal, now
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import import_journal


def journal_of(count: int, folder: Path) -> Path:
    """Make a data folder with a journal of so many wins, and return the folder."""
    home = folder / f"journal-{count}"
    if not home.exists():
        home.mkdir(mode=0o700)
        os.environ["SMALLWINS_IMPORT_MAX_MB"] = "500"
        with local_journal(str(home / "journal.db")) as journal:
            import_journal(journal, ImportJournal(now(), text(count)))
    return home


def copy_of(home: Path, name: str) -> Path:
    """Copy a data folder, so that one measurement does not change what the next one measures."""
    there = home.with_name(name)
    shutil.rmtree(there, ignore_errors=True)
    shutil.copytree(home, there)
    return there


__all__ = ["LOCAL", "copy_of", "journal_of"]
