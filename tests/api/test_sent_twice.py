"""Creates that are sent again: one record, one answer, whoever sent it and however often."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from smallwins import bootstrap
from tests.api.programs import Person, Said


def creates(own: Person) -> list[tuple[str, dict[str, object]]]:
    """Return every address that makes something, each with a body."""
    win = own.write.win("For steps")["id"]
    crossroads = own.write.post("/crossroads", {"title": "Offers", "options": [{"title": "Go"}]}).json
    own.write.put(
        f"/crossroads/{crossroads['id']}/decision", {"option": crossroads["options"][0]["id"], "reason": "It is right"}
    )
    other = own.write.post("/crossroads", {"title": "More offers", "options": [{"title": "Go"}]}).json
    return [
        ("/wins", {"title": "A talk"}),
        (f"/wins/{win}/steps", {"text": "Ask Sam"}),
        ("/goals", {"title": "Lead a team"}),
        ("/crossroads", {"title": "Two offers", "options": [{"title": "Stay"}]}),
        (f"/crossroads/{other['id']}/options", {"title": "A year off"}),
        (f"/crossroads/{crossroads['id']}/win", {}),
        ("/stories", {"title": "For the review", "kind": "lines"}),
    ]


def test_the_same_key_with_the_same_body_makes_one_record(ada: Person) -> None:
    for path, body in creates(ada):
        key = bootstrap.new_id()
        first = ada.write.post(path, body, Idempotency_Key=key)
        again = ada.write.post(path, body, Idempotency_Key=key)

        assert first.status == again.status == 201, (path, first.body, again.body)
        assert first.body == again.body, path


def test_the_same_key_with_another_body_is_refused(ada: Person) -> None:
    for path, body in creates(ada):
        key = bootstrap.new_id()
        assert ada.write.post(path, body, Idempotency_Key=key).status == 201
        field = next(iter(body), "title")
        other = ada.write.post(path, {**body, field: "Something else"}, Idempotency_Key=key)

        assert (other.status, other.problem) == (422, "reused-key"), path


def test_a_key_that_made_one_thing_makes_no_other(ada: Person) -> None:
    key = bootstrap.new_id()
    assert ada.write.post("/wins", {"title": "The same words"}, Idempotency_Key=key).status == 201
    assert ada.write.post("/goals", {"title": "The same words"}, Idempotency_Key=key).problem == "reused-key"


def test_an_id_of_ones_own_making_does_the_same(ada: Person) -> None:
    for path, body in creates(ada):
        made = {**body, "id": bootstrap.new_id()}
        first, again = ada.write.post(path, made), ada.write.post(path, made)

        assert first.status == again.status == 201, (path, again.body)
        assert first.body == again.body
        other = ada.write.post(path, {**made, next(iter(body), "title"): "Something else"})
        assert (other.status, other.problem) == (422, "reused-key"), path


def test_keys_belong_to_one_account(ada: Person, ben: Person) -> None:
    key = bootstrap.new_id()
    hers = ada.write.post("/wins", {"title": "Hers"}, Idempotency_Key=key)
    his = ben.write.post("/wins", {"title": "His"}, Idempotency_Key=key)

    assert hers.status == his.status == 201
    assert (hers.json["title"], his.json["title"]) == ("Hers", "His")
    assert hers.json["id"] != his.json["id"]


def test_many_at_the_same_time_make_one(ada: Person) -> None:
    key = bootstrap.new_id()
    before = ada.read.get("/wins?limit=1").json["total"]

    def send(_: int) -> Said:
        return ada.capture.post("/wins", {"title": "Sent in a tunnel"}, Idempotency_Key=key)

    with ThreadPoolExecutor(8) as several:
        said = list(several.map(send, range(16)))

    assert {one.status for one in said} == {201}
    assert len({one.json["id"] for one in said}) == 1
    assert ada.read.get("/wins?limit=1").json["total"] == before + 1


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
