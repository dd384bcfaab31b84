"""Somebody else's id is answered after as many questions to the database as one that does not exist."""

import json
from typing import Any

import pytest

from smallwins import bootstrap
from tests.api.operations import every_operation
from tests.api.programs import Person
from tests.api.test_coaching import OF_A_CLIENT, Pair, pair
from tests.api.test_isolation import NUMBERS, Kept, adas, asks, bens
from tests.counting import Ask, counting
from tests.shared import Shared

__all__ = ["adas", "bens", "pair"]


def asked(shared: Shared, person: Person, method: str, path: str, body: Any) -> Ask:
    headers = {
        "HTTP_HOST": f"localhost:{shared.port}",
        "HTTP_AUTHORIZATION": f"Bearer {person.write.token}",
        "CONTENT_TYPE": "application/json",
    }
    return Ask(method, path, "" if body is None else json.dumps(body), headers)


@pytest.mark.timeout(300)
def test_an_id_of_adas_costs_ben_as_much_as_one_of_nobodys(
    api_server: Shared, ada: Person, ben: Person, adas: Kept, bens: Kept
) -> None:
    places, pairs = [], []
    for operation in every_operation():
        for kind, foreign in adas._asdict().items():
            none = "999999999983" if kind in NUMBERS else bootstrap.new_id()
            for hers, nobodys in zip(
                asks(operation, bens, kind, foreign), asks(operation, bens, kind, none), strict=True
            ):
                places.append((operation.id, kind, hers.place))
                one, other = (asked(api_server, ben, operation.method, it.path, it.body) for it in (hers, nobodys))
                pairs.append((one, other))

    with counting(api_server) as process:
        found = process.twins(pairs)

    assert len(places) > 300
    for place, (said, expected) in zip(places, found, strict=True):
        assert said.status == expected.status, place
        # his week may be closed
        assert said.status == 404 or (said.status == 409 and place[0] == "answer_review"), place
        assert said.asked == expected.asked, place
        assert said.questions > 0, place


def test_what_is_not_shared_costs_a_coach_as_much_as_what_does_not_exist(
    api_server: Shared, pair: Pair, bens: Kept
) -> None:
    pair.grant_all()
    own = {"client": str(pair.number), "week": str(pair.week), "win": pair.win}
    pairs = []
    for operation in OF_A_CLIENT:
        for name, beyond, nobodys in (
            ("client", bens.client, "999999999983"),
            ("win", pair.other, bootstrap.new_id()),
            ("week", str(pair.open_week), "1999-W01"),
        ):
            if name in operation.names:
                one, other = (
                    asked(
                        api_server, pair.coach, operation.method, operation.address(own | {name: told}), operation.sends
                    )
                    for told in (beyond, nobodys)
                )
                pairs.append((one, other))

    with counting(api_server) as process:
        found = process.twins(pairs)

    assert len(found) > 10
    for (request, _), (said, expected) in zip(pairs, found, strict=True):
        assert (said.status, expected.status) == (404, 404), request.path
        assert said.asked == expected.asked, request.path
