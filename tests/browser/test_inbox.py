"""A file is chosen, looked at and taken in; then the inbox is gone through by keyboard alone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import Seen, window
from tests.formats.foreign import FIXTURES
from tests.serving import Served

pytestmark = pytest.mark.browser
CALENDAR = FIXTURES / "ics" / "good.ics"


def take_in(page: Page, served: Served) -> None:
    page.goto(served.url + "/import")
    page.set_input_files("#file", CALENDAR)
    expect(page.get_by_role("heading", name="This is a calendar")).to_be_focused()
    page.get_by_role("button", name="Put them into the inbox").click()
    page.wait_for_url(served.url + "/inbox")


def test_one_key_each_and_one_more_takes_it_back(ada: Page, served: Served) -> None:
    take_in(ada, served)
    expect(ada.get_by_role("status")).to_contain_text("Five things went into the inbox.")
    for key, said, then in (
        ("k", "Kept as win 1.", "Mentoring with Mia"),
        ("l", "Let go.", "My talk at the meetup"),
        ("s", "", "Mentoring with Mia"),
        ("k", "Kept as win 2.", "Interview with Northwind"),
    ):
        ada.keyboard.press(key)
        expect(ada.locator("#came-in")).to_have_text(then)
        if said:
            expect(ada.get_by_role("status")).to_contain_text(said)
    ada.keyboard.press("m")
    expect(ada.get_by_role("heading", name="Into which win?")).to_be_visible()
    ada.keyboard.press("1")
    expect(ada.get_by_role("status")).to_contain_text("Merged.")
    ada.keyboard.press("u")
    expect(ada.get_by_role("status")).to_contain_text("Undone.")
    expect(ada.get_by_role("heading", level=1)).to_contain_text("2 things")
    expect(ada.get_by_role("main")).to_contain_text("Interview with Northwind")
    ada.keyboard.press("q")
    ada.wait_for_url(served.url + "/")
    expect(ada.get_by_text("Two things from elsewhere wait for a word of yours.")).to_be_visible()


def test_without_a_script_a_file_is_looked_at_and_taken_in_too(chromium: Browser, served: Served, seen: Seen) -> None:
    with window(chromium, served, seen, java_script_enabled=False) as page:
        page.goto(served.link)
        page.get_by_role("button").first.click()
        for press in ("Look at it", "Put them into the inbox"):
            if press == "Look at it":
                page.goto(served.url + "/import")
            page.set_input_files("#file", CALENDAR)
            page.get_by_role("button", name=press).click()
        page.wait_for_url(served.url + "/inbox")
        page.get_by_role("button", name="Keep it as a win").click()
        expect(page.get_by_role("status")).to_contain_text("Kept as win 1.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_never_scrolls_sideways(chromium: Browser, served: Served, seen: Seen, scheme: str) -> None:
    size = {"width": 320, "height": 700}
    with window(chromium, served, seen, viewport=size, color_scheme=scheme, has_touch=True) as page:
        page.goto(served.link)
        page.wait_for_url(served.url + "/")
        take_in(page, served)
        for path in ("/inbox", "/inbox?merge=1", "/import"):
            page.goto(served.url + path)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert seen.complaints == []
