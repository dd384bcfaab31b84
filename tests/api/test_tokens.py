"""Tokens: made by the person, shown once, kept as a hash, ended by a day or at once."""

import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import unescape
from pathlib import Path

import psycopg
import pytest

from tests.api.programs import Person, Program, made_token, person
from tests.shared import DATABASES, PASSWORD, Shared, on_engine, sharing


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    with on_engine(request) as database:
        yield database


def rows(shared: Shared, question: str, *values: object) -> list[tuple[object, ...]]:
    """Ask the server's database itself, whichever engine keeps it."""
    if shared.database.startswith("sqlite"):
        file = sqlite3.connect(shared.database.removeprefix("sqlite:///"))
        try:
            found = file.execute(question, values).fetchall()
            file.commit()
        finally:
            file.close()
        return found
    with psycopg.connect(shared.database) as connection:
        asked = connection.execute(question.replace("?", "%s"), values)
        return asked.fetchall() if asked.description else []


def test_a_token_is_shown_once_and_kept_as_a_hash(ada: Person, api_server: Shared) -> None:
    token = made_token(ada.visitor, "capture", "kitchen tablet")

    page = ada.visitor.get("/you/tokens").text
    assert token not in page
    assert token[:8] in page
    assert "kitchen tablet" in page
    for every in rows(api_server, "SELECT * FROM accounts_token"):
        assert token not in map(str, every)
    for file in api_server.home.rglob("*"):
        assert not file.is_file() or token.encode() not in file.read_bytes(), file
    named = "SELECT name FROM accounts_token WHERE secret_hash = ?"
    assert rows(api_server, named, sha256(token.encode()).hexdigest()) == [("kitchen tablet",)]


def test_a_token_has_256_bits_and_a_prefix_for_scanners(ada: Person) -> None:
    assert re.fullmatch(r"swt_[A-Za-z0-9_-]{43}", ada.read.token)
    assert len({ada.read.token, ada.write.token, ada.capture.token}) == 3


def test_the_page_shows_what_a_phone_needs(ada: Person) -> None:
    answer = ada.visitor.post("/you/tokens", {"name": "phone", "scope": "capture", "days": "30"})

    assert "/api/v1/wins" in unescape(answer.text)
    assert "Authorization" in answer.text


def test_making_one_asks_who_is_there_again(api_server: Shared) -> None:
    visitor = api_server.visitor().sign_up("dora.of.tokens@example.org")
    form = {"name": "phone", "scope": "read", "days": "30"}

    asked = visitor.post("/you/tokens", form)
    assert asked.status == 302
    assert asked.place.startswith("/you/again")
    assert "There is none" in visitor.get("/you/tokens").text

    visitor.post(asked.place, {"password": PASSWORD})
    assert visitor.post("/you/tokens", form).status == 200


def test_what_is_not_offered_is_refused_beside_its_field(ada: Person) -> None:
    for wrong in ({"scope": "everything"}, {"days": "10000"}, {"name": " "}, {"name": "x" * 81}):
        answer = ada.visitor.post("/you/tokens", {"name": "phone", "scope": "read", "days": "30", **wrong})

        assert answer.status == 422, wrong
        assert "Your new token" not in answer.text


def test_a_token_taken_back_opens_nothing_from_the_next_request_on(ada: Person) -> None:
    program = Program(ada.visitor.shared, made_token(ada.visitor, "write", "to take back"))
    read = program.get("/wins")
    assert read.status == 200
    page = unescape(ada.visitor.get("/you/tokens").text)
    number = re.search(r"to take back.*?/you/tokens/(\d+)/revoke", page, re.DOTALL)
    assert number

    ada.visitor.post(f"/you/tokens/{number[1]}/revoke", page="/you/tokens")

    said = program.get("/wins", If_None_Match=read.etag)
    assert (said.status, said.problem) == (401, "no-token")
    assert program.post("/wins", {"title": "Too late"}).status == 401


def test_nobody_takes_back_the_token_of_another(ada: Person, ben: Person, api_server: Shared) -> None:
    hers = rows(
        api_server, "SELECT id FROM accounts_token WHERE secret_hash = ?", sha256(ada.read.token.encode()).hexdigest()
    )[0][0]

    answer = ben.visitor.post(f"/you/tokens/{hers}/revoke", page="/you/tokens")
    none = ben.visitor.post("/you/tokens/999999/revoke", page="/you/tokens")

    assert answer.status == none.status == 404
    assert ada.read.get("/wins").status == 200


def test_a_token_ends_on_its_day(ada: Person, api_server: Shared) -> None:
    program = Program(api_server, made_token(ada.visitor, "read", "short"))
    assert program.get("/wins").status == 200
    past = datetime.now(UTC) - timedelta(seconds=1)

    rows(
        api_server,
        "UPDATE accounts_token SET until = ? WHERE secret_hash = ?",
        past.strftime("%Y-%m-%d %H:%M:%S+00:00" if "postgres" in api_server.database else "%Y-%m-%d %H:%M:%S"),
        sha256(program.token.encode()).hexdigest(),
    )

    assert program.get("/wins").status == 401


def test_a_closed_account_has_no_programs(api_server: Shared) -> None:
    emil = person(api_server, "emil@example.org")
    assert emil.read.get("/wins").status == 200

    rows(api_server, "UPDATE accounts_person SET is_active = ? WHERE email = 'emil@example.org'", False)

    assert emil.read.get("/wins").status == 401


def test_the_last_use_is_shown(ada: Person) -> None:
    program = Program(ada.visitor.shared, made_token(ada.visitor, "read", "seldom used"))
    assert re.search(r"seldom used.*?never used", ada.visitor.get("/you/tokens").text, re.DOTALL)

    program.get("/wins")

    shown = re.search(r"seldom used.*?(never used|last used on)", ada.visitor.get("/you/tokens").text, re.DOTALL)
    assert shown
    assert shown[1] == "last used on"


def test_tokens_are_for_people_who_are_signed_in(api_server: Shared, ada: Person) -> None:
    stranger = api_server.visitor()
    assert stranger.get("/you/tokens").place.startswith("/sign-in")
    assert stranger.get("/api/v1/openapi.json").status == 401
    assert ada.visitor.get("/api/v1/openapi.json").status == 200


def test_a_program_finds_the_document_with_its_token(ada: Person, api_server: Shared) -> None:
    for program in (ada.capture, ada.read, ada.write):
        assert program.get("/openapi.json").json["openapi"].startswith("3.1")
    assert Program(api_server, "swt_" + "A" * 43).get("/openapi.json").problem == "no-token"
    cookies = "; ".join(f"{name}={value}" for name, value in ada.visitor.cookies.items())
    assert Program(api_server, "swt_none").get("/openapi.json", Cookie=cookies).status == 401


def test_writing_too_much_is_told_when_to_go_on_and_reading_goes_on(tmp_path: Path) -> None:
    with sharing(tmp_path / "slow", more={"SMALLWINS_API_WRITES": "2"}) as shared:
        fay, gil = person(shared, "fay@example.org"), person(shared, "gil@example.org")
        for place in range(5):
            fay.write.win(f"Win {place}")

        said = fay.write.post("/wins", {"title": "One too many"})

        assert (said.status, said.problem) == (429, "too-much")
        assert 1 <= int(said.headers["Retry-After"]) <= 30
        assert fay.capture.post("/wins", {"title": "By another token"}).status == 429
        assert fay.read.get("/wins").json["total"] == 5
        assert gil.write.post("/wins", {"title": "Another person"}).status == 201
        assert fay.read.get("/export").status == 200
        assert fay.read.get("/export").status == 429


@pytest.mark.parametrize("engine", DATABASES, indirect=True)
def test_all_processes_of_a_server_count_together(engine: str, tmp_path: Path) -> None:
    """So many at once are let through as the allowance says, however many processes answer at the same time."""
    with sharing(tmp_path / "several", engine, more={"SMALLWINS_API_WRITES": "4", "SMALLWINS_WORKERS": "3"}) as shared:
        fay = person(shared, "fay@example.org")

        def write(place: int) -> int:
            return fay.write.post("/wins", {"title": f"Win {place}"}).status

        with ThreadPoolExecutor(8) as several:
            said = list(several.map(write, range(40)))

    assert set(said) == {201, 429}
    assert 10 <= said.count(201) <= 11  # ten at once, and perhaps the one that a quarter of a minute brings
