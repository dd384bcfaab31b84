"""Coaches and their programs: exactly what is granted, at once and no longer; each look is written down."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from smallwins import bootstrap
from smallwins.journal.settings import today_of
from smallwins.method.week import Week, week_of
from tests.api.operations import Operation, every_operation
from tests.api.programs import Person, Said, person
from tests.api.test_isolation import days_from_now, number_of
from tests.server.shared_journals import close, journal_at, write
from tests.shared import Shared

OF_COACHES = [one for one in every_operation() if "x-granted" in one.described]
OF_A_CLIENT = [one for one in OF_COACHES if "client" in one.names]
EVERYTHING = {"weeks": "all", "titles": True, "goals": True, "insights": True}
TAKE_AWAY = {"weeks": {"weeks": ""}, "goals": {"goals": False}, "insights": {"insights": False}}
NOBODYS = "999999999983"


class Pair(NamedTuple):
    """A client, a coach, and what is between them."""

    client: Person
    coach: Person
    number: int  # of the client
    grant: int
    week: Week
    open_week: Week
    win: str  # chosen
    other: str  # not chosen

    def ask(self, operation: Operation, **values: str) -> Said:
        told = {"client": str(self.number), "week": str(self.week), "win": self.win, **values}
        return self.coach.write.ask(operation.method, operation.address(told), operation.sends)

    def grant_all(self) -> None:
        said = self.client.write.patch(f"/sharing/coaches/{self.grant}", EVERYTHING | {"until": None})
        assert said.status == 200, said.body
        assert self.client.write.put(f"/sharing/coaches/{self.grant}/wins/{self.win}").status == 200


@pytest.fixture
def pair(api_server: Shared, ada: Person) -> Iterator[Pair]:
    coach = person(api_server, f"coach-{bootstrap.new_id()}@example.org")
    address = api_server.sql(f"SELECT email FROM accounts_person WHERE id = {number_of(coach.read)}")[0][0]
    made = ada.write.post("/sharing/coaches", {"email": address})
    assert made.status == 201, made.body
    path = made.json["address"].partition(f":{api_server.port}")[2]
    assert coach.visitor.post(path, {"act": "accept"}).status == 303
    number = number_of(ada.read)
    with journal_at(api_server, number) as journal:
        day = today_of(journal, bootstrap.now())
        week = week_of(day).plus(-1)
        win, other = (write(journal, title, week.monday) for title in ("Chosen", "Kept to herself"))
        close(journal, week, note="A note", confidence=6)
    yield Pair(ada, coach, number, made.json["id"], week, week_of(day), win, other)
    api_server.sql(
        f"UPDATE accounts_grant SET made_at = made_at - {DAYS[is_file(api_server)]}"
    )  # so that more can be made
    ada.write.delete(f"/sharing/coaches/{made.json['id']}")


DAYS = {True: "0", False: "interval '2 days'"}


def is_file(shared: Shared) -> bool:
    return shared.database.startswith("sqlite")


def nothing(said: Said) -> bool:
    return (said.status, said.problem) == (404, "not-found")


def test_a_coach_sees_nothing_before_something_is_granted(pair: Pair) -> None:
    assert pair.coach.read.get("/clients").json["clients"][0]["shares"] == []
    for operation in OF_A_CLIENT:
        if operation.described["x-granted"] != "anything":
            assert nothing(pair.ask(operation)), operation.id


def test_a_coach_reaches_all_that_is_granted(pair: Pair) -> None:
    pair.grant_all()

    for operation in OF_COACHES:
        if operation.id != "leave_client":
            said = pair.ask(operation)
            assert said.status == int(next(iter(operation.described["responses"]))), (operation.id, said.body)
    week = pair.coach.read.get(f"/clients/{pair.number}/weeks/{pair.week}").json
    assert (week["note"], {win["title"] for win in week["wins"]} >= {"Chosen", "Kept to herself"}) == ("A note", True)
    assert [one["text"] for one in pair.coach.read.get(f"/clients/{pair.number}/wins/{pair.win}").json["remarks"]]


@pytest.mark.parametrize("scope", ["weeks", "wins", "goals", "insights"])
def test_beyond_a_grant_there_is_nothing(pair: Pair, scope: str) -> None:
    pair.grant_all()
    if scope == "wins":
        pair.client.write.delete(f"/sharing/coaches/{pair.grant}/wins/{pair.win}")
    else:
        pair.client.write.patch(f"/sharing/coaches/{pair.grant}", TAKE_AWAY[scope])
    before = pair.client.read.get("/remarks").json

    for operation in OF_A_CLIENT:
        said, nobodys = pair.ask(operation) if operation.id != "leave_client" else None, None
        if operation.described["x-granted"] == scope:
            nobodys = pair.ask(operation, client=NOBODYS)
            assert said is not None
            assert nothing(said), operation.id
            assert said.body == nobodys.body
    if scope != "wins":
        return
    assert pair.client.read.get("/remarks").json["remarks"][: len(before["remarks"])] == before["remarks"]


def test_what_was_not_chosen_or_closed_is_like_what_does_not_exist(pair: Pair) -> None:
    pair.grant_all()
    for operation in OF_A_CLIENT:
        for name, beyond, nobodys in (
            ("win", pair.other, bootstrap.new_id()),
            ("week", str(pair.open_week), "1999-W01"),
            ("week", "2021-W53", "1999-W01"),
        ):
            if name in operation.names:
                said, none = (pair.ask(operation, **{name: value}) for value in (beyond, nobodys))
                assert nothing(said), (operation.id, name)
                assert said.body == none.body
    assert all(one["win"] != pair.other for one in pair.client.read.get("/remarks").json["remarks"])


@pytest.mark.parametrize("ending", ["revoked", "left", "ended", "closed"])
def test_a_grant_that_is_over_opens_nothing(pair: Pair, ending: str, api_server: Shared) -> None:
    pair.grant_all()
    if ending == "revoked":
        assert pair.client.write.delete(f"/sharing/coaches/{pair.grant}").status == 200
    elif ending == "left":
        assert pair.coach.write.delete(f"/clients/{pair.number}").json == {"left": pair.number}
    else:
        column = "ends_at = '2020-01-01 00:00:00+00:00'" if ending == "ended" else "accepted_at = NULL"
        api_server.sql(f"UPDATE accounts_grant SET {column} WHERE id = {pair.grant}")

    assert pair.coach.read.get("/clients").json == {"clients": []}
    for operation in OF_A_CLIENT:
        said, none = pair.ask(operation), pair.ask(operation, client=NOBODYS)
        assert nothing(said), operation.id
        assert said.body == none.body


def test_a_coach_reaches_one_client_and_nobody_else(pair: Pair, ben: Person) -> None:
    pair.grant_all()
    bens = str(number_of(ben.read))
    for operation in OF_A_CLIENT:
        for client in (bens, "0", "-1", "x", "9" * 30):
            if client in (bens, NOBODYS):
                assert pair.ask(operation, client=client).body == pair.ask(operation, client=NOBODYS).body
            assert nothing(pair.ask(operation, client=client)), (operation.id, client)
    said = pair.coach.write.get(f"/wins/{pair.win}")
    assert nothing(said)  # among the coach's own wins it is not


def test_each_look_is_written_down_for_the_client(pair: Pair) -> None:
    pair.grant_all()
    for operation in OF_COACHES:
        if operation.id != "leave_client":
            pair.ask(operation)

    kept = pair.client.read.get("/sharing/looks").json["looks"]

    assert {"list", "client", "week", "win", "goals", "insights", "remark"} <= {look["at"] for look in kept}
    assert all(look["by"] in ("coach", "link") for look in kept)


def test_a_remark_is_answered_by_the_client_and_sent_twice_is_once(pair: Pair) -> None:
    pair.grant_all()
    path, key = f"/clients/{pair.number}/wins/{pair.win}/remarks", bootstrap.new_id()

    first = pair.coach.write.post(path, {"text": "Why?"}, Idempotency_Key=key)
    again = pair.coach.write.post(path, {"text": "Why?"}, Idempotency_Key=key)
    other = pair.coach.write.post(path, {"text": "Why not?"}, Idempotency_Key=key)

    assert (first.status, first.body) == (201, again.body)
    assert other.problem == "reused-key"
    waiting = pair.client.read.get(f"/remarks?waiting=true&win={pair.win}").json["remarks"]
    assert [one["text"] for one in waiting] == ["Why?"]
    said = pair.client.write.put(f"/remarks/{waiting[0]['id']}/answer", {"text": "I had slept"})
    assert said.json["answer"] == "I had slept"
    seen = pair.coach.read.get(f"/clients/{pair.number}/wins/{pair.win}").json["remarks"]
    assert [one["answer"] for one in seen] == ["I had slept"]
    assert pair.client.write.delete(f"/remarks/{waiting[0]['id']}").status == 200
    assert pair.client.read.get(f"/remarks?win={pair.win}").json["remarks"] == []


def test_a_remark_takes_no_field_that_does_not_belong_there(pair: Pair) -> None:
    pair.grant_all()
    for about in (f"wins/{pair.win}", f"weeks/{pair.week}"):
        for planted in ("author", "author_name", "by", "answer", "owner", "win", "week", "at"):
            said = pair.coach.write.post(
                f"/clients/{pair.number}/{about}/remarks", {"text": "Why?", "asks": True, planted: 1}
            )
            assert said.json["errors"] == [{"path": "body", "problem": "has a key that does not belong here"}]


def test_a_key_of_the_coach_is_not_one_of_the_client(pair: Pair) -> None:
    pair.grant_all()
    key = bootstrap.new_id()
    path = f"/clients/{pair.number}/wins/{pair.win}/remarks"

    assert pair.coach.write.post(path, {"text": "Why?"}, Idempotency_Key=key).status == 201
    assert pair.client.write.post("/wins", {"title": "Her own"}, Idempotency_Key=key).status == 201


def test_an_invitation_and_a_link_are_made_once_and_their_address_is_shown_once(ada: Person) -> None:
    for path, body in (
        ("/sharing/coaches", {"email": f"once-{bootstrap.new_id()}@example.org"}),
        ("/sharing/links", {"kind": "insights", "until": days_from_now(3), "label": bootstrap.new_id()}),
    ):
        key, listed = bootstrap.new_id(), path.rpartition("/")[2]
        before = len(ada.read.get(path).json[listed])
        first, again = (ada.write.post(path, body, Idempotency_Key=key) for _ in range(2))

        assert (first.status, again.status) == (201, 201), again.body
        assert first.json["address"].startswith("http")
        assert again.json == first.json | {"address": None}
        assert len(ada.read.get(path).json[listed]) == before + 1
        assert ada.write.delete(f"{path}/{first.json['id']}").json == {"revoked": first.json["id"]}
        assert ada.write.post(path, body, Idempotency_Key=key).problem == "gone"


def test_what_was_refused_of_sharing_uses_up_no_key(ada: Person) -> None:
    key = bootstrap.new_id()
    assert ada.write.post("/sharing/coaches", {"email": "ada@example.org"}, Idempotency_Key=key).status == 422
    link = {"kind": "insights", "until": days_from_now(1)}
    assert ada.write.post("/sharing/links", link, Idempotency_Key=key).status == 201


def test_a_link_shows_its_page_to_whoever_has_it_and_nothing_after_it_was_taken_back(
    ada: Person, api_server: Shared
) -> None:
    win = ada.write.win("Shown by a link")["id"]
    made = ada.write.post("/sharing/links", {"kind": "win", "win": win, "until": days_from_now(3)}).json
    path = made["address"].partition(f":{api_server.port}")[2]

    assert "Shown by a link" in api_server.visitor().get(path).text
    assert ada.write.delete(f"/sharing/links/{made['id']}").status == 200
    assert api_server.visitor().get(path).status == 404
    wrong = ada.write.post("/sharing/links", {"kind": "insights", "win": win, "until": days_from_now(3)})
    assert (wrong.status, wrong.json["errors"][0]["path"]) == (422, "body.win")
