"""SIGKILL to the terminal and to whatever else writes to a journal: what was acknowledged is there, once, and whole."""

import contextlib
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from smallwins.bootstrap import local_journal
from tests.promises import Tally
from tests.withstand.counts import dice, times
from tests.withstand.looking import assert_whole, ids_in, titles_in
from tests.withstand.terminal import call, environ_of, smallwins

AT_ONCE = 4
ADDS = times(8, 250)
pytestmark = pytest.mark.promise("R1")


def test_a_journal_written_to_without_pause_keeps_every_acknowledged_win(home: Path, tally: Tally) -> None:
    journal, lives, throw = home / "journal.db", times(6, 200), dice("writer")
    sent: set[str] = set()
    kept: set[str] = set()
    for life in range(lives):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.withstand.writer", str(journal), f"{throw.random()} {life}"],
            env=environ_of(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as writer:
            time.sleep(throw.uniform(0.1, 0.8))
            writer.kill()
            said, problem = writer.communicate(timeout=20)
        assert problem == ""
        for line in said.splitlines():
            word, _, win = line.partition(" ")
            (kept if word == "kept" else sent).add(win)
        with local_journal(str(journal)):
            pass  # whoever opens it next brings it to rest
        there = ids_in(journal)
        assert len(there) == len(set(there)), "doubled"
        assert kept <= set(there), "lost"
        assert set(there) <= sent, "made up"
        assert_whole(journal)
    assert len(kept) > lives, "hardly anything was written, so hardly anything was tried"
    tally("SIGKILL to a process that writes without pause", kills=lives, acknowledged=len(kept))


def test_an_add_that_was_killed_is_there_at_most_once_and_one_that_ended_well_exactly_once(
    home: Path, tally: Tally
) -> None:
    assert smallwins(home, "add", "The first").code == 0
    ended: dict[str, int | None] = {}
    threads = [
        threading.Thread(target=_add_and_kill, args=(home, dice("add", one), one, ended), daemon=True)
        for one in range(AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    there = titles_in(home / "journal.db")

    assert {code for code in ended.values() if code != -9} <= {0}
    assert len(ended) == AT_ONCE * ADDS
    for title, code in ended.items():
        assert there.count(title) == 1 if code == 0 else there.count(title) <= 1, (title, code)
    assert set(there) == {"The first"} | {title for title in ended if title in there}
    assert_whole(home / "journal.db")
    assert smallwins(home, "add", "The last").code == 0
    killed = sum(code == -9 for code in ended.values())
    tally("SIGKILL to smallwins add", calls=len(ended), kills=killed)


def _add_and_kill(home: Path, throw: random.Random, one: int, ended: dict[str, int | None]) -> None:
    for count in range(ADDS):
        title = f"Win {count} of terminal {one}"
        with call(home, "add", title) as process:
            # Half of them while Python loads or the journal is written, some not at all.
            _wait(process, throw.choice([throw.uniform(0.0, 0.1), throw.uniform(0.05, 0.4), 30]))
            process.kill()
            process.communicate()
            ended[title] = process.returncode


def _wait(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
