"""Creates that are sent again: one record, one answer, whoever sent it and however often."""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import pytest

from smallwins import bootstrap
from tests.api.operations import every_operation
from tests.api.programs import Person, Program, Said
from tests.api.test_coaching import Pair, pair
from tests.api.test_isolation import days_from_now, everything_of
from tests.serving import SOURCE
from tests.shared import Shared

pytestmark = pytest.mark.promise("R12")

__all__ = ["pair"]
MAKES = {
    operation.id: operation
    for operation in every_operation()
    if any(one["name"] == "Idempotency-Key" for one in operation.described["parameters"])
}


class Create(NamedTuple):
    """A request that makes something, and one with the same key that is another."""

    program: Program
    path: str
    body: Any
    other: Any

    def send(self, body: Any, **headers: str) -> Said:
        return self.program.post(self.path, body, **headers)


def creates(own: Person) -> dict[str, Create]:
    """Return a request for every operation of one's own that makes something."""
    write = own.write
    win = write.win("For steps")["id"]
    crossroads = write.post("/crossroads", {"title": "Offers", "options": [{"title": "Go"}]}).json
    write.put(
        f"/crossroads/{crossroads['id']}/decision", {"option": crossroads["options"][0]["id"], "reason": "It is right"}
    )
    other = write.post("/crossroads", {"title": "More offers", "options": [{"title": "Go"}]}).json
    name = bootstrap.new_id()
    link = {"kind": "insights", "until": days_from_now(3), "label": name}
    coach = {"email": f"{name}@example.org", "mail": True}
    return {
        "add_win": Create(write, "/wins", {"title": "A talk"}, {"title": "Another"}),
        "add_step": Create(write, f"/wins/{win}/steps", {"text": "Ask Sam"}, {"text": "Ask Kim"}),
        "add_goal": Create(write, "/goals", {"title": "Lead a team"}, {"title": "Lead none"}),
        "add_crossroads": Create(
            write,
            "/crossroads",
            {"title": "Two offers", "options": [{"title": "Stay"}]},
            {"title": "Two offers", "options": [{"title": "Go"}]},
        ),
        "add_option": Create(
            write, f"/crossroads/{other['id']}/options", {"title": "A year off"}, {"title": "A month off"}
        ),
        "take_as_win": Create(write, f"/crossroads/{crossroads['id']}/win", {}, {"title": "Another"}),
        "add_story": Create(
            write, "/stories", {"title": "For the review", "kind": "lines"}, {"title": "For me", "kind": "lines"}
        ),
        "keep_inbox_item": Create(write, f"/inbox/{something_in(own)}/keep", {}, {"id": bootstrap.new_id()}),
        "make_link": Create(write, "/sharing/links", link, {**link, "label": "For Sam"}),
        "invite_coach": Create(write, "/sharing/coaches", coach, {**coach, "named": True}),
        "add_own_question": Create(write, "/questions", {"text": "Who helped?"}, {"text": "Whom did I help?"}),
        "make_calendar": Create(write, "/reminders/calendar", None, None),
    }


def something_in(own: Person) -> str:
    """Put something into the inbox; return its id."""
    name = bootstrap.new_id()
    table = f"date,title\n2026-05-01,{name}\n".encode()
    assert own.write.ask("POST", "/import/file", table, Content_Type="application/octet-stream").status == 200
    return str(next(one["id"] for one in own.read.get("/inbox").json["items"] if one["title"] == name))


def with_a_coachs(pair: Pair) -> dict[str, Create]:
    pair.grant_all()
    says, asks = {"text": "Well done", "asks": False}, {"text": "Why?", "asks": True}
    of = f"/clients/{pair.number}"
    return creates(pair.client) | {
        "say_of_clients_win": Create(pair.coach.write, f"{of}/wins/{pair.win}/remarks", says, asks),
        "say_of_clients_week": Create(pair.coach.write, f"{of}/weeks/{pair.week}/remarks", says, asks),
        "offer_to_client": Create(
            pair.coach.write, f"{of}/offers", {"key": "stuck", "text": "Round in circles?"}, {"text": "Who helped you?"}
        ),
    }


def alike(first: Said, again: Said) -> bool:
    """Tell whether two answers are one, but for what is shown once: the address of a secret."""
    once = {"address": None} if "address" in first.json else {}
    return first.status == again.status == 201 and first.json | once == again.json


def test_for_every_operation_that_makes_something_the_same_key_makes_one_thing(pair: Pair) -> None:
    every = with_a_coachs(pair)
    assert every.keys() == MAKES.keys()
    for operation, one in every.items():
        key, before = bootstrap.new_id(), everything_of(pair.client)
        first = one.send(one.body, Idempotency_Key=key)
        after = everything_of(pair.client)
        again = one.send(one.body, Idempotency_Key=key)

        assert alike(first, again), (operation, first.body, again.body)
        assert before != after == everything_of(pair.client), operation
        if one.other is not None:
            other = one.send(one.other, Idempotency_Key=key)
            assert (other.status, other.problem) == (422, "reused-key"), operation
            assert after == everything_of(pair.client), operation


def test_for_every_body_that_takes_an_id_the_same_id_makes_one_thing(pair: Pair) -> None:
    every = with_a_coachs(pair)
    for operation, one in every.items():
        if one.body is None or operation in ("make_link", "invite_coach"):
            continue  # their ids are the server's
        made = {**one.body, "id": bootstrap.new_id()}
        first, again = one.send(made), one.send(made)

        assert alike(first, again), (operation, again.body)
        if operation != "keep_inbox_item":  # of which the id is all there is to say
            other = one.send({**made, **one.other})
            assert (other.status, other.problem) == (422, "reused-key"), operation


def test_a_key_that_made_one_thing_makes_no_other(ada: Person) -> None:
    key, link = bootstrap.new_id(), {"kind": "insights", "until": days_from_now(3)}
    assert ada.write.post("/wins", {"title": "The same words"}, Idempotency_Key=key).status == 201
    assert ada.write.post("/goals", {"title": "The same words"}, Idempotency_Key=key).problem == "reused-key"
    assert ada.write.post("/sharing/links", link, Idempotency_Key=key).problem == "reused-key"
    other = bootstrap.new_id()
    assert ada.write.post("/sharing/links", link, Idempotency_Key=other).status == 201
    assert ada.write.post("/wins", {"title": "The same words"}, Idempotency_Key=other).problem == "reused-key"


def test_keys_belong_to_one_account(ada: Person, ben: Person) -> None:
    key = bootstrap.new_id()
    hers = ada.write.post("/wins", {"title": "Hers"}, Idempotency_Key=key)
    his = ben.write.post("/wins", {"title": "His"}, Idempotency_Key=key)

    assert hers.status == his.status == 201
    assert (hers.json["title"], his.json["title"]) == ("Hers", "His")
    assert hers.json["id"] != his.json["id"]


@pytest.mark.parametrize("operation", ["add_win", "make_link", "invite_coach", "make_calendar"])
def test_many_at_the_same_time_make_one(operation: str, ben: Person) -> None:
    one, key = creates(ben)[operation], bootstrap.new_id()

    def send(_: int) -> Said:
        until = time.monotonic() + 30
        while (said := one.send(one.body, Idempotency_Key=key)).status == 503 and time.monotonic() < until:
            assert said.problem == "busy"  # nothing was changed: it is sent again
        return said

    with ThreadPoolExecutor(8) as several:
        said = list(several.map(send, range(16)))

    assert {answer.status for answer in said} == {201}, [answer.body for answer in said]
    if operation in ("make_link", "invite_coach"):
        assert len([answer for answer in said if answer.json["address"]]) == 1
        ben.write.delete(f"{one.path}/{said[0].json['id']}")
    if operation == "make_calendar":
        assert len([answer for answer in said if answer.json["address"]]) == 1
    else:
        assert len({answer.json["id"] for answer in said}) == 1


def test_a_mail_that_invites_goes_out_once(ada: Person, api_server: Shared) -> None:
    email, key = f"{bootstrap.new_id()}@example.org", bootstrap.new_id()
    body = {"email": email, "mail": True}

    first, again = (ada.write.post("/sharing/coaches", body, Idempotency_Key=key) for _ in range(2))

    assert first.json["mailed"] is again.json["mailed"] is True
    assert api_server.mailbox.link_to(email) in first.json["address"]
    ada.write.post("/sharing/coaches", {"email": f"last-{email}", "mail": True})
    api_server.mailbox.to(f"last-{email}")  # by now one sent before it would be there
    assert [mail["To"] for mail in api_server.mailbox.mails].count(email) == 1
    for one in ada.read.get("/sharing/coaches").json["coaches"]:
        ada.write.delete(f"/sharing/coaches/{one['id']}")


def test_what_accounts_keep_and_its_key_are_kept_together_or_not_at_all(tmp_path_factory: Any) -> None:
    home = tmp_path_factory.mktemp("keys")
    environ = {
        "PYTHONPATH": f"{SOURCE}:{SOURCE.parent}",
        "DJANGO_SETTINGS_MODULE": "smallwins.server.shared",
        "DATABASE_URL": f"sqlite:///{home / 'shared.db'}",
        "SMALLWINS_HOME": str(home),
        "SMALLWINS_URL": "http://localhost:1",
    }
    run = subprocess.run(
        [sys.executable, "-m", "tests.server.inside", "keys"], env=environ, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {
        "broke off": {"grants": 0, "keys": 0},
        "went well": {"grants": 1, "keys": 1},
        "sent again": {"grants": 1, "keys": 1},
    }


def test_what_was_made_and_taken_out_since_is_not_made_again(ada: Person) -> None:
    key = bootstrap.new_id()
    win = ada.write.post("/wins", {"title": "Short-lived"}, Idempotency_Key=key).json
    ada.write.delete(f"/wins/{win['id']}")

    again = ada.write.post("/wins", {"title": "Short-lived"}, Idempotency_Key=key)

    assert (again.status, again.problem) == (410, "gone")


def test_what_was_refused_uses_up_no_key(ada: Person) -> None:
    key = bootstrap.new_id()
    assert (
        ada.write.post("/wins", {"title": "From tomorrow", "happened_on": "2999-01-01"}, Idempotency_Key=key).status
        == 422
    )
    assert ada.write.post("/wins", {"title": "From today"}, Idempotency_Key=key).status == 201


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "ä"])
def test_a_key_that_is_none_is_refused(ada: Person, key: str) -> None:
    said = ada.write.post("/wins", {"title": "A talk"}, Idempotency_Key=key.encode("latin-1").decode("latin-1"))

    assert (said.status, said.problem) == (400, "not-understood")


def test_an_import_and_an_undo_can_be_sent_again(ben: Person) -> None:
    win = {"id": bootstrap.new_id(), "title": "From a file", "happened_on": "2026-06-01"}
    table = f"date,title\n2026-06-02,{bootstrap.new_id()}\n".encode()
    kind = {"Content_Type": "application/octet-stream"}
    for path, body, headers, new in (
        ("/import", {"format": "smallwins/1", "wins": [win]}, {}, "wins"),
        ("/import/file", table, kind, "new"),
    ):
        first = ben.write.ask("POST", path, body, **headers)
        before = journal_of(ben)
        again = ben.write.ask("POST", path, body, **headers)

        assert (first.json[new], first.json["known"]) == (1, 0), first.body
        assert (again.json[new], again.json["known"]) == (0, 1), again.body
        assert journal_of(ben) == before

    ben.write.delete(f"/wins/{win['id']}")
    change = {"change": ben.read.get("/undo").json["change"]}
    assert ben.write.post("/undo", change).status == 200
    before = everything_of(ben)
    assert (ben.write.post("/undo", change).status, everything_of(ben)) == (409, before)
    assert ben.read.get(f"/wins/{win['id']}").status == 200


def journal_of(person: Person) -> list[Any]:
    return [person.read.get("/export").json | {"exported_at": ""}, person.read.get("/inbox").json]
