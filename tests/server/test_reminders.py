"""The weekly mail: at one's own hour, once a week whoever sends it, nothing of a win in it, stopped by one press."""

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import psutil
import pytest
from icalendar import Calendar

from tests.shared import PASSWORD, Shared, Visitor, on_engine, sharing

FRIDAY = datetime.fromisoformat("2031-03-28T15:00+00:00")  # 16:00 in Berlin, 2031-W13; years from now, so it is new
WIN = "Zebra canary asked me to speak"


def begin_rounds(shared: Shared, moments: list[datetime], *words: str) -> subprocess.Popen[str]:
    at = ",".join(moment.isoformat() for moment in moments)
    environ = {**shared.environ, "DJANGO_SETTINGS_MODULE": "smallwins.server.shared"}
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "tests.server.reminding", at, *words]
    return subprocess.Popen(command, env=environ, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def ended(process: subprocess.Popen[str], typed: str = "") -> list[dict[str, int]]:
    out, complaints = process.communicate(typed, timeout=60)
    assert process.returncode == 0, complaints
    return list(json.loads(out.splitlines()[-1]))


def rounds(shared: Shared, *moments: datetime, words: tuple[str, ...] = ("send",)) -> list[int]:
    """How many mails each round kept."""
    return [done["told"] for done in ended(begin_rounds(shared, [*moments], *words))]


@pytest.fixture(scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    with on_engine(request) as database:
        yield database


@pytest.mark.promise("R19")
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"], indirect=True)
def test_of_many_that_remind_at_once_one_does(engine: str, tmp_path: Path) -> None:
    with sharing(tmp_path, engine) as shared:
        people = [f"{name}@example.org" for name in ("ada", "ben")]
        for email in people:
            asks(shared.visitor().sign_up(email))
        moments = [FRIDAY - timedelta(seconds=1), FRIDAY, FRIDAY + timedelta(hours=40), FRIDAY + timedelta(weeks=1)]
        processes = [begin_rounds(shared, moments, "wait", "send") for _ in range(2)]
        for process in processes:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        with ThreadPoolExecutor() as at_once:
            done = list(at_once.map(lambda process: ended(process, "\n"), processes))
        notes = [shared.mailbox.to(email, number) for email in people for number in (2, 3)]  # the first confirmed it

        assert [sum(each) for each in zip(*[[one["told"] for one in each] for each in done], strict=True)] == [
            0,
            2,
            0,
            2,
        ]
        assert len(shared.mailbox.mails) == 6
        assert len({note["Message-ID"] for note in notes}) == 4
        assert shared.sql("SELECT count(*) FROM accounts_letter") == [(0,)]


def asks(person: Visitor, **more: str) -> Visitor:
    """Ask for reminders in Berlin's time, as the page does."""
    form = {"timezone": "Europe/Berlin", "review_day": "5"}
    assert person.post("/settings", form).status == 303
    answer = person.post("/reminders", {"by_mail": "yes", "hour": "16", **more})
    assert answer.status == 303, answer.text
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
    assert rounds(quiet, at) == [1]
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
    assert note["List-Unsubscribe"].strip() == f"<{links[1]}>"
    assert note["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    stranger, place = quiet.visitor(), urlsplit(links[0]).path
    way_in = stranger.get(place).place
    assert unquote(way_in) == f"/sign-in?next={place}"
    answer = stranger.post(way_in, {"login": "ada@example.org", "password": PASSWORD})
    assert (answer.status, answer.place) == (302, place)


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
    subscribe(ben)
    rounds(quiet, year(32))
    stop = quiet.mailbox.to("ben@example.org", 2)["List-Unsubscribe"].strip(" <>")
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
    assert rounds(quiet, year(33)) == [0]
    assert (
        quiet.sql(
            "SELECT hour, with_wins, feed_hash FROM accounts_reminder WHERE NOT by_mail AND feed_hash IS NOT NULL"
        )
        == kept
    )
    assert ben.is_in()


def test_a_pause_is_left_in_peace_and_what_was_switched_on_is_in_the_mail(quiet: Shared) -> None:
    silence(quiet)
    cleo = newcomer(quiet, "cleo")
    newcomer(quiet, "dora", with_wins="yes")
    year_now, number, _ = datetime.now(ZoneInfo("Europe/Berlin")).isocalendar()
    friday = datetime.fromisocalendar(year_now, number, 5).replace(hour=16, tzinfo=ZoneInfo("Europe/Berlin"))
    assert cleo.post(f"/review/{year_now}-W{number:02}", {"act": "pause"}, page="/settings").status == 303
    quiet.sql("UPDATE accounts_reminder SET since = '2020-01-01 00:00:00' WHERE by_mail")

    assert rounds(quiet, friday + timedelta(minutes=9), friday + timedelta(minutes=19)) == [1, 0]
    for text in parts(quiet.mailbox.to("dora@example.org", 2)):
        assert WIN in text
    assert rounds(quiet, friday + timedelta(weeks=1, minutes=4)) == [2]


def test_a_text_that_wants_to_be_a_header_stays_a_line_of_the_mail(quiet: Shared) -> None:
    silence(quiet)
    eve = asks(quiet.visitor().sign_up("eve@example.org"), with_wins="yes")
    titles = [".", "Subject: pwned", "Bcc: all@example.org", "<b>bold</b> & more", "x" * 400, "\u202eright to left"]
    for title in titles:
        assert eve.post("/", {"title": title}).status < 400
    year_now, number, _ = datetime.now(ZoneInfo("Europe/Berlin")).isocalendar()
    friday = datetime.fromisocalendar(year_now, number, 5).replace(hour=16, tzinfo=ZoneInfo("Europe/Berlin"))
    quiet.sql("UPDATE accounts_reminder SET since = '2020-01-01 00:00:00' WHERE by_mail")
    assert rounds(quiet, friday) == [1]
    note = quiet.mailbox.to("eve@example.org", 2)
    plain, html = parts(note)

    assert note.get_all("Subject") == ["Your weekly note"]
    assert note["Bcc"] is None
    assert note.get_all("To") == ["eve@example.org"]
    for title in titles:
        assert f"- {title}\n" in plain.replace("\r\n", "\n")
    assert "<b>" not in html
    assert len(notes_to(quiet, "eve")) == 1


@pytest.mark.promise("R19")
def test_a_mail_server_that_refuses_or_hangs_gets_the_mail_later_and_once(quiet: Shared) -> None:
    silence(quiet)
    asks(quiet.visitor().sign_up("gil@example.org"))
    at = year(34)
    with socket.socket() as away, pausing(quiet):
        away.bind(("127.0.0.1", 0))
        mail_url = {"SMALLWINS_MAIL_URL": f"smtp://127.0.0.1:{away.getsockname()[1]}"}
        elsewhere = quiet._replace(environ={**quiet.environ, **mail_url})
        assert rounds(elsewhere, at) == [1]
        refused = waiting(quiet)
        away.listen()  # and never say anything
        assert rounds(elsewhere, at + timedelta(minutes=10)) == [0]
        hung = waiting(quiet)
    assert rounds(quiet, at + timedelta(minutes=20)) == [0]
    quiet.mailbox.to("gil@example.org", 2)

    assert (refused, hung) == ([1], [2])
    assert len(notes_to(quiet, "gil")) == 1


@pytest.mark.promise("R13")
@pytest.mark.parametrize("night", ["2033-03-27", "2033-10-30"])
def test_in_a_night_in_which_the_clock_moves_one_mail_comes(quiet: Shared, night: str) -> None:
    silence(quiet)
    lou = quiet.visitor().sign_up(f"lou.{night}@example.org")
    assert lou.post("/settings", {"timezone": "Europe/Berlin", "review_day": "7"}).status == 303
    assert lou.post("/reminders", {"by_mail": "yes", "hour": "2"}).status == 303  # there is none, or there are two
    midnight = datetime.fromisoformat(f"{night}T00:00+01:00")

    kept = rounds(quiet, *(midnight + timedelta(minutes=10 * number) for number in range(30)))

    assert (sum(kept), len(notes_to(quiet, f"lou.{night}"))) == (1, 1)


@pytest.mark.parametrize(("name", "number", "off"), [("jon", 36, "with_wins"), ("kim", 37, "by_mail")])
def test_a_mail_that_waits_is_taken_back_when_what_it_says_is_switched_off(
    quiet: Shared, name: str, number: int, off: str
) -> None:
    silence(quiet)
    asked = {"by_mail": "yes", "digest": "yes", "with_wins": "yes"}
    person = newcomer(quiet, name, **asked)
    with socket.socket() as away, pausing(quiet):
        away.bind(("127.0.0.1", 0))
        mail_url = {"SMALLWINS_MAIL_URL": f"smtp://127.0.0.1:{away.getsockname()[1]}"}
        assert rounds(quiet._replace(environ={**quiet.environ, **mail_url}), year(number)) == [1]
    assert quiet.sql("SELECT count(*) FROM accounts_letter") == [(1,)]

    del asked[off]
    assert person.post("/reminders", {"hour": "16", **asked}).status == 303

    assert quiet.sql("SELECT count(*) FROM accounts_letter") == [(0,)]


def waiting(shared: Shared) -> list[int]:
    """How often each mail that waits was tried; from now on each is due."""
    tries = [number for (number,) in shared.sql("SELECT tries FROM accounts_letter")]
    shared.sql("UPDATE accounts_letter SET due_at = '2020-01-01 00:00:00'")
    return tries


@contextmanager
def pausing(shared: Shared) -> Iterator[None]:
    """Keep the server's own sender from sending meanwhile."""
    workers = psutil.Process(shared.process.pid).children(recursive=True)
    for worker in workers:
        worker.suspend()
    yield
    for worker in workers:
        worker.resume()


def test_a_coach_gets_numbers_and_no_names_in_the_one_mail_of_the_week(quiet: Shared) -> None:
    silence(quiet)
    newcomer(quiet, "hal")
    ivy = quiet.visitor().sign_up("ivy@example.org")
    hal, coach = (f"(SELECT id FROM accounts_person WHERE email = '{name}@example.org')" for name in ("hal", "ivy"))
    moment = "'2026-01-01 00:00:00'"
    columns = {name for (name,) in quiet.sql("SELECT name FROM pragma_table_info('accounts_grant')")}
    given = {
        "client_id": hal,
        "coach_id": coach,
        "email": "'ivy@example.org'",
        "made_at": moment,
        "accepted_at": moment,
    }
    given |= {"invited_until": moment, "weeks": "'all'", "titles": "0", "goals": "0", "insights": "0"}
    assert given.keys() <= columns
    quiet.sql(f"INSERT INTO accounts_grant ({', '.join(given)}) VALUES ({', '.join(given.values())})")
    asks(ivy, digest="yes")
    assert "in numbers" in ivy.get("/reminders").text
    assert rounds(quiet, year(35), year(35) + timedelta(hours=1)) == [2, 0]

    for text in parts(quiet.mailbox.to("ivy@example.org", 2)):
        assert "One person shares their weeks with you. Closed so far: this week 0, the week before 0." in text
        assert "hal" not in text.lower().replace("shall", "")
        assert "/clients" in text
    assert len(notes_to(quiet, "ivy")) == 1
    assert quiet.sql(f"SELECT kind FROM accounts_look WHERE client_id = {hal}") == [("list",)]


@pytest.fixture(scope="module")
def fay(quiet: Shared) -> Visitor:
    return newcomer(quiet, "fay")


def subscribe(person: Visitor) -> str:
    """Make a calendar's address, and return its path."""
    if (answer := person.post("/reminders/calendar", page="/reminders")).status == 302:
        person.post(answer.place, {"password": PASSWORD})  # a secret is made for nobody who is not surely there
        answer = person.post("/reminders/calendar", page="/reminders")
    found = re.search(r"(/calendar/swc_[\w-]{43}\.ics)", unescape(answer.text))
    assert found, answer.text
    return found[1]


def test_a_calendar_says_when_the_review_is_and_nothing_of_a_win(quiet: Shared, fay: Visitor) -> None:
    place = subscribe(fay)
    answer = Visitor(quiet, {"Origin": ""}).get(place)
    calendar = Calendar.from_ical(answer.body)
    (event,) = calendar.walk("VEVENT")

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert str(event["SUMMARY"]) == "Weekly review"
    assert event.decoded("DTSTART").isoformat()[10:] in {"T16:00:00+01:00", "T16:00:00+02:00"}
    assert event.decoded("DTSTART").isoweekday() == 5
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=FR"
    assert b"Zebra" not in answer.body
    assert place.split("/")[2].removesuffix(".ics") not in str(quiet.sql("SELECT * FROM accounts_reminder"))
    assert "last fetched" in fay.get("/reminders").text
    assert place not in fay.get("/reminders").text

    fay.post("/reminders/calendar/wins", {"with_wins": "yes"}, page="/reminders")
    said = Calendar.from_ical(fay.get(place).body)
    assert [WIN in str(one.get("DESCRIPTION", "")) for one in said.walk("VEVENT")] == [False, True]


def test_a_calendar_that_was_taken_back_or_replaced_is_not_there(quiet: Shared, fay: Visitor) -> None:
    first = subscribe(fay)
    second = subscribe(fay)
    anybody = Visitor(quiet, {"Origin": ""})
    asked = [anybody.get(place).status for place in (first, second)]
    fay.post("/reminders/calendar/revoke", page="/reminders")
    gone, never = anybody.get(second), anybody.get("/calendar/swc_" + "x" * 43 + ".ics")

    assert asked == [404, 200]
    assert (gone.status, never.status) == (404, 404)
    assert sum(one != other for one, other in zip(first, second, strict=True)) >= 22
    assert fay.is_in()


def test_the_command_prints_numbers_alone(quiet: Shared) -> None:
    done = quiet.run("remind")

    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"\d+ told, \d+ silent, \d+ failed, \d+ waiting\n", done.stdout)
