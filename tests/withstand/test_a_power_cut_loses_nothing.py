"""The plug pulled at any moment (R2): what was synced is there, the rest may be anything, and no win is lost."""

import pickle
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from smallwins.method.errors import SmallwinsError
from smallwins.storage.sqlite import safest_mode
from tests.promises import Tally
from tests.withstand.counts import dice, times
from tests.withstand.looking import assert_whole, ids_in
from tests.withstand.recorder import Event
from tests.withstand.terminal import environ_of, smallwins

WINS = times(6, 12)
AFTERWARDS = ("drop", "keep", "prefix", "subset", "torn")
pytestmark = pytest.mark.promise("R2")
MODES = [(), ("wal", "FULL"), ("truncate", "EXTRA")]  # what is chosen here, and each that is chosen anywhere


class Recorded(NamedTuple):
    """A journal before, and all that was asked of the disk after."""

    before: Path
    events: list[Event]


def _record(folder: Path, mode: tuple[str, ...]) -> Recorded:
    home = folder / "ada"
    assert smallwins(home, "add", "The first").code == 0
    shutil.copytree(home, folder / "before")
    subprocess.run(
        [sys.executable, "-m", "tests.withstand.recorder", home / "journal.db", folder / "events", str(WINS), *mode],
        env=environ_of(home),
        check=True,
        timeout=120,
    )
    events = [Event(*event) for event in pickle.loads((folder / "events").read_bytes())]
    assert sum(event.what == "kept" for event in events) == WINS
    assert any(event.what == "write" for event in events), "nothing was recorded: this Python hides its SQLite"
    assert any(event.file == "journal.db-wal" for event in events) is (mode[:1] == ("wal",) or _write_ahead(mode))
    return Recorded(folder / "before", events)


def _write_ahead(mode: tuple[str, ...]) -> bool:
    return not mode and safest_mode().journal == "wal"


@pytest.fixture(scope="module", params=MODES, ids=lambda mode: "-".join(mode) or "as chosen here")
def recorded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return _record(tmp_path_factory.mktemp("power"), request.param)


@pytest.mark.parametrize("afterwards", AFTERWARDS)
def test_every_acknowledged_win_is_there_after_a_power_cut(
    recorded: Recorded, afterwards: str, tmp_path: Path, tally: Tally
) -> None:
    throw, cuts, acknowledged = dice("power", afterwards), 0, 0
    for cuts, cut in enumerate(_cuts(recorded.events, throw), 1):  # noqa: B007 - told below
        journal = _lay_out(recorded, cut, afterwards, throw, tmp_path / str(cut))
        sent, kept = _told(recorded.events[:cut])
        there = set(ids_in(journal)) - set(ids_in(recorded.before / "journal.db"))
        assert kept <= there, f"lost, with the plug pulled before event {cut}"
        assert there <= sent, f"made up, with the plug pulled before event {cut}"
        assert_whole(journal)
        acknowledged += len(kept)
    tally(
        "the plug pulled: what was not synced dropped, kept, kept in part, torn", cuts=cuts, acknowledged=acknowledged
    )


@pytest.mark.parametrize("mode", [("truncate", "OFF"), ("wal", "NORMAL")], ids="-".join)
def test_a_mode_that_does_not_sync_is_seen_to_lose(
    mode: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Without this the other test could pass because it looks away."""
    recorded = _record(tmp_path_factory.mktemp("unsafe"), mode)
    after = [place + 1 for place, event in enumerate(recorded.events) if event.what == "kept"]
    # After each acknowledgement: after one of them alone, the mode may by chance have synced just before.
    assert any(_loses(recorded, cut, tmp_path_factory.mktemp("cut") / "x") for cut in after)


def _loses(recorded: Recorded, cut: int, folder: Path) -> bool:
    journal = _lay_out(recorded, cut, "drop", dice("unsafe"), folder)
    _, kept = _told(recorded.events[:cut])
    try:
        return not kept <= set(ids_in(journal))
    except (SmallwinsError, sqlite3.Error):
        return True  # a journal that cannot be read any more has lost all of it


def _cuts(events: list[Event], throw: random.Random) -> Iterator[int]:
    """Moments all over, and those right after something was acknowledged, where losing is easiest."""
    after = [place + 1 for place, event in enumerate(events) if event.what == "kept"]
    everywhere = throw.choices(range(1, len(events) + 1), k=times(8, 60))
    yield from sorted({*everywhere, *throw.sample(after, min(len(after), times(3, 12))), len(events)})


def _told(events: list[Event]) -> tuple[set[str], set[str]]:
    sent = {event.file for event in events if event.what == "sent"}
    return sent, {event.file for event in events if event.what == "kept"}


class Disk:
    """Files as a disk keeps them: what was synced, and what only the system's memory holds so far."""

    def __init__(self, folder: Path) -> None:
        self.kept = {
            file.name: bytearray(file.read_bytes()) for file in folder.iterdir() if file.name.startswith("journal.db")
        }
        self.waiting: dict[str, list[Event]] = {}
        self.new: set[str] = set()  # files whose name the folder may forget again
        self.going: set[str] = set()  # files whose end the folder may forget again

    def take(self, event: Event) -> None:
        """Do what the event says, as far as a disk would have by then."""
        if event.what == "open" and event.file not in self.kept:
            self.kept[event.file] = bytearray()
            self.new.add(event.file)
        elif event.what in ("write", "truncate"):
            self.waiting.setdefault(event.file, []).append(event)
        elif event.what == "sync":
            for waited in self.waiting.pop(event.file, []):
                _apply(self.kept[event.file], waited)
            self.new.discard(event.file)  # SQLite syncs the folder with the first sync of a new journal or log
        elif event.what == "delete":
            self.waiting.pop(event.file, None)
            if event.offset:  # asked to sync the folder too
                self.kept.pop(event.file, None)
            else:
                self.going.add(event.file)

    def after(self, afterwards: str, throw: random.Random) -> dict[str, bytes]:
        """Return the files as they are found when the power is back."""
        found = {}
        for name, content in self.kept.items():
            if afterwards == "keep" and name in self.going:
                continue
            if afterwards == "drop" and name in self.new:
                continue
            after = bytearray(content)
            for event in _survivors(self.waiting.get(name, []), afterwards, throw):
                _apply(after, event)
            found[name] = bytes(after)
        return found


def _survivors(waiting: list[Event], afterwards: str, throw: random.Random) -> list[Event]:
    match afterwards:
        case "drop":
            return []
        case "keep":
            return waiting
        case "prefix":
            return waiting[: throw.randint(0, len(waiting))]
    some = [event for event in waiting if throw.random() < 0.5]
    if afterwards == "torn":
        # Disks write sectors whole: of a write that was under way some sectors are new and some old.
        return [part for event in some for part in _sectors(event) if throw.random() < 0.5]
    return some


def _sectors(event: Event) -> list[Event]:
    if event.what != "write":
        return [event]
    data, offset = event.data, event.offset
    return [event._replace(offset=offset + start, data=data[start : start + 512]) for start in range(0, len(data), 512)]


def _apply(content: bytearray, event: Event) -> None:
    if event.what == "truncate":
        del content[event.offset :]
        return
    content.extend(bytes(max(0, event.offset - len(content))))
    content[event.offset : event.offset + len(event.data)] = event.data


def _lay_out(recorded: Recorded, cut: int, afterwards: str, throw: random.Random, folder: Path) -> Path:
    disk = Disk(recorded.before)
    for event in recorded.events[:cut]:
        if event.what not in ("sent", "kept"):
            disk.take(event)
    shutil.copytree(recorded.before, folder, ignore=shutil.ignore_patterns("journal.db*"))
    for name, content in disk.after(afterwards, throw).items():
        if not name.endswith("-shm"):  # memory that programs share; gone with the power
            (folder / name).write_bytes(content)
    return folder / "journal.db"
