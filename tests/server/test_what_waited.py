"""A win that waited in a browser is written down for the person it was kept for, and for nobody else."""

import json
from typing import Any

import pytest

from tests.shared import Shared, Visitor

pytestmark = pytest.mark.promise("R12")

ID = "01900001-0000-7000-8000-0000000000aa"
NOBODYS = "01900001-0000-7000-8000-0000000000bb"


@pytest.fixture
def two(one_server: Shared, request: pytest.FixtureRequest) -> tuple[Visitor, Visitor]:
    named = request.node.name.partition("[")[0][-20:]
    return one_server.visitor().sign_up(f"ada-{named}@example.org"), one_server.visitor().sign_up(
        f"ben-{named}@example.org"
    )


def told(visitor: Visitor) -> dict[str, str]:
    found: dict[str, str] = json.loads(visitor.get("/outbox").text)
    return found


def send(visitor: Visitor, whose: str, **fields: str) -> tuple[int, dict[str, Any]]:
    form = {"title": "In the tunnel", "id": ID, "happened_on": "2026-11-20", "whose": whose, **fields}
    answer = visitor.post("/outbox", form, page="/")
    return answer.status, json.loads(answer.text)


def test_it_is_written_once_however_often_it_is_sent(two: tuple[Visitor, Visitor]) -> None:
    ada, _ = two

    assert [send(ada, told(ada)["whose"]) for _ in range(3)] == [
        (200, {"number": 1, "new": True}), (200, {"number": 1, "new": False}), (200, {"number": 1, "new": False}),
    ]  # fmt: skip
    status, answer = send(ada, told(ada)["whose"], title="Other words")
    assert (status, "other words" in answer["reason"]) == (422, True)


def test_one_that_was_taken_out_since_does_not_come_back(two: tuple[Visitor, Visitor]) -> None:
    ada, _ = two
    send(ada, told(ada)["whose"])
    assert ada.post("/wins/1/delete", page="/wins/1").status == 303

    assert send(ada, told(ada)["whose"]) == (200, {"number": None, "new": False})
    assert "In the tunnel" not in ada.get("/wins").text


def test_what_waits_for_ada_is_not_taken_from_ben(two: tuple[Visitor, Visitor]) -> None:
    ada, ben = two

    assert told(ada)["whose"] != told(ben)["whose"]
    assert send(ben, told(ada)["whose"])[0] == 409
    assert send(ben, "")[0] == 409
    assert "In the tunnel" not in ben.get("/wins").text


def test_an_id_of_adas_makes_something_of_bens_own(two: tuple[Visitor, Visitor]) -> None:
    ada, ben = two
    send(ada, told(ada)["whose"], title="Adas words")

    assert send(ben, told(ben)["whose"], title="Bens words") == (200, {"number": 1, "new": True})
    assert "Adas words" in ada.get("/wins/1").text
    assert "Bens words" in ben.get("/wins/1").text


def test_a_goal_or_a_win_of_adas_is_refused_like_one_of_nobodys(two: tuple[Visitor, Visitor]) -> None:
    ada, ben = two
    ada.post("/goals", {"title": "Adas goal"}, page="/goals")
    goal = ada.get("/").text.partition('<option value="01')[2].partition('"')[0]
    assert goal
    refused = [send(ben, told(ben)["whose"], goals=of) for of in (f"01{goal}", NOBODYS)]

    assert [status for status, _ in refused] == [422, 422]
    assert refused[0][1]["reason"].replace(f"01{goal}", NOBODYS) == refused[1][1]["reason"]


def test_whoever_is_not_signed_in_is_told_nothing(one_server: Shared) -> None:
    stranger = one_server.visitor()

    assert stranger.get("/outbox").status == 302
    assert stranger.post("/outbox", {"title": "x", "whose": ""}, page="/sign-in").status == 302


def test_what_waits_of_a_review_reaches_nothing_of_adas(two: tuple[Visitor, Visitor]) -> None:
    ada, ben = two
    ada.post("/goals", {"title": "Adas goal"}, page="/goals")
    goal = "01" + ada.get("/").text.partition('<option value="01')[2].partition('"')[0]
    send(ada, told(ada)["whose"], title="Adas words")
    send(ben, told(ben)["whose"], title="Bens words")

    def answered(to: str, key: str, **fields: str) -> tuple[int, str]:
        form = {"whose": told(ben)["whose"], "waited_to": to, "waited_as": f"a-key-of-{key}", "waited_stood": ""}
        said = ben.post("/outbox", {**form, **fields}, page="/")
        return said.status, said.text.replace(goal, "ID").replace(NOBODYS, "ID").replace("999", "2")

    hers, nobodys = (answered("/wins/1/answer", key, field="goals", goals=key) for key in (goal, NOBODYS))
    assert hers == nobodys
    assert hers[0] == 422
    assert answered("/wins/2/answer", "two", field="motive", answer="meaningful") == answered(
        "/wins/999/answer", "none", field="motive", answer="meaningful"
    )
    assert "Adas words" in ada.get("/wins/1").text
    assert "Adas" not in ben.get("/wins/1").text
