"""Come in by the link, hide with a key, lock: in a real browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import Seen, window
from tests.serving import Served

pytestmark = pytest.mark.browser


def _forgive_locked(seen: Seen) -> None:
    """Chromium calls every 403 page an error on its console; the locked page is meant to be one."""
    seen.complaints[:] = [said for said in seen.complaints if "403 (Forbidden)" not in said]


def test_the_link_opens_the_journal_and_is_gone_from_the_address_bar(ada: Page, served: Served) -> None:
    expect(ada.get_by_role("heading", level=1)).to_have_text("What moved you?")
    assert ada.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    ada.go_back()
    assert served.link not in ada.url


def test_without_script_it_is_one_press(chromium: Browser, served: Served, seen: Seen) -> None:
    with window(chromium, served, seen, java_script_enabled=False) as page:
        page.goto(served.link)
        assert page.url == f"{served.url}/open"
        page.get_by_role("button", name="Open").click()
        assert page.url == f"{served.url}/"
        expect(page.get_by_role("heading", level=1)).to_have_text("What moved you?")


def test_a_link_from_another_site_opens_nothing_by_itself_and_goes_on_from_our_own_page(
    ada: Page, served: Served, seen: Seen
) -> None:
    other = served.url.replace("127.0.0.1", "localhost")
    ada.goto(other)  # localhost is another site than 127.0.0.1, and holds no session
    expect(ada.get_by_role("heading", level=1)).to_have_text("Locked")
    ada.evaluate(f"location.href = '{served.url}/'")
    ada.wait_for_url(served.url + "/")
    expect(ada.get_by_role("heading", level=1)).to_have_text("Locked")
    ada.get_by_role("link", name="Go on").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text("What moved you?")
    assert all(address.startswith(other) for address in seen.strangers)
    seen.strangers.clear()
    _forgive_locked(seen)


@pytest.mark.parametrize("way_back", ["key", "press"])
def test_escape_twice_hides_everything_until_the_next_key_or_press(ada: Page, way_back: str) -> None:
    title = ada.title()
    ada.keyboard.press("Escape")
    expect(ada.locator("main")).to_be_visible()
    ada.keyboard.press("Escape")
    expect(ada.locator("main")).to_be_hidden()
    assert ada.title() == "Untitled"
    if way_back == "key":
        ada.keyboard.press("x")
    else:
        ada.mouse.click(200, 200)
    expect(ada.locator("main")).to_be_visible()
    assert ada.title() == title


def test_the_press_that_brings_the_page_back_does_nothing_else(ada: Page, served: Served) -> None:
    box = ada.get_by_role("link", name="Wins", exact=True).bounding_box()
    assert box
    ada.keyboard.press("Escape")
    ada.keyboard.press("Escape")
    ada.mouse.click(box["x"] + 5, box["y"] + 5)
    expect(ada.locator("main")).to_be_visible()
    assert ada.url == served.url + "/"


def test_lock_is_a_button_and_ends_the_session(ada: Page, served: Served, seen: Seen) -> None:
    ada.get_by_role("button", name="Lock").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text("Locked")
    ada.goto(served.url + "/")
    expect(ada.get_by_role("heading", level=1)).to_have_text("Locked")
    _forgive_locked(seen)


def test_every_way_is_within_a_thumbs_reach_on_a_phone(chromium: Browser, served: Served, seen: Seen) -> None:
    phone = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
    with window(chromium, served, seen, **phone) as page:
        page.goto(served.link)
        page.wait_for_url(served.url + "/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        for name in ("This week", "Wins", "Goals"):
            box = page.get_by_role("link", name=name, exact=True).bounding_box()
            assert box
            assert box["y"] > 560
            assert box["height"] >= 44
        for one in (page.get_by_role("link", name="rearview"), page.get_by_role("button", name="Lock")):
            one.scroll_into_view_if_needed()
            expect(one).to_be_in_viewport()
