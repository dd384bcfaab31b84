"""Where a journal is kept when nobody says so."""

import platformdirs
import pytest

from smallwins.config import data_folder, journal_path


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
