"""Everything here is marked, says with which dice it ran, and goes into a namespace of its own where it must."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.withstand.counts import SEED
from tests.withstand.mounting import INSIDE, may_mount, run_inside

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.withstand)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed and HERE in item.path.parents:
        report.sections.append(("dice", f"SMALLWINS_WITHSTAND_SEED={SEED}"))
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that mounts, or that must be alone on its network, where that can be had."""
    if os.environ.get(INSIDE) or HERE not in pyfuncitem.path.parents:
        return None
    if "mounts" in pyfuncitem.fixturenames and not may_mount():
        run_inside(("unshare", "--map-root-user", "--mount"), pyfuncitem, "to mount")
        return True
    if "alone" in pyfuncitem.fixturenames:
        rights = () if os.geteuid() == 0 else ("--map-root-user",)
        run_inside(("unshare", *rights, "--net"), pyfuncitem, "a network of its own")
        return True
    return None


@pytest.fixture
def mounts() -> None:
    """Ask for the right to mount."""


@pytest.fixture
def alone() -> None:
    """Ask for a network with nobody else in it."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder of Ada's that is not there yet."""
    return tmp_path / "ada"
