"""Every page there is, found by walking the routes: everybody can read it, by axe-core, in each light and width."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from smallwins import bootstrap
from smallwins.journal.commands import MoveReview
from smallwins.journal.reviews import move_review
from smallwins.method.guide import SCREENS
from smallwins.method.week import week_of
from tests.browser.test_accounts import code_of, give_authenticator
from tests.chromium import Seen, window
from tests.formats.foreign import FIXTURES
from tests.readable import amiss
from tests.server.adas import AHEAD, FIRST, Ids, ids_of, kept_in_account, kept_in_journal, number_of
from tests.server.addresses import addresses_of
from tests.server.routes import Route, every_route
from tests.server.shared_journals import a_link, grant_of, invited, journal_at
from tests.shared import PASSWORD, Shared, Visitor, come_in, one_file

__all__ = ["one_file"]
pytestmark = pytest.mark.browser

FOR_PROGRAMS = {"by_feed", "described", "token"}
WHO = {
    "own": ("ada",),
    "signed_in": ("ada", "cleo"),
    "all_of_one": ("ada",),
    "granted": ("cleo",),
    "anybody": ("nobody",),
    "by_link": ("nobody",),
}
"""Who looks at a route, by its rule."""
WITH_A_SECRET = {
    "become-coach", "opened", "invited", "account_confirm_email", "account_reset_password_from_key", "email-agree",
    "stop-mails",
}  # fmt: skip
"""Their addresses come by mail, and are among those that are looked at beside the routes."""
OF_A_PASSKEY = {"mfa_edit_webauthn", "mfa_remove_webauthn"}
"""Looked at once there is one: a browser makes it."""
LEAD_ON = {
    "review-now", "new-calendar",  # to what they have found or made
    "mfa_authenticate",  # looked at on the way in
    "mfa_login_webauthn", "mfa_reauthenticate_webauthn",  # for the script of a page
    "account_set_password", "socialaccount_signup", "openid_connect_login", "openid_connect_callback",  # no firm here
}  # fmt: skip
"""They show no page of their own here."""


class Everybody:
    """Ada with something of every kind, Cleo who coaches her, Sam with a year of wins, and nobody."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        names = ("ada", "cleo", "sam")
        self.people = {name: shared.visitor().sign_up(f"{name}@example.org") for name in names}
        self.people["nobody"] = shared.visitor()
        ada, sam = self.people["ada"], self.people["sam"]
        self.week = week_of(bootstrap.now().date()).plus(-1)
        self.ids: Ids = kept_in_journal(shared, "ada@example.org", "A small step", self.week, AHEAD)
        with journal_at(shared, number_of(shared, "ada@example.org")) as journal:
            for weeks, stage in ((-5, "pulse"), (-6, "close")):
                move_review(journal, MoveReview(self.week.plus(weeks), bootstrap.now(), stage))  # type: ignore[arg-type]  # one of the steps
        self.ids |= kept_in_account(shared, ada, "ada", self.people["cleo"])
        grant_of(ada, int(self.ids["grant"][0]), weeks="all", titles="on", goals="on", insights="on")
        self._second_step(ada)
        sam.post("/sample/load", page="/settings")
        self.people["cleo"].post("/you/again", {"password": PASSWORD})
        self.found = list(found(self))
        self.beside = beside_the_routes(self)

    def _second_step(self, ada: Visitor) -> None:
        """Use an app for codes, instead of one that was only written down."""
        self.shared.sql("DELETE FROM mfa_authenticator")
        shown = ada.get("/you/second-step/app").text
        secret, token = re.search(r"<code>(\w+)<", shown), re.search(r'middlewaretoken" value="(\w+)"', shown)
        assert secret
        assert token
        assert ada.post("/you/second-step/app", {"code": code_of(secret[1])}, token[1]).status == 302


@pytest.fixture(scope="module")
def everybody(one_file: Shared) -> Everybody:
    return Everybody(one_file)


def found(everybody: Everybody) -> Iterator[tuple[str, str]]:
    """Yield who finds a page at a route, and where; each other route answers forms, programs, or leads on."""
    for route in every_route():
        if route.rule in FOR_PROGRAMS or not route.name or route.name in WITH_A_SECRET | OF_A_PASSKEY | LEAD_ON:
            continue
        for place in addresses(everybody, route):
            answers = [(who, everybody.people[who].get(place)) for who in WHO[route.rule or ""]]
            shows = [(who, "html" in (answer.headers["Content-Type"] or ""), answer.status) for who, answer in answers]
            pages = [who for who, is_page, status in shows if is_page and status in {200, 401}]
            assert pages or any(status == 405 or not is_page for _, is_page, status in shows), (route, place, shows)
            yield from ((who, place) for who in pages[:1])


def addresses(everybody: Everybody, route: Route) -> list[str]:
    if route.name == "guide-screen":
        return [f"/guide/{screen.name}" for screen in SCREENS]
    if "<" not in route.address:
        return [f"/{route.address}"]
    return [one.hers for one in addresses_of(route, everybody.ids, everybody.ids)][:1]


def beside_the_routes(everybody: Everybody) -> dict[str, list[str]]:
    """Say where pages stand otherwise than at first, and where those are that are found by a secret."""
    ada, ids, shared = everybody.people["ada"], everybody.ids, everybody.shared
    (number, later), (goal, _), (crossroads, decided) = ids["win"], ids["goal"], ids["crossroads"]
    asked = [f"/wins/{number}?ask={number}&then={then}" for then in ("", "goals", "door", "later", "note")]
    asked += [f"/?ask={number}", f"/wins/{number}?add=earlier", f"/wins/{later}/chain", f"/wins/{number}?cheers=1"]
    links = [f"/sharing/links/new?{about}" for about in (f"win={number}", f"chain={number}", f"goal={goal}")]
    links += [f"/sharing/links/new?week={everybody.week}", f"/sharing/links/new?story={ids['story'][0]}"]
    weeks = [f"/review/{everybody.week.plus(-weeks)}" for weeks in range(-1, 7)]
    opened = [a_link(ada, win=FIRST), a_link(ada, week=str(everybody.week), titles="on"), a_link(ada, chain=FIRST)]
    opened += [a_link(ada, goal=goal), a_link(ada, story=ids["story"][0]), a_link(ada, password=PASSWORD)]
    shared.visitor().post("/sign-up", {"email": "dora@example.org", "password1": PASSWORD})
    invitation = invited(ada, "cleo-too@example.org")
    return {
        "ada": [
            *asked, *links, *weeks, "/wins?words=nothing", "/nothing/here", "/undo",
            f"/crossroads/{decided}", f"/crossroads/{crossroads}?ask={ids['option'][0]}",
        ],
        "cleo": [invitation, "/", "/insights", "/wins", "/goals", "/chains", "/stories", "/crossroads", "/inbox"],
        "sam": ["/", "/insights", "/chains", "/rearview", "/goals/1", "/wins?words=talk", "/wins/1/chain", "/stories"],
        "nobody": [
            *opened, invitation, shared.mailbox.link_to("dora@example.org"), "/invited/swj_nobody", "/s/nothing",
        ],
    }  # fmt: skip


Steps = Callable[[Page, Everybody], Iterator[str]]


def of_ada(page: Page, everybody: Everybody) -> Iterator[str]:
    """Go where only hands lead: a file shown before it is taken in, and a form sent back."""
    page.goto(everybody.shared.url + "/import")
    page.set_input_files("#file", FIXTURES / "ics" / "good.ics")
    expect(page.get_by_role("heading", name="This is a calendar")).to_be_focused()
    yield "a file is shown"
    for place in ("/", "/goals", "/crossroads", "/questions"):
        page.goto(everybody.shared.url + place)
        with page.expect_navigation():
            page.locator("main form:has([name=title], [name=text])").first.evaluate("form => form.submit()")
        yield f"{place}, sent back"


def of_sam(page: Page, everybody: Everybody) -> Iterator[str]:
    """Go through the steps of a review."""
    page.goto(f"{everybody.shared.url}/review")
    yield "before the review"
    page.get_by_role("button", name="Begin").click()
    for stage in ("doors", "wins", "questions", "pulse", "step", "close"):
        step = page.locator(f"[name=stage][value={stage}]")
        step.click()
        expect(step).to_have_attribute("aria-current", "step")
        yield f"the review at {stage}"


def of_nobody(page: Page, everybody: Everybody) -> Iterator[str]:
    """Be asked for the second step, and get it wrong."""
    page.goto(everybody.shared.url + "/sign-in")
    for password in ("not the word for it", PASSWORD):
        page.get_by_label("Address").fill("ada@example.org")
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.locator(".problem, .problems, [name=code]").first.wait_for()
        yield "sign in"


def of_cleo(page: Page, everybody: Everybody) -> Iterator[str]:
    """Add a passkey, and look at the pages about it."""
    give_authenticator(page)
    page.goto(everybody.shared.url + "/you/passkeys/add")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    yield "recovery codes"
    (number,) = ids_of(everybody.shared, "mfa_authenticator", "type = 'webauthn'")
    for place in ("/you", "/you/again/passkey", f"/you/passkeys/{number}/name", f"/you/passkeys/{number}/remove"):
        page.goto(everybody.shared.url + place)
        yield place


def nothing_more(page: Page, everybody: Everybody) -> Iterator[str]:
    """Look at the pages as they stand at first."""
    del page, everybody
    yield from ()


@pytest.mark.parametrize(
    ("who", "part", "steps"),
    [
        ("ada", "found", nothing_more),
        ("ada", "beside", of_ada),
        ("cleo", "all", of_cleo),
        ("sam", "all", of_sam),
        ("nobody", "all", of_nobody),
    ],
)
def test_everybody_can_read_every_page(
    chromium: Browser, everybody: Everybody, who: str, part: str, steps: Steps
) -> None:
    places = [place for other, place in everybody.found if other == who and part != "beside"]
    places += everybody.beside[who] if part != "found" else []
    wrong = []
    with window(chromium, everybody.shared, Seen([], []), viewport={"width": 1280, "height": 900}) as page:
        if who != "nobody":
            come_in(page, everybody.people[who])
        for place in dict.fromkeys(places):
            page.goto(everybody.shared.url + place)
            wrong += [(who, place, *what) for what in amiss(page)]
        for step in steps(page, everybody):
            wrong += [(who, step, *what) for what in amiss(page)]
    assert wrong == []
