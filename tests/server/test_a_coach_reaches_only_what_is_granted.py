"""Every route there is, asked for as a coach: before a grant, beyond each scope of it, and after it was taken back."""

import json
import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from smallwins import bootstrap
from smallwins.journal.commands import AddGoal, AddStep
from smallwins.journal.crossroads import new_crossroads
from smallwins.journal.crossroads_commands import NewCrossroads, NewOption
from smallwins.journal.exchange import export_journal
from smallwins.journal.goals import add_goal
from smallwins.journal.sharing import AddRemark, add_remark
from smallwins.journal.steps import add_step
from smallwins.method.week import week_of
from tests.server.routes import Route, every_route
from tests.server.shared_journals import choose, close, grant_of, invited, journal_at, today, write
from tests.shared import Shared, Visitor

SECRET = "SECRETWORD"
LEAVES_ALONE = ("sign-out", "you/", "sign-in", "sign-up")  # about the visitor's own account, whoever's ids are in it
SKIPPED = {"undo", "leave-client"}  # her own last change; and giving back what she is granted, which she may
SCOPES = {"weeks": {"weeks": "all"}, "goals": {"goals": "on"}, "insights": {"insights": "on"}}


class Cast(NamedTuple):
    """Ada with a full journal; Cleo, whom she invites; the ids that there are, and which addresses hold them."""

    shared: Shared
    ada: Visitor
    cleo: Visitor
    ids: dict[str, str]


@pytest.fixture(scope="module")
def cast(one_server: Shared) -> Cast:
    ada, cleo = (one_server.visitor().sign_up(f"{name}@example.org") for name in ("ada", "cleo"))
    with journal_at(one_server, 1) as journal:
        day, now = today(journal), bootstrap.now()
        week = week_of(day).plus(-1)
        goal = add_goal(journal, AddGoal(bootstrap.new_id(), now, day, SECRET, SECRET, (SECRET,)))
        win = write(journal, SECRET, week.monday, story=SECRET, tags=(SECRET,), goals=(goal.id,))
        other = write(journal, SECRET, week.monday)
        add_step(journal, AddStep(bootstrap.new_id(), win, now, SECRET, None))
        close(journal, week, note=SECRET)
        option = NewOption(bootstrap.new_id(), SECRET)
        offer = new_crossroads(journal, NewCrossroads(bootstrap.new_id(), now, SECRET, (option,)))
        remark = add_remark(journal, AddRemark(bootstrap.new_id(), now, 99, "Dora", win, None, SECRET, asks=True))
    ids = {
        "client": "1", "grant": "1", "number": "1", "link": "1", "win": win, "other": other, "week": str(week),
        "name": str(week), "remark": remark.id, "crossroads": offer.id, "option": option.id, "step": "1", "later": "2",
        "earlier": "1", "goal": "1",
    }  # fmt: skip
    return Cast(one_server, ada, cleo, ids)


def filled(route: Route, ids: dict[str, str]) -> str:
    """Return the address of a route with Ada's ids in it."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: ids.get(found[1], "1"), route.address)


def shown(cast: Cast) -> set[str]:
    """Ask for everything there is as Cleo, and send a form to it; return the addresses where a word of Ada's came."""
    token = cast.cleo.token("/sharing")
    found = set()
    for route in every_route():
        if route.address.startswith(LEAVES_ALONE) or route.name in SKIPPED:
            continue
        path = filled(route, cast.ids)
        for answer in (cast.cleo.get(path), cast.cleo.post(path, {"text": "Hm", "next": "week"}, token=token)):
            assert answer.status < 500, path
            if SECRET in answer.text:
                found.add(route.name)
    return found


def of_ada(cast: Cast) -> object:
    """Return Ada's whole journal, but for what Cleo may add to it: her remarks."""
    with journal_at(cast.shared, 1) as journal:
        whole = json.loads(export_journal(journal, bootstrap.now()))
    whole["remarks"] = [remark for remark in whole["remarks"] if remark["by"] != "cleo@example.org"]
    return {key: value for key, value in whole.items() if key != "exported_at"}


def never(cast: Cast) -> None:
    assert cast.cleo.get("/clients/1").status == 404


def granted_nothing(cast: Cast) -> None:
    cast.cleo.post(invited(cast.ada, "cleo@example.org"), {"act": "accept"})
    grant_of(cast.ada, 1)


def granted(scope: str) -> Callable[[Cast], None]:
    return lambda cast: grant_of(cast.ada, 1, **SCOPES[scope])


def a_chosen_win(cast: Cast) -> None:
    grant_of(cast.ada, 1)
    choose(cast.ada, 1, 1)


def revoked(cast: Cast) -> None:
    grant_of(cast.ada, 1, weeks="all", goals="on", insights="on", titles="on")
    assert cast.ada.post("/sharing/coaches/1/revoke", page="/sharing").status == 303


# In this order: the states of one grant, from before it was to after it was taken back.
STATES: list[tuple[Callable[[Cast], None], set[str]]] = [
    (never, set()),
    (granted_nothing, set()),
    (granted("weeks"), {"client-week", "say-of-week"}),
    (granted("goals"), {"client-goals"}),
    (granted("insights"), set()),
    (a_chosen_win, {"client", "client-win"}),
    (revoked, set()),
]


def test_on_every_route_a_coach_finds_what_is_granted_and_changes_nothing(cast: Cast) -> None:
    for state, expected in STATES:
        state(cast)
        before = of_ada(cast)

        found = shown(cast)

        assert found <= expected, state
        assert found or not expected, state
        assert of_ada(cast) == before, state
