"""What a server does where nobody sees it: the same work for every address, and the end of sessions."""

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.serving import SOURCE


def inside(what: str, home: Path, module: str = "tests.server.inside") -> Any:
    """Ask tests/server/inside.py, or another such file, in a process that has the settings of a shared server."""
    environ = {
        "PYTHONPATH": f"{SOURCE}:{SOURCE.parent}",
        "DJANGO_SETTINGS_MODULE": "smallwins.server.shared",
        "DATABASE_URL": f"sqlite:///{home / 'shared.db'}",
        "SMALLWINS_HOME": str(home),
        "SMALLWINS_SIGN_UP": "open",
        "SMALLWINS_MAIL_URL": "smtp://127.0.0.1:9",
    }
    command = [sys.executable, "-m", module, what]
    said = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


READ_BY_PROGRAMS = (
    "list_wins", "get_win", "get_chain", "list_chains", "list_steps", "get_goal", "get_week", "list_weeks",
    "get_momentum", "get_review", "get_rearview", "list_to_look_again", "get_crossroads", "compose", "list_inbox",
    "export", "get_client", "get_clients_week", "get_clients_win", "get_clients_goals",
)  # fmt: skip


def without(email: str, text: str) -> str:
    """An answer without the address, the numbers of people and grants, and what is made by chance."""
    text = re.sub(r'data-whose="\w+"', "", unescape(text).replace(email, "EMAIL"))
    return re.sub(r"swi_[\w-]{43}|\b[a-zA-Z0-9]{64}\b|/(sessions|coaches|clients)/\d+|(coach|name|until)-\d+", "", text)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return inside("work", tmp_path_factory.mktemp("inside"))


@pytest.mark.parametrize(
    ("place", "hashes", "letters", "transactions"),
    [
        ("/sign-in", 1, 0, 0),
        ("/sign-up", 1, 1, 1),
        ("/forgotten", 0, 1, 1),
        ("/you/email", 0, 2, 1),
        ("/sharing/invite", 0, 1, 1),
    ],
)
def test_an_address_costs_the_same_whether_it_has_an_account_or_not(
    work: Any, place: str, hashes: int, letters: int, transactions: int
) -> None:
    """Passwords hashed, letters written, and waits for the disk: all that takes long enough to be measured."""
    costs = work[place]
    for email, cost in costs.items():
        cost["answers"] = [(status, to, without(email, text)) for status, to, text in cost["answers"]]

    assert costs["known@example.org"] == costs["nobody@example.org"] == costs["closed@example.org"]
    found = costs["known@example.org"]
    assert (found["hashes"], found["letters"]) == (hashes, letters)
    assert found["transactions"] >= transactions


def test_a_database_that_goes_away_as_a_session_is_kept_is_no_fault_of_the_browser_s(work: Any) -> None:
    assert work["away"] == [503, 303]  # to be sent again, not 400: nothing that was sent was wrong


def test_who_is_away_for_two_weeks_or_came_a_month_ago_signs_in_again(tmp_path: Path) -> None:
    assert inside("idle", tmp_path) == {
        "every day for 29": True,
        "every day for 31": False,
        "after 13": True,
        "after 15": False,
    }


def test_no_page_no_page_of_a_coach_and_no_operation_but_insights_loads_scipy(tmp_path: Path) -> None:
    found = inside("light", tmp_path)

    assert {
        "week", "wins", "win", "chains", "stories", "crossroads", "one-crossroads", "review", "rearview", "inbox",
        "import", "settings", "reminders", "you", "sharing", "new-link", "looks", "win-readers", "clients", "tokens",
    } <= set(found["shown"])  # fmt: skip
    coached = ("clients", "client", "client-week", "client-win", "client-goals")
    assert {found["coached"][name] for name in coached} == {200}
    assert len(found["operations"]) > 100
    assert {found["operations"][name] for name in READ_BY_PROGRAMS} == {200}
    assert (found["before"], found["insights"], found["after"]) == (False, 200, True)
