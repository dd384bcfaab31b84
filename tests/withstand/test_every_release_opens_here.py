"""The promise of an upgrade (R21): the journal and the file of every release, kept for ever, open in this one.

There is no release of 1.0 or later yet. What is kept is of the version that is being made, so that the way is tried;
`python tools/keep_released.py` keeps the next one, and no release from 1.0 on passes here without its own.
"""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from smallwins import __version__
from smallwins.bootstrap import check, local_journal
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import export_journal, import_journal
from smallwins.storage.opening import SCHEMA
from tests.promises import Tally
from tests.storage.cast import NOON
from tests.withstand.looking import assert_whole

pytestmark = pytest.mark.promise("R21")

RELEASED = sorted((Path(__file__).parent / "released").iterdir())


def exported(journal: Path) -> dict[str, Any]:
    with local_journal(str(journal), reading=True) as opened:
        found: dict[str, Any] = json.loads(export_journal(opened, NOON))
    return found


@pytest.mark.parametrize("release", RELEASED, ids=lambda release: release.name)
def test_its_journal_and_its_file_open_and_say_what_they_said(release: Path, tmp_path: Path, tally: Tally) -> None:
    journal, fresh = tmp_path / "journal.db", tmp_path / "fresh.db"
    journal.write_bytes(gzip.decompress((release / "journal.db.gz").read_bytes()))
    file = gzip.decompress((release / "journal.json.gz").read_bytes())
    with local_journal(str(journal)):
        pass  # brought to the newest form, where that is another
    with local_journal(str(fresh)) as opened:
        import_journal(opened, ImportJournal(NOON, file))

    said = json.loads(file)
    for found in (exported(journal), exported(fresh)):
        for kind in ("goals", "wins", "reviews", "crossroads"):
            assert len(found[kind]) == len(said[kind])
            for now, then in zip(found[kind], said[kind], strict=True):
                assert {key: now[key] for key in then} == then  # what is new since then may stand beside it
    for one in (journal, fresh):
        assert check(str(one)) == []
        assert_whole(one)
    with local_journal(str(journal), reading=True) as opened:
        assert [item.candidate.title for item in opened.inbox.waiting(9)] == ["Waits in the inbox"]
    tally("journals and files of releases", releases=1, wins=len(said["wins"]))


def test_a_release_from_1_on_keeps_what_it_writes() -> None:
    if int(__version__.partition(".")[0]) >= 1:
        assert f"{__version__}-schema-{SCHEMA}" in {release.name for release in RELEASED}
    assert RELEASED
