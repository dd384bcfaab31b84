"""One shared server for the tests of the API, with Ada and Ben on it, each with a token of every scope."""

from collections.abc import Iterator

import pytest

from tests.api.programs import Person, person
from tests.shared import DATABASES, Shared, on_engine, sharing


@pytest.fixture(scope="session", params=DATABASES)
def api_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    home, much = tmp_path_factory.mktemp("api"), {"SMALLWINS_API_WRITES": "1000000"}
    with on_engine(request) as database, sharing(home, database, more=much) as shared:
        yield shared


@pytest.fixture(scope="session")
def ada(api_server: Shared) -> Person:
    return person(api_server, "ada@example.org")


@pytest.fixture(scope="session")
def ben(api_server: Shared) -> Person:
    return person(api_server, "ben@example.org")
