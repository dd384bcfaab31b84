"""Pages of a shared server against the same pages of a local journal: what knowing who asks costs."""

import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.making import LOCAL, copy_of, journal_of
from bench.measuring import Measured, in_turn
from bench.pages import cpu_of, free_port, local_server
from bench.shared_serving import environment, people_signed_in, shared_server

PAGES = {"/": "This week", "/wins": "All wins", "/wins/900": "A win"}
WINS = 1000
HASHING = 50.0, 500.0
"""Milliseconds that hashing a password takes, at least and at most on the machine that tests."""
ASKED = {"/sign-in": "Signing in", "/sign-up": "Signing up", "/forgotten": "Forgetting a password"}


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure the server's CPU a request, on the same journal, on the same engine."""
    home = copy_of(journal_of(WINS, folder), "own")
    shared_home = folder / "shared"
    shared_home.mkdir()
    shutil.copy(home / "journal.db", shared_home / "shared.db")
    database = f"sqlite:///{shared_home / 'shared.db'}"
    ada = people_signed_in(shared_home, database, [LOCAL])[0]
    with local_server(home, free_port()) as own, shared_server(shared_home, database, ada) as shared:
        for path, name in PAGES.items():
            times = in_turn(max(runs // 2, 3), cpu_of(shared, path), cpu_of(own, path))
            yield Measured(f"{name} with an account, CPU against a journal of one's own", *times, most=1.4)
    yield from of_passwords(folder, runs)


def of_passwords(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure how dear a guess is, and whether an answer's time tells that an address has an account."""
    home = folder / "passwords"
    home.mkdir()
    told = environment(home, f"sqlite:///{home / 'shared.db'}")
    told |= {"SMALLWINS_SIGN_UP": "open", "SMALLWINS_MAIL_URL": "smtp://127.0.0.1:9"}
    command = [sys.executable, "-m", "bench.shared_sign_in", str(max(runs, 5))]
    found = json.loads(subprocess.run(command, env=told, stdout=subprocess.PIPE, check=True).stdout)
    least, most = HASHING
    hashing = statistics.median(found["hash"][0])
    yield Measured("A password hashed, of half a second", hashing, most, most=1)
    yield Measured("A twentieth of a second, of a password hashed", least, hashing, most=1)
    for place, name in ASKED.items():
        one, other = sorted(statistics.median(times) for times in found[place])
        # Within 35 % of each other, or within 5 ms, which a network hides.
        yield Measured(f"{name}, known or unknown: slower : faster", other, one, most=max(1.35, 1 + 5 / one))
