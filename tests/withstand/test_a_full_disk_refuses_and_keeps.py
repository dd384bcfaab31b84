"""A disk without room (R4): writing is refused in plain words, reading goes on, and room alone mends it."""

from pathlib import Path

import pytest

from tests.promises import Tally
from tests.serving import serving
from tests.withstand.browsing import Visitor
from tests.withstand.counts import times
from tests.withstand.killable import Killable
from tests.withstand.looking import assert_whole, sha256_of, titles_in
from tests.withstand.mounting import fill, small_disk
from tests.withstand.terminal import smallwins

pytestmark = [pytest.mark.usefixtures("mounts"), pytest.mark.promise("R4")]

TRIES = times(2, 5)
ROOMS = [
    0,
    4096,
    8192,
    30_000,
    50_000,
    70_000,
    100_000,
]  # bytes left: room for nothing, for a file's name, for some of what a commit writes
STORY = "So it went. " * 10_000
TAGS = ",".join(f"tag number {number} of a great many" for number in range(600))


@pytest.mark.parametrize("room", ROOMS)
def test_the_terminal_refuses_in_one_line_and_reads_on(tmp_path: Path, room: int, tally: Tally) -> None:
    with small_disk(tmp_path / "disk") as home:
        assert smallwins(home, "add", "Before").code == 0
        ballast = fill(home, leave=room)
        for count in range(TRIES):
            said = smallwins(home, "add", "Too much", "--story", "-", stdin=STORY)
            assert said.code == 1, said
            assert said.in_one_line, said
            assert "disk is full" in said.err
            assert titles_in(home / "journal.db") == ["Before"], count
        for reading in (["list"], ["show", "1"], ["search", "before"], ["export"], ["week"]):
            assert smallwins(home, *reading).code == 0, reading
        doctor = smallwins(home, "doctor")
        assert (doctor.code, doctor.out.count("\n- ")) == (1, 1), doctor
        assert "- disk: only 0 MB are left" in doctor.out
        assert_whole(home / "journal.db")
        ballast.unlink()
        assert smallwins(home, "add", "After").code == 0
        assert titles_in(home / "journal.db") == ["Before", "After"]
        assert_whole(home / "journal.db")
        tally("writing on a full disk, in the terminal", refusals=TRIES)


def test_a_first_journal_on_a_full_disk_is_not_left_half_made(tmp_path: Path) -> None:
    for room in (0, 4096, 8192, 40_000, 80_000):
        with small_disk(tmp_path / f"disk{room}") as home:
            ballast = fill(home, leave=room)
            said = smallwins(home, "add", "Too much", "--story", "-", stdin=STORY)
            assert said.code == 1, said
            assert said.in_one_line, said
            if not (home / "journal.db").exists():
                assert [file.name for file in home.iterdir()] == ["ballast"]
            ballast.unlink()
            assert smallwins(home, "add", "After").code == 0
            assert titles_in(home / "journal.db") == ["After"]
            assert_whole(home / "journal.db")


@pytest.mark.parametrize("room", ROOMS)
def test_the_server_says_507_keeps_what_was_typed_and_goes_on_when_there_is_room(
    tmp_path: Path, room: int, tally: Tally
) -> None:
    with small_disk(tmp_path / "disk", "6m") as home, serving(home) as served:
        ada = Visitor(served)
        assert ada.write_down("Before").status == 303
        ada.get()  # takes up "Written down."
        ballast = fill(home, leave=room)
        for count in range(TRIES):
            answer = ada.write_down(f"Typed with care {count}", tags=TAGS)
            assert answer.status == 507
            assert "The disk is full" in answer.text
            assert f"Typed with care {count}" in answer.text, "what was typed is lost with the page"
            assert "Written down" not in answer.text, "said before it was so"
            page = ada.get()
            assert page.status == 200
            assert "Before" in page.text
            assert "Written down" not in page.text, "said before it was so"
        ballast.unlink()
        assert titles_in(home / "journal.db") == ["Before"]
        assert ada.write_down("After").status == 303
        assert titles_in(home / "journal.db") == ["Before", "After"]
        assert_whole(home / "journal.db")
        tally("writing on a full disk, in the browser", refusals=TRIES)


def test_a_server_killed_and_started_on_the_full_disk_serves_what_there_is(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "6m") as home, Killable(home) as server:
        ada = Visitor(server.start().served)
        assert ada.write_down("Before").status == 303
        ballast = fill(home)
        assert ada.write_down("Too much").status == 507
        server.kill()
        started = server.start()
        assert not started.served.link.startswith("http"), "a link that cannot be kept opens nothing"
        assert "Before" in ada.get().text
        assert ada.write_down("Too much again").status == 507
        ballast.unlink()
        assert ada.write_down("After").status == 303
        assert set(server.end().splitlines()) <= {"smallwins: django.request error"}
        assert titles_in(home / "journal.db") == ["Before", "After"]
        assert_whole(home / "journal.db")


@pytest.mark.parametrize("command", ["export", "backup"])
def test_a_copy_that_does_not_fit_is_refused_and_leaves_nothing(tmp_path: Path, command: str) -> None:
    home = tmp_path / "ada"
    for _ in range(3):
        assert smallwins(home, "add", "Long", "--story", "-", stdin=STORY).code == 0
    before = sha256_of(home / "journal.db")
    with small_disk(tmp_path / "disk") as disk:
        fill(disk, leave=20_000)
        said = smallwins(home, command, str(disk / "copy"))
        assert said.code == 1
        assert said.in_one_line
        assert [file.name for file in disk.iterdir()] == ["ballast"]
    assert sha256_of(home / "journal.db") == before
