"""Cleo coaches Ada and Ben through a month of weekly reviews, in a real browser, on every database there is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import Seen, window
from tests.serving import SOURCE
from tests.shared import Shared, come_in, sharing
from tests.withstand.clock import Clock

pytestmark = pytest.mark.browser

FRIDAYS = [datetime(2026, 11, day, 18, tzinfo=UTC) for day in (6, 13, 20, 27)]
WEEKS = ["2026-W45", "2026-W46", "2026-W47", "2026-W48"]
SPANS = ["2–8 November", "9–15 November", "16–22 November", "23–29 November"]
ADAS, BENS = "Ada spoke at the meetup", "Ben wrote to the lab"


class Cast(NamedTuple):
    """Three people, each in a browser of their own, and the clock of their journals."""

    shared: Shared
    clock: Clock
    ada: Page
    ben: Page
    cleo: Page


@pytest.fixture(params=["sqlite", "postgres"])
def cast(request: pytest.FixtureRequest, chromium: Browser, tmp_path: Path) -> Iterator[Cast]:
    database = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    clock, seen = Clock(tmp_path / "clock", f"{SOURCE}:{SOURCE.parent}"), Seen([], [])
    clock.set(FRIDAYS[0])
    with (
        sharing(tmp_path / "shared", database, more=clock.environ) as shared,
        window(chromium, shared, seen) as ada,
        window(chromium, shared, seen) as ben,
        window(chromium, shared, seen) as cleo,
    ):
        for name, page in (("ada", ada), ("ben", ben), ("cleo", cleo)):
            come_in(page, shared.visitor().sign_up(f"{name}@example.org"))
        yield Cast(shared, clock, ada, ben, cleo)
    assert [one for one in seen.complaints if "404" not in one] == []
    assert seen.strangers == []


def test_a_coach_and_two_clients_go_through_a_month_of_reviews(cast: Cast) -> None:
    shared, clock, ada, ben, cleo = cast
    _invited(shared, ada, cleo, weeks="The weeks I close from this one on", titles=True)
    _invited(shared, ben, cleo, weeks="The weeks I close from this one on", titles=False)
    cleo.goto(shared.url + "/clients")
    expect(cleo.get_by_role("main")).to_contain_text("ada@example.org")
    expect(cleo.get_by_role("main")).to_contain_text("not closed")

    # The first week: both close it, and Cleo asks Ada a question about hers.
    _write(shared, ada, ADAS)
    _write(shared, ben, BENS)
    _close(shared, ada, 0)
    _close(shared, ben, 0)
    _states(shared, cleo, {"ada": ["reviewed"], "ben": ["reviewed"]})
    cleo.get_by_role("link", name=SPANS[0]).first.click()
    expect(cleo.get_by_role("main")).to_contain_text(ADAS)
    cleo.get_by_label("Ask a question, or leave a comment").fill("Who was in the room?")
    cleo.get_by_role("button", name="Ask").click()
    expect(cleo.get_by_role("main")).to_contain_text("No answer yet")

    # The second: quiet for Ada, who answers in her review; a pause for Ben.
    clock.set(FRIDAYS[1])
    ada.goto(shared.url + "/")
    expect(ada.get_by_role("complementary")).to_contain_text("cleo@example.org asked about your week 45")
    _begin(shared, ada, 1)
    ada.get_by_role("button", name="Questions").click()
    expect(ada.get_by_role("main")).to_contain_text("Who was in the room?")
    ada.get_by_label("Your answer").fill("Two people from the lab I want to work for")
    ada.get_by_role("button", name="Answer", exact=True).click()
    expect(ada.get_by_role("main")).not_to_contain_text("Who was in the room?")
    _end(ada)
    ben.goto(f"{shared.url}/review/{WEEKS[1]}")
    ben.get_by_role("button", name="I was away").click()
    expect(ben.get_by_role("main")).to_contain_text("Marked as a pause")
    _states(shared, cleo, {"ada": ["a quiet week", "reviewed"], "ben": ["a pause", "reviewed"]})
    expect(cleo.locator(".clients > li").first).to_contain_text("answered you")
    cleo.get_by_role("link", name="An answer").click()
    expect(cleo.get_by_role("main")).to_contain_text("Two people from the lab I want to work for")

    # The third: Ben feels stuck, says so and stands first; Ada shows one win whole, and Cleo comments on it.
    clock.set(FRIDAYS[2])
    _close(shared, ben, 2, stuck=True)
    _close(shared, ada, 2)
    _states(shared, cleo, {"ben": ["feels stuck", "a pause", "reviewed"], "ada": ["a quiet week"]})
    ada.goto(shared.url + "/wins/1")
    ada.get_by_role("link", name="Who sees this win").click()
    ada.get_by_role("button", name="Show it").click()
    expect(ada.get_by_role("button", name="Sees it")).to_be_visible()
    cleo.goto(shared.url + "/clients/1")
    cleo.get_by_role("link", name=ADAS).click()
    cleo.get_by_label("Ask a question, or leave a comment").fill("It sounds as if this was the door.")
    cleo.get_by_role("button", name="Leave it as a comment").click()
    expect(cleo.get_by_role("main")).to_contain_text("It sounds as if this was the door.")
    ada.goto(shared.url + "/wins/1")
    expect(ada.get_by_role("complementary")).to_contain_text("It sounds as if this was the door.")

    # The fourth: closed by both. Of Ben no title was ever shared, and nothing of the one reaches the other.
    clock.set(FRIDAYS[3])
    _close(shared, ada, 3)
    _close(shared, ben, 3)
    cleo.goto(shared.url + "/clients/2")
    for span in (SPANS[0], SPANS[2], SPANS[3]):
        expect(cleo.get_by_role("link", name=span)).to_be_visible()
    for path in ("/clients/2", *(f"/clients/2/weeks/{WEEKS[at]}" for at in (0, 2, 3)), "/clients"):
        assert BENS not in cleo.request.get(shared.url + path).text()
    for path in ("/", "/wins", "/sharing", "/sharing/looks", "/insights", "/clients", f"/review/{WEEKS[0]}"):
        for page, theirs in ((ada, BENS), (ben, ADAS)):
            shown = page.request.get(shared.url + path).text()
            assert theirs not in shown
            assert {ada: "ben@", ben: "ada@"}[page] not in shown
    for path in ("/clients/2/goals", "/clients/2/insights", f"/clients/2/weeks/{WEEKS[1]}", "/clients/1/goals"):
        _nothing_there(shared, cleo, path)
    for path in ("/clients/1", "/clients/3", f"/clients/1/weeks/{WEEKS[0]}"):
        _nothing_there(shared, ben, path)

    # Ada reads who looked, and takes everything back: the very next page of Cleo's is gone, Ben's are not.
    cleo.goto(f"{shared.url}/clients/1/weeks/{WEEKS[3]}")
    ada.goto(shared.url + "/sharing")
    expect(ada.get_by_role("region", name="Who looked")).to_contain_text(f"cleo@example.org: your week {SPANS[3]}")
    ada.get_by_role("button", name="Take everything back").click()
    expect(ada.get_by_role("main")).to_contain_text("Invite a coach")
    cleo.reload()
    expect(cleo.get_by_role("heading", name="Nothing here")).to_be_visible()
    _states(shared, cleo, {"ben": ["a quiet week", "feels stuck", "a pause", "reviewed"]})
    ada.goto(shared.url + "/wins/1")
    expect(ada.get_by_role("complementary")).to_contain_text("It sounds as if this was the door.")


def _invited(shared: Shared, client: Page, coach: Page, *, weeks: str, titles: bool) -> None:
    """Invite Cleo, say what she will see, and let her accept."""
    client.goto(shared.url + "/sharing")
    client.get_by_label("Their e-mail address").fill("cleo@example.org")
    client.get_by_role("button", name="Make a link").click()
    link = client.get_by_label("The link", exact=True).input_value()
    client.get_by_role("link", name="Choose what they will see").click()
    client.get_by_label(weeks).check()
    if titles:
        client.get_by_label("With the titles of all wins").check()
    client.get_by_role("button", name="Save").click()
    expect(client.get_by_text("will see:")).to_be_visible()
    coach.goto(link)
    coach.get_by_role("button", name="Accept").click()
    expect(coach.get_by_role("heading", name="Clients")).to_be_visible()


def _write(shared: Shared, page: Page, title: str) -> None:
    page.goto(shared.url + "/")
    page.locator("#title").fill(title)
    page.locator("#title").press("Enter")
    expect(page.get_by_role("link", name=title).first).to_be_visible()


def _begin(shared: Shared, page: Page, week: int) -> None:
    page.goto(f"{shared.url}/review/{WEEKS[week]}")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("button", name="Questions")).to_be_visible()


def _end(page: Page) -> None:
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("button", name="Close the week").click()
    expect(page.get_by_role("main")).to_contain_text("kept so far")


def _close(shared: Shared, page: Page, week: int, *, stuck: bool = False) -> None:
    _begin(shared, page, week)
    if stuck:
        page.get_by_role("button", name="Pulse").click()
        for question in ("How confident do you feel", "How clear is where"):
            expect(page.get_by_role("main")).to_contain_text(question)
            page.get_by_role("button", name="Leave for later").click()
        page.get_by_role("button", name="Yes, I am").click()
        expect(page.get_by_role("main")).to_contain_text("Anything else about this week?")
    _end(page)


def _states(shared: Shared, cleo: Page, expected: dict[str, list[str]]) -> None:
    """Look at the list of clients: what it says of each, the latest week first."""
    cleo.goto(shared.url + "/clients")
    clients = cleo.locator(".clients > li")
    expect(clients).to_have_count(len(expected))
    for at, (name, states) in enumerate(expected.items()):
        expect(clients.nth(at)).to_contain_text(f"{name}@example.org")
        found = [one.inner_text() for one in clients.nth(at).locator(".week-states li").all()]
        for line, state in zip(found, states, strict=False):
            assert state in line, found


def _nothing_there(shared: Shared, page: Page, path: str) -> None:
    page.goto(shared.url + path)
    expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
