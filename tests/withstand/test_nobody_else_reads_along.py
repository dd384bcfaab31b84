"""Other people of the same machine (T1): rights of every file, and where what one writes can be found afterwards."""

import contextlib
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import psutil
import pytest

from tests.serving import serving
from tests.withstand.browsing import Visitor
from tests.withstand.terminal import call, environ_of, smallwins

pytestmark = pytest.mark.promise("R20")

CANARY = "Kanarienvogel"
EDITOR = """#!/bin/sh
stat -c '%a %n' "$1" "$(dirname "$1")" >> "$SEEN"
printf 'Wrote in an editor\\n' > "$1"
"""


@pytest.mark.parametrize("umask", ["022", "000"])
def test_every_file_is_its_owners_alone(tmp_path: Path, umask: str) -> None:
    home, seen = tmp_path / "ada", tmp_path / "seen"
    editor = tmp_path / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o700)
    under = ["sh", "-c", f'umask {umask}; exec "$@"', "sh"]
    out = tmp_path / "out"
    out.mkdir(0o700)

    def ada(*arguments: str, stdin: str = "") -> None:
        said = smallwins(home, *arguments, stdin=stdin, before=under, EDITOR=str(editor), SEEN=str(seen))
        assert said.code == 0, said
        _assert_private(home)

    ada("add", "The first")
    ada("add", "--story", "So it went", "The second")
    ada("add", stdin="The third\nSo it went on")
    ada("judge", "1", "--stretch", "2")
    ada("goal", "add", "Lead")
    ada("step", "add", "1", "Write")
    ada("sample", "load")
    ada("sample", "remove")
    ada("delete", "2")
    ada("undo")
    ada("export", str(out / "export.json"))
    ada("backup", str(out / "backup.db"))
    ada("backup", str(home / "backup.db"))
    ada("restore", str(out / "backup.db"))
    ada("import", str(out / "export.json"))
    _edit_in(home, editor, seen, umask)
    _assert_private(home)
    _assert_private(out)
    assert [line.split()[0] for line in seen.read_text().splitlines()] == ["600", "700"]
    with serving(home, before=under) as served:
        visitor = Visitor(served)
        assert visitor.write_down("In the browser").status == 303
        assert visitor.post("/lock").status in {302, 303}
        _assert_private(home)
    _assert_private(home)


def _edit_in(home: Path, editor: Path, seen: Path, umask: str) -> None:
    child = pexpect.spawn(
        "sh",
        ["-c", f'umask {umask}; exec "$@"', "sh", sys.executable, "-m", "smallwins", "add"],
        env=environ_of(home, EDITOR=str(editor), SEEN=str(seen), TERM="xterm"),
        timeout=30,
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.before


def _assert_private(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        allowed = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.lstat().st_mode) == allowed, (path, oct(path.lstat().st_mode))


@pytest.fixture
def surroundings(tmp_path: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """Everything around the data folder where a program could leave something: its own temp folder, home, caches."""
    around = tmp_path / "around"
    places = {name: str(around / name.lower()) for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    for place in places.values():
        Path(place).mkdir(parents=True)
    yield around, places
    assert _found_in(around) == []


def test_what_one_writes_is_found_in_the_journal_alone(
    home: Path, tmp_path: Path, surroundings: tuple[Path, dict[str, str]]
) -> None:
    _, places = surroundings
    with call(home, "add", **places) as waiting:
        assert waiting.stdin
        waiting.stdin.write(f"{CANARY} from standard input\nand its story\n".encode())
        waiting.stdin.flush()
        assert _told_to_others() == []
        _, problem = waiting.communicate(timeout=30)
    assert (waiting.returncode, problem) == (0, b"")
    with serving(home, more=places) as served:
        ada = Visitor(served)
        assert ada.write_down(f"{CANARY} from a page", tags=CANARY).status == 303
        assert ada.write_down(f"{CANARY} refused", looks="9").status == 422
        assert ada.post("/nowhere", title=CANARY).status == 404
        assert ada.get(f"/wins?words={CANARY}").status == 200
        assert ada.get(f"/{CANARY}").status == 404
        assert ada.post("/wins/1/own-call", reason=CANARY).status == 422
        assert ada.get("/export").status == 200
        assert _told_to_others() == []
        assert _found_in(home) == ["journal.db"]
        served.process.send_signal(2)
        out, err = served.process.communicate(timeout=20)
    assert CANARY not in out + err
    assert _found_in(home) == ["journal.db"]
    assert smallwins(home, "backup", str(home / "asked for.db"), **places).code == 0
    assert _found_in(home) == ["asked for.db", "journal.db"]


def test_what_is_typed_after_add_is_in_no_history_of_a_shell(home: Path, tmp_path: Path) -> None:
    shell = shutil.which("bash")
    assert shell, "This test needs bash, and there is none here."
    history = tmp_path / "history"
    child = pexpect.spawn(
        shell,
        ["--norc", "-i"],
        env=environ_of(home, HISTFILE=str(history), PS1="$ ", TERM="dumb", HOME=str(tmp_path)),
        encoding="utf-8",
        timeout=30,
    )
    child.expect(r"\$ ")
    child.sendline(f"cat | {sys.executable} -m smallwins add")
    time.sleep(0.3)  # what is typed ahead of the prompt is the program's, not the shell's
    child.sendline(f"{CANARY} typed")
    child.sendeof()
    child.expect("Next: smallwins judge 1")
    child.expect(r"\$ ")
    child.sendline("exit")
    child.expect(pexpect.EOF)
    child.close()
    assert "smallwins add" in history.read_text()
    assert _found_in(tmp_path) == [str((home / "journal.db").relative_to(tmp_path))]


@pytest.mark.parametrize("number", [15, 1], ids=["terminated", "hung up"])
def test_a_draft_goes_when_the_terminal_is_closed(home: Path, tmp_path: Path, number: int) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\necho "{CANARY}" > "$1"\ntouch {tmp_path}/open\nexec sleep 60\n')
    editor.chmod(0o700)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "smallwins", "add"],
        env=environ_of(home, EDITOR=str(editor), TERM="xterm"),
        timeout=30,
    )
    for _ in range(1000):
        if (tmp_path / "open").exists():
            break
        time.sleep(0.02)
    child.kill(number)
    child.expect(pexpect.EOF)
    child.close()
    assert [path for path in home.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()] == []


def _found_in(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if CANARY in path.name or (path.is_file() and CANARY.encode() in path.read_bytes())
    )


def _told_to_others() -> list[str]:
    """Name the processes that show the word to everybody, in their arguments."""
    telling = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.pid != os.getpid() and any(CANARY in word for word in process.cmdline()):
                telling.append(" ".join(process.cmdline()))
    return telling
