"""Whatever a form, an address or a query holds: no fault of ours, never slow, and no field that is not asked for."""

import io
import json
import socket
import time
from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import quote, urlencode

import pytest

from tests.hostile import HOSTILE
from tests.payloads import BODIES, DATES, FORM, IDS, NUMBERS, QUERIES, ZONES, addresses
from tests.shared import Answer, Shared, Visitor

Value = TypeVar("Value")
RUNAWAY = [
    "a" * 50_000 + "!", "[" * 20_000, "(" * 20_000, "![" * 10_000, "*" * 20_000 + "a", "_a" * 10_000, "`" * 20_000,
    "<" * 20_000, "<a" * 10_000, "\\" * 20_000, "> " * 10_000, "- " * 10_000, "[a](" * 8_000, "a@" * 10_000,
    "&" * 20_000, " " * 50_000 + "x", "#" * 20_000, "|a" * 10_000, "\u0301" * 20_000, "1." * 10_000,
]  # fmt: skip
PLANTED = {
    "owner": "1", "owner_id": "1", "user": "1", "user_id": "1", "person": "1", "is_staff": "on", "is_superuser": "on",
    "is_active": "", "pk": "1", "number": "1", "verdict": "real", "version": "99", "created_at": "2000-01-01",
    "leaves_at": "2000-01-01", "joined_at": "2000-01-01", "password": "planted", "email_verified": "on",
}  # fmt: skip


@pytest.fixture(scope="module")
def ada(one_server: Shared) -> Visitor:
    ada = one_server.visitor().sign_up("ada@example.org")
    ada.post("/sample/load", page="/settings")
    return ada


def some(shared: Shared, values: Sequence[Value]) -> Sequence[Value]:
    """All of them on a file; every third in a database, where only what is kept and looked for could differ."""
    return values if shared.database.startswith("sqlite") else values[::3]


def is_answered(answer: Answer, *said: object) -> None:
    assert answer.status < 500, (said, answer.status)
    assert answer.status != 429, said  # it was looked at
    assert b"Traceback" not in answer.body, said


def send(visitor: Visitor, place: str, token: str, **fields: str) -> Answer:
    body = urlencode({"csrfmiddlewaretoken": token, **fields}, errors="surrogatepass").encode()
    return visitor.ask("POST", place, body, {"Content-Type": FORM})


def test_no_body_of_any_kind_breaks_a_form(ada: Visitor) -> None:
    token = ada.token("/settings")
    for number, (kind, body) in enumerate(some(ada.shared, BODIES)):
        to_files = "/import" if kind.startswith("multipart") else "/settings"
        for place in ("/", to_files, ("/wins/1/edit", "/sign-in")[number % 2]):
            told = {"Content-Type": kind.encode("latin-1").decode("latin-1"), "X-CSRFToken": token}
            is_answered(ada.ask("POST", place, body, told), place, kind, body[:80])


def test_no_day_or_zone_of_any_kind_breaks_a_form(ada: Visitor) -> None:
    token = ada.token("/settings")
    for day in some(ada.shared, DATES):
        is_answered(send(ada, "/", token, title="A day", happened_on=day), day)
        is_answered(send(ada, "/wins/1/edit", token, title="A day", happened_on=day, version="1"), day)
        is_answered(ada.get("/wins?" + urlencode({"from": day, "to": day})), day)
        is_answered(ada.get("/weeks/" + quote(day, safe="")), day)
        is_answered(ada.get("/review/" + quote(day, safe="")), day)
    for zone in some(ada.shared, ZONES):
        is_answered(send(ada, "/settings", token, timezone=zone, review_day="sunday"), zone)


def test_no_number_or_id_of_any_kind_breaks_a_form(ada: Visitor) -> None:
    token = ada.token("/settings")
    for number in some(ada.shared, NUMBERS):
        for place in ("/wins/1/answer", "/goals/1/possible", "/insights/look-again", "/wins/1/edit"):
            fields = {"looks": number, "possible": number, "weeks": number, "version": number}
            is_answered(send(ada, place, token, **fields), place, number)
    for one in some(ada.shared, IDS):
        for place in ("/wins/", "/goals/", "/crossroads/", "/wins/1/chain?from="):
            is_answered(ada.get(place + quote(one, safe="")), place, one)
        is_answered(send(ada, "/wins/1/doors", token, later=one), one)
        is_answered(send(ada, "/", token, title="An id", id=one, goals=one, opened_by=one), one)


def test_no_query_of_any_kind_breaks_a_page(ada: Visitor) -> None:
    pages = ("/wins", "/chains", "/rearview", "/inbox", "/sign-in", "/insights", "/export", "/goals", "/review", "/you")
    for number, query in enumerate(some(ada.shared, QUERIES)):
        for place in ("/wins", *(pages[1 + (number + by) % 9] for by in (0, 3, 6))):
            is_answered(ada.get(f"{place}?{query}"), place, query[:80])


def test_no_address_of_any_kind_is_called(ada: Visitor) -> None:
    """There is no field for an address; so each is sent in all fields for words, and then looked at."""
    token = ada.token("/settings")
    with socket.create_server(("127.0.0.1", 0)) as ours:
        for address in some(ada.shared, addresses(ours.getsockname()[1])):
            elsewhere = dict.fromkeys(("url", "image", "avatar", "webhook", "callback", "next"), address)
            answer = send(ada, "/", token, title=address, story=f"<{address}> ![x]({address})", tags="x", **elsewhere)
            assert answer.status == 303, address
            is_answered(ada.get("/wins?" + urlencode({"words": address})), address)
        ours.setblocking(False)
        with pytest.raises(BlockingIOError):  # nobody has called
            ours.accept()


def test_no_text_keeps_the_server_busy(ada: Visitor) -> None:
    token = ada.token("/settings")
    for text in some(ada.shared, RUNAWAY):
        began = time.monotonic()
        answer = send(ada, "/", token, title="Runaway", story=text)
        is_answered(answer, text[:20])
        is_answered(ada.get(answer.place or "/wins"), text[:20])
        is_answered(ada.get("/wins?" + urlencode({"words": text[:6_000]})), text[:20])
        assert time.monotonic() - began < 8, text[:20]  # three requests of at most 2 s, and some for a busy machine


def test_no_field_that_is_not_asked_for_changes_anything(one_server: Shared, ada: Visitor) -> None:
    ben = one_server.visitor().sign_up("ben@example.org")
    token = ben.token("/settings")
    before = one_server.sql("SELECT email, is_active, leaves_at, password FROM accounts_person ORDER BY id")
    wins = json.loads(ada.get("/export").text)["wins"]

    assert send(ben, "/", token, title="Mine", **PLANTED).status == 303
    send(ben, "/settings", token, time_zone="Europe/Berlin", review_day="sunday", **PLANTED)
    send(ben, "/you/name", token, name="Ben", **PLANTED)

    assert one_server.sql("SELECT email, is_active, leaves_at, password FROM accounts_person ORDER BY id") == before
    assert json.loads(ada.get("/export").text)["wins"] == wins
    (mine,) = json.loads(ben.get("/export").text)["wins"]
    assert mine["title"] == "Mine"
    assert "planted" not in json.dumps(mine)
    assert "2000-01-01" not in json.dumps(mine)


def test_a_file_names_no_owner(one_server: Shared, ada: Visitor) -> None:
    """What is brought in belongs to who brings it, whatever it says (F2)."""
    cleo = one_server.visitor().sign_up("cleo@example.org")
    wins = json.loads(ada.get("/export").text)
    taken = {**wins, "owner": 1, "person": 1, "wins": [{**win, "owner": 1} for win in wins["wins"][:3]]}
    for key in ("goals", "reviews", "crossroads", "steps", "links", "doors"):
        taken.pop(key, None)
    before = json.loads(ada.get("/export").text)["wins"]
    upload(cleo, json.dumps(taken).encode())

    assert json.loads(ada.get("/export").text)["wins"] == before


def upload(visitor: Visitor, data: bytes, name: str = "x.json") -> Answer:
    token = visitor.token("/import")
    body = io.BytesIO()
    body.write(b'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n' + token.encode() + b"\r\n")
    body.write(f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + data)
    body.write(b"\r\n--x--\r\n")
    return visitor.ask("POST", "/import", body.getvalue(), {"Content-Type": "multipart/form-data; boundary=x"})


@pytest.mark.parametrize("text", ["Ada\r\nBcc: all@example.org", "Ada\nSubject: x", "Ada\0", ".\r\n.\r\nQUIT"])
def test_no_name_of_more_than_one_line_is_kept(one_server: Shared, ada: Visitor, text: str) -> None:
    answer = send(ada, "/you/name", ada.token("/you"), name=text)

    assert answer.status == 422
    ada.post("/forgotten", {"email": "ada@example.org"})
    assert not [raw for raw in one_server.mailbox.raw if b"Bcc" in raw or b"QUIT" in raw]


def test_imports_and_exports_pause_after_so_many(one_server: Shared) -> None:
    dora = one_server.visitor().sign_up("dora@example.org")

    exports = [dora.get("/export") for _ in range(31)]
    token = dora.token("/import")
    sent = [send(dora, "/import", token) for _ in range(61)]

    assert [one.status for one in exports[:30]] == [200] * 30
    assert exports[30].status == 429
    assert 0 < int(exports[30].headers["Retry-After"]) <= 600
    assert [one.status for one in sent[:60]] == [422] * 60
    assert sent[60].status == 429
    assert 0 < int(sent[60].headers["Retry-After"]) <= 600
    assert dora.get("/").status == 200


def test_every_hostile_text_is_found_again_as_it_was(ada: Visitor) -> None:
    texts = [text for text in HOSTILE if len(text) < 400 and text.strip()][::3]
    token = ada.token("/settings")
    for text in texts:
        is_answered(send(ada, "/", token, title=" ".join(text.split())[:200] or "x", story=text), text[:40])
        is_answered(ada.get("/wins?" + urlencode({"words": text}, errors="surrogatepass")), text[:40])
