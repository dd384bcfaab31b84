"""The weekly mail: at one's own hour, once a week whoever sends it, nothing of a win in it, stopped by one press."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from tests.shared import PASSWORD, Shared, Visitor, on_engine, sharing

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


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """One server for the tests whose people do not meet; each takes a year of its own."""
    with sharing(tmp_path_factory.mktemp("quiet")) as one:
        yield one


def newcomer(shared: Shared, name: str, **more: str) -> Visitor:
    person = asks(shared.visitor().sign_up(f"{name}@example.org"), **more)
    assert person.post("/", {"title": WIN}).status < 400
    return person


def year(number: int) -> datetime:
    """A Friday at 16:00 in Berlin, of a week that no other test takes."""
    return FRIDAY + timedelta(weeks=52 * number - 52 * 31)


def silence(shared: Shared) -> None:
    shared.sql("UPDATE accounts_reminder SET by_mail = false, digest = false")


def notes_to(shared: Shared, name: str) -> list[EmailMessage]:
    return [mail for mail in shared.mailbox.mails if mail["To"] == f"{name}@example.org"][1:]


def parts(mail: EmailMessage) -> tuple[str, str]:
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain
    assert html
    return plain.get_content(), html.get_content()


def test_the_mail_says_nothing_of_a_win_and_leads_straight_to_the_review(quiet: Shared) -> None:
    silence(quiet)
    ada = newcomer(quiet, "ada")
    at = this_friday(ada)
    assert one_round(quiet, at, "send")["told"] == 1
    note = quiet.mailbox.to("ada@example.org", 2)
    plain, html = parts(note)
    raw = quiet.mailbox.raw[-1].decode()
    links = re.findall(r"https?://\S+", plain)

    assert note["Subject"] == "Your weekly note"
    assert note["From"] == "no-reply@localhost"
    for text in (raw, plain, html):
        assert "Zebra" not in text
        assert "win" not in text.lower()
    assert len(links) == 2
    assert [link.startswith(quiet.url) for link in links] == [True, True]
    assert not re.search(r"<img|<link|<script|src=|url\(", html)
    assert note["List-Unsubscribe"] == f"<{links[1]}>"
    assert note["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    stranger, place = quiet.visitor(), urlsplit(links[0]).path
    way_in = stranger.get(place).place
    assert way_in.startswith("/sign-in?next=/review/")
    answer = stranger.post(way_in, {"login": "ada@example.org", "password": PASSWORD})
    assert (answer.status, answer.place) == (302, place)
    assert stranger.get(place).status == 200


def this_friday(person: Visitor) -> datetime:
    """The next moment, as the page says it."""
    told = re.search(r"The next one: \w+ (\d+ \w+), (\d\d:\d\d)", person.get("/reminders").text)
    assert told
    now = datetime.now(UTC)
    for year_of in (now.year, now.year + 1):
        wall = datetime.strptime(f"{told[1]} {year_of} {told[2]}", "%d %B %Y %H:%M")
        if (at := wall.replace(tzinfo=ZoneInfo("Europe/Berlin"))) > now:
            return at
    raise AssertionError(told[0])


def test_one_press_in_a_mail_program_stops_the_mails_and_nothing_else(quiet: Shared) -> None:
    silence(quiet)
    ben = newcomer(quiet, "ben", with_wins="yes")
    ben.post("/reminders/calendar", page="/reminders")
    one_round(quiet, year(32), "send")
    stop = quiet.mailbox.to("ben@example.org", 2)["List-Unsubscribe"].strip("<>")
    kept = quiet.sql("SELECT hour, with_wins, feed_hash FROM accounts_reminder WHERE by_mail")
    program = Visitor(quiet, {"Origin": ""})

    def by_mail() -> int:
        return len(quiet.sql("SELECT 1 FROM accounts_reminder WHERE by_mail"))

    looked = program.get(urlsplit(stop).path)
    assert (looked.status, by_mail()) == (200, 1)
    assert "Stop them" in looked.text
    for _ in range(2):
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": ""}
        answer = program.ask("POST", urlsplit(stop).path, b"List-Unsubscribe=One-Click", headers)
        assert (answer.status, by_mail()) == (200, 0)
    for forged in (stop[:-1] + ("A" if stop[-1] != "A" else "B"), stop.replace("/stop/", "/stop/9"), stop + "x"):
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": ""}
        assert program.ask("POST", urlsplit(forged).path, b"x", headers).status == 404
    evil = {"Origin": "https://evil.example", "Content-Type": "application/x-www-form-urlencoded"}
    assert program.ask("POST", urlsplit(stop).path, b"x", evil).status == 403
    assert one_round(quiet, year(33))["told"] == 0
    assert (
        quiet.sql(
            "SELECT hour, with_wins, feed_hash FROM accounts_reminder WHERE NOT by_mail AND feed_hash IS NOT NULL"
        )
        == kept
    )
    assert ben.is_in()


def test_a_pause_and_a_closed_review_are_left_in_peace(quiet: Shared) -> None:
    silence(quiet)
    cleo, dora = newcomer(quiet, "cleo"), newcomer(quiet, "dora")
    at = this_friday(cleo)
    week = "{}-W{:02}".format(*at.isocalendar()[:2])
    cleo_week, dora_week = f"/review/{week}", f"/review/{week}"
    assert cleo.post(cleo_week, {"act": "pause"}, page="/settings").status in {302, 303}
    assert dora.post(dora_week, {"act": "close"}, page="/settings").status in {302, 303}
    done = one_round(quiet, at + timedelta(minutes=9), "send")

    assert (done["told"], done["silent"]) == (0, 2)
    assert one_round(quiet, at + timedelta(minutes=19))["silent"] == 0
    assert one_round(quiet, at + timedelta(weeks=1), "send")["told"] == 2
