"""The weekly review in a real browser: by keyboard alone, left at each step by closing the tab, without a script."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from smallwins import bootstrap
from smallwins.formats.source import Source
from smallwins.journal.commands import AddGoal, AddWin, AnswerWin
from smallwins.journal.foreign import import_foreign
from smallwins.journal.goals import add_goal
from smallwins.journal.inbox_commands import ImportForeign
from smallwins.journal.judging import answer_win
from smallwins.journal.settings import today_of
from smallwins.journal.wins import add_win
from smallwins.method.review import STAGES, Review
from smallwins.method.week import Week, week_of
from tests.chromium import Seen, window
from tests.serving import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def week(served: Served) -> Week:
    """This week, in a journal with one goal and three wins: a quarter ago, last week, and today."""
    with bootstrap.local_journal(str(served.home / "journal.db")) as journal:
        now = bootstrap.now()
        today = today_of(journal, now)
        add_goal(journal, AddGoal(bootstrap.new_id(), now, today, "Lead a research team"))
        for days, title in ((91, "Sent the first e-mail"), (8, "Coffee with Priya"), (0, "Said yes to the meetup")):
            win = add_win(journal, AddWin(bootstrap.new_id(), now, title, today - timedelta(days=days))).win
            if days == 8:
                answer_win(journal, AnswerWin(win.id, now, opened="not_yet", look_again=today))
    return week_of(today)


def kept(served: Served, week: Week) -> Review:
    with bootstrap.local_journal(str(served.home / "journal.db"), reading=True) as journal:
        review = journal.reviews.get(week)
    assert review
    return review


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(words)


def write(page: Page, words: str) -> None:
    """Type where the focus is, once it is in a box."""
    expect(page.locator("main input:focus, main textarea:focus")).to_be_visible()
    page.keyboard.type(words)


def press(page: Page, *keys: str) -> None:
    page.wait_for_load_state()  # a key before that is pressed on a page without its scripts
    for key in keys:
        page.keyboard.press(key)


def from_elsewhere(served: Served, *titles: str) -> None:
    """Put things of today into the inbox."""
    with bootstrap.local_journal(str(served.home / "journal.db")) as journal:
        now = bootstrap.now()
        table = "\n".join(["date,title", *(f"{today_of(journal, now)},{title}" for title in titles)])
        import_foreign(journal, ImportForeign(now, Source("table.csv", table.encode())))


def test_a_whole_review_by_keyboard_alone(ada: Page, served: Served, week: Week) -> None:
    from_elsewhere(served, "Interview with Northwind", "The meetup", "A newsletter")
    ada.goto(f"{served.url}/review/{week}")
    press(ada, "n")
    heading(ada, "The road behind")
    press(ada, "n")
    heading(ada, "What door did it open?")
    press(ada, "2")
    heading(ada, "What is the next step?")
    write(ada, "When it is Monday, I will write to Priya")
    press(ada, "Enter")
    _answer_doors(ada)
    decide_what_came_in(ada)
    heading(ada, "made things clearer")
    write(ada, "A walk with Ben")
    press(ada, "Enter")
    heading(ada, "A walk with Ben")
    press(ada, "Enter")
    heading(ada, "trust yourself more")
    press(ada, "Enter")
    heading(ada, "a real step")
    press(ada, "Enter")
    heading(ada, "Does it point where you want to go?")
    while ada.locator("[aria-current=step]").inner_text() == "Questions":
        _go_past(ada)
    heading(ada, "How confident do you feel this week?")
    press(ada, "7")
    heading(ada, "How clear is where you are going?")
    press(ada, "t")
    heading(ada, "Are you stuck in the same place?")
    press(ada, "1")
    heading(ada, "How possible does it feel")
    press(ada, "4")
    heading(ada, "Anything else about this week?")
    write(ada, "Enough.")
    press(ada, "Tab", "Enter")
    heading(ada, "When …, I will …")
    write(ada, "When I have had my coffee, I will call")
    press(ada, "Enter")
    heading(ada, "Another one")
    press(ada, "n")
    heading(ada, "The week in one picture")
    press(ada, "n")
    heading(ada, "One week kept so far.")

    review = kept(served, week)
    assert (review.status, review.confidence, review.clarity, review.stuck) == ("closed", 7, 10, False)
    assert (review.note, list(review.possible.values())) == ("Enough.", [4])


def decide_what_came_in(page: Page) -> None:
    """Keep one, let go of one and take that back, merge one, and leave one for later: one key each."""
    came_in = page.locator("#came-in")
    expect(came_in).to_be_focused()
    first = came_in.inner_text()
    press(page, "k")
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    expect(came_in).not_to_have_text(first)
    second = came_in.inner_text()
    press(page, "l")
    expect(page.get_by_role("status")).to_contain_text("Let go.")
    expect(came_in).not_to_have_text(second)
    press(page, "u")
    expect(page.get_by_role("status")).to_contain_text("Undone.")
    expect(came_in).to_have_text(second)
    press(page, "m")
    heading(page, "Into which win?")
    press(page, "1")
    expect(page.get_by_role("status")).to_contain_text("Merged.")
    expect(came_in).not_to_have_text(second)
    press(page, "s")


def _answer_doors(page: Page) -> None:
    """Leave whatever other door is asked about for later."""
    expect(page.get_by_role("main")).not_to_contain_text("What is the next step?")
    while page.locator("[aria-current=step]").inner_text() == "Doors":
        _go_past(page)


def _go_past(page: Page) -> None:
    """Go on from a card, or leave it for later, and wait for another."""
    before = page.locator("main").inner_text()
    press(page, "n" if page.locator("[data-key=n]").count() else "s")
    page.wait_for_function("before => document.querySelector('main').innerText !== before", arg=before)


@pytest.mark.parametrize("stage", STAGES)
def test_a_review_left_by_closing_the_tab_goes_on_where_it_was(
    ada: Page, served: Served, week: Week, stage: str
) -> None:
    ada.goto(f"{served.url}/review/{week}")
    press(ada, "n")
    heading(ada, "The road behind")
    ada.locator(f"[name=stage][value={stage}]").click()
    expect(ada.locator(f"[name=stage][value={stage}]")).to_have_attribute("aria-current", "step")
    if stage == "pulse":
        press(ada, "7")
        heading(ada, "How clear is where you are going?")
    context: BrowserContext = ada.context
    ada.close()

    again = context.new_page()
    again.goto(f"{served.url}/review/{week}")
    expect(again.locator(f"[name=stage][value={stage}]")).to_have_attribute("aria-current", "step")
    if stage == "pulse":
        heading(again, "How clear is where you are going?")


def test_what_was_answered_is_swapped_in_and_the_focus_goes_with_it(ada: Page, served: Served, week: Week) -> None:
    ada.goto(f"{served.url}/review/{week}")
    press(ada, "n")
    heading(ada, "The road behind")
    ada.evaluate("window.sameDocument = true")
    ada.locator("[name=stage][value=pulse]").click()
    heading(ada, "How confident do you feel this week?")
    press(ada, "3")
    heading(ada, "How clear is where you are going?")

    assert ada.evaluate("window.sameDocument")
    assert ada.evaluate("document.activeElement.closest('.card-now') !== null")
    assert ada.url == f"{served.url}/review/{week}"


def test_a_whole_review_without_a_script(chromium: Browser, served: Served, seen: Seen, week: Week) -> None:
    with window(chromium, served, seen, java_script_enabled=False) as page:
        page.goto(served.link)
        page.get_by_role("button", name="Open").click()
        page.goto(f"{served.url}/review/{week}")
        page.get_by_role("button", name="Begin").click()
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="opened a door").click()
        page.get_by_label("Not written down yet? What happened?").fill("Priya introduced me to Sam")
        page.get_by_role("button", name="Write it down").click()
        page.get_by_role("button", name="Wins", exact=True).click()
        for _ in range(3):
            page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="Pulse").click()
        page.get_by_role("button", name="10").click()
        page.get_by_role("button", name="Leave for later").click()
        page.get_by_role("button", name="Yes, I am").click()
        page.get_by_role("button", name="Leave for later").click()
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="No step this time").click()
        page.get_by_role("button", name="Close the week").click()
        expect(page.get_by_role("main")).to_contain_text("One week kept so far.")

    review = kept(served, week)
    assert (review.status, review.confidence, review.clarity, review.stuck, review.no_step) == (
        "closed", 10, None, True, True,
    )  # fmt: skip
    assert seen.complaints == []
    assert seen.strangers == []
