"""A win is written down, judged, linked and found again without a mouse; and once without any script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from smallwins import bootstrap
from smallwins.journal.commands import AddGoal
from smallwins.journal.goals import add_goal
from smallwins.journal.settings import today_of
from tests.chromium import Seen, window
from tests.serving import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def goal(served: Served) -> str:
    with bootstrap.local_journal(str(served.home / "journal.db")) as one:
        at = bootstrap.now()
        add_goal(one, AddGoal(bootstrap.new_id(), at, today_of(one, at), "Lead a research team"))
    return "Lead a research team"


def _write(page: Page, title: str) -> None:
    page.get_by_role("textbox", name="What happened?").focus()
    page.keyboard.type(title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.locator("#asking")).to_be_focused()  # it is asked about at once


def test_the_first_win_is_written_and_judged_by_digits_alone(ada: Page, goal: str) -> None:
    expect(ada.get_by_role("textbox", name="What happened?")).to_be_focused()
    ada.keyboard.type("Coffee with Priya")
    ada.keyboard.press("Enter")
    for question, key in [
        ("Does it point where you want to go?", "1"),
        ("because it was there?", "1"),
        ("What door did it open?", "1"),
    ]:
        expect(ada.get_by_role("group", name=question)).to_be_visible()
        ada.keyboard.press(key)
    expect(ada.get_by_role("heading", name="Which win did it lead to?")).to_be_visible()
    expect(ada.get_by_role("searchbox")).to_be_focused()
    ada.get_by_role("link", name="Leave it at that").press("Enter")
    expect(ada.get_by_role("group", name="How did it feel to do?")).to_be_visible()
    ada.keyboard.press("2")
    expect(ada.get_by_role("group", name="What did it build in you?")).to_be_visible()
    ada.keyboard.press("1")
    ada.keyboard.press("2")
    ada.keyboard.press("Enter")
    expect(ada.locator("#wins .win").get_by_text("Real win")).to_be_visible()
    expect(ada.locator("#wins .win").get_by_text("Clarity, Confidence")).to_be_visible()
    expect(ada.get_by_role("link", name="Coffee with Priya")).to_be_focused()
    assert goal in ada.locator("#wins .win .about").inner_text()


def test_what_is_being_typed_stays_while_something_else_is_answered(ada: Page) -> None:
    _write(ada, "Coffee with Priya")
    _write(ada, "Wrote to Ines")
    ada.get_by_role("textbox", name="What happened?").fill("Half a thou")
    ada.get_by_role("button", name="I cannot tell yet").press("Enter")
    expect(ada.get_by_role("group", name="because it was there?")).to_be_visible()
    expect(ada.get_by_role("textbox", name="What happened?")).to_have_value("Half a thou")


def test_a_second_win_follows_with_a_fresh_box(ada: Page) -> None:
    for title in ("Coffee with Priya", "Wrote to Ines", "Talk at the guild"):
        _write(ada, title)
        expect(ada.get_by_role("textbox", name="What happened?")).to_have_value("")
    expect(ada.get_by_role("heading", name="Three wins so far")).to_be_visible()
    ada.get_by_role("button", name="Undo").press("Enter")
    expect(ada.get_by_role("heading", name="Two wins so far")).to_be_visible()


def test_a_door_is_linked_by_searching_as_one_types(ada: Page) -> None:
    _write(ada, "Coffee with Priya")
    _write(ada, "Said yes to the talk")
    _write(ada, "Sorted the shelf")
    ada.get_by_role("link", name="Coffee with Priya").press("Enter")
    ada.get_by_role("link", name="Add what it led to").press("Enter")
    expect(ada.get_by_role("searchbox")).to_be_focused()
    expect(ada.get_by_role("button", name="Sorted the shelf")).to_be_visible()
    ada.keyboard.type("said ye")
    expect(ada.get_by_role("button", name="Sorted the shelf")).to_be_hidden()
    ada.keyboard.press("Tab")
    ada.keyboard.press("Tab")
    ada.keyboard.press("Enter")
    expect(ada.locator("#doors").get_by_role("link", name="Said yes to the talk")).to_be_visible()
    expect(ada.get_by_role("status")).to_contain_text("A door opened.")


def test_the_list_is_searched_as_one_types_and_the_address_follows(ada: Page, served: Served) -> None:
    for title in ("Coffee with Priya", "Said yes to the talk"):
        _write(ada, title)
    ada.goto(f"{served.url}/wins")
    ada.get_by_role("searchbox").focus()
    ada.keyboard.type("priy")
    expect(ada.get_by_role("link", name="Said yes to the talk")).to_be_hidden()
    expect(ada.get_by_role("link", name="Coffee with Priya")).to_be_visible()
    expect(ada.get_by_role("status").filter(has_text="1 win")).to_be_visible()
    ada.wait_for_url(f"{served.url}/wins?words=priy")
    expect(ada.get_by_role("searchbox")).to_be_focused()
    ada.get_by_role("searchbox").fill("")
    expect(ada.get_by_role("link", name="Said yes to the talk")).to_be_visible()
    ada.wait_for_url(f"{served.url}/wins")


def test_a_win_is_changed_celebrated_and_deleted_by_keyboard(ada: Page, served: Served) -> None:
    _write(ada, "Coffe with Pria")
    ada.goto(f"{served.url}/wins/1")
    ada.keyboard.press("2")
    expect(ada.get_by_role("group", name="because it was there?")).to_be_visible()
    ada.keyboard.press("1")
    ada.get_by_role("button", name="Celebrate it").press("Enter")
    expect(ada.get_by_text("Enjoy it.")).to_be_visible()
    ada.get_by_text("Edit, or tell the story").press("Enter")
    ada.get_by_role("textbox", name="What happened").fill("Coffee with Priya")
    ada.get_by_role("textbox", name="What happened").press("Enter")
    expect(ada.get_by_role("heading", level=1)).to_have_text("Coffee with Priya")
    ada.get_by_role("button", name="Delete this win").press("Enter")
    expect(ada.get_by_role("heading", name="No wins yet")).to_be_visible()
    ada.get_by_role("button", name="Undo").press("Enter")
    expect(ada.get_by_role("heading", level=1)).to_have_text("Coffee with Priya")


@pytest.fixture
def plain(chromium: Browser, served: Served, seen: Seen) -> Iterator[Page]:
    """Ada's window with scripts switched off."""
    with window(chromium, served, seen, java_script_enabled=False) as page:
        page.goto(served.link)
        page.get_by_role("button", name="Open").press("Enter")
        page.wait_for_url(f"{served.url}/")
        yield page
    assert seen.complaints == []


def test_everything_works_without_a_script(plain: Page, served: Served) -> None:
    _write(plain, "Coffee with Priya")
    plain.get_by_role("button", name="I cannot tell yet").press("Enter")
    plain.get_by_role("button", name="Because it matters to me").press("Enter")
    plain.get_by_role("button", name="Not yet, ask me again later").press("Enter")
    plain.get_by_label("When …, I will …").fill("When Ines writes back, I will call")
    plain.get_by_role("button", name="Keep", exact=True).press("Enter")
    plain.get_by_role("button", name="Skip").press("Enter")
    plain.get_by_role("checkbox", name="Clarity").press("Space")
    plain.get_by_role("button", name="Keep", exact=True).press("Enter")
    expect(plain.get_by_role("heading", name="One win so far")).to_be_visible()
    plain.get_by_role("button", name="Done").press("Enter")
    expect(plain.locator("#wins .win").get_by_text("Changed my next step")).to_be_visible()
    _write(plain, "Said yes to the talk")
    plain.goto(f"{served.url}/wins/2?add=earlier")
    plain.get_by_role("searchbox").fill("coffee")
    plain.get_by_role("searchbox").press("Enter")
    plain.get_by_role("button", name="Coffee with Priya").press("Enter")
    expect(plain.locator("#doors").get_by_role("link", name="Coffee with Priya")).to_be_visible()
    plain.goto(f"{served.url}/wins")
    plain.get_by_role("searchbox").fill("talk")
    plain.get_by_role("searchbox").press("Enter")
    assert plain.url == f"{served.url}/wins?words=talk"
    expect(plain.get_by_role("link", name="Said yes to the talk")).to_be_visible()


def test_the_first_goal_is_named_in_the_question_without_a_tab(ada: Page) -> None:
    ada.keyboard.type("Coffee with Priya")
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("group", name="Does it point where you want to go?")).to_be_visible()
    ada.keyboard.press("1")
    expect(ada.get_by_role("textbox", name="Your goal")).to_be_focused()
    ada.keyboard.type("Lead a research team")
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("group", name="because it was there?")).to_be_visible()
    ada.reload()
    expect(ada.get_by_role("link", name="Lead a research team").first).to_be_visible()
