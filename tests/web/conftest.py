"""A client of the web app as its person's browser is one, on a data folder of its own."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from smallwins import config
from smallwins.web import links

HOST = "127.0.0.1:8766"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.SMALLWINS = config.Config(tmp_path, tmp_path / "journal.db", "127.0.0.1", 8766, None)
    return tmp_path


@pytest.fixture
def stranger() -> Client:
    """A browser on this machine that has no link."""
    return Client(enforce_csrf_checks=True, headers={"host": HOST, "origin": f"http://{HOST}"})


@pytest.fixture
def ada(home: Path) -> Client:
    """Ada's browser, come in by a link; forms need no token here (see test_forms for those that do)."""
    client = Client(headers={"host": HOST, "origin": f"http://{HOST}"})
    client.get(f"/open/{links.make(home / 'links')}")
    assert client.post("/open").status_code == 302
    return client
