"""Whatever breaks in a real file is named, and mended where it can be made anew from a person's own words."""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from smallwins.bootstrap import LOCAL, last_backup, local_journal, look_over, mend, now, server_journals
from smallwins.journal.commands import AddGoal, AddStep, AnswerWin, LinkWins, MoveStep
from smallwins.journal.doors import link_wins
from smallwins.journal.goals import add_goal
from smallwins.journal.judging import answer_win
from smallwins.journal.looking_over import JUDGED_AGAIN
from smallwins.journal.new_win import AddWin
from smallwins.journal.ports import WinFilter
from smallwins.journal.steps import add_step, move_step
from smallwins.journal.wins import add_win
from smallwins.method.errors import JournalDamagedError
from smallwins.storage import backup, files


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A journal with doors, steps, goals, tags and words, in a folder of its own."""
    path = tmp_path / "ada" / "journal.db"
    today = now().date()
    with local_journal(str(path)) as journal:
        add_goal(journal, AddGoal("goal", now(), today, "Lead a team"))
        for n in range(1, 13):
            day = today - timedelta(days=20 - n)
            add_win(journal, AddWin(f"win-{n}", now(), f"Coffee number {n}", day, tags=("northwind",)))
        for n in range(1, 9):
            toward = {"direction": "toward", "goals": ("goal",), "motive": "meaningful", "stretch": 2}
            answer_win(journal, AnswerWin(f"win-{n}", now(), **toward, gains=("clarity",)))  # type: ignore[arg-type]
        link_wins(journal, LinkWins("win-1", "win-2", now()))
        link_wins(journal, LinkWins("win-2", "win-3", now()))
        add_step(journal, AddStep("step", "win-3", now(), "Write to Sam", None))
        move_step(journal, MoveStep("step", now(), "done", today))
    return path


def broken(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def words_of(path: Path) -> list[tuple[object, ...]]:
    """Return everything that the person wrote, and every answer."""
    told = "id, number, title, story, kind, tags, happened_on, direction, goals, motive, opened, stretch, gains"
    with closing(sqlite3.connect(path)) as connection:
        return [
            *connection.execute(f"SELECT {told} FROM win ORDER BY number"),
            *connection.execute("SELECT * FROM step"),
            *connection.execute("SELECT * FROM goal"),
            *connection.execute("SELECT * FROM door"),
        ]


def test_a_journal_that_is_well_is_said_to_be_and_left_alone(kept: Path) -> None:
    before = kept.read_bytes()

    assert look_over(str(kept)) == []
    assert mend(str(kept)) == ((), (), None)
    assert kept.read_bytes() == before


BREAKS = {
    "a verdict": (
        "win 1: its verdict is kept as early",
        ["UPDATE win SET computed = 'early', rule = 5 WHERE number = 1"],
    ),
    "a signal": ("win 2: ", ["UPDATE win SET momentum = 'no' WHERE number = 2"]),
    "a chain": (
        "win 3: its verdict",
        ["UPDATE win SET momentum = 'no', computed = 'shiny', rule = 3 WHERE number = 3"],
    ),
    "a verdict that is none": (
        "win 4: its verdict is kept as something",
        ["UPDATE win SET computed = 'great' WHERE number = 4"],
    ),
    "a signal that is none": (
        "win 5: its verdict is kept as something",
        ["UPDATE win SET gain = 'maybe' WHERE number = 5"],
    ),
    "the verdict that counts": (
        "win 6: verdict, week or unanswered",
        ["UPDATE win SET verdict = 'shiny' WHERE number = 6"],
    ),
    "a week": ("win 7: verdict, week or unanswered", ["UPDATE win SET week = 1 WHERE number = 7"]),
    "what is open": (
        "win 8: verdict, week or unanswered",
        ["UPDATE win SET unanswered = 1 - unanswered WHERE number = 8"],
    ),
    "a word less": ("win_fts: does not hold", ["DELETE FROM win_fts WHERE rowid = (SELECT max(rowid) FROM win_fts)"]),
    "a word more": ("win_fts: holds words", ["INSERT INTO win_fts (rowid, words) VALUES (5, 'gone')"]),
    "another word": (
        "win_fts: does not hold",
        ["UPDATE win_fts SET words = 'tea' WHERE rowid = (SELECT max(rowid) FROM win_fts)"],
    ),
    "the index of words": ("win_fts: the search index is damaged", ["DELETE FROM win_fts_data WHERE id > 10"]),
    "a tag": ("win_tag: does not", ["DELETE FROM win_tag WHERE place = (SELECT max(place) FROM win_tag)"]),
    "a goal's win": ("win_goal: does not", ["DELETE FROM win_goal"]),
    "a stranger's tag": ("win_tag: holds labels", ["INSERT INTO win_tag VALUES (9, 'nobody', '2026-01-01', 1)"]),
    "a number": ("numbers: the next win would take the number 3", ["UPDATE settings SET next_win = 3"]),
    "a step's number": ("numbers: the next step would take", ["UPDATE settings SET next_step = 1"]),
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_breaks_is_named_and_mended_and_no_word_is_touched(kept: Path, what: str) -> None:
    names, statements = BREAKS[what]
    words = words_of(kept)
    broken(kept, *statements)

    found = look_over(str(kept))
    assert any(finding.sentence.startswith(names) for finding in found), found
    assert all(finding.mends for finding in found), found

    mended = mend(str(kept))
    assert mended.left == ()
    assert {finding.sentence for finding in found} <= {finding.sentence for finding in mended.mended}
    assert look_over(str(kept)) == []
    assert words_of(kept) == words
    assert mended.backup is not None
    assert mended.backup in files.backups_beside(str(kept))
    with local_journal(str(kept)) as journal:
        assert journal.wins.count(WinFilter(words="coffee")) == 12
        add_win(journal, AddWin("after", now(), "One more", now().date()))


def test_everything_broken_at_once_is_mended_at_once(kept: Path) -> None:
    for _, statements in BREAKS.values():
        broken(kept, *statements)

    assert mend(str(kept)).left == ()
    assert look_over(str(kept)) == []


def test_a_verdict_that_is_mended_says_so_in_its_history(kept: Path) -> None:
    broken(kept, *BREAKS["a verdict"][1])
    mend(str(kept))

    with local_journal(str(kept), reading=True) as journal:
        last = journal.history.of("win-1")[-1]
    assert (last.cause, last.verdict) == (JUDGED_AGAIN, "real")


LOST = {
    "a door to nowhere": ("door: row", "INSERT INTO door VALUES (1, 'nowhere', 'win-1')"),
    "a door back in time": ("door: leads back in time", "INSERT INTO door VALUES (1, 'win-9', 'win-4')"),
    "a goal that is gone": ("win 1: names a goal that is not there", "DELETE FROM goal"),
    "an answer that is none": ("The journal", "UPDATE win SET direction = 'sideways' WHERE number = 1"),
    "a day that is none": ("The journal", "UPDATE win SET happened_on = 'once' WHERE number = 1"),
}


@pytest.mark.parametrize("what", LOST)
def test_what_only_a_person_can_mend_is_named_and_left(kept: Path, what: str) -> None:
    names, statement = LOST[what]
    broken(kept, statement)
    words = words_of(kept)

    assert any(finding.sentence.startswith(names) and not finding.mends for finding in look_over(str(kept)))
    assert mend(str(kept)).left != ()
    assert words_of(kept) == words


def _circle(kept: Path) -> None:
    broken(kept, "UPDATE win SET happened_on = (SELECT happened_on FROM win WHERE number = 1) WHERE number = 2")
    broken(kept, "INSERT INTO door VALUES (1, 'win-2', 'win-1')")


def test_doors_in_a_circle_are_named(kept: Path) -> None:
    _circle(kept)
    assert any("form a circle" in finding.sentence for finding in look_over(str(kept)))


def test_a_file_that_is_not_whole_is_not_mended(kept: Path) -> None:
    broken(kept, *BREAKS["a week"][1])
    whole = kept.read_bytes()
    with closing(sqlite3.connect(kept)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'win_by_kind'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (other,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'win_by_day'").fetchone()
    # An index with the rows of another: SQLite's own check tells.
    spoilt = bytearray(whole)
    spoilt[(page - 1) * size : page * size] = whole[(other - 1) * size : other * size]
    kept.write_bytes(spoilt)

    assert any(finding.sentence.startswith("SQLite's check") for finding in look_over(str(kept)))
    with pytest.raises(JournalDamagedError, match="smallwins restore"):
        mend(str(kept))
    assert kept.read_bytes() == bytes(spoilt)


def _no_marker(kept: Path) -> None:
    Path(f"{kept}.marker").unlink()


def _other_marker(kept: Path) -> None:
    Path(f"{kept}.marker").write_text("another\n")


def _open_rights(kept: Path) -> None:
    kept.chmod(0o644)


def _open_folder(kept: Path) -> None:
    kept.parent.chmod(0o777)


def _left_over(kept: Path) -> None:
    left = kept.parent / ".journal.db.new-0011"
    left.write_text("half a copy")
    left.chmod(0o600)
    os.utime(left, (time.time() - 7200,) * 2)


AROUND: dict[str, Callable[[Path], None]] = {
    "marker: ": _no_marker,
    "marker: \0": _other_marker,
    "rights: ": _open_rights,
    "rights: \0": _open_folder,
    "leftover: ": _left_over,
}


@pytest.mark.parametrize("names", AROUND)
def test_what_is_wrong_around_the_file_is_named_and_mended(kept: Path, names: str) -> None:
    before = kept.read_bytes()
    AROUND[names](kept)

    (found,) = look_over(str(kept))
    assert found.sentence.startswith(names.rstrip("\0"))
    mended = mend(str(kept))
    assert (mended.mended, mended.left, mended.backup) == ((found,), (), None)
    assert look_over(str(kept)) == []
    assert kept.read_bytes() == before
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_disk_with_little_room_is_named(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smallwins.storage.checking._ROOM", 2**62)
    (found,) = look_over(str(kept))
    assert (found.sentence[:5], found.mends) == ("disk:", False)


def test_the_last_backup_is_known_and_whether_it_is_still_there(kept: Path, tmp_path: Path) -> None:
    assert last_backup(str(kept)) is None
    backup.back_up(str(kept), str(tmp_path / "copy.db"))

    known = last_backup(str(kept))
    assert known is not None
    assert (known.file, known.still_there) == (str(tmp_path / "copy.db"), True)
    assert Path(f"{kept}.last-backup").stat().st_mode & 0o777 == 0o600
    (tmp_path / "copy.db").write_bytes(b"cut")
    assert last_backup(str(kept)) == known._replace(still_there=False)
    Path(f"{kept}.last-backup").write_text(json.dumps(["nonsense"]))
    assert last_backup(str(kept)) is None


def test_two_people_s_journals_in_one_file_are_looked_over_apart(kept: Path) -> None:
    with server_journals(f"sqlite:///{kept}").journal_of(LOCAL + 1) as journal:
        add_win(journal, AddWin("bens", now(), "Ben's own", now().date()))
    assert look_over(str(kept)) == []
    broken(kept, "UPDATE win SET computed = 'real', rule = 2 WHERE id = 'bens'")

    (found, _) = look_over(str(kept))
    assert found.sentence.startswith("account 2, win 1: ")
    assert mend(str(kept)).left == ()


@pytest.fixture(autouse=True)
def _usual_rights() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)
