"""Twenty backups taken while others write: each is whole and holds every win acknowledged before it began (R9)."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from smallwins.bootstrap import back_up, check, restore
from tests.promises import Tally
from tests.withstand.counts import dice, times
from tests.withstand.looking import assert_whole, content_of
from tests.withstand.terminal import environ_of, smallwins

WRITERS = 2
BACKUPS = times(20, 100)
pytestmark = pytest.mark.promise("R9")


def test_backups_under_load_are_whole_and_hold_all_that_was_acknowledged(
    home: Path, tmp_path: Path, tally: Tally
) -> None:
    journal, throw = home / "journal.db", dice("backups")
    assert smallwins(home, "add", "The first").code == 0
    kept: set[str] = set()
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.withstand.writer", str(journal), f"{throw.random()} {number}"],
            env=environ_of(home),
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS)
    ]
    listeners = [threading.Thread(target=_listen, args=(writer, kept)) for writer in writers]
    for listener in listeners:
        listener.start()
    try:
        for number in range(BACKUPS):
            _wait_until(lambda more=number: len(kept) > more)  # type: ignore[misc]  # a default keeps the number
            before = set(kept)
            copy = tmp_path / f"copy{number}.db"
            back_up(str(journal), str(copy))
            assert before <= _ids_in(copy), "a backup lacks what was acknowledged before it began"
            assert check(str(copy)) == []
    finally:
        for writer in writers:
            writer.kill()
        for listener in listeners:
            listener.join()
        for writer in writers:
            writer.wait()
    assert len(kept) >= BACKUPS, "hardly anything was written meanwhile"

    restore(str(copy), str(journal))
    assert content_of(journal) == content_of(copy)
    assert_whole(journal)
    tally("a backup while two write", backups=BACKUPS, acknowledged=len(kept))


def _listen(writer: "subprocess.Popen[str]", kept: set[str]) -> None:
    assert writer.stdout
    for line in writer.stdout:
        word, _, win = line.strip().partition(" ")
        if word == "kept":
            kept.add(win)
    writer.stdout.close()


def _wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not true() and time.monotonic() < until:
        time.sleep(0.005)


def _ids_in(copy: Path) -> set[str]:
    # Also those that the writer took out again a moment before: what was made is in history for good.
    connection = sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return {row[0] for row in connection.execute("SELECT DISTINCT win_id FROM history")}
    finally:
        connection.close()
