"""The same tests for every place that a journal can lie in."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from smallwins.bootstrap import local_journals, memory_journals, server_journals
from smallwins.journal.ports import Journal, Journals
from tests.storage.cast import ADA, BEN


@pytest.fixture(params=["memory", "file", "postgres"])
def journals(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journals]:
    kept: Journals
    if request.param == "memory":
        kept = memory_journals()
    elif request.param == "file":
        kept = local_journals(str(tmp_path / "journal.db"))
    else:
        kept = server_journals(request.getfixturevalue("emptied_postgres_url"))
    yield kept
    kept.close()  # type: ignore[attr-defined]  # a test tidies up; a program ends


@pytest.fixture
def ada(journals: Journals) -> Callable[[], AbstractContextManager[Journal]]:
    return lambda: journals.journal_of(ADA)


@pytest.fixture
def ben(journals: Journals) -> Callable[[], AbstractContextManager[Journal]]:
    return lambda: journals.journal_of(BEN)


@pytest.fixture
def journal(ada: Callable[[], AbstractContextManager[Journal]]) -> Iterator[Journal]:
    with ada() as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "journal.db")
