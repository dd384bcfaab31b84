"""The pages of sharing in a real browser: by keyboard alone, on a phone and in the dark, without a complaint."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from smallwins.method.week import Week, week_of
from tests.chromium import Seen, window
from tests.server.shared_journals import a_link, choose, close, grant_of, invited, journal_at, today, write
from tests.shared import PASSWORD, Shared, sharing

pytestmark = pytest.mark.browser


class Cast(NamedTuple):
    """A server with Ada's journal, which Cleo reads, and a link to one week of it."""

    shared: Shared
    week: Week
    win: str
    link: str


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    with sharing(tmp_path_factory.mktemp("shared")) as shared:
        ada, cleo = (shared.visitor().sign_up(f"{name}@example.org") for name in ("ada", "cleo"))
        with journal_at(shared, 1) as journal:
            week = week_of(today(journal)).plus(-1)
            win = write(journal, "A talk accepted although it scares me", week.monday, story="A *long* story")
            close(journal, week, confidence=7, clarity=4, stuck=True, note="A week of two halves")
        cleo.post(invited(ada, "cleo@example.org"), {"act": "accept"})
        grant_of(ada, 1, weeks="all", titles="on", goals="on", insights="on")
        choose(ada, 1, 1)
        path = f"/clients/1/wins/{win}"
        cleo.post(f"{path}/say", {"text": "Who was in the room?", "asks": "yes"}, page=path)
        yield Cast(shared, week, win, a_link(ada, week=str(week), titles="on"))


def signed_in(page: Page, shared: Shared, name: str) -> Page:
    page.goto(shared.url + "/sign-in")
    page.locator("[name=login]").fill(f"{name}@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect(page.locator("#title")).to_be_visible()
    return page


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_page_fits_its_window_and_nothing_complains(
    chromium: Browser, cast: Cast, width: int, scheme: str
) -> None:
    seen, options = Seen([], []), {"viewport": {"width": width, "height": 844}, "color_scheme": scheme}
    theirs = {
        "ada": [
            "/sharing", "/sharing/looks", "/sharing/coaches/1/wins", "/sharing/wins/1", "/sharing/links/new", "/wins/1",
        ],
        "cleo": [
            "/clients", "/clients/1", f"/clients/1/weeks/{cast.week}", f"/clients/1/wins/{cast.win}",
            "/clients/1/goals", "/clients/1/insights", "/sharing",
        ],
        "": [cast.link],
    }  # fmt: skip
    for name, paths in theirs.items():
        with window(chromium, cast.shared, seen, **options) as page:
            if name:
                signed_in(page, cast.shared, name)
            for path in paths:
                page.goto(cast.shared.url + path)
                expect(page.locator("h1").first).to_be_visible()
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
                unnamed = "els => els.filter(e => !e.labels?.length && !e.ariaLabel).map(e => e.outerHTML)"
                assert page.eval_on_selector_all("main input:not([type=hidden]), main textarea", unnamed) == [], path
    assert seen.complaints == []
    assert seen.strangers == []


def test_a_coach_is_invited_given_weeks_and_taken_back_by_keyboard_alone(chromium: Browser, cast: Cast) -> None:
    with window(chromium, cast.shared, Seen([], [])) as page:
        signed_in(page, cast.shared, "cleo")
        page.goto(cast.shared.url + "/sharing")
        reach(page, "#email")
        page.keyboard.type("dora@example.org")
        page.keyboard.press("Enter")
        expect(page.get_by_label("The link")).to_be_focused()
        assert "/clients/invited/swi_" in page.get_by_label("The link", exact=True).input_value()
        reach(page, "a.btn.primary")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="dora@example.org")).to_be_visible()
        reach(page, "[name=weeks]")
        page.keyboard.press("ArrowDown")
        reach(page, "[name=titles]")
        page.keyboard.press("Space")
        reach(page, ".coach .btn.primary")
        page.keyboard.press("Enter")
        expect(page.get_by_text("dora@example.org will see:")).to_be_visible()
        expect(page.get_by_text("The title, day and verdict of every win of those weeks.")).to_be_visible()
        reach(page, ".take-back button")
        page.keyboard.press("Enter")
        expect(page.locator(".coach")).to_have_count(0)


def reach(page: Page, selector: str) -> None:
    """Press Tab until what is meant has the focus."""
    for _ in range(60):
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")
