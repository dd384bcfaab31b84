"""Backups hold what was acknowledged, are checked before they count, and can be brought back."""

import sqlite3
import threading
from pathlib import Path

import pytest

from smallwins.bootstrap import local_journal, local_journals
from smallwins.journal.ports import WinFilter
from smallwins.method.errors import (
    JournalBusyError,
    JournalDamagedError,
    JournalForeignError,
    JournalNewerError,
    RefusedError,
)
from smallwins.storage import backup, checking, sqlite
from tests.storage.cast import ADA, a_win, write
from tests.storage.looking import modes, prints


@pytest.fixture
def journal_file(path: str) -> str:
    with local_journal(path) as journal:
        write(journal, *(a_win(n, "kept") for n in range(1, 300)))
    return path


def count(path: str) -> int:
    with local_journal(path, reading=True) as journal:
        return journal.wins.count(WinFilter(words="kept"))


def add_one(path: str) -> None:
    with local_journal(path) as journal:
        write(journal, a_win(journal.wins.take_number(), "kept"))


def dump(path: str) -> list[str]:
    connection = sqlite3.connect(path)
    said = list(connection.iterdump())
    connection.close()
    return said


def test_a_backup_says_the_same_as_the_journal(journal_file: str, tmp_path: Path) -> None:
    backup.back_up(journal_file, str(tmp_path / "copy.db"))

    assert dump(str(tmp_path / "copy.db")) == dump(journal_file)
    assert checking.check(str(tmp_path / "copy.db")) == []
    assert modes(tmp_path)["copy.db"] == "0o600"
    assert not [name for name in modes(tmp_path) if ".new-" in name]


def test_a_backup_never_overwrites(journal_file: str, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")

    with pytest.raises(RefusedError, match="is there already"):
        backup.back_up(journal_file, str(taken))
    with pytest.raises(RefusedError, match="is there already"):
        backup.back_up(journal_file, journal_file)
    assert taken.read_text() == "mine"


def test_backups_taken_while_others_write_hold_all_that_was_acknowledged_before(
    journal_file: str, tmp_path: Path
) -> None:
    acknowledged, done = [299], threading.Event()

    def keep_writing() -> None:
        journals = local_journals(journal_file)
        while not done.is_set():
            with journals.journal_of(ADA) as journal:
                write(journal, a_win(journal.wins.take_number(), "kept"))
            acknowledged[0] += 1

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for number in range(5):
            at_least = acknowledged[0]
            backup.back_up(journal_file, str(tmp_path / f"copy{number}.db"))
            assert count(str(tmp_path / f"copy{number}.db")) >= at_least
            assert checking.check(str(tmp_path / f"copy{number}.db")) == []
    finally:
        done.set()
        writer.join()


def test_a_journal_brought_back_is_the_one_of_the_backup_and_the_other_is_kept(
    journal_file: str, tmp_path: Path
) -> None:
    backup.back_up(journal_file, str(tmp_path / "copy.db"))
    add_one(journal_file)
    before = dump(journal_file)

    aside = backup.restore(str(tmp_path / "copy.db"), journal_file)

    assert aside is not None
    assert dump(aside) == before
    assert dump(journal_file) == dump(str(tmp_path / "copy.db"))
    assert {mode for name, mode in modes(tmp_path).items() if name.startswith("journal")} == {"0o600"}
    add_one(journal_file)
    assert count(journal_file) == 300


def test_a_journal_is_brought_back_to_a_place_where_there_is_none(journal_file: str, tmp_path: Path) -> None:
    other = str(tmp_path / "new" / "folder" / "journal.db")

    assert backup.restore(journal_file, other) is None
    assert count(other) == 299
    assert Path(other + ".marker").exists()


@pytest.mark.parametrize("damage", ["gone", "empty", "torn"])
def test_a_damaged_or_missing_journal_is_brought_back(journal_file: str, tmp_path: Path, damage: str) -> None:
    backup.back_up(journal_file, str(tmp_path / "copy.db"))
    whole = Path(journal_file).read_bytes()
    if damage == "gone":
        Path(journal_file).unlink()
    else:
        Path(journal_file).write_bytes(b"" if damage == "empty" else whole[: len(whole) // 2])
    torn = None if damage == "gone" else Path(journal_file).read_bytes()

    aside = backup.restore(str(tmp_path / "copy.db"), journal_file)

    assert count(journal_file) == 299
    assert (aside and Path(aside).read_bytes()) == torn


def test_leftovers_of_the_old_journal_are_never_played_into_the_new_one(journal_file: str, tmp_path: Path) -> None:
    backup.back_up(journal_file, str(tmp_path / "copy.db"))
    Path(journal_file).write_bytes(b"torn")
    for leftover in ("-journal", "-wal", "-shm"):
        Path(journal_file + leftover).write_bytes(b"leftover" * 100)

    aside = backup.restore(str(tmp_path / "copy.db"), journal_file)

    assert count(journal_file) == 299
    assert Path(f"{aside}-wal").read_bytes() == b"leftover" * 100
    assert not Path(journal_file + "-wal").exists()


def test_what_is_not_a_whole_journal_is_not_brought_back(journal_file: str, tmp_path: Path) -> None:
    newer, torn, text, empty = (tmp_path / name for name in ("newer", "torn", "text", "empty"))
    for copy in (newer, torn):
        backup.back_up(journal_file, str(copy))
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    torn.write_bytes(torn.read_bytes()[:-5000])
    text.write_text("My diary\n" * 1000)
    empty.touch()
    before = prints(tmp_path)

    refusals = {newer: JournalNewerError, torn: JournalDamagedError, text: JournalForeignError, empty: RefusedError}
    for file, refusal in refusals.items():
        with pytest.raises(refusal):
            backup.restore(str(file), journal_file)
    with pytest.raises(RefusedError):
        backup.restore(str(tmp_path / "nowhere"), journal_file)
    assert prints(tmp_path) == before


def test_a_journal_that_is_being_written_to_is_not_replaced(
    journal_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.back_up(journal_file, str(tmp_path / "copy.db"))
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    writer = sqlite3.connect(journal_file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    inode = Path(journal_file).stat().st_ino

    with pytest.raises(JournalBusyError):
        backup.restore(str(tmp_path / "copy.db"), journal_file)
    assert Path(journal_file).stat().st_ino == inode
    writer.close()


def test_a_check_tells_what_is_kept_twice_and_differs(journal_file: str) -> None:
    connection = sqlite3.connect(journal_file)
    connection.execute("UPDATE win SET verdict = 'real' WHERE number = 1")
    connection.execute("DELETE FROM win_fts WHERE rowid = (SELECT max(rowid) FROM win_fts)")
    connection.execute("INSERT INTO win_tag VALUES (1, 'nobody', '2026-01-01', 1)")
    connection.execute("INSERT INTO door VALUES (1, 'nowhere', 'nowhere')")
    connection.commit()
    connection.close()

    findings = checking.check(journal_file)

    assert [finding.split(":")[0] for finding in findings] == ["door", "door", "win 1", "win_tag", "win_fts"]
