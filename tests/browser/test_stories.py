"""Stories in a real browser: moved by keyboard without losing one's place, and taken along."""

import pytest
from playwright.sync_api import Page, expect

from tests.serving import Served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 390])
def test_a_story_is_moved_by_keyboard_and_the_document_taken_along(ada: Page, served: Served, width: int) -> None:
    ada.set_viewport_size({"width": width, "height": 900})
    ada.goto(served.url + "/settings")
    ada.get_by_role("button", name="Put it in").click()
    ada.wait_for_url(served.url + "/")
    ada.goto(served.url + "/stories")
    ada.get_by_label("Stories for an interview").check()
    ada.get_by_role("button", name="Begin").click()
    first = ada.locator(".paper h2").first.inner_text()
    down = ada.locator(".moves button").first
    name = down.get_attribute("id")
    down.focus()
    ada.keyboard.press("Enter")
    expect(ada.locator(".paper h2").nth(1)).to_have_text(first)
    assert ada.evaluate("document.activeElement.id") == name
    assert ada.evaluate("document.documentElement.scrollWidth") <= width

    ada.get_by_role("link", name="Take it along").click()
    expect(ada.get_by_role("heading", name="Before you share this")).to_be_visible()
    with ada.expect_download() as download:
        ada.get_by_role("button", name="Markdown").click()
    assert download.value.suggested_filename == "document.md"
