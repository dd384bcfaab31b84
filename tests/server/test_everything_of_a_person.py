"""Everything that is kept of a person comes along when they ask for it, and is gone a week after they leave."""

from pathlib import Path
from typing import Any

import pytest

from tests.server.test_work import inside

OF_NOBODY = {
    "ContentType": "what tables there are",
    "Group": "there are none",
    "Permission": "there are none",
    "SocialApp": "a firm's provider is named by the operator's environment",
}
"""Tables in which nobody is named."""
NOT_TOLD = {
    "EmailConfirmation.key": "a secret; links are signed, so that the table stays empty",
    "Grant.secret_hash": "what is kept of a secret",
    "Invitation.secret_hash": "what is kept of a secret",
    "KeptKey.key": "a key that a program made up, kept so that nothing is made twice",
    "KeptKey.record": "names what was made, which is told itself",
    "KeptKey.request": "what stands for a request, as a hash",
    "Letter.sealed": "a mail on its way: it is told by being sent",
    "Link.password": "what is kept of a secret",
    "Link.secret_hash": "what is kept of a secret",
    "Person.password": "what is kept of a secret",
    "Reminder.feed_hash": "what is kept of a secret",
    "Session.session_data": "what the next step of a sign-in needs; sessions are told by UserSession",
    "Session.session_key": "what is kept of a secret",
    "SocialToken.token": "a secret; none is stored",
    "SocialToken.token_secret": "a secret; none is stored",
    "Token.secret_hash": "what is kept of a secret",
    "UserSession.session_key": "what is kept of a secret",
}
"""Fields that the export leaves out, and why."""


@pytest.fixture(scope="module")
def ada(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("canaries")
    return inside("", folder, module="tests.server.canaries")


def test_each_table_has_a_word_to_look_out_for_or_names_nobody(ada: Any) -> None:
    assert sorted([*ada["made"], *OF_NOBODY]) == ada["models"]


def test_each_field_is_told_or_left_out_for_a_reason(ada: Any) -> None:
    assert ada["not told"] == sorted(NOT_TOLD)
    assert len(ada["fields"]) > 2 * len(NOT_TOLD)


def test_a_week_after_leaving_no_word_of_it_is_left_in_any_file(ada: Any) -> None:
    assert {"shared.db", "counters.db"} <= set(ada["files"])
    assert len(ada["before"]) == 2  # the word, and the hash of the address that tries are counted by
    assert ada["after"] == []
    assert ada["letters"] == 0
    assert ada["tries"] == ["pause:export:77:3"]  # somebody else's


def test_what_a_coach_said_stays_the_clients_without_the_coachs_name(ada: Any) -> None:
    assert ada["coaches of ben"] == [["a coach who has left", "", True]]
    assert ada["looks at ben"] == 1
    assert ada["remarks"] == [["a coach who has left", "What helped?", "The walk"]]
    gone = "a coach who has left"
    assert ada["offers"] == [[gone, "withdrawn"], [gone, "accepted"], [gone, "accepted"]]  # five, four, three
    assert ada["wordings"] == [gone, gone]
    assert ada["brought back"] == ["a coach who has left"] * 2
