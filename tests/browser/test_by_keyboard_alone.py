"""Each task without a mouse and without keys of one letter, by Tab and Enter; and how the pages read as a tree."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_wins_by_keyboard import goal
from tests.by_keyboard import here, press
from tests.chromium import Seen, enter, window
from tests.serving import Served

__all__ = ["goal"]
pytestmark = pytest.mark.browser


def asked(page: Page, words: str) -> None:
    """Wait for a question: reading goes on there, and Tab leads into it."""
    expect(page.locator("#asking")).to_contain_text(words)
    here(page)


def test_a_win_is_written_and_judged_by_tab_and_enter_where_letters_do_nothing(
    ada: Page, served: Served, goal: str
) -> None:
    ada.goto(served.url + "/settings")
    ada.keyboard.press("Tab")
    assert here(ada) == "To the page"
    ada.keyboard.press("Enter")
    press(ada, "One key chooses an answer", "Space")
    expect(ada.get_by_label("One key chooses an answer")).not_to_be_checked()
    ada.goto(served.url + "/")
    assert here(ada) == "What happened?"
    ada.keyboard.type("Coffee with Priya")
    ada.keyboard.press("Enter")
    asked(ada, "Does it point where you want to go?")
    expect(ada.get_by_role("status").first).not_to_be_empty()
    ada.keyboard.press("1")
    ada.keyboard.press("Tab")
    assert here(ada).startswith("Yes, toward")
    ada.keyboard.press("Enter")
    asked(ada, "because it was there?")
    press(ada, "Because it matters")
    asked(ada, "What door did it open?")
    press(ada, "Not yet")
    expect(ada.get_by_label("When …, I will …")).to_be_focused()
    here(ada)
    ada.keyboard.type("When Priya writes, I will call")
    ada.keyboard.press("Enter")
    asked(ada, "How did it feel to do?")
    press(ada, "Slightly uncomfortable")
    asked(ada, "What did it build in you?")
    press(ada, "Clarity", "Space")
    press(ada, "Keep")
    expect(ada.locator("#wins .win").get_by_text("Too early to tell")).to_be_visible()
    expect(ada.get_by_role("link", name="Coffee with Priya")).to_be_focused()
    here(ada)


def test_keys_of_one_letter_come_back_when_they_are_wanted(ada: Page, served: Served) -> None:
    ada.evaluate("localStorage.setItem('keys', 'off')")
    ada.goto(served.url + "/settings")
    expect(ada.get_by_label("One key chooses an answer")).not_to_be_checked()
    press(ada, "One key chooses an answer", "Space")
    ada.goto(served.url + "/")
    ada.keyboard.type("Coffee with Priya")
    ada.keyboard.press("Enter")
    asked(ada, "Does it point where you want to go?")
    ada.keyboard.press("s")
    asked(ada, "because it was there?")


TREES = {
    "/": """
        - banner:
          - link "smallwins"
          - navigation "Pages":
            - link "This week"
        - status
        - main:
          - heading /This week/ [level=1]
          - textbox "What happened?"
          - button "Add win"
          - group "Your gut says":
            - radio "Real"
            - radio "Shiny"
          - heading /so far/ [level=2]
          - list:
            - listitem:
              - heading [level=3]:
                - link
              - text: /Too early to tell|Real win|Shiny object/
        - contentinfo:
          - paragraph: Press Escape twice to hide everything.
    """,
    "/wins/5": """
        - main:
          - article:
            - text: Too early to tell
            - heading /Ruben brought me/ [level=1]
            - region "What it is":
              - heading "Too early to tell" [level=2]
              - paragraph: /^It lines up/
              - heading "Your answers" [level=2]
              - term: Does it point where you want to go?
              - definition:
                - text: /^Yes, toward a goal/
                - 'link "Change: Does it point where you want to go?"'
            - region "Doors"
            - complementary "Beside it"
    """,
    "/insights": """
        - main:
          - heading /What moves you/ [level=1]
          - figure "Looks good, or moves me?":
            - heading "Looks good, or moves me?" [level=2]
            - group "Looks good, or moves me?"
    """,
    "/chains": """
        - main:
          - heading [level=1]
          - region /^The longest chain/:
            - heading /^The longest chain/ [level=2]
            - region "The chain, from left to right":
              - group "The chain, drawn":
                - link /real win, \\d+ \\w+ 2/
    """,
    "/review": """
        - main:
          - heading /Weekly review/ [level=1]
          - list "The six steps":
            - listitem:
              - button "Pulse"
          - region "How confident do you feel this week?":
            - heading "How confident do you feel this week?" [level=2]
            - group "How confident do you feel this week?":
              - button "0 , not at all"
              - button "10 , very"
            - button "Leave for later"
    """,
}


def test_the_pages_read_well_as_trees(chromium: Browser, sampled: Served, seen: Seen) -> None:
    with window(chromium, sampled, seen, viewport={"width": 1280, "height": 900}) as page:
        enter(page, sampled)
        for path, tree in TREES.items():
            page.goto(sampled.url + path)
            if path == "/review":
                page.get_by_role("button", name="Begin").click()
                page.locator("[name=stage][value=pulse]").click()
            expect(page.locator("body")).to_match_aria_snapshot(tree)
    assert seen.complaints == []


def test_what_is_done_is_said(ada: Page) -> None:
    said = ada.get_by_role("status")
    expect(said).to_have_attribute("aria-live", "polite")
    expect(said).to_be_empty()
    ada.keyboard.type("Coffee with Priya")
    ada.keyboard.press("Enter")
    expect(said).to_contain_text("Written down.")  # before it fades
    asked(ada, "Does it point where you want to go?")
