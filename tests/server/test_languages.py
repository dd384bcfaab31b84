"""Pages of accounts and mails are told in the language of the one who reads them, whoever has them sent and when."""

from pathlib import Path
from typing import Any

import pytest

from tests.server.test_work import inside

NOT_YET = Path(__file__).with_name("not_yet_told.txt")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return inside("told", tmp_path_factory.mktemp("speaking"), "tests.server.speaking")


def test_every_page_of_a_shared_server_is_told_in_the_language_asked_for(told: Any) -> None:
    not_yet = {line for line in NOT_YET.read_text("utf-8").splitlines() if line}

    assert {page: said for page, said in told["pages"].items() if said and page not in not_yet} == {}
    assert sorted(page for page in not_yet if not told["pages"][page]) == [], "take it out of not_yet_told.txt"


def test_every_mail_is_written_in_the_language_of_who_gets_it(told: Any) -> None:
    """Also where nobody asks for a page, as the weekly mail, or somebody does in another language."""
    english = told["mails"].pop("English")

    assert all(texts for texts in told["mails"].values()), told["mails"]
    assert {name: texts for name, texts in told["mails"].items() if any(texts)} == {}
    assert english[0] == ["Please confirm your address"]
    assert told["html"].startswith('<html lang="en-XA">')


def test_a_calendar_is_in_the_language_of_its_person(told: Any) -> None:
    assert told["summary"] == "SUMMARY:⟦Weekly review⟧"
