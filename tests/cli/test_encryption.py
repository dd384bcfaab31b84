"""A journal locked by a passphrase, at the terminal: asked for, never shown, never an argument."""

import re
from pathlib import Path
from typing import Any

import pexpect
import pytest

from smallwins.storage import sealing
from tests.cli.conftest import Smallwins, Terminal
from tests.serving import Served, free_port, start
from tests.withstand.browsing import Visitor

PASSPHRASE, OTHER = "correct horse battery", "a staple of paper"
KEY = re.compile(r"(?:[A-Z2-7]{7}-){7}[A-Z2-7]{7}")


@pytest.fixture
def locked(smallwins: Smallwins, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Smallwins:
    """A journal with one win, encrypted; its passphrase lies in a file."""
    smallwins("add", "A quiet win")
    (tmp_path / "phrase").write_text(PASSPHRASE + "\n")
    monkeypatch.setenv("SMALLWINS_PASSPHRASE_FILE", str(tmp_path / "phrase"))
    assert smallwins("encrypt").code == 0
    return smallwins


def answer(child: "pexpect.spawn[str]", *answers: str) -> str:
    """Answer what is asked without being shown, and return all that was said."""
    said = ""
    for each in answers:
        child.expect("(Passphrase or recovery key of .*|New passphrase|The same again): ")
        said += child.before or ""
        child.waitnoecho(5)
        child.sendline(each)
    child.expect(pexpect.EOF)
    child.wait()
    return said + (child.before or "")


def test_it_is_locked_opened_changed_and_unlocked_in_a_terminal(smallwins: Smallwins, terminal: Terminal) -> None:
    smallwins("add", "A quiet win")
    said = answer(terminal("encrypt"), PASSPHRASE, PASSPHRASE)
    assert KEY.search(said), said
    assert PASSPHRASE not in said
    assert smallwins("list").code == 3

    assert "A quiet win" in answer(terminal("list"), PASSPHRASE)
    changed = KEY.search(answer(terminal("passphrase"), PASSPHRASE, OTHER, OTHER))
    assert changed
    child = terminal("list")
    assert "That does not open" in answer(child, PASSPHRASE)
    assert child.exitstatus == 3
    assert "A quiet win" in answer(terminal("list"), changed.group())
    assert "clear text again" in answer(terminal("decrypt"), OTHER)
    assert "A quiet win" in smallwins("list").out


def test_two_that_differ_change_nothing(smallwins: Smallwins, terminal: Terminal, home: Path) -> None:
    smallwins("add", "A quiet win")
    before = (home / "journal.db").read_bytes()
    child = terminal("encrypt")
    assert "not the same" in answer(child, PASSPHRASE, OTHER)
    assert child.exitstatus == 2
    assert (home / "journal.db").read_bytes() == before


def test_no_command_takes_a_passphrase_as_an_argument(smallwins: Smallwins) -> None:
    for command in ("encrypt", "decrypt", "passphrase"):
        assert smallwins(command, PASSPHRASE).code == 2
        assert "SECRET" not in smallwins(command, "--help").out


def test_with_the_file_configured_every_command_goes_on_as_before(
    locked: Smallwins, home: Path, tmp_path: Path
) -> None:
    assert locked("add", "Another").code == 0
    assert "quiet" in locked("search", "quiet").out
    assert locked("backup", str(tmp_path / "copy.db")).code == 0
    assert locked("restore", str(tmp_path / "copy.db")).code == 0
    said = locked("doctor")
    assert (said.code, "encrypted" in said.out) == (0, True)
    assert locked("doctor", "--json").json["encrypted"] == "yes"
    assert "A quiet win" in locked("export").out
    for file in home.iterdir():
        assert b"quiet" not in file.read_bytes(), file


def test_without_a_terminal_or_a_file_it_is_refused_and_says_how(
    locked: Smallwins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMALLWINS_PASSPHRASE_FILE")
    sealing._KNOWN.clear()
    for arguments in (("list",), ("add", "x"), ("doctor",), ("export",), ("decrypt",), ("mcp",), ()):
        said = locked(*arguments)
        assert (said.code, said.out) == (3, ""), arguments
        assert "SMALLWINS_PASSPHRASE_FILE" in said.err
        assert said.err.count("\n") == 1
    assert locked("encrypt").code == 3


def test_copies_in_clear_text_that_lie_beside_it_are_named(
    smallwins: Smallwins, home: Path, terminal: Terminal
) -> None:
    smallwins("add", "A quiet win")
    smallwins("backup", str(home / "journal.db.bak"))
    said = answer(terminal("encrypt", columns=300), PASSPHRASE, PASSPHRASE)
    assert "Stillincleartext:" + str(home / "journal.db.bak") in "".join(said.split())


def test_the_web_app_opens_it_once_the_passphrase_was_given(locked: Smallwins, home: Path, terminal: Terminal) -> None:
    port = free_port()
    child = terminal("serve", "--port", str(port), columns=300, SMALLWINS_PASSPHRASE_FILE="")
    child.timeout = 60
    child.expect("Passphrase or recovery key of .*: ")
    child.waitnoecho(5)
    child.sendline(PASSPHRASE)
    child.expect(r"open this link, once, within 10 minutes: (http\S+)")
    assert isinstance(child.match, re.Match)
    url = f"http://127.0.0.1:{port}"
    process: Any = None  # a terminal of its own holds it
    visitor = Visitor(Served(url, child.match.group(1), process, home))

    assert "A quiet win" in visitor.get("/").text
    assert visitor.write_down("From the browser").status == 303
    child.sendintr()
    child.expect(pexpect.EOF)
    assert "From the browser" in locked("list").out
    for file in (file for file in home.rglob("journal.db*") if file.is_file()):
        assert b"browser" not in file.read_bytes(), file


def test_a_server_that_nobody_gave_the_passphrase_does_not_start(locked: Smallwins, home: Path) -> None:
    process = start(home, "--port", str(free_port()))
    out, problem = process.communicate(timeout=20)
    assert (process.returncode, out) == (3, "")
    assert "SMALLWINS_PASSPHRASE_FILE" in problem


def asked(child: "pexpect.spawn[str]", key: str, *answers: str) -> str:
    """Say with one key whether to encrypt, type what is asked unseen, and return all that was said."""
    child.expect("Encrypt the file")
    child.send(key)
    said = child.before or ""
    for each in answers:
        child.expect("(Passphrase for the file|The same again): ")
        child.waitnoecho(5)
        child.sendline(each)
    child.expect(pexpect.EOF)
    child.wait()
    return said + (child.before or "")


def test_an_export_is_offered_encrypted_and_comes_in_again_by_its_passphrase(
    smallwins: Smallwins, terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    smallwins("add", "A quiet win")
    out, plain = tmp_path / "journal.encrypted", tmp_path / "journal.json"
    assert "encrypted" in asked(terminal("export", str(out)), "e", PASSPHRASE, PASSPHRASE)
    assert "holds every word" in asked(terminal("export", str(plain)), "p")
    assert b"quiet" not in out.read_bytes()
    assert b"quiet" in plain.read_bytes()
    assert out.stat().st_mode & 0o777 == 0o600

    assert smallwins("import", str(out)).code == 2  # nobody is there to ask
    (tmp_path / "phrase").write_text(PASSPHRASE + "\n")
    monkeypatch.setenv("SMALLWINS_PASSPHRASE_FILE", str(tmp_path / "phrase"))
    assert "Here already, just the same: 1 win" in smallwins("import", str(out)).out
    again = tmp_path / "again.json"
    assert smallwins("decrypt", str(out), str(again)).code == 0
    assert again.read_bytes().partition(b'"goals"')[2] == plain.read_bytes().partition(b'"goals"')[2]
    assert smallwins("decrypt", str(again), str(tmp_path / "more")).code == 2
    (tmp_path / "phrase").write_text(OTHER)
    refused = smallwins("import", str(out))
    assert (refused.code, "does not open this file" in refused.err) == (2, True)
    assert smallwins("export", "--encrypt", str(tmp_path / "two")).code == 0
    assert smallwins("export", "--encrypt", "--as", "csv", str(tmp_path / "three")).code == 2
    assert not (tmp_path / "three").exists()


def test_a_backup_is_offered_encrypted_and_put_back_by_its_passphrase_alone(
    smallwins: Smallwins, terminal: Terminal, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    smallwins("add", "A quiet win")
    copy = tmp_path / "copy.encrypted"
    assert "checked copy" in asked(terminal("backup", str(copy), columns=300), "e", PASSPHRASE, PASSPHRASE)
    assert b"quiet" not in copy.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert str(copy) in smallwins("doctor").out
    smallwins("add", "A later win")
    before = (home / "journal.db").read_bytes()

    assert smallwins("restore", str(copy)).code == 2  # nobody is there to ask
    (tmp_path / "phrase").write_text(OTHER)
    monkeypatch.setenv("SMALLWINS_PASSPHRASE_FILE", str(tmp_path / "phrase"))
    refused = smallwins("restore", str(copy))
    assert (refused.code, "does not open this file" in refused.err) == (2, True)
    assert (home / "journal.db").read_bytes() == before
    (tmp_path / "phrase").write_text(PASSPHRASE)
    assert "as it was" in smallwins("restore", str(copy)).out
    assert [win["title"] for win in smallwins("list", "--json").json] == ["A quiet win"]
    assert not [file for file in home.iterdir() if file.name.startswith(".")], "left in clear text"

    assert smallwins("backup", "--encrypt", str(copy)).code == 1  # there already
    assert smallwins("backup", "--encrypt", str(tmp_path / "two")).code == 0
    assert b"quiet" not in (tmp_path / "two").read_bytes()
