"""A journal sealed by a passphrase works as a plain one; without the key nothing is read or changed."""

import random
import sqlite3
from pathlib import Path

import pytest

from smallwins.bootstrap import (
    back_up,
    change_passphrase,
    check,
    decrypt,
    encrypt,
    local_journal,
    local_journals,
    look_over,
    mend,
    restore,
)
from smallwins.journal.ports import WinFilter
from smallwins.method.errors import JournalDamagedError, JournalError, JournalLockedError, RefusedError
from smallwins.storage import files, opening, sealing
from tests.storage.cast import ADA, a_win, write
from tests.storage.looking import modes, prints

USUAL = dict(sealing._COST)
PASSPHRASE, OTHER = "correct horse battery", "a staple of paper"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys quickly; the cost is for guessers, and one test below looks at it."""
    monkeypatch.setattr(sealing, "_COST", {"n": 16, "r": 8, "p": 1})
    monkeypatch.setattr(sealing, "_KNOWN", {})
    monkeypatch.delenv("SMALLWINS_PASSPHRASE_FILE", raising=False)


@pytest.fixture
def plain(path: str) -> str:
    with local_journal(path) as journal:
        write(journal, *(a_win(n, f"secret number {n}") for n in range(1, 60)))
    return path


@pytest.fixture
def sealed(plain: str) -> str:
    encrypt(plain, PASSPHRASE)
    return plain


def forget() -> None:
    """Be a process that was never told anything."""
    sealing._KNOWN.clear()


def found_in(path: str) -> list[str]:
    """Return what a check finds, or how it is refused."""
    try:
        return check(path)
    except JournalError as error:
        return [str(error)]


def titles(path: str) -> list[str]:
    with local_journal(path, reading=True) as journal:
        return [judged.win.title for judged in journal.wins.everything()]


def test_the_usual_cost_of_a_key_is_what_it_takes_to_keep_guessers_busy() -> None:
    assert USUAL["n"] >= 2**17


def test_a_sealed_journal_says_the_same_and_nothing_of_it_can_be_read(plain: str) -> None:
    before = titles(plain)
    encrypt(plain, PASSPHRASE)

    assert titles(plain) == before
    with local_journal(plain) as journal:
        write(journal, a_win(journal.wins.take_number(), "secret and later"))
        assert journal.wins.count(WinFilter(words="later")) == 1
    for file in Path(plain).parent.iterdir():
        assert b"secret" not in file.read_bytes(), file
        assert b"SQLite" not in file.read_bytes(), file
    assert set(modes(Path(plain).parent).values()) <= {"0o600", "0o700"}
    assert look_over(plain) == []


def test_without_what_opens_it_a_sealed_journal_is_refused_and_left_as_it_is(sealed: str) -> None:
    forget()
    before = prints(Path(sealed).parent)

    with pytest.raises(JournalLockedError, match="SMALLWINS_PASSPHRASE_FILE"), local_journal(sealed):
        pass
    with pytest.raises(JournalLockedError), local_journals(sealed).journal_of(ADA):
        pass
    for work in (lambda: check(sealed), lambda: decrypt(sealed), lambda: back_up(sealed, sealed + ".copy")):
        with pytest.raises(JournalLockedError):
            work()
    assert prints(Path(sealed).parent) == before


@pytest.mark.parametrize("wrong", ["", "Correct horse battery", "correct horse battery ", "A" * 56, "x" * 4000])
def test_what_is_wrong_opens_nothing_and_changes_nothing(sealed: str, wrong: str) -> None:
    forget()
    before = prints(Path(sealed).parent)

    with pytest.raises(JournalLockedError), local_journal(sealed, ask=lambda _: wrong):
        pass
    assert prints(Path(sealed).parent) == before
    with local_journal(sealed, ask=lambda _: PASSPHRASE):
        pass


def test_the_recovery_key_opens_it_too_however_it_is_typed(plain: str) -> None:
    key = encrypt(plain, PASSPHRASE)
    for typed in (key, key.lower(), key.replace("-", " "), key.replace("-", "")):
        forget()
        with local_journal(plain, reading=True, ask=lambda _, typed=typed: typed):  # type: ignore[misc]
            pass


def test_a_passphrase_is_the_same_however_its_letters_are_put_together(plain: str) -> None:
    encrypt(plain, "Grüße aus Köln")
    forget()
    with local_journal(plain, ask=lambda _: "Gru\u0308ße aus Ko\u0308ln"):
        pass


def test_the_file_that_is_configured_opens_it(sealed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    (tmp_path / "phrase").write_text(PASSPHRASE + "\n")
    monkeypatch.setenv("SMALLWINS_PASSPHRASE_FILE", str(tmp_path / "phrase"))

    assert len(titles(sealed)) == 59
    with local_journals(sealed).journal_of(ADA, reading=True) as journal:
        assert journal.wins.count(WinFilter()) == 59
    monkeypatch.setenv("SMALLWINS_PASSPHRASE_FILE", str(tmp_path / "nowhere"))
    forget()
    with pytest.raises(RefusedError, match="cannot be read"):
        titles(sealed)


def test_a_changed_passphrase_takes_the_place_of_the_old_one(sealed: str) -> None:
    before = titles(sealed)
    key = change_passphrase(sealed, OTHER)

    assert titles(sealed) == before
    for secret in (OTHER, key):
        forget()
        with local_journal(sealed, ask=lambda _, secret=secret: secret):  # type: ignore[misc]
            pass
    forget()
    with pytest.raises(JournalLockedError), local_journal(sealed, ask=lambda _: PASSPHRASE):
        pass


def test_what_was_sealed_can_always_be_made_plain_again(plain: str) -> None:
    before = titles(plain)
    encrypt(plain, PASSPHRASE)
    forget()
    decrypt(plain, lambda _: PASSPHRASE)
    forget()

    assert Path(plain).read_bytes().startswith(b"SQLite format 3")
    assert titles(plain) == before
    assert look_over(plain) == []
    with local_journal(plain) as journal:
        write(journal, a_win(journal.wins.take_number(), "after"))


def test_what_makes_no_sense_is_refused(plain: str) -> None:
    for short in ("", "short"):
        with pytest.raises(RefusedError, match="8 signs"):
            encrypt(plain, short)
    with pytest.raises(RefusedError, match="not encrypted"):
        decrypt(plain)
    with pytest.raises(RefusedError, match="not encrypted"):
        change_passphrase(plain, PASSPHRASE)
    encrypt(plain, PASSPHRASE)
    with pytest.raises(RefusedError, match="encrypted already"):
        encrypt(plain, OTHER)
    assert len(titles(plain)) == 59


def test_backups_of_a_sealed_journal_are_sealed_and_come_back(sealed: str, tmp_path: Path) -> None:
    copy, elsewhere = str(tmp_path / "copy.db"), str(tmp_path / "new" / "journal.db")
    back_up(sealed, copy)
    assert b"secret" not in Path(copy).read_bytes()
    assert check(copy) == []
    with local_journal(sealed) as journal:
        write(journal, a_win(journal.wins.take_number(), "later"))

    forget()
    restore(copy, elsewhere, lambda _: PASSPHRASE)
    assert len(titles(elsewhere)) == 59
    aside = restore(copy, sealed)
    assert len(titles(sealed)) == 59
    assert aside is not None
    assert len(titles(aside)) == 60
    forget()
    with pytest.raises(JournalLockedError):
        restore(copy, sealed)
    with pytest.raises(JournalLockedError):
        titles(sealed)


def test_a_plain_backup_takes_the_place_of_a_sealed_journal_and_the_other_way(plain: str, tmp_path: Path) -> None:
    in_clear, under_key = str(tmp_path / "clear.db"), str(tmp_path / "key.db")
    back_up(plain, in_clear)
    encrypt(plain, PASSPHRASE)
    back_up(plain, under_key)

    restore(in_clear, plain)
    forget()
    assert len(titles(plain)) == 59
    restore(under_key, plain, lambda _: PASSPHRASE)
    assert len(titles(plain)) == 59
    forget()
    with pytest.raises(JournalLockedError):
        titles(plain)


def test_a_thousand_bits_that_flip_are_each_noticed(sealed: str) -> None:
    whole, throw = Path(sealed).read_bytes(), random.Random(59)
    for flip in range(1000):
        spoilt = bytearray(whole)
        spoilt[throw.randrange(len(spoilt))] ^= 1 << throw.randrange(8)
        Path(sealed).write_bytes(spoilt)
        assert found_in(sealed) != [], flip
        assert Path(sealed).read_bytes() == bytes(spoilt), "a damaged file was written to"
    Path(sealed).write_bytes(whole)
    assert check(sealed) == []


def test_a_sealed_journal_that_is_damaged_is_said_to_be(sealed: str) -> None:
    whole = Path(sealed).read_bytes()
    Path(sealed).write_bytes(whole[:20] + b"?" * 50 + whole[70:])
    with pytest.raises(JournalDamagedError, match="smallwins restore"):
        titles(sealed)


def test_a_sealed_journal_carried_elsewhere_without_its_marker_opens_and_gets_one(sealed: str, tmp_path: Path) -> None:
    forget()
    carried = tmp_path / "stick" / "journal.db"
    carried.parent.mkdir()
    carried.write_bytes(Path(sealed).read_bytes())

    with local_journal(str(carried), ask=lambda _: PASSPHRASE):
        pass
    assert opening.state_of(str(carried)) == opening.SEALED


@pytest.mark.parametrize("ends", ["before the file is in place", "after it"])
def test_what_was_cut_off_between_file_and_marker_is_opened_as_what_it_is(plain: str, ends: str) -> None:
    instance = Path(f"{plain}.marker").read_text().split("\n")[0]
    before = Path(plain).read_bytes()
    encrypt(plain, PASSPHRASE)
    if ends.startswith("before"):
        Path(plain).write_bytes(before)
        forget()
    files.write_marker(plain, instance, opening.CHANGING)

    assert len(titles(plain)) == 59
    assert opening.state_of(plain) == ("" if ends.startswith("before") else opening.SEALED)


def test_the_doctor_mends_a_sealed_journal_too(sealed: str) -> None:
    connection = sealing.connect(sealed)
    connection.execute("UPDATE win SET verdict = 'shiny' WHERE number = 1")
    connection.execute("DELETE FROM win_fts")
    connection.close()

    assert len(look_over(sealed)) == 2
    mended = mend(sealed)
    assert mended.left == ()
    assert mended.backup is not None
    assert b"secret" not in Path(mended.backup).read_bytes()
    assert opening.state_of(sealed) == opening.SEALED


def test_nobody_else_writes_while_it_is_sealed(plain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smallwins.storage.sqlite.BUSY_SECONDS", 0.05)
    writer = sqlite3.connect(plain, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    before = Path(plain).stat().st_ino
    with pytest.raises(Exception, match="writing to"):
        encrypt(plain, PASSPHRASE)
    assert Path(plain).stat().st_ino == before
    writer.close()


def test_a_server_with_the_journal_open_goes_on_in_the_sealed_one(plain: str) -> None:
    journals = local_journals(plain)
    with journals.journal_of(ADA, reading=True) as journal:
        assert journal.wins.count(WinFilter()) == 59
    encrypt(plain, PASSPHRASE)
    with journals.journal_of(ADA) as journal:
        write(journal, a_win(journal.wins.take_number(), "in the sealed one"))
    assert len(titles(plain)) == 60


def test_a_process_that_knew_the_old_key_asks_again_after_another_changed_it(sealed: str) -> None:
    known = dict(sealing._KNOWN)
    change_passphrase(sealed, OTHER)
    forget()
    sealing._KNOWN[sealed] = known[sealed]

    with pytest.raises(JournalLockedError), local_journal(sealed):
        pass
    with local_journal(sealed, ask=lambda _: OTHER):
        pass
