"""Each limit of an account, and of what is dear on its pages, is reached, refuses, and says when to come back."""

from typing import Any

import pytest

from tests.server.test_work import inside

LIMITS = {
    "login 60/m/ip": (60, 60),
    "login_failed 30/5m/ip": (30, 300),
    "login_failed 8/10m/key": (8, 600),
    "signup 20/10m/ip": (20, 600),
    "reset_password 20/10m/ip": (20, 600),
    "reset_password 5/10m/key": (5, 600),
    "reset_password_from_key 20/10m/ip": (20, 600),
    "confirm_email 1/60s/key": (1, 60),
    "webauthn_login 10/m/ip": (10, 60),
    "reauthenticate 10/5m/user": (10, 300),
    "change_password 10/5m/user": (10, 300),
    "manage_email 10/10m/user": (10, 600),
}
"""So many tries in so many seconds."""
PAUSES = {
    "import": (60, 600),
    "export": (30, 600),
    "take-out": (30, 600),
    "take-everything": (6, 60),
    "invite-coach": (60, 3600),
    "new-link": (60, 3600),
}
"""So many of one account, by the name of a page."""
FIRST = 10  # seconds before all others


@pytest.fixture(scope="module")
def limits(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return inside("", tmp_path_factory.mktemp("limits"), module="tests.server.limits")


def test_these_are_all_there_are(limits: Any) -> None:
    there = {f"{action} {rate}" for action, rates in limits["there are"].items() for rate in rates.split(",")}

    assert there == set(LIMITS)


@pytest.mark.parametrize(("limit", "most", "seconds"), [(name, *numbers) for name, numbers in LIMITS.items()])
def test_each_limit_refuses_and_says_when_to_come_back(limits: Any, limit: str, most: int, seconds: int) -> None:
    found = limits["reached"][limit]
    # Whether a mail to confirm an address has gone lately is told to nobody: the answer is that of one that goes.
    status = 302 if limit.startswith("confirm_email") else 429

    assert found == {
        "taken": most,
        "status": status,
        "wait": seconds - FIRST,
        "a second early": False,
        "then": True,
    }


@pytest.mark.parametrize(("page", "most", "seconds"), [(name, *numbers) for name, numbers in PAUSES.items()])
def test_each_page_that_is_dear_has_a_limit_and_is_open_again_after_it(
    limits: Any, page: str, most: int, seconds: int
) -> None:
    assert limits["no limit"] == []
    assert limits["pauses"][page] == {
        "there are": [most, seconds],
        "taken": most,
        "status": 429,
        "wait": seconds - FIRST,
        "a second early": False,
        "then": True,
    }
