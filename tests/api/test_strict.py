"""What comes in has one meaning or is refused; and no refusal repeats what was sent."""

import json
from typing import Any

import pytest

from tests.api.operations import Operation, document, every_operation
from tests.api.programs import Person, Program
from tests.api.test_isolation import OTHERS_IN_PATHS, WHOLE_FILES, Kept, filled, keep_something
from tests.hostile import HOSTILE
from tests.shared import Shared

CANARY = "canary7Qx"
PLANTED = (
    *("owner", "person", "id_of_owner", "number", "verdict", "computed", "rule", "signals", "version", "origin"),
    *("logged_at", "celebrated_on", "overrule", "history", "steps", "extra", "at", "via", "expects"),
)


@pytest.fixture(scope="module")
def own(ben: Person) -> Kept:
    return keep_something(ben.write)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"title": "a", "title": "b"}', 400),
        (b'{"title": "a", "answers": {"x": 1, "x": 2}}', 400),
        (b'\xef\xbb\xbf{"title": "a"}', 400),
        ('{"title": "a"}'.encode("utf-16"), 400),
        ('{"title": "a"}'.encode("utf-32"), 400),
        (b'{"title": "\xff"}', 400),
        (b'{"title": "a", "looks": NaN}', 400),
        (b'{"title": "a", "looks": Infinity}', 400),
        (b'{"title": "a", "looks": 1e400}', 400),
        (b'{"title": "a", "looks": 99999999999999999999}', 400),
        (b'{"title": "a", "looks": 2.0}', 422),
        (b'{"title": "a", "looks": "2"}', 422),
        (b'{"title": "a", "looks": true}', 422),
        (b'{"title": "a", "happened_on": 20261122}', 422),
        (b'{"title": "a", "happened_on": "2026-11-22T00:00:00"}', 422),
        (b'{"title": "a", "happened_on": "20261122"}', 422),
        (b'{"title": "a", "happened_on": "2026-W47-7"}', 422),
        (b'{"title": "a", "happened_on": "2026-02-30"}', 422),
        (b'{"title": ["a"]}', 422),
        (b'{"title": null}', 422),
        (b'{"title": "  "}', 422),
        (b'{"title": "a\\u0000b"}', 422),
        (b'{"title": "\\ud800"}', 422),
        (b'{"title": "a", }', 400),
        (b'{"title": "a"} x', 400),
        (b"{'title': 'a'}", 400),
        (b"[]", 422),
        (b"null", 422),
        (b'"title"', 422),
        (b"[" * 5000 + b"]" * 5000, 400),
        (b'{"title": "a", "tags": ' + b"[" * 40 + b"]" * 40 + b"}", 400),
        (json.dumps({"title": "a" * 501}).encode(), 422),
        (json.dumps({"title": "a", "tags": ["t"] * 101}).encode(), 422),
        (b'{"title": "' + b"a" * (2 * 2**20) + b'"}', 413),
    ],
)
def test_a_text_with_no_or_two_meanings_is_refused(ada: Person, body: bytes, status: int) -> None:
    before = ada.read.get("/wins?limit=1").json["total"]

    said = ada.write.post("/wins", body)

    assert said.status == status, said.body
    assert said.headers["Content-Type"] == "application/problem+json"
    assert ada.read.get("/wins?limit=1").json["total"] == before


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_is_kept_exactly_or_refused(ada: Person, text: str) -> None:
    said = ada.write.post("/wins", {"title": "Hostile", "story": text})

    assert said.status == 201, said.body
    assert ada.read.get(f"/wins/{said.json['id']}").json["story"] == (text or None)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "json"])
def test_another_content_type_is_refused(ada: Person, kind: str) -> None:
    said = ada.write.post("/wins", b'{"title": "a"}', Content_Type=kind)

    assert (said.status, said.problem) == (415, "content-type")


@pytest.mark.parametrize("operation", [one for one in every_operation() if one.sends], ids=lambda one: one.id)
def test_a_planted_field_is_refused(operation: Operation, own: Kept, ben: Person) -> None:
    if operation.id in WHOLE_FILES:
        return  # a file keeps what it holds; test_an_import_sets_no_owner is about it
    if "x-granted" in operation.described:
        return  # asked by a coach in test_coaching.py
    path = operation.address(own._asdict() | OTHERS_IN_PATHS)
    body: dict[str, Any] = filled(operation, own)
    known = body.keys() | _known(operation)
    for planted in PLANTED:
        if planted not in known:
            said = ben.write.ask(operation.method, path, {**body, planted: 1})
            assert said.status == 422, (planted, said.body)
            assert said.json["errors"] == [{"path": "body", "problem": "has a key that does not belong here"}]


def test_an_import_sets_no_owner(ada: Person, ben: Person) -> None:
    before = ada.read.get("/wins?limit=1").json["total"]
    win = {"id": "planted-win", "title": "Planted", "happened_on": "2026-06-01", "owner": 1, "verdict": "real"}

    assert ben.write.post("/import", {"format": "smallwins/1", "wins": [win], "owner": 1}).status == 200

    assert ada.read.get("/wins?limit=1").json["total"] == before
    assert ben.read.get("/wins/planted-win").json["verdict"] == "early"


@pytest.mark.parametrize("operation", every_operation(), ids=lambda one: one.id)
def test_no_refusal_repeats_what_was_sent(operation: Operation, own: Kept, ben: Person) -> None:
    values = own._asdict() | OTHERS_IN_PATHS
    good, address = filled(operation, own), operation.address(values)
    asked = [(f"{address}?{CANARY}={CANARY}", good)]
    asked += [(operation.address(values | {name: CANARY}), good) for name in operation.names]
    asked += [(f"{address}?{name}={CANARY}%00", good) for name in operation.queries]
    for name in () if operation.id in WHOLE_FILES else (*_known(operation), CANARY):
        asked += [(address, {**(good or {}), name: value}) for value in (CANARY, {CANARY: [CANARY]}, [CANARY] * 300)]
    answers = [ben.write.ask(operation.method, path, body) for path, body in asked]
    refused = [said for said in answers if said.status >= 400]
    assert refused
    for said in refused:
        assert said.status < 500
        assert CANARY.encode() not in said.body, said.body
        assert said.headers["Content-Type"] == "application/problem+json"


def _known(operation: Operation) -> set[str]:
    body = operation.described.get("requestBody")
    if body is None or operation.id in WHOLE_FILES:
        return set()
    name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return set(document()["components"]["schemas"][name]["properties"])


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nope", 404),
        ("GET", "/api", 404),
        ("GET", "/api/v2/wins", 404),
        ("PUT", "/wins", 405),
        ("TRACE", "/wins", 405),
        ("POST", "/momentum", 405),
        ("GET", "/wins/a/b/c", 404),
        ("GET", "/wins/", 404),
    ],
)
def test_what_is_no_operation_is_a_problem_document_too(ada: Person, method: str, path: str, status: int) -> None:
    said = ada.write.ask(method, path)

    assert said.status == status
    assert said.headers["Content-Type"] == "application/problem+json"
    assert said.json["status"] == status
    if status == 405:
        assert said.headers["Allow"]


def test_every_answer_carries_the_same_headers(ada: Person, api_server: Shared) -> None:
    answers = [
        ada.read.get("/wins"),
        ada.read.get("/wins/nope"),
        ada.write.put("/wins"),
        ada.write.post("/wins", b"{"),
        Program(api_server).get("/wins"),
        ada.capture.get("/wins"),
    ]
    for said in answers:
        assert said.headers["X-Content-Type-Options"] == "nosniff"
        assert said.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in said.headers["Content-Security-Policy"]
        assert said.headers["Access-Control-Allow-Origin"] is None
        assert said.headers["Set-Cookie"] is None


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost", "https://localhost.evil.example"]
)
def test_another_site_is_kept_out_even_with_a_token(ada: Person, origin: str) -> None:
    for said in (
        ada.write.post("/wins", {"title": "From elsewhere"}, Origin=origin),
        ada.write.ask("OPTIONS", "/wins", None, Origin=origin, Access_Control_Request_Method="POST"),
    ):
        assert said.status == 403
        assert said.headers["Access-Control-Allow-Origin"] is None
