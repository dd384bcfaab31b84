"""One shared server for the tests of the API, with Ada and Ben on it, each with a token of every scope."""

from collections.abc import Iterator

import pytest

from tests.api.programs import Person, person
from tests.shared import DATABASES, Shared, sharing


@pytest.fixture(scope="session", params=DATABASES)
def api_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    with sharing(tmp_path_factory.mktemp("api"), more={"SMALLWINS_API_WRITES": "1000000"}) as shared:
        yield shared


@pytest.fixture(scope="session")
def ada(api_server: Shared) -> Person:
    return person(api_server, "ada@example.org")


@pytest.fixture(scope="session")
def ben(api_server: Shared) -> Person:
    return person(api_server, "ben@example.org")
