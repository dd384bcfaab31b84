"""What is heavy to read is read from the replica that the operator names, through the API as through the pages.

Here the replica is the same database by another name, so that it always holds what the person wrote; what becomes of
one that lags is in storage/test_postgres_replica.py.
"""

import pytest

from tests.api.operations import every_operation
from tests.api.programs import Person
from tests.api.test_coaching import Pair, pair
from tests.api.test_isolation import Kept, adas
from tests.api.test_timing_class import asked
from tests.counting import Ask, counting
from tests.shared import Shared

__all__ = ["adas", "pair"]
HEAVY = {
    *("list_wins", "list_to_look_again", "list_tags", "list_goals", "list_steps", "list_weeks", "list_crossroads"),
    *("list_stories", "list_inbox", "list_remarks", "get_chain", "list_chains", "get_momentum", "get_rearview"),
    *("get_insights", "compose", "preview_link"),
    *("list_clients", "get_client", "get_clients_goals", "get_clients_insights"),
}
PAGES = {
    "/wins": True,
    "/wins?words=mail": True,
    "/chains": True,
    "/rearview": True,
    "/insights": True,
    "/goals": True,
    "/": False,
}


def page(shared: Shared, person: Person, path: str) -> Ask:
    cookies = "; ".join(f"{name}={value}" for name, value in person.visitor.cookies.items())
    return Ask("GET", path, "", {"HTTP_HOST": f"localhost:{shared.port}", "HTTP_COOKIE": cookies})


@pytest.mark.timeout(120)
def test_lists_searches_chains_and_insights_come_from_the_replica(
    api_server: Shared, ada: Person, adas: Kept, pair: Pair
) -> None:
    if api_server.database.startswith("sqlite"):
        return  # one file, and no replica of it
    pair.grant_all()
    own = adas._asdict() | {"week": str(pair.week)}
    of_client = own | {"client": str(pair.number), "win": pair.win}
    reads = [one for one in every_operation() if one.method == "GET" and not one.id.startswith("export")]
    requests = [
        asked(api_server, pair.coach, "GET", one.address(of_client), None)
        if "x-granted" in one.described
        else asked(api_server, ada, "GET", one.address(own), None)
        for one in reads
    ]
    requests += [page(api_server, ada, path) for path in PAGES]
    write = asked(api_server, ada, "PATCH", f"/api/v1/wins/{adas.win}", {"title": "Mail, again"})

    joined = "&" if "?" in api_server.database else "?"
    replica = f"{api_server.database}{joined}application_name=replica"
    told = {**api_server.environ, "SMALLWINS_REPLICA_URL": replica}
    with counting(api_server._replace(environ=told)) as process:
        found = [one for one, _ in process.twins([(one, one) for one in [*requests, write]], times=1)]

    assert {one.status for one in found} == {200}
    from_replica = {one.id for one, answer in zip(reads, found, strict=False) if "replica" in answer.asked}
    assert from_replica == HEAVY
    assert {path: "replica" in one.asked for path, one in zip(PAGES, found[len(reads) :], strict=False)} == PAGES
    assert "replica" not in found[-1].asked
