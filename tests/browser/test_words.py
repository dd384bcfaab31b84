"""A word of the method explains itself on hover, on a tap and by keyboard, and closes with Escape."""

import pytest
from playwright.sync_api import Browser, Page, expect

from smallwins.method.guide import GLOSSARY
from tests.chromium import Seen, window
from tests.serving import Served

pytestmark = pytest.mark.browser
MEANS = GLOSSARY["goal"].sentence


def test_a_word_says_what_it_means_on_hover_and_by_keyboard_and_escape_closes_it(ada: Page, served: Served) -> None:
    ada.goto(served.url + "/goals")
    word, meaning = ada.get_by_role("button", name="Goals"), ada.get_by_text(MEANS)
    expect(meaning).to_be_hidden()
    word.hover()
    expect(meaning).to_be_visible()
    ada.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    ada.mouse.move(0, 0)
    word.focus()
    expect(meaning).to_be_visible()
    expect(word).to_have_accessible_description(MEANS)


def test_a_tap_shows_what_a_word_means_within_the_screen(chromium: Browser, served: Served, seen: Seen) -> None:
    with window(chromium, served, seen, viewport={"width": 390, "height": 844}, has_touch=True) as page:
        page.goto(served.link)
        page.wait_for_url(served.url + "/")
        page.goto(served.url + "/goals")
        page.get_by_role("button", name="Goals").tap()
        expect(page.get_by_text(MEANS)).to_be_in_viewport(ratio=1)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert seen.complaints == []
