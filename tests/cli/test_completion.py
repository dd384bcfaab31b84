"""Completion: the scripts load without a word, and the shell is given the right ones."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from smallwins.cli.group import COMMANDS
from tests.cli.conftest import Smallwins


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_printed_for_each_shell(smallwins: Smallwins, shell: str) -> None:
    said = smallwins("completion", shell)

    assert said.code == 0
    assert "_SMALLWINS_COMPLETE" in said.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_loads_without_an_error(smallwins: Smallwins, tmp_path: Path, shell: str) -> None:
    assert shutil.which(shell), f"{shell} is not on this machine; `make test` installs it"
    script = tmp_path / "script"
    script.write_text(smallwins("completion", shell).out)
    before = "autoload -U compinit; compinit -u; " if shell == "zsh" else ""

    said = subprocess.run(
        [shell, "-c", f"{before}source {script}"], capture_output=True, text=True, check=False, timeout=30
    )

    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("smallwins ", set(COMMANDS)),
        ("smallwins re", {"review", "rearview", "restore", "remind"}),
        ("smallwins goal l", {"let-go"}),
    ],
)
def test_the_shell_is_given_the_words_that_fit(home: Path, words: str, found: set[str]) -> None:
    environ = {
        **os.environ,
        "_SMALLWINS_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }

    said = subprocess.run(
        [sys.executable, "-m", "smallwins"], env=environ, capture_output=True, text=True, check=False, timeout=30
    )

    assert {line.partition(",")[2] for line in said.stdout.splitlines()} == found
