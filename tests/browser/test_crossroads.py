"""An offer from the first line to the decision in a real browser: by keyboard alone, without a script, on a phone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from smallwins import bootstrap
from smallwins.journal.commands import AddGoal
from smallwins.journal.goals import add_goal
from smallwins.journal.settings import today_of
from smallwins.method.ahead import QUESTIONS_AHEAD
from smallwins.method.crossroads import STAY, Crossroads
from tests.chromium import Seen, enter, window
from tests.serving import Served

pytestmark = pytest.mark.browser

DIRECTION, MOTIVE, OPENED, STRETCH, GAINS = (question.text for question in QUESTIONS_AHEAD)


def kept(served: Served) -> Crossroads:
    with bootstrap.local_journal(str(served.home / "journal.db")) as journal:
        return journal.crossroads.all()[-1]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def question(page: Page, text: str) -> None:
    expect(page.locator("#asking")).to_contain_text(text)
    expect(page.locator("#asking")).to_be_focused()


def test_an_offer_is_put_down_weighed_and_decided_by_keyboard_alone(ada: Page, served: Served) -> None:
    with bootstrap.local_journal(str(served.home / "journal.db")) as journal:
        now = bootstrap.now()
        add_goal(journal, AddGoal(bootstrap.new_id(), now, today_of(journal, now), "Lead a research team"))
    ada.goto(served.url + "/crossroads")
    ada.get_by_label("What is there to decide?").focus()
    ada.keyboard.type("An offer")
    press(ada, "Tab")
    ada.keyboard.type("Head of AI at Brightloop")
    press(ada, "Enter")
    question(ada, DIRECTION)
    ada.evaluate("window.sameDocument = true")
    press(ada, "2")
    question(ada, MOTIVE)
    press(ada, "2")
    question(ada, OPENED)
    press(ada, "s")
    question(ada, STRETCH)
    press(ada, "b")
    question(ada, OPENED)
    press(ada, "1")
    expect(ada.get_by_label("Which door, or how would your next step change?")).to_be_focused()
    ada.keyboard.type("A chair")
    press(ada, "Enter")
    question(ada, STRETCH)
    press(ada, "2")
    question(ada, GAINS)
    press(ada, "0", "Tab")
    ada.get_by_role("button", name="Keep", exact=True).first.focus()
    press(ada, "Enter")
    expect(ada.locator(".of-option")).to_contain_text(STAY)
    question(ada, DIRECTION)
    press(ada, "q")
    expect(ada.locator("#asking")).to_have_count(0)
    assert ada.evaluate("window.sameDocument")
    expect(ada.locator("#option-1 .verdict")).to_have_text("Shiny")

    ada.get_by_role("button", name="Dazzling").first.focus()
    press(ada, "Enter")
    expect(ada.locator("#option-1 .said-so")).to_have_text("Dazzling")
    expect(ada.locator("#option-1 .verdict")).to_have_text("Shiny")
    ada.get_by_label("Head of AI at Brightloop").last.focus()
    press(ada, "ArrowDown", "Tab")
    ada.keyboard.type("Nobody on the other chairs")
    press(ada, "Tab", "Tab", "Tab", "Tab", "Tab")
    ada.get_by_role("button", name="Decide", exact=True).focus()
    press(ada, "Enter")
    expect(ada.locator(".decision.made")).to_contain_text(STAY)

    found = kept(served)
    assert (found.status, found.reason) == ("decided", "Nobody on the other chairs")
    assert found.decision == found.options[1].id
    head = found.options[0]
    assert (head.looks, head.answers.door_note, head.answers.stretch, head.answers.gains) == (4, "A chair", 2, ())


def test_all_of_it_without_a_script(chromium: Browser, served: Served, seen: Seen) -> None:
    with window(chromium, served, seen, java_script_enabled=False) as page:
        page.goto(served.link)
        page.get_by_role("button", name="Open").click()
        page.get_by_role("navigation").get_by_role("link", name="Crossroads").click()
        page.get_by_label("What is there to decide?").fill("An offer")
        page.get_by_label("Way 1").fill("Lead the pod")
        page.get_by_role("button", name="Put it to the questions").click()
        page.get_by_role("button", name="Yes, toward a goal of mine").click()
        page.get_by_role("button", name="Because it matters to me").click()
        page.get_by_role("button", name="It would open a door").click()
        page.get_by_role("link", name="Leave it at that").click()
        page.get_by_role("button", name="Hard").click()
        page.get_by_label("Confidence").check()
        page.get_by_role("button", name="Keep", exact=True).first.click()
        page.get_by_role("link", name="Enough for now").click()
        expect(page.locator("#option-1 .verdict")).to_have_text("Worth it")
        page.get_by_role("radio", name="Lead the pod").check()
        page.get_by_label("Why?").fill("The work")
        page.get_by_role("button", name="Decide", exact=True).click()
        page.get_by_role("button", name="Make it a win").click()
        page.get_by_role("link", name="Lead the pod", exact=True).click()
        expect(page.locator(".history")).to_contain_text(
            "From the crossroads “An offer”: Lead the pod, because The work"
        )
    assert kept(served).win
    assert seen.complaints == []
    assert seen.strangers == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_offers_never_scroll_sideways(chromium: Browser, sampled: Served, seen: Seen, width: int, scheme: str) -> None:
    with window(
        chromium, sampled, seen, viewport={"width": width, "height": 844}, color_scheme=scheme, has_touch=width < 768
    ) as page:
        enter(page, sampled)
        for path in ("/crossroads", "/crossroads/1", "/crossroads/2", "/crossroads/2?ask=1&question=gains"):
            page.goto(sampled.url + path)
            assert page.evaluate("document.documentElement.scrollWidth") == width, path
            assert page.title() == "Crossroads"
    assert seen.complaints == []
