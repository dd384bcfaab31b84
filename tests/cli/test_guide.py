"""The guide reads well in a terminal."""

import pytest

from smallwins.method.guide import GLOSSARY, SCREENS
from tests.cli.conftest import Smallwins


def test_the_method_is_told_in_three_screens(smallwins: Smallwins) -> None:
    told = smallwins("guide").out

    assert [line for line in told.splitlines() if line in [screen.heading for screen in SCREENS]] == [
        screen.heading for screen in SCREENS
    ]
    assert max(map(len, told.splitlines())) <= 80


@pytest.mark.parametrize("name", GLOSSARY)
def test_each_word_is_explained(smallwins: Smallwins, name: str) -> None:
    told = " ".join(smallwins("guide", "--words").out.split())

    assert f"{GLOSSARY[name].label} {GLOSSARY[name].sentence}" in told
