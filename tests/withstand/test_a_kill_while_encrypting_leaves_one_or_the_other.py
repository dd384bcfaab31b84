"""SIGKILL while a journal is encrypted or decrypted: it is whole, as it was or as it was to be, and nothing is lost."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from smallwins.bootstrap import check, local_journal
from tests.promises import Tally
from tests.withstand.counts import dice, times
from tests.withstand.looking import titles_in
from tests.withstand.terminal import environ_of, smallwins

pytestmark = pytest.mark.promise("R1")
PASSPHRASE = "correct horse battery"
# The cost of a key is the same each time; without it a kill meets the copying more often.
QUICK = (
    "import sys; from smallwins.storage import sealing; sealing._COST = dict(n=16, r=8, p=1);"
    " from smallwins.cli.main import main; sys.exit(main(sys.argv[1:]))"
)


def test_a_journal_is_whole_whenever_its_encryption_is_cut_off(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    for number in range(5):
        assert smallwins(home, "add", f"Win {number}", "--story", "-", stdin="So it went. " * 5000).code == 0
    (tmp_path / "phrase").write_text(PASSPHRASE)
    monkeypatch.setenv("SMALLWINS_PASSPHRASE_FILE", str(tmp_path / "phrase"))
    monkeypatch.setattr("smallwins.storage.sealing._COST", {"n": 16, "r": 8, "p": 1})
    environ = {**environ_of(home), "SMALLWINS_PASSPHRASE_FILE": str(tmp_path / "phrase")}
    journal, throw, ended = home / "journal.db", dice("encrypting"), set()
    kills = times(12, 200)
    for _ in range(kills):
        what = "decrypt" if _sealed(journal) else "encrypt"
        with subprocess.Popen(
            [sys.executable, "-c", QUICK, what], env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            time.sleep(throw.uniform(0.05, 0.6))
            process.kill()
            process.communicate(timeout=20)
            ended.add(process.returncode)
        with local_journal(str(journal)):
            pass  # whoever opens it next brings it to rest
        assert titles_in(journal) == [f"Win {number}" for number in range(5)]
        assert check(str(journal)) == []
    assert -9 in ended, "nothing was cut off"
    tally("SIGKILL while a journal is encrypted or decrypted", kills=kills)


def _sealed(journal: Path) -> bool:
    return not journal.read_bytes().startswith(b"SQLite format 3")
