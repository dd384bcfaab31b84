"""Deal the tests out to several workers: what shares a server goes to one of them, the slow rooms first."""

import re

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling  # type: ignore[import-untyped]  # xdist has no types

SLOW_ROOMS = ("api", "stories", "withstand", "server", "browser", "storage", "cli")
"""Rooms whose files start real programs; begun last, one of them would leave the other workers idle at the end."""

TOGETHER = {
    f"tests/server/test_{name}.py": "everybody"
    for name in ("isolation", "secrets", "ids_in_forms", "a_coach_reaches_only_what_is_granted")
}
"""Files that share one server with everything of Ada's on it (tests/server/conftest.py)."""

_ENGINE = re.compile(r"\[(sqlite|postgresql)\b")


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist says nothing of its types here
    """Keep the tests of one file and one engine together, and those of files that share one server.

    Marks for groups would say the same in each file, but are passed over without a word by some pairs of versions.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        engine = _ENGINE.search(nodeid)
        place = "tests/api" if room_of(file) == "api" else TOGETHER.get(file, file)
        return f"{place} {engine[1] if engine else ''}"


def room_of(file: str) -> str:
    """Return the folder below tests/ that a test lies in."""
    return file.partition("tests/")[2].partition("/")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """Use this scheduler, whatever --dist says."""
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)  # after pytest has put together what shares a fixture
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slow rooms first."""
    order = {room: place for place, room in enumerate(SLOW_ROOMS)}
    items.sort(key=lambda item: order.get(room_of(item.nodeid), len(order)))
