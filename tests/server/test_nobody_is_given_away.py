"""What a shared server tells those who listen elsewhere: how long it takes, its log, its temp folder, its processes."""

import contextlib
import json
import math
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import psutil
import pytest

from tests.server.adas import a_feed
from tests.serving import SOURCE
from tests.shared import PASSWORD, Shared, Visitor, sharing

CANARY = "Kanarienvogel"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("place", ["/sign-up", "/forgotten"])
def test_signing_up_and_forgetting_take_as_long_for_whom_there_is_and_for_whom_there_is_not(
    one_file: Shared, place: str
) -> None:
    one_file.visitor().sign_up(f"here{place[1:]}@example.org")
    taken: dict[bool, list[float]] = {True: [], False: []}
    for number in range(5):
        for known in (True, False):
            visitor = one_file.visitor()
            token = visitor.token(place)
            email = f"here{place[1:]}@example.org" if known else f"nobody{number}{place[1:]}@example.org"
            began = time.perf_counter()
            answer = visitor.post(place, {"email": email, "password1": PASSWORD}, token=token)
            taken[known].append(time.perf_counter() - began)
            assert answer.status in {302, 429}

    # With a hash left out for one of the two, it would be a factor of five and more.
    assert 0.4 < min(taken[True]) / min(taken[False]) < 2.5 or 0.5 < median(taken[True]) / median(taken[False]) < 2


def test_the_secret_of_a_session_is_long_and_guessed_by_nobody(one_file: Shared) -> None:
    secrets = []
    for _ in range(120):
        visitor = one_file.visitor()
        visitor.get("/sign-in")
        secrets.append(visitor.cookies["__Host-s"])

    assert len(set(secrets)) == 120
    assert {len(secret) for secret in secrets} == {43}  # 256 bits in base64
    counted = Counter("".join(secrets))
    total = sum(counted.values())
    bits = -sum(n / total * math.log2(n / total) for n in counted.values())
    assert bits > 5.9  # of at most 6 a sign
    for place in range(42):  # no place is the same, or nearly, in all of them
        assert len({secret[place] for secret in secrets}) > 40


def test_every_secret_differs_and_none_is_kept_as_it_is(one_file: Shared) -> None:
    links, feeds = [], []
    for email in ("one.secret@example.org", "two.secret@example.org"):
        person = one_file.visitor().sign_up(email)
        assert person.post("/you/again", {"password": PASSWORD}).status == 302
        feeds.append(a_feed(person))
        one_file.visitor().post("/forgotten", {"email": email})
        links.append(one_file.mailbox.link_to(email, 2))

    first, second = (link.rpartition("-")[2] for link in links)
    assert first != second
    assert sum(one != other for one, other in zip(*feeds, strict=True)) >= 22  # of 43 signs that are left to chance
    assert not [link for link in links if link.rpartition("/")[2] in one_file.everything()]


def test_a_password_is_hashed_at_the_cost_that_is_advised(one_file: Shared) -> None:
    one_file.visitor().sign_up("cost@example.org")
    ((kept,),) = one_file.sql("SELECT password FROM accounts_person WHERE email = 'cost@example.org'")
    found = re.fullmatch(r"argon2\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)", kept)

    assert found, kept
    memory, passes, lanes = map(int, found.groups()[:3])
    assert memory >= 19_456  # KiB; OWASP: 19 MiB and two passes, or 46 MiB and one
    assert memory * passes >= 38_912
    assert lanes == 1
    assert len(found[4]) >= 22  # 128 bits of salt


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("quiet")


def test_what_people_write_is_in_the_database_and_nowhere_else(quiet: Path) -> None:
    around = {name: str(quiet / name.lower()) for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    for place in around.values():
        Path(place).mkdir()
    with sharing(quiet / "server", more=around) as one:
        ada = one.visitor(**{"User-Agent": f"Mozilla/5.0 {CANARY}-browser\r\n forged"[:40].replace("\r\n", "")})
        ada.sign_up("ada@example.org", f"{CANARY} is the password")
        ada.post("/", {"title": f"{CANARY} in a title"})
        ada.post("/", {"title": f"{CANARY} refused", "looks": "99"})
        ada.get(f"/wins?words={CANARY}")
        ada.get(f"/{CANARY}?{CANARY}={CANARY}")
        ada.get(f"/{CANARY}%0d%0asmallwins:%20something%20broke%20{CANARY}")
        ada.ask("POST", "/sign-in", urlencode({"login": CANARY, "password": CANARY}).encode(), FORM)
        ada.ask("POST", "/", b"title=" + CANARY.encode() * 500_000, FORM)
        ada.ask("POST", "/", f"a={CANARY}&".encode() * 600, FORM)
        ada.ask("POST", "/", CANARY.encode(), {"Content-Type": f"text/x; charset={CANARY}"})
        upload_some(ada)
        ada.get("/export")
        assert _told_to_others() == []
        _sees_only_the_database(quiet)
        one.process.send_signal(2)
        out, err = one.process.communicate(timeout=20)
    assert CANARY not in out + err
    assert PASSWORD not in out + err
    assert "something broke" not in out + err
    assert len((out + err).splitlines()) <= 1, out + err
    _sees_only_the_database(quiet)


def upload_some(visitor: Visitor) -> None:
    token = visitor.token("/import")
    body = (
        f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        f'--x\r\nContent-Disposition: form-data; name="file"; filename="{CANARY}.csv"\r\n\r\n'
        f"date,title\n2026-01-01,{CANARY}\n" + "2026-01-02,x\n" * 300_000 + "\r\n--x--\r\n"
    ).encode()
    assert visitor.ask("POST", "/import", body, {"Content-Type": "multipart/form-data; boundary=x"}).status < 500


def _sees_only_the_database(folder: Path) -> None:
    found = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if CANARY in path.name or (path.is_file() and CANARY.encode() in path.read_bytes())
    ]
    assert set(found) <= {"server/shared.db", "server/shared.db-wal", "server/shared.db-journal"}


def _told_to_others() -> list[str]:
    telling = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if any(CANARY in word for word in process.cmdline()):
                telling.append(" ".join(process.cmdline()))
    return telling


def test_a_mail_that_cannot_go_out_harms_nobody_and_is_told_in_no_words_of_its_own(quiet: Path) -> None:
    with sharing(quiet / "unsent", more={"SMALLWINS_MAIL_URL": "smtp://127.0.0.1:9"}) as one:
        began = time.monotonic()
        answer = one.visitor().post("/sign-up", {"email": f"{CANARY}@example.org", "password1": PASSWORD})

        assert (answer.status, answer.place) == (302, "/confirm")
        assert time.monotonic() - began < 10
        one.process.send_signal(2)
        out, err = one.process.communicate(timeout=20)
    assert CANARY not in out + err


COMMON = """
import gzip, json, sys
import django
django.setup()
from pathlib import Path
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
listed = Path(password_validation.__file__).with_name("common-passwords.txt.gz")
taken = []
for password in gzip.decompress(listed.read_bytes()).decode().split("\\n")[:3000]:
    for one in (password, password.upper()):
        try:
            password_validation.validate_password(one)
            taken.append(one)
        except ValidationError:
            pass
print(json.dumps(taken))
"""


def test_three_thousand_passwords_that_others_guess_first_are_refused() -> None:
    environ = {
        "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "smallwins.server.shared",
        "DATABASE_URL": "sqlite:////nowhere/journal.db",
        "SMALLWINS_HOME": "/nowhere",
    }
    said = subprocess.run(
        [sys.executable, "-c", COMMON], env=environ, capture_output=True, text=True, check=True, timeout=60
    )
    assert json.loads(said.stdout) == []
