"""Keep a journal and a file of this release for ever: `python tools/keep_released.py`, once before each tag.

They are written to tests/withstand/released/, by the version and the schema, and never written again.
"""

import gzip
import json
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.journals import document
from smallwins import __version__
from smallwins.bootstrap import back_up, local_journal, source_of
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import export_journal, import_journal
from smallwins.journal.foreign import import_foreign
from smallwins.journal.inbox_commands import ImportForeign
from smallwins.journal.sample import load_sample
from smallwins.storage.opening import SCHEMA
from tests.hostile import HOSTILE

RELEASED = Path(__file__).resolve().parents[1] / "tests" / "withstand" / "released"
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def keep(folder: Path) -> None:
    """Write the journal (its file, packed) and its export."""
    folder.mkdir(parents=True)
    wins = [
        {"id": f"019ab300-0c1d-7e2f-9a3b-{place:012x}", "title": f"Text {place}", "story": text}
        for place, text in enumerate(HOSTILE)
        if len(text) < 5_000
    ]
    common = {"happened_on": "2026-05-01", "logged_at": "2026-05-01T10:00:00Z"}
    texts = {"format": "smallwins/1", "wins": [win | common for win in wins]}
    with tempfile.TemporaryDirectory() as made:
        path = str(Path(made) / "journal.db")
        with local_journal(path) as journal:
            for file in (document(60, 7), texts):
                import_journal(journal, ImportJournal(AT, json.dumps(file).encode()))
            load_sample(journal, AT, date(2026, 11, 20))
            table = source_of("waits.csv", b"date,title\n2026-05-02,Waits in the inbox\n")
            import_foreign(journal, ImportForeign(AT, table))
            _packed(folder / "journal.json.gz", export_journal(journal, AT))
        back_up(path, str(Path(made) / "copy.db"))
        _packed(folder / "journal.db.gz", (Path(made) / "copy.db").read_bytes())


def _packed(file: Path, data: bytes) -> None:
    file.write_bytes(gzip.compress(data, mtime=0))


if __name__ == "__main__":
    keep(RELEASED / f"{__version__}-schema-{SCHEMA}")
