"""Where a journal is kept when nobody says so, and that every variable is told to those who set it."""

import re
from pathlib import Path

import platformdirs
import pytest

from smallwins import config
from smallwins.config import data_folder, journal_path

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("told", [{}, {"XDG_DATA_HOME": "/data/of/ada"}, {"XDG_DATA_HOME": " "}])
def test_the_data_folder_is_the_platforms_own(monkeypatch: pytest.MonkeyPatch, told: dict[str, str]) -> None:
    for name in ("SMALLWINS_HOME", "SMALLWINS_JOURNAL", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)

    assert data_folder() == platformdirs.user_data_dir("smallwins", appauthor=False)


def test_what_is_named_comes_first() -> None:
    told = {"SMALLWINS_HOME": "/home/of/ada"}

    assert data_folder(told) == "/home/of/ada"
    assert journal_path(told) == "/home/of/ada/journal.db"
    assert journal_path({**told, "SMALLWINS_JOURNAL": "/elsewhere.db"}) == "/elsewhere.db"


@pytest.mark.parametrize("reads", [config.read, config.shared])
def test_every_variable_that_a_server_reads_is_explained_to_whoever_runs_it(reads: object) -> None:
    told = set(re.findall(r"`(SMALLWINS_\w+|DATABASE_URL)`", str(reads.__doc__))) - {"SMALLWINS_PARENT"}
    page = (DOCS / "self-hosting.md").read_text("utf-8")
    read = set(re.findall(r'"(SMALLWINS_\w+|DATABASE_URL)"', Path(config.__file__).read_text("utf-8")))

    assert [name for name in told if f"`{name}`" not in page] == []
    assert read - {"SMALLWINS_PARENT"} <= set(re.findall(r"`(SMALLWINS_\w+|DATABASE_URL)`", page))
