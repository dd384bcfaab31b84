"""smallwins of the next release, made up: `python -m tests.withstand.upgrading JOURNAL` opens a journal with it.

Its migrations are ours and one more, which rebuilds what a migration may rebuild and takes long enough to be killed in.
"""

import functools
import shutil
import sys
import tempfile
from pathlib import Path

from smallwins.bootstrap import local_journal
from smallwins.storage import migrating, opening, upgrading

NEXT = """
ALTER TABLE win ADD COLUMN mood TEXT;
UPDATE win SET mood = 'was ' || verdict;
CREATE TABLE step_kept (number INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
INSERT INTO step_kept SELECT number, title || coalesce(story, '') FROM win;
CREATE INDEX win_by_mood ON win (owner, mood, happened_on);
DELETE FROM win_fts WHERE rowid IN (SELECT rowid FROM win_fts LIMIT 100);
"""


def migrations(folder: Path) -> Path:
    """Lay out the migrations of the next release."""
    shutil.copytree(migrating.FOLDER, folder, dirs_exist_ok=True)
    (folder / f"{opening.SCHEMA + 1:04}.sql").write_text(NEXT, "utf-8")
    return folder


def open_with_the_next_release(journal: Path) -> None:
    """Open a journal as the next release would, which brings it to its schema."""
    with tempfile.TemporaryDirectory() as folder:  # not beside the journal, whose disk may be full
        upgrading.upgrade = functools.partial(upgrading.upgrade, folder=str(migrations(Path(folder))))
        opening.SCHEMA += 1
        with local_journal(str(journal), reading=True):
            pass


if __name__ == "__main__":
    from smallwins.cli.errors import report
    from smallwins.method.errors import SmallwinsError

    try:
        open_with_the_next_release(Path(sys.argv[1]))
    except SmallwinsError as error:
        sys.exit(report(error))
