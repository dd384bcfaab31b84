"""A damaged, missing, foreign or newer journal (R8, R18): refused with 3, left as it is, never begun anew."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from smallwins.bootstrap import local_journal
from smallwins.journal.ports import WinFilter
from smallwins.method.errors import JournalError, StorageError
from smallwins.storage.opening import SCHEMA
from tests.promises import Tally
from tests.serving import free_port, start
from tests.withstand.counts import RELEASE, dice, times
from tests.withstand.looking import files_in, sha256_of
from tests.withstand.terminal import Said, smallwins

pytestmark = pytest.mark.promise("R8", "R18")

FILE = '{"format": "smallwins/1", "exported_at": "2026-11-22T09:00:00Z", "wins": []}'
COMMANDS = [["list"], ["add", "x"], ["import", "-"]]
MORE = [["import", "-", "--dry-run"], ["export"], ["doctor"], ["backup", "b"], ["undo"], ["settings"], []]


def _zero(journal: Path) -> None:
    journal.write_bytes(b"")


def _gone(journal: Path) -> None:
    journal.unlink()


def _list(journal: Path) -> None:
    journal.write_text("milk, bread, a new job")


def _other_database(journal: Path) -> None:
    journal.unlink()
    with sqlite3.connect(journal) as connection:
        connection.execute("CREATE TABLE win (title TEXT)")
    connection.close()


def _newer(journal: Path) -> None:
    with sqlite3.connect(journal) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def _no_version(journal: Path) -> None:
    with sqlite3.connect(journal) as connection:
        connection.execute("PRAGMA user_version = 0")
    connection.close()


def _cut(journal: Path) -> None:
    journal.write_bytes(journal.read_bytes()[: journal.stat().st_size // 2 + 100])


def _cut_to_the_head(journal: Path) -> None:
    journal.write_bytes(journal.read_bytes()[:100])


def _head_gone(journal: Path) -> None:
    journal.write_bytes(bytes(4096) + journal.read_bytes()[4096:])


def _noise(journal: Path) -> None:
    journal.write_bytes(dice("noise").randbytes(journal.stat().st_size))


def _all_but_the_head_gone(journal: Path) -> None:
    journal.write_bytes(journal.read_bytes()[:4096] + bytes(journal.stat().st_size - 4096))


SPOILT: list[tuple[Callable[[Path], None], str]] = [
    (_gone, "gone"),
    (_zero, "empty"),
    (_list, "no journal any more"),
    (_other_database, "no journal any more"),
    (_newer, "newer"),
    (_no_version, "damaged"),
    (_cut, "damaged"),
    (_cut_to_the_head, "damaged"),
    (_head_gone, "no journal any more"),
    (_noise, "no journal any more"),
    (_all_but_the_head_gone, "damaged"),
]
NAMES = [spoil.__name__.strip("_") for spoil, _ in SPOILT]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("written") / "ada"
    for count in range(3):
        assert smallwins(home, "add", f"Coffee {count}", "--story", "-", stdin="So it went. " * 3000).code == 0
    assert smallwins(home, "backup", str(home / "journal.db.bak")).code == 0
    return home


@pytest.fixture
def written(once: Path, home: Path) -> Path:
    shutil.copytree(once, home)
    return home


@pytest.mark.parametrize(("spoil", "word"), SPOILT, ids=NAMES)
def test_every_command_refuses_a_spoilt_journal_and_leaves_it_alone(
    written: Path, spoil: Callable[[Path], None], word: str
) -> None:
    spoil(written / "journal.db")
    before = files_in(written)
    for command in [*COMMANDS, *(MORE if spoil is _cut or spoil is _gone else [])]:
        said = smallwins(written, *command, stdin=FILE)
        assert said.code == 3, (command, said)
        assert said.in_one_line, (command, said)
        assert word in said.err, (command, said)
        _names_the_way(said, spoil, written)
    assert files_in(written) == before
    process = start(written, "--port", str(free_port()))
    out, problem = process.communicate(timeout=20)
    assert (process.returncode, out) == (3, "")
    assert word in problem
    assert problem.count("\n") == 1
    after = {name: seen for name, seen in files_in(written).items() if name in before and name != "."}
    assert after == {name: seen for name, seen in before.items() if name != "."}


def _names_the_way(said: Said, spoil: Callable[[Path], None], home: Path) -> None:
    if spoil is _newer:
        assert "journal version 99" in said.err
        assert f"up to {SCHEMA}" in said.err
        assert "Update smallwins" in said.err
    else:
        assert "smallwins restore" in said.err
    if spoil is _gone:
        assert str(home / "journal.db.bak") in said.err


@pytest.mark.parametrize(("spoil", "word"), SPOILT, ids=NAMES)
def test_restore_brings_a_spoilt_journal_back_and_keeps_what_was_there(
    written: Path, spoil: Callable[[Path], None], word: str
) -> None:
    journal = written / "journal.db"
    spoil(journal)
    spoilt = sha256_of(journal) if journal.exists() else None
    said = smallwins(written, "restore", str(written / "journal.db.bak"))
    assert said.code == 0, said
    assert "Coffee 2" in smallwins(written, "list").out
    kept = [sha256_of(file) for file in written.glob("journal.db.replaced-*Z")]
    assert kept == ([spoilt] if spoilt else []), word


def test_every_bit_of_the_head_that_flips_is_refused_or_harmless(written: Path, tally: Tally) -> None:
    journal = written / "journal.db"
    whole = journal.read_bytes()
    bits = range(800) if RELEASE else dice("head").sample(range(800), 100)
    for bit in bits:
        spoilt = bytearray(whole)
        spoilt[bit // 8] ^= 1 << bit % 8
        _refused_or_harmless(journal, bytes(spoilt), f"bit {bit}")
    tally("a bit of the file's head flipped", bits=len(bits))


def test_bits_that_flip_are_refused_or_harmless_but_never_made_worse(written: Path, tally: Tally) -> None:
    journal, flips, throw = written / "journal.db", times(60, 1000), dice("bits")
    whole = journal.read_bytes()
    refused = 0
    for count in range(flips):
        spoilt = bytearray(whole)
        for _ in range(throw.choice([1, 1, 8, 200])):
            # Half of them in the first page, where the file says what it is.
            spoilt[throw.randrange(throw.choice([100, 4096, len(spoilt), len(spoilt)]))] ^= 1 << throw.randrange(8)
        if _refused_or_harmless(journal, bytes(spoilt), f"flip {count}"):
            refused += 1
            if count % 10 == 0:
                said = smallwins(written, "export")
                assert said.code in {1, 3}, said
                assert said.in_one_line, said
    assert refused > 0, "not one was noticed, so nothing was tried"
    tally("bits anywhere in the file flipped", files=flips, refused=refused)
    assert {file.name for file in written.iterdir()} >= {"journal.db", "journal.db.bak", "journal.db.marker"}


def _refused_or_harmless(journal: Path, content: bytes, what: str) -> bool:
    """Read all of a spoilt journal; where that is refused, it is in our words, and the file is left as it is."""
    journal.write_bytes(content)
    try:
        with local_journal(str(journal), reading=True) as opened:
            list(opened.wins.everything())
            opened.steps.open()
            opened.history.of_wins([judged.win.id for judged in opened.wins.page(WinFilter())])
    except (JournalError, StorageError):
        assert journal.read_bytes() == content, what
        return True
    return False


def test_an_import_cut_off_anywhere_takes_nothing_in(written: Path) -> None:
    whole = smallwins(written, "export").out
    other = written.parent / "ben"
    assert smallwins(other, "list").code == 0
    before = sha256_of(other / "journal.db")
    throw = dice("cut")
    for _ in range(times(5, 100)):
        said = smallwins(other, "import", "-", stdin=whole[: throw.randrange(len(whole) - 2)])
        assert said.code == 1, said
        assert said.in_one_line
    assert sha256_of(other / "journal.db") == before
