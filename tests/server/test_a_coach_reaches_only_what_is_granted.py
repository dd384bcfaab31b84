"""Every route there is, asked for as a coach in each state of a grant: what is granted shows, and beyond it nothing.

Nothing is: the answer, and the questions to the database, of the same request about a client there is not.
"""

import json
import re
from collections.abc import Callable, Iterator

import pytest

from smallwins import bootstrap
from smallwins.journal.exchange import export_journal
from tests.server.adas import FIRST, Cast, ids_of
from tests.server.addresses import addresses_of, kinds_in
from tests.server.routes import Route, every_route
from tests.server.shared_journals import choose, grant_of, invited, journal_at
from tests.server.test_isolation import EVERYBODYS, FORMS, that_name_something, twins_of
from tests.server.twins import CANARY, ID, NUMBER, Address, Signed, Twin, alike, blank, signed
from tests.shared import Visitor

pytestmark = pytest.mark.promise("R17")

KAI = "kai@example.org"
LEAVES_ALONE = ("sign-out", "you/", "sign-in", "sign-up")  # about the visitor's own account, whoever's ids are in it
SKIPPED = {"undo", "leave-client"}  # their own last change; and giving back what they are granted, which they may
SCOPES = {"weeks": {"weeks": "all"}, "goals": {"goals": "on"}, "insights": {"insights": "on"}}
SAYS = {"text": "Hm", "next": "week"}


class Coach:
    """Kai, whom Ada invites; and the grant between them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.visitor: Visitor = cast.shared.visitor().sign_up(KAI)
        self.link = ""

    @property
    def signed(self) -> Signed:
        return signed(self.visitor, "/sharing")

    @property
    def grant(self) -> int:
        return int(ids_of(self.cast.shared, "accounts_grant", f"email = '{KAI}'")[-1])

    def granted(self, **switches: str) -> None:
        grant_of(self.cast.ada, self.grant, **switches)


@pytest.fixture(scope="module")
def kai(everybody: Cast) -> Coach:
    return Coach(everybody)


def never(kai: Coach) -> None:
    assert kai.visitor.get("/clients").status == 200


def not_accepted(kai: Coach) -> None:
    kai.link = invited(kai.cast.ada, KAI)


def granted_nothing(kai: Coach) -> None:
    assert kai.visitor.post(kai.link, {"act": "accept"}).status == 303


def granted(scope: str) -> Callable[[Coach], None]:
    return lambda kai: kai.granted(**SCOPES[scope])


def a_chosen_win(kai: Coach) -> None:
    kai.granted()
    choose(kai.cast.ada, kai.grant, int(FIRST))


def everything(kai: Coach) -> None:
    kai.granted(weeks="all", goals="on", insights="on", titles="on")


def over(kai: Coach) -> None:
    kai.cast.shared.sql(f"UPDATE accounts_grant SET ends_at = made_at WHERE id = {kai.grant}")


def revoked(kai: Coach) -> None:
    kai.cast.shared.sql(f"UPDATE accounts_grant SET ends_at = NULL WHERE id = {kai.grant}")
    assert kai.visitor.get("/clients/1").status == 200
    assert kai.cast.ada.post(f"/sharing/coaches/{kai.grant}/revoke", page="/sharing").status == 303


WEEKS, WINS = {"client-week", "say-of-week"}, {"client-win", "say-of-win"}
OTHERS = {"client-goals", "client-insights"}
# In this order: the states of one grant, from before it was to after it was taken back; which routes it opens, and
# on which of them, by GET or by POST, a word of Ada's comes.
STATES: list[tuple[Callable[[Coach], None], set[str], set[str]]] = [
    (never, set(), set()),
    (not_accepted, set(), set()),
    (granted_nothing, {"client"}, set()),
    (granted("weeks"), {"client", *WEEKS}, {"client-week", "say-of-week"}),
    (granted("goals"), {"client", "client-goals"}, {"client-goals"}),
    (granted("insights"), {"client", "client-insights"}, set()),
    (a_chosen_win, {"client", *WINS}, {"client", "client-win"}),
    (
        everything,
        {"client", *WEEKS, *WINS, "client-goals", "client-insights"},
        {"client", *WEEKS, *WINS, "client-goals"},
    ),
    (over, set(), set()),
    (revoked, set(), set()),
]


def test_on_every_route_a_coach_finds_what_is_granted_and_changes_nothing(everybody: Cast, kai: Coach) -> None:
    own = [one for one in twins_of(kai.signed, everybody) if "/clients/" not in one.place]
    assert {answer.status for answer in alike(everybody.process, own)} == {302, 404, 405}
    at_first: list[tuple[int, str]] = []
    for state, opens, expected in STATES:
        state(kai)
        before = of_ada(everybody)

        found, of_hers = shown(everybody, kai)
        alike(everybody.process, list(beyond(everybody, kai, opens)))

        assert found <= expected, state
        assert found or not expected, state
        # Her things by the addresses of one's own: nobody's before there was a grant, and the same ever after.
        at_first = at_first or of_hers
        assert of_hers == at_first, state
        assert of_ada(everybody) == before, state


def shown(everybody: Cast, kai: Coach) -> tuple[set[str], list[tuple[int, str]]]:
    """Ask for everything there is, and send a form to it.

    Return the routes where a word of Ada's came, and what was said to her ids on the pages of one's own.
    """
    asked = [
        route
        for route in every_route()
        if route.rule != "token"  # tests/api/test_coaching.py
        and route.name not in SKIPPED
        and not route.address.startswith(LEAVES_ALONE)
    ]
    person, paths = kai.signed, [filled(route, everybody) for route in asked]
    pairs = [(person.ask("GET", path), person.ask("POST", path, SAYS)) for path in paths]
    found, of_hers = set(), []
    for route, path, answers in zip(asked, paths, everybody.process.twins(pairs, times=1), strict=True):
        for answer in answers:
            assert answer.status < 500, route
            if CANARY in answer.text:
                found.add(route.name)
            if route.rule in {"own", "signed_in", "all_of_one"} and "<" in route.address:
                of_hers.append((answer.status, blank(answer.text, path).partition('tabindex="-1">')[2]))
    return found, of_hers


def filled(route: Route, everybody: Cast) -> str:
    """Return the address of a route with Ada's ids in it."""
    if route.address in EVERYBODYS or "<" not in route.address or route.rule in {"anybody", "by_link", "by_feed"}:
        return "/" + re.sub(r"<[^>]+>", "1", route.address)
    return next(addresses_of(route, everybody.adas, everybody.bens)).hers


def beyond(everybody: Cast, kai: Coach, opens: set[str]) -> Iterator[Twin]:
    """Yield what is beyond a grant, beside the same of a client, a win or a week that there is not."""
    person, client = kai.signed, everybody.adas["client"][0]
    week, unclosed = everybody.week, everybody.week.plus(-1)
    win, other = everybody.adas["win id"]
    for route in that_name_something():
        kinds = kinds_in(route)
        if "client" not in kinds or route.name in SKIPPED:
            continue
        good = {"client": client, "week": str(week), "win id": win}
        tried = [] if route.name in opens else [("client", client, NUMBER)]
        tried += [("week", str(unclosed), "1999-W01")] if "week" in kinds else []
        tried += [("win id", other, ID)] if "win id" in kinds else []
        for kind, hers, nobodys in tried:
            one, none = (_address(route, kinds, {**good, kind: value}) for value in (hers, nobodys))
            for method, form in (("GET", None), ("POST", FORMS.get(route.name, SAYS))):
                yield person.twin(method, Address(one, none, (hers, nobodys)), form)


def _address(route: Route, kinds: tuple[str, ...], values: dict[str, str]) -> str:
    left = iter([values[kind] for kind in kinds])
    return "/" + re.sub(r"<[^>]+>", lambda _: next(left), route.address)


def of_ada(everybody: Cast) -> object:
    """Return Ada's whole journal, but for what Kai may add to it: remarks."""
    with journal_at(everybody.shared, int(everybody.adas["client"][0])) as journal:
        whole = json.loads(export_journal(journal, bootstrap.now()))
    whole["remarks"] = [remark for remark in whole["remarks"] if remark["by"] != KAI]
    return {key: value for key, value in whole.items() if key != "exported_at"}


def test_an_id_that_a_coach_makes_up_never_stands_for_something_of_adas(everybody: Cast, kai: Coach) -> None:
    if kai.visitor.get("/clients/1").status == 404:
        not_accepted(kai)
        granted_nothing(kai)
        a_chosen_win(kai)
    before, token = of_ada(everybody), kai.visitor.token("/sharing")
    win, other = everybody.adas["win id"]
    for hers in (win, other, everybody.adas["story"][0], everybody.adas["remark"][0]):
        answer = kai.visitor.post(f"/clients/1/wins/{win}/say", {"text": "Hm", "id": hers}, token=token)
        assert (answer.status, CANARY in answer.text) == (422, False)
    assert of_ada(everybody) == before
