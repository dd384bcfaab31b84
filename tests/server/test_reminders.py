"""The weekly mail: at the person's hour, once a week whoever sends it, with nothing of a win, and stopped by one press."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.shared import Shared, Visitor, on_engine, sharing

FRIDAY = datetime.fromisoformat("2031-03-28T15:00+00:00")  # 16:00 in Berlin, 2031-W13; years from now, so it is new
WIN = "Zebra canary asked me to speak"


def begin_round(shared: Shared, at: datetime, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.server.reminding", at.isoformat(), *words]
    environ = {**shared.environ, "DJANGO_SETTINGS_MODULE": "smallwins.server.shared"}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environ, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def ended(process: subprocess.Popen[str], typed: str = "") -> dict[str, int]:
    out, complaints = process.communicate(typed, timeout=60)
    assert process.returncode == 0, complaints
    return dict(json.loads(out.splitlines()[-1]))


def one_round(shared: Shared, at: datetime, *words: str) -> dict[str, int]:
    return ended(begin_round(shared, at, *words))


@pytest.fixture(scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    with on_engine(request) as database:
        yield database


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"], indirect=True)
def test_of_many_that_remind_at_once_one_does(engine: str, tmp_path: Path) -> None:
    with sharing(tmp_path, engine) as shared:
        people = [f"{name}@example.org" for name in ("ada", "ben", "cleo")]
        for email in people:
            asks(shared.visitor().sign_up(email))
        early = one_round(shared, FRIDAY - timedelta(seconds=1))
        processes = [begin_round(shared, FRIDAY + timedelta(minutes=late), "wait", "send") for late in range(3)]
        for process in processes:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        with ThreadPoolExecutor() as at_once:
            told = list(at_once.map(lambda process: ended(process, "\n")["told"], processes))
        again = [one_round(shared, FRIDAY + timedelta(hours=hours)) for hours in (1, 40)]
        notes = [shared.mailbox.to(email, 2) for email in people]  # the first was to confirm the address

        assert early["told"] == 0
        assert sum(told) == 3
        assert [found["told"] for found in again] == [0, 0]
        assert len(shared.mailbox.mails) == 6
        assert len({note["Message-ID"] for note in notes}) == 3


def asks(person: Visitor, **more: str) -> Visitor:
    """Ask for reminders in Berlin's time, as the page does."""
    form = {"timezone": "Europe/Berlin", "review_day": "5"}
    assert person.post("/settings", form).status == 302
    answer = person.post("/reminders", {"by_mail": "yes", "hour": "16", **more})
    assert answer.status == 302, answer.text
    return person
