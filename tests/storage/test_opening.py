"""A journal is opened safely: never overwritten, never silently fresh, for its owner's eyes only."""

import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smallwins.bootstrap import local_journal
from smallwins.journal.ports import WinFilter
from smallwins.method.errors import (
    JournalDamagedError,
    JournalError,
    JournalForeignError,
    JournalMissingError,
    JournalNewerError,
)
from smallwins.storage import backup, checking, migrating, opening
from tests.promises import Tally
from tests.storage.cast import a_win, write
from tests.storage.looking import as_nobody, modes, prints
from tests.withstand.counts import times


def a_journal(path: str, wins: int = 3) -> None:
    with local_journal(path) as journal:
        write(journal, *(a_win(n, story="as it was " * 40) for n in range(1, wins + 1)))


def read_all(path: str) -> int:
    with local_journal(path, reading=True) as journal:
        journal.wins.page(WinFilter(words="was"))
        journal.wins.page(WinFilter(limit=None))
        journal.wins.tags()
        journal.wins.judged_columns()
        journal.wins.claimed_at()
        journal.doors.ends()
        journal.steps.done()
        return len(list(journal.wins.everything()))


@pytest.mark.parametrize("umask", [0o022, 0o000, 0o077])
def test_only_the_owner_may_look_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "data" / "smallwins"
    before = os.umask(umask)
    try:
        a_journal(str(folder / "journal.db"))
        backup.back_up(str(folder / "journal.db"), str(folder / "copy.db"))
    finally:
        os.umask(before)

    found = modes(folder)
    assert found.pop("smallwins") == "0o700"
    assert found.keys() >= {"journal.db", "journal.db.marker", "copy.db"}
    assert set(found.values()) == {"0o600"}


def test_a_new_journal_is_whole_marked_and_known_as_ours(path: str, tmp_path: Path) -> None:
    a_journal(path)

    header = Path(path).read_bytes()[:100]
    assert header[68:72] == b"smlw"
    assert int.from_bytes(header[60:64], "big") == migrating.newest() == opening.SCHEMA
    assert {file.name for file in tmp_path.iterdir()} == {"journal.db", "journal.db-journal", "journal.db.marker"}
    assert checking.check(path) == []


def test_a_failing_start_leaves_nothing_behind(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(migrating, "migrate", fail)

    with pytest.raises(KeyboardInterrupt):
        a_journal(path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.promise("R18")
def test_a_journal_that_is_gone_is_not_begun_anew(path: str, tmp_path: Path) -> None:
    a_journal(path)
    backup.back_up(path, path + ".before-v2.bak")
    Path(path).unlink()
    before = prints(tmp_path)

    with pytest.raises(JournalMissingError, match=r"smallwins restore .*journal\.db\.before-v2\.bak"):
        a_journal(path)
    assert prints(tmp_path) == before


@pytest.mark.promise("R18")
def test_a_link_to_nowhere_is_a_journal_that_is_gone(path: str, tmp_path: Path) -> None:
    Path(path).symlink_to(tmp_path / "unplugged" / "journal.db")

    with pytest.raises(JournalMissingError):
        a_journal(path)
    assert not (tmp_path / "unplugged").exists()


def test_a_journal_that_came_without_its_marker_gets_one(path: str, tmp_path: Path) -> None:
    a_journal(path)
    marker = Path(path + ".marker")
    said = marker.read_text()
    marker.unlink()

    assert read_all(path) == 3
    assert marker.read_text() == said
    assert modes(tmp_path)[marker.name] == "0o600"


def a_foreign_database(path: str) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE win (id)")
    other.close()


def another_application(path: str) -> None:
    a_foreign_database(path)
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA application_id = 252006673")
    other.close()


FOREIGN: dict[str, Callable[[str], object]] = {
    "empty": lambda path: Path(path).touch(),
    "a text": lambda path: Path(path).write_text("My diary\n" * 100),
    "one byte": lambda path: Path(path).write_bytes(b"S"),
    "noughts": lambda path: Path(path).write_bytes(bytes(8192)),
    "the first sixteen bytes of a database": lambda path: Path(path).write_bytes(b"SQLite format 3\0"),
    "a database of somebody else": a_foreign_database,
    "a database of another program": another_application,
    "a folder": lambda path: Path(path).mkdir(),
}


@pytest.mark.promise("R18")
@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_not_a_journal_is_refused_and_left_alone(path: str, tmp_path: Path, what: str) -> None:
    FOREIGN[what](path)
    before = prints(tmp_path)

    for open_it in (a_journal, read_all):
        with pytest.raises(JournalForeignError):
            open_it(path)
    assert prints(tmp_path) == before


@pytest.mark.promise("R18")
@pytest.mark.parametrize("what", [what for what in FOREIGN if what != "a folder"])
def test_what_was_a_journal_and_is_none_any_more_is_damaged(path: str, tmp_path: Path, what: str) -> None:
    a_journal(path)
    Path(path).unlink()
    FOREIGN[what](path)
    before = prints(tmp_path)

    for open_it in (a_journal, read_all):
        with pytest.raises(JournalDamagedError, match="smallwins restore"):
            open_it(path)
    assert prints(tmp_path) == before


@pytest.mark.promise("R8")
def test_a_journal_of_a_newer_version_is_refused_and_both_versions_are_named(path: str, tmp_path: Path) -> None:
    a_journal(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = prints(tmp_path)

    for open_it in (a_journal, read_all):
        with pytest.raises(JournalNewerError, match=rf"99.*{opening.SCHEMA}"):
            open_it(path)
    assert prints(tmp_path) == before


MUTATIONS = times(60, 400)


def mutate(content: bytes, chance: random.Random) -> bytes:
    kind, place = chance.randrange(4), chance.randrange(len(content))
    if kind == 0:
        return content[:place]
    if kind == 1:
        return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]
    page = place // 4096 * 4096
    if kind == 2:
        return content[:page] + bytes(4096) + content[page + 4096 :]
    return content[:page] + chance.randbytes(4096) + content[page + 4096 :]


@pytest.mark.promise("R18")
def test_damage_is_never_overwritten_and_never_a_riddle(path: str, tmp_path: Path, tally: Tally) -> None:
    a_journal(path, wins=400)
    whole, chance = Path(path).read_bytes(), random.Random(18)
    refusals: list[JournalError] = []
    for number in range(MUTATIONS):
        Path(path).write_bytes(mutate(whole, chance))
        before = prints(tmp_path)
        try:
            read_all(path)
        except JournalError as error:
            refusals.append(error)
        assert prints(tmp_path) == before, number

    assert len(refusals) > MUTATIONS // 3
    assert [
        error for error in refusals if not isinstance(error, JournalNewerError) and "restore" not in str(error)
    ] == []


@pytest.fixture
def nobodys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    # Outside pytest's own folder, which only its owner may enter.
    folder = Path(tempfile.mkdtemp(prefix="smallwins-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def add_one(path: str) -> str:
    with local_journal(path) as journal:
        write(journal, a_win(9))
    return "written"


@pytest.mark.promise("R5")
def test_a_file_that_may_only_be_read_is_read_and_not_written(nobodys: Path) -> None:
    path = str(nobodys / "journal.db")
    a_journal(path)
    for file in nobodys.iterdir():
        file.chmod(0o444)
    nobodys.chmod(0o555)
    before = prints(nobodys)

    assert as_nobody(lambda: read_all(path)) == "3"
    assert as_nobody(lambda: add_one(path)).startswith("JournalReadOnlyError")
    assert prints(nobodys) == before


@pytest.mark.promise("R5")
def test_a_folder_that_may_only_be_read_refuses_a_write_in_one_plain_line(nobodys: Path) -> None:
    path = str(nobodys / "journal.db")
    a_journal(path)
    for file in nobodys.iterdir():
        file.unlink() if file.name.endswith("-journal") else file.chmod(0o666)
    nobodys.chmod(0o555)
    before = prints(nobodys)

    assert as_nobody(lambda: read_all(path)) == "3"
    assert as_nobody(lambda: add_one(path)).startswith("JournalReadOnlyError")
    assert prints(nobodys) == before


def test_where_nothing_may_be_written_no_journal_is_begun(nobodys: Path) -> None:
    nobodys.chmod(0o555)

    assert as_nobody(lambda: add_one(str(nobodys / "journal.db"))).startswith("JournalReadOnlyError")
    assert as_nobody(lambda: add_one(str(nobodys / "data" / "journal.db"))).startswith("JournalReadOnlyError")
    assert list(nobodys.iterdir()) == []


@pytest.mark.parametrize("name", ["50% off?.db", "#1.db", "ä 東京.db", "a'b;c.db", "file:x.db", ":memory:"])
def test_a_journal_may_have_any_name(tmp_path: Path, name: str) -> None:
    a_journal(str(tmp_path / name))

    assert read_all(str(tmp_path / name)) == 3
    assert (tmp_path / name).stat().st_size


def changed_by_hand(folder: Path, change: str) -> str:
    """Return a journal with one win, into which somebody wrote with another program."""
    path = str(folder / "journal.db")
    with local_journal(path) as journal:
        write(journal, a_win(1))
    connection = sqlite3.connect(path)
    connection.execute(f"UPDATE win SET {change}")
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize(
    "change",
    ["stretch = 9", "direction = 'up'", "motive = 'x'", "opened = 'x'", "alignment = 'maybe'", "computed = 'golden'"],
)
def test_a_win_changed_by_hand_to_what_no_version_wrote_is_called_damaged(tmp_path: Path, change: str) -> None:
    path = changed_by_hand(tmp_path, change)

    with pytest.raises(JournalDamagedError), local_journal(path, reading=True) as journal:
        journal.wins.page(WinFilter())


def test_a_journal_whose_version_says_less_than_its_schema_holds_is_called_damaged(tmp_path: Path) -> None:
    path = str(tmp_path / "journal.db")
    with local_journal(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 1")
    connection.close()

    with pytest.raises(JournalDamagedError), local_journal(path, reading=True):
        pass


@pytest.mark.parametrize("change", ["stretch = 12", "looks = -1", "happened_on = 'soon'"])
def test_the_insights_call_it_damaged_too(tmp_path: Path, change: str) -> None:
    path = changed_by_hand(tmp_path, change)

    with pytest.raises(JournalDamagedError), local_journal(path, reading=True) as journal:
        journal.wins.judged_columns()
