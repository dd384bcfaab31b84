"""Somebody else's id is answered after as many questions to the database as one that does not exist."""

import json
from hashlib import sha256
from typing import Any

import pytest

from smallwins import bootstrap
from tests.api.operations import Operation, every_operation
from tests.api.programs import Person, Program, person
from tests.api.test_coaching import NOBODYS, OF_A_CLIENT, TAKE_AWAY, Pair, is_file, pair
from tests.api.test_isolation import NUMBERS, Kept, adas, asks, bens, number_of
from tests.counting import Ask, counting
from tests.shared import Shared

__all__ = ["adas", "bens", "pair"]
FALSE = {True: "0", False: "false"}


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


def beyond(pair: Pair, bens: Kept) -> list[tuple[Operation, dict[str, str], dict[str, str]]]:
    """Return what a coach to whom everything is granted cannot reach, beside what does not exist."""
    own = {"client": str(pair.number), "week": str(pair.week), "win": pair.win}
    return [
        (operation, own | {name: foreign}, own | {name: nobodys})
        for operation in OF_A_CLIENT
        for name, foreign, nobodys in (
            ("client", bens.client, NOBODYS),
            ("win", pair.other, bootstrap.new_id()),
            ("week", str(pair.open_week), "1999-W01"),
        )
        if name in operation.names
    ]


def withheld(pair: Pair, scope: str = "") -> list[tuple[Operation, dict[str, str], dict[str, str]]]:
    """Return what needs a scope, or all there is, beside the same of a client who does not exist."""
    own = {"client": str(pair.number), "week": str(pair.week), "win": pair.win}
    return [
        (operation, own, own | {"client": NOBODYS})
        for operation in OF_A_CLIENT
        if not scope or operation.described["x-granted"] == scope
    ]


def test_what_is_not_shared_or_no_more_costs_a_coach_as_much_as_what_does_not_exist(
    api_server: Shared, pair: Pair, bens: Kept
) -> None:
    def hold(*tried: tuple[Operation, dict[str, str], dict[str, str]]) -> None:
        pairs = [
            (
                asked(api_server, pair.coach, one.method, one.address(hers), one.sends),
                asked(api_server, pair.coach, one.method, one.address(nobodys), one.sends),
            )
            for one, hers, nobodys in tried
        ]
        for (request, _), (said, expected) in zip(pairs, process.twins(pairs), strict=True):
            assert (said.status, said.text) == (404, expected.text), request.path
            assert said.asked == expected.asked, request.path

    grant = f"/sharing/coaches/{pair.grant}"
    with counting(api_server) as process:
        pair.grant_all()
        assert len(beyond(pair, bens)) > 10
        hold(*beyond(pair, bens))
        for scope, without in TAKE_AWAY.items():
            assert pair.client.write.patch(grant, without).status == 200
            assert withheld(pair, scope)
            hold(*withheld(pair, scope))
        assert pair.client.write.delete(f"{grant}/wins/{pair.win}").status == 200
        hold(*withheld(pair, "wins"))

        pair.grant_all()
        api_server.sql(f"UPDATE accounts_grant SET ends_at = made_at WHERE id = {pair.grant}")
        hold(*withheld(pair))
        api_server.sql(f"UPDATE accounts_grant SET ends_at = NULL WHERE id = {pair.grant}")
        assert pair.client.write.delete(grant).status == 200
        hold(*withheld(pair))


def test_a_token_that_is_over_costs_as_much_as_one_that_never_was(api_server: Shared) -> None:
    dora = person(api_server, f"dora-{bootstrap.new_id()}@example.org")
    number = number_of(dora.read)
    over, taken_back = (
        f"secret_hash = '{sha256(one.token.encode()).hexdigest()}'" for one in (dora.capture, dora.read)
    )
    api_server.sql(f"UPDATE accounts_token SET until = made_at WHERE {over}")
    api_server.sql(f"UPDATE accounts_token SET revoked_at = made_at WHERE {taken_back}")

    def at(program: Program) -> Ask:
        return asked(api_server, dora._replace(write=program), "GET", "/api/v1/wins", None)

    never = at(Program(api_server, "swt_" + "A" * 43))
    with counting(api_server) as process:
        found = process.twins([(at(one), never) for one in (dora.capture, dora.read)])
        api_server.sql(f"UPDATE accounts_person SET is_active = {FALSE[is_file(api_server)]} WHERE id = {number}")
        found += process.twins([(at(dora.write), never)])

    for said, expected in found:
        assert (said.status, said.text, said.asked) == (401, expected.text, expected.asked)
        assert said.questions > 0
