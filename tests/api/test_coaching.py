"""Coaches and their programs: exactly what is granted, at once and no longer; each look is written down."""

from collections.abc import Iterator
from typing import Any, NamedTuple

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


def test_an_invitation_is_looked_at_accepted_and_declined_by_the_one_who_is_meant(
    ada: Person, ben: Person, api_server: Shared
) -> None:
    emil = person(api_server, f"emil-{bootstrap.new_id()}@example.org")
    email = emil.read.get("/account").json["email"]

    def invited() -> dict[str, str]:
        address = ada.write.post("/sharing/coaches", {"email": email}).json["address"]
        return {"invitation": address.rpartition("/")[2]}

    declined = invited()
    for act in ("look", "accept", "decline"):
        none = ben.write.post(f"/invitations/{act}", {"invitation": "swi_" + "A" * 43})
        assert nothing(none)
        assert ben.write.post(f"/invitations/{act}", declined).body == none.body
    assert emil.write.post("/invitations/look", declined).json == {"whose": "ada@example.org"}
    assert emil.write.post("/invitations/decline", declined).status == 200
    assert nothing(emil.write.post("/invitations/accept", declined))

    said = emil.write.post("/invitations/accept", accepted := invited())
    assert (said.status, said.json["client"]) == (200, number_of(ada.read))
    assert nothing(emil.write.post("/invitations/accept", accepted))
    assert [one["id"] for one in emil.read.get("/clients").json["clients"]] == [said.json["client"]]
    for grant in ada.read.get("/sharing/coaches").json["coaches"]:
        ada.write.delete(f"/sharing/coaches/{grant['id']}")


@pytest.mark.parametrize("named", [True, False])
def test_a_mail_that_invites_says_who_only_where_that_is_asked_for(
    ada: Person, named: bool, api_server: Shared
) -> None:
    ada.write.patch("/account", {"name": "Ada of the canaries"})
    email = f"{bootstrap.new_id()}@example.org"

    made = ada.write.post("/sharing/coaches", {"email": email, "mail": True, "named": named}).json
    quiet = ada.write.post("/sharing/coaches", {"email": f"quiet-{email}", "named": True}).json
    mail = api_server.mailbox.to(email)

    assert (made["mailed"], quiet["mailed"]) == (True, False)
    assert ("Ada of the canaries" in mail.get_content()) is named
    assert mail["Subject"] == "An invitation"
    assert made["address"] in mail.get_content()
    assert f"quiet-{email}" not in [one["To"] for one in api_server.mailbox.mails]
    ada.write.patch("/account", {"name": ""})
    for one in (made, quiet):
        ada.write.delete(f"/sharing/coaches/{one['id']}")


def test_the_list_says_who_needs_a_look_and_which_answers_came_back(pair: Pair) -> None:
    pair.grant_all()
    path = f"/clients/{pair.number}/weeks/{pair.week}"

    def line() -> Any:
        return pair.coach.read.get("/clients").json["clients"][0]

    unread = line()
    assert (unread["look"], unread["looked_on"], unread["came_back"]) == ("unread", None, [])
    assert {week["week"]: week["unread"] for week in unread["weeks"]}[str(pair.week)] is True
    remark = pair.coach.write.post(f"{path}/remarks", {"text": "How was it?"}).json["id"]
    pair.client.write.put(f"/remarks/{remark}/answer", {"text": "Slow, and good"})
    answered = line()
    assert answered["look"] == "answered"
    assert [one["answer"] for one in answered["came_back"]] == ["Slow, and good"]
    assert answered["looked_on"] is not None


def test_a_look_at_a_link_to_come_says_what_it_shows_and_what_is_private_and_hands_nothing_out(pair: Pair) -> None:
    own = pair.client
    mail = own.write.win("Headhunter Zorro wrote", happened_on="2026-05-01")["id"]
    call = own.write.win("Call with Zorro", happened_on="2026-05-02", opened_by=[mail])["id"]
    goal = own.write.post("/goals", {"title": "Lead a team at Northwind"}).json["id"]
    story = own.write.post("/stories", {"kind": "brag", "wins": [call]}).json["id"]
    before = [own.read.get(path).json for path in ("/sharing/links", "/sharing/looks")]

    found = {}
    for query in (f"win={mail}", f"chain={mail}", f"goal={goal}", f"story={story}", f"week={pair.week}", ""):
        said = own.read.get(f"/sharing/preview?{query}")
        assert said.status == 200, (query, said.body)
        assert said.json["sees"][-1] == "Nothing else of yours, and not your name."
        found[query.partition("=")[0]] = said.json
    assert [one["kind"] for one in found.values()] == ["win", "chain", "goal", "story", "week", "insights"]
    assert found["win"]["wins"] == [mail]
    assert {*found["chain"]["wins"]} == {mail, call}
    assert any("Zorro" in one["text"] for one in found["win"]["private"])
    assert any("Northwind" in one["text"] for one in found["goal"]["private"])
    assert found["week"]["about"] == str(pair.week)
    assert before == [own.read.get(path).json for path in ("/sharing/links", "/sharing/looks")]
    for query, status in ((f"win={mail}&goal={goal}", 422), (f"week={pair.open_week}", 404), ("week=2021-W53", 404)):
        assert own.read.get(f"/sharing/preview?{query}").status == status, query
    assert own.write.post("/sharing/links", {"kind": "win", "win": mail, "until": days_from_now(1)}).status == 201


def test_a_coach_who_read_something_else_does_not_leave_by_it(pair: Pair) -> None:
    path, read = f"/clients/{pair.number}", pair.coach.read.get(f"/clients/{pair.number}")
    pair.grant_all()

    stale = pair.coach.write.delete(path, If_Match=read.etag)
    now = pair.coach.read.get(path)

    assert (stale.status, stale.problem, now.status) == (412, "stale", 200)
    assert pair.coach.write.delete(path, If_Match=now.etag).json == {"left": pair.number}


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
