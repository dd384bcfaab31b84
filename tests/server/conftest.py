"""One server with everything of Ada's on it, for all tests that ask for it as somebody else."""

from collections.abc import Iterator

import pytest

from tests.server.adas import Cast, cast_on
from tests.shared import DATABASES, on_engine, sharing


@pytest.fixture(scope="session", params=DATABASES)
def everybody(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    home = tmp_path_factory.mktemp("everybody")
    with on_engine(request) as database, sharing(home, database) as one, cast_on(one) as cast:
        yield cast
