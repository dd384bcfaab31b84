"""A migration killed at any moment, or on a full disk (R7): the old journal or the new one, and a backup either way."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from smallwins.bootstrap import local_journal, new_id, now
from smallwins.journal.commands import AddWin
from smallwins.journal.wins import add_win
from tests.promises import Tally
from tests.withstand.counts import dice, times
from tests.withstand.looking import content_of
from tests.withstand.mounting import fill, small_disk
from tests.withstand.terminal import Said, environ_of, smallwins

WINS = times(1500, 50_000)
pytestmark = pytest.mark.promise("R7")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of this release, with enough in it that a migration takes its time."""
    home = tmp_path_factory.mktemp("old") / "ada"
    with local_journal(str(home / "journal.db")) as journal:
        for count in range(WINS):
            story = "So it went. " * 60
            add_win(journal, AddWin(new_id(), now(), f"Win {count}", now().date(), story=story, tags=("northwind",)))
    return home


@pytest.fixture(scope="module")
def new(old: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the journal holds after a migration that nobody disturbed."""
    home = tmp_path_factory.mktemp("new") / "ada"
    shutil.copytree(old, home)
    assert _upgrade(home).code == 0
    return content_of(home / "journal.db")


def test_a_killed_migration_leaves_the_old_journal_or_the_new_one(
    old: Path, new: str, tmp_path: Path, tally: Tally
) -> None:
    before, kills, throw = content_of(old / "journal.db"), times(8, 100), dice("migration")
    assert before != new
    began = time.monotonic()
    shutil.copytree(old, tmp_path / "timed" / "ada")
    assert _upgrade(tmp_path / "timed" / "ada").code == 0
    takes = time.monotonic() - began
    found = {before: 0, new: 0}
    for count in range(kills):
        home = tmp_path / str(count) / "ada"
        shutil.copytree(old, home)
        _upgrade(home, kill_after=throw.uniform(0.15, 1) * takes)
        holds = content_of(home / "journal.db")
        assert holds in found, "neither the old journal nor the new one"
        found[holds] += 1
        if holds == new:
            assert _backups(home) == {before}
        # This release still opens the old one, and says so plainly of the new one; the next release ends the work.
        assert smallwins(home, "show", "1").code == (3 if holds == new else 0)
        assert _upgrade(home).code == 0
        assert content_of(home / "journal.db") == new
        assert _backups(home) == {before}
        shutil.rmtree(home.parent)
    tally(
        f"SIGKILL to a migration of {WINS:,} wins",
        kills=kills,
        ended_as_before=found[before],
        ended_as_after=found[new],
    )


def test_the_backup_made_before_is_named(old: Path, tmp_path: Path) -> None:
    home = tmp_path / "ada"
    shutil.copytree(old, home)
    said = _upgrade(home)
    (backup,) = home.glob("journal.db.before-v*.bak")
    assert str(backup) in said.err
    assert said.err.count("\n") == 1
    assert smallwins(home, "restore", str(backup)).code == 0
    assert content_of(home / "journal.db") == content_of(old / "journal.db")


@pytest.mark.usefixtures("mounts")
@pytest.mark.parametrize("part", [0.0, 0.5, 1.05, 1.2, 1.5])
def test_a_migration_on_a_full_disk_leaves_the_old_journal(old: Path, new: str, tmp_path: Path, part: float) -> None:
    size = (old / "journal.db").stat().st_size
    with small_disk(tmp_path / "disk", str(size * 4)) as disk:
        home = disk / "ada"
        shutil.copytree(old, home)
        ballast = fill(disk, leave=int(size * part) // 4096 * 4096 + 4096)
        said = _upgrade(home)
        assert said.code == 1, said
        assert said.in_one_line, said
        assert "disk is full" in said.err, said
        assert content_of(home / "journal.db") == content_of(old / "journal.db")
        assert _backups(home) == set(), "a copy left by every try"
        ballast.unlink()
        assert _upgrade(home).code == 0
        assert content_of(home / "journal.db") == new


def _upgrade(home: Path, kill_after: float | None = None) -> Said:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.withstand.upgrading", str(home / "journal.db")],
        env=environ_of(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            out, err = process.communicate(timeout=kill_after or 120)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
    return Said(process.returncode, out, err)


def _backups(home: Path) -> set[str]:
    return {content_of(backup) for backup in home.glob("journal.db.before-v*.bak")}
