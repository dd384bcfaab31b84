"""Everything here is marked, and says with which seed it ran, so that a failure can be tried again."""

from pathlib import Path

import pytest

from tests.withstand.counts import SEED

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.withstand)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> "object":
    report = yield
    if report.failed and HERE in item.path.parents:  # type: ignore[attr-defined]  # pytest's own report
        report.sections.append(("dice", f"SMALLWINS_WITHSTAND_SEED={SEED}"))  # type: ignore[attr-defined]  # as above
    return report


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder of Ada's that is not there yet."""
    return tmp_path / "ada"
