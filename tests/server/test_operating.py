"""Running a shared server: invitations, the operator's commands, leaving, and what starts or does not."""

import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest

from smallwins.formats.encrypted import decrypted
from tests.server.shared_journals import choose, everything_of, invited
from tests.server.test_accounts import again
from tests.serving import SOURCE
from tests.shared import PASSWORD, Shared, Visitor, on_engine, sharing

CANARY = "quiet-canary"


@pytest.fixture(scope="module")
def invited_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    with sharing(tmp_path_factory.mktemp("invited"), sign_up="invitation") as one:
        yield one


def test_nobody_signs_up_without_an_invitation(invited_only: Shared) -> None:
    visitor = invited_only.visitor()

    assert "By invitation" in visitor.get("/sign-up").text
    token = visitor.token("/sign-in")
    visitor.post("/sign-up", {"email": "stranger@example.org", "password1": PASSWORD}, token=token)
    assert invited_only.run("user", "show", "stranger@example.org").returncode == 1


def test_an_invitation_is_for_one_address_once(invited_only: Shared) -> None:
    link = invited_only.run("user", "invite", "Ada@example.org").stdout.strip()
    place = link.removeprefix(invited_only.url)
    ada, ben = invited_only.visitor(), invited_only.visitor()

    assert invited_only.mailbox.link_to("ada@example.org") == place
    assert ben.get(place).place == "/sign-up"
    answer = ben.post("/sign-up", {"email": "ben@example.org", "password1": PASSWORD})
    assert "for another address" in answer.text
    ada.get(place)
    ada.post("/sign-up", {"email": "ada@example.org", "password1": PASSWORD})
    ada.post(invited_only.mailbox.link_to("ada@example.org", 2))
    assert ada.is_in()
    late = invited_only.visitor()
    late.get(place)
    assert "By invitation" in late.get("/sign-up").text
    assert place.rpartition("/")[2] not in invited_only.everything()


def test_a_closed_server_takes_nobody_not_even_the_invited(tmp_path: Path) -> None:
    with sharing(tmp_path, sign_up="closed") as closed:
        refused = closed.run("user", "invite", "ada@example.org")
        assert (refused.returncode, "SMALLWINS_SIGN_UP is closed" in refused.stderr, refused.stdout) == (1, True, "")
        before = closed._replace(environ={**closed.environ, "SMALLWINS_SIGN_UP": "invitation"})
        place = before.run("user", "invite", "ada@example.org").stdout.strip().removeprefix(closed.url)
        visitor = closed.visitor()
        assert visitor.get(place).place == "/sign-up"

        shown = visitor.get("/sign-up").text
        assert "takes nobody new" in shown
        assert "nvitation" not in shown


def test_the_operator_sees_accounts_and_nothing_that_people_wrote(one_file: Shared) -> None:
    ada = one_file.visitor().sign_up("ada@example.org")
    ada.post("/", {"title": CANARY})
    listed = one_file.run("user", "list", "--json")
    shown = one_file.run("user", "show", "ada@example.org", "--json")

    assert [one["email"] for one in json.loads(listed.stdout)] == ["ada@example.org"]
    assert json.loads(shown.stdout) | {"number": 0, "joined": "", "seen": ""} == {
        "number": 0, "email": "ada@example.org", "confirmed": True, "joined": "", "seen": "", "state": "open",
        "leaves": None, "second_step": False, "sessions": 1,
    }  # fmt: skip
    assert CANARY not in listed.stdout + shown.stdout + one_file.run("user", "show", "ada@example.org").stdout


def test_a_closed_account_is_out_at_once_and_back_when_it_is_reopened(one_file: Shared) -> None:
    ben = one_file.visitor().sign_up("ben@example.org")

    one_file.run("user", "close", "ben@example.org")
    assert not ben.is_in()
    assert ben.sign_in("ben@example.org").place in {"/closed", ""}
    assert not ben.is_in()
    one_file.run("user", "reopen", "ben@example.org")
    ben.sign_in("ben@example.org")
    assert ben.is_in()
    one_file.run("user", "end-sessions", "ben@example.org")
    assert not ben.is_in()


def test_where_one_was_signed_in_is_forgotten_with_the_session(one_file: Shared) -> None:
    fay, phone = one_file.visitor().sign_up("fay@example.org"), one_file.visitor()
    phone.sign_in("fay@example.org")
    mine = "FROM usersessions_usersession JOIN accounts_person ON accounts_person.id = user_id WHERE email LIKE 'fay@%'"
    one_file.sql(
        "UPDATE django_session SET expire_date = '2020-01-01 00:00:00' WHERE session_key ="
        f" (SELECT session_key {mine} ORDER BY usersessions_usersession.id DESC LIMIT 1)"
    )

    one_file.run("user", "purge")

    assert one_file.sql(f"SELECT count(*) {mine}") == [(1,)]
    assert fay.is_in()
    assert not phone.is_in()


def test_a_reset_link_lets_a_person_in_where_there_is_no_mail(one_file: Shared) -> None:
    one_file.visitor().sign_up("reset@example.org")
    link = one_file.run("user", "reset-link", "reset@example.org").stdout.strip().removeprefix(one_file.url)
    visitor = one_file.visitor()

    visitor.post(visitor.get(link).place, {"password1": "one that is remembered"})

    assert visitor.sign_in("reset@example.org", "one that is remembered").place == "/"


def test_what_there_is_none_of_is_said_in_one_line(one_file: Shared) -> None:
    for command in ("show", "close", "delete"):
        said = one_file.run("user", command, "nobody@example.org")
        assert (said.returncode, said.stdout, said.stderr.count("\n")) == (1, "", 1), command


def test_everything_comes_along_in_one_file_without_any_secret(one_file: Shared) -> None:
    ada = one_file.visitor().sign_up("all@example.org")
    ada.post("/", {"title": CANARY})
    form = re.search(r'name="id" value="([^"]+)"', ada.get("/stories").text)
    assert form
    assert ada.post("/stories", {"id": form[1], "kind": "year"}).status == 303
    table = f"date,title\n2026-05-01,Waits {CANARY}\n2026-05-02,Kept\n2026-05-03,Merged\n2026-05-04,Let go\n"
    body = '--x\r\nContent-Disposition: form-data; name="act"\r\n\r\ntake\r\n--x\r\nContent-Disposition: form-data; '
    body += f'name="csrfmiddlewaretoken"\r\n\r\n{ada.token("/import")}\r\n--x\r\n'
    body += f'Content-Disposition: form-data; name="file"; filename="wins.csv"\r\n\r\n{table}\r\n--x--\r\n'
    into_inbox = ada.ask("POST", "/import", body.encode(), {"Content-Type": "multipart/form-data; boundary=x"})
    assert into_inbox.status == 303
    for act, into in (("let_go", ""), ("merge", "1"), ("keep", "")):
        item = re.search(r'name="item" value="([^"]+)"', ada.get("/inbox").text)
        assert item
        assert ada.post("/inbox", {"item": item[1], "act": act, "into": into}).status == 303
    assert ada.get("/you/everything").place.startswith("/you/again")
    again(ada, "/you/everything")

    answer = ada.post("/you/everything", {"plain": "yes"})

    with zipfile.ZipFile(io.BytesIO(answer.body)) as packed:
        journal, account = (json.loads(packed.read(name)) for name in ("journal.json", "account.json"))
        drafts, inbox = (json.loads(packed.read(name)) for name in ("drafts.json", "inbox.json"))
    assert [(draft["id"], draft["kind"]) for draft in drafts] == [(form[1], "year")]
    assert [(item["title"], item["state"]) for item in inbox] == [
        ("Let go", "let_go"), ("Merged", "merged"), ("Kept", "kept"), (f"Waits {CANARY}", "waiting"),
    ]  # fmt: skip
    ids = {win["title"]: win["id"] for win in journal["wins"]}
    assert [item["win"] for item in inbox] == [None, ids[CANARY], ids["Kept"], None]
    assert CANARY in json.dumps(journal)
    assert account["account"]["email"] == "all@example.org"
    assert len(account["sessions"]) == 1
    assert "argon2" not in json.dumps(account)
    assert ada.cookies["__Host-s"] not in json.dumps(account)
    phrases = {"passphrase": "a walk along the river", "again": "a walk along the lake"}
    refused = ada.post("/you/everything", phrases)
    assert (refused.status, "same as the first" in refused.text, "along the" in refused.text) == (422, True, False)
    locked = ada.post("/you/everything", {**phrases, "again": phrases["passphrase"]})
    assert ".encrypted" in locked.headers["Content-Disposition"]
    for word in (CANARY, "journal.json", "all@example.org", ada.cookies["__Host-s"], phrases["passphrase"]):
        assert word.encode() not in locked.body
    with zipfile.ZipFile(io.BytesIO(decrypted(locked.body, phrases["passphrase"]))) as packed:
        assert json.loads(packed.read("journal.json"))["wins"] == journal["wins"]


def test_who_leaves_has_a_week_and_then_nothing_is_left(one_server: Shared) -> None:
    ada = one_server.visitor().sign_up("leaves@example.org")
    ben = one_server.visitor().sign_up("stays@example.org")
    ada.post("/", {"title": CANARY + "-of-who-leaves"})
    ben.post("/", {"title": "Ben stays"})
    again(ada, "/you/leave")
    ada.post("/you/leave")
    assert "You are leaving" in ada.get("/you").text
    ada.post("/you/stay", page="/you")
    assert "You are leaving" not in ada.get("/you").text
    ada.post("/you/leave")
    one_server.run("user", "purge")
    assert ada.is_in()
    _asks(ada, "leaves@example.org", ben, "What helped?")
    one_server.sql("UPDATE accounts_person SET leaves_at = '2020-01-01 00:00:00Z' WHERE email = 'leaves@example.org'")

    purged = one_server.run("user", "purge")

    assert purged.stdout == "1 erased.\n", purged.stderr
    assert not ada.is_in()
    assert "Ben stays" in ben.get("/wins").text
    assert "<bdi>a coach who has left</bdi></b> asked" in ben.get("/wins/1").text
    assert "a coach who has left" in ben.get("/sharing").text  # who looked
    kept = one_server.everything()
    assert "stays@example.org" in kept
    for gone in (CANARY + "-of-who-leaves", "leaves@example.org"):
        assert gone not in kept, gone
    if one_server.database.startswith("sqlite"):
        assert one_server.run("doctor", "--journal", str(one_server.home / "shared.db")).returncode == 0


def _asks(coach: Visitor, email: str, client: Visitor, question: str) -> tuple[str, str]:
    """Let a client show their first win to a coach who asks about it; return the grant's and the client's number."""
    link = invited(client, email)
    grant = re.findall(r"/sharing/coaches/(\d+)", unescape(client.get("/sharing").text))[-1]
    choose(client, int(grant), 1)
    assert coach.post(link, {"act": "accept"}).status == 303
    number = re.findall(r'/clients/(\d+)"', unescape(coach.get("/clients").text))[-1]
    win = re.findall(rf"/clients/{number}/wins/([^\"/]+)", unescape(coach.get(f"/clients/{number}").text))[-1]
    said = coach.post(
        f"/clients/{number}/wins/{win}/say", {"text": question, "asks": "yes"}, page=f"/clients/{number}/wins/{win}"
    )
    assert said.status == 303
    return grant, number


def test_what_a_coach_wrote_and_a_programs_name_come_along_also_when_all_was_taken_back(one_server: Shared) -> None:
    cleo, dora = (one_server.visitor().sign_up(f"{name}.all@example.org") for name in ("cleo", "dora"))
    dora.post("/", {"title": CANARY})
    grant, number = _asks(cleo, "cleo.all@example.org", dora, "What helped?")
    again(cleo, "/you/tokens")
    made = cleo.post("/you/tokens", {"name": "my phone", "scope": "capture", "days": "30"})
    secret = re.search(r"swt_[\w-]{43}", made.text)
    before = everything_of(cleo)
    assert dora.post(f"/sharing/coaches/{grant}/revoke", page="/sharing").status == 303

    after = everything_of(cleo)

    assert [before["clients"][0][name] for name in ("client", "ended")] == ["dora.all@example.org", False]
    assert [after["clients"][0][name] for name in ("client", "ended")] == ["", True]
    for told in (before, after):
        assert [(str(one["client"]), one["text"]) for one in told["written_as_coach"]] == [(number, "What helped?")]
        assert [(one["name"], one["may"]) for one in told["tokens"]] == [("my phone", "capture")]
        assert CANARY not in json.dumps(told)
        assert secret
        assert secret[0] not in json.dumps(told)
    assert everything_of(dora)["written_as_coach"] == []


def test_the_whole_server_is_looked_over_and_mended_by_whoever_runs_it(one_server: Shared) -> None:
    ada = one_server.visitor().sign_up("whole@example.org")
    ada.post("/", {"title": "Coffee with a stranger"})
    well = one_server.run("doctor")
    assert (well.returncode, " well." in well.stdout) == (0, True), well
    for line in ("Database ", "Tables     of the newest form", "Mails      none waits"):
        assert line in well.stdout, well.stdout
    assert "Coffee" not in well.stdout
    one_server.sql("UPDATE win SET computed = 'shiny', rule = 3, verdict = 'shiny' WHERE title LIKE 'Coffee with a s%'")

    broken = one_server.run("doctor")
    assert broken.returncode == 1
    assert "its verdict is kept as shiny (rule 3), and its answers, doors and steps give early" in (
        broken.stdout.replace("\n", " ").replace("  ", " ")
    )
    assert one_server.run("doctor", "--mend").returncode == 0
    assert one_server.run("doctor", "--json").returncode == 0


def test_the_whole_server_is_backed_up_where_it_is_a_file_and_else_said_how(one_server: Shared, tmp_path: Path) -> None:
    one_server.visitor().sign_up("kept@example.org")
    copy = tmp_path / "copy.db"

    said = one_server.run("backup", str(copy))

    if one_server.database.startswith("sqlite"):
        assert said.returncode == 0, said
        assert "all journals and accounts of the server" in said.stdout
        with closing(sqlite3.connect(copy)) as connection:
            found = connection.execute("SELECT count(*) FROM accounts_person WHERE email = 'kept@example.org'")
            assert found.fetchone() == (1,)
        assert one_server.run("backup", str(copy)).returncode == 1
    else:
        assert said.returncode == 2
        assert "pg_dump" in said.stderr
        assert "pg_restore" in one_server.run("restore", str(copy)).stderr
        assert not copy.exists()


@pytest.mark.parametrize(
    ("more", "options", "said"),
    [
        ({"SMALLWINS_URL": "http://wins.example"}, (), "https://"),
        ({"SMALLWINS_SIGN_UP": "maybe"}, (), "open, invitation or closed"),
        ({"DATABASE_URL": "mysql://x"}, (), "postgresql://"),
        ({"SMALLWINS_BEHIND_PROXY": ""}, ("--host", "0.0.0.0"), "--behind-proxy"),
        ({}, ("--open",), "--journal and --open"),
    ],
)
def test_what_would_not_be_safe_does_not_start(
    one_file: Shared, more: dict[str, str], options: tuple[str, ...], said: str
) -> None:
    refused = one_file._replace(environ={**one_file.environ, **more}).run("serve", *options)

    assert refused.returncode in {1, 2}
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1


@pytest.mark.parametrize("at", ["sqlite", "postgresql"], indirect=True)
def test_of_many_that_make_the_tables_at_once_one_does_and_none_fails(at: str, tmp_path: Path) -> None:
    environ = {
        "PYTHONPATH": str(SOURCE),
        "DATABASE_URL": at or f"sqlite:///{tmp_path / 'shared.db'}",
        "SMALLWINS_HOME": str(tmp_path),
    }
    command = [sys.executable, "-m", "smallwins", "migrate"]
    begun = [
        subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [one.communicate(timeout=120) for one in begun]

    assert said == [("The tables are up to date.\n", "")] * 3


@pytest.fixture
def at(request: pytest.FixtureRequest) -> Iterator[str]:
    with on_engine(request, bare=True) as database:
        yield database


def test_migrating_twice_is_migrating_once(one_file: Shared) -> None:
    assert one_file.run("migrate").stdout == "The tables are up to date.\n"
