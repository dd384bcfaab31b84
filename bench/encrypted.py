"""What encryption costs: the same command on an encrypted journal and on a plain one. Shown, not promised."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.making import copy_of, journal_of
from bench.measuring import Measured, in_turn, wall_of
from smallwins.bootstrap import encrypt

SHOWN = float("inf")
PASSPHRASE = "correct horse battery"


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure adding and listing at 10,000 wins: by the recovery key, and by the passphrase, slow by design."""
    plain, sealed = (copy_of(journal_of(10_000, folder), name) for name in ("unlocked", "locked"))
    secrets = {"recovery key": encrypt(str(sealed / "journal.db"), PASSPHRASE), "passphrase": PASSPHRASE}
    for name, secret in secrets.items():
        file = folder / "secret"
        file.write_text(secret)
        for command in (["add", "Coffee with Priya"], ["list"]):
            words = [sys.executable, "-m", "smallwins", *command]
            told = {"SMALLWINS_HOME": str(sealed), "SMALLWINS_PASSPHRASE_FILE": str(file)}
            ours, floor = in_turn(runs, wall_of(words, told), wall_of(words, {"SMALLWINS_HOME": str(plain)}))
            yield Measured(f"{command[0]}, encrypted ({name}), against plain", ours, floor, SHOWN)
