"""Settings, goals and the rearview in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import Seen, enter, window
from tests.serving import Served

pytestmark = pytest.mark.browser


def test_the_browsers_own_zone_is_offered_and_taken_only_when_the_person_says_so(
    chromium: Browser, served: Served, seen: Seen
) -> None:
    with window(chromium, served, seen, timezone_id="Asia/Tokyo") as page:
        page.goto(served.link)
        page.wait_for_url(served.url + "/")
        page.goto(served.url + "/settings")
        expect(page.get_by_text("This browser says Asia/Tokyo.")).to_be_visible()
        expect(page.get_by_label("Time zone")).not_to_have_value("Asia/Tokyo")
        page.get_by_role("button", name="Use it").click()
        expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
        expect(page.get_by_role("status")).to_contain_text("Saved.")
        expect(page.get_by_text("This browser says")).to_be_hidden()
    assert seen.complaints == []


def test_the_journal_goes_out_as_a_file_and_comes_in_again(ada: Page, served: Served, tmp_path: Path) -> None:
    ada.goto(served.url + "/settings")
    ada.get_by_role("button", name="Put it in").click()
    ada.wait_for_url(served.url + "/")
    ada.goto(served.url + "/settings")
    ada.get_by_role("link", name="Export now").click()
    for label in ("A passphrase for the file", "The same again"):
        ada.get_by_label(label).fill("a walk along the river")
    with ada.expect_download() as download:
        ada.get_by_role("button", name="Take it, encrypted").click()
    assert download.value.suggested_filename.endswith(".encrypted")
    file = tmp_path / "journal.encrypted"
    download.value.save_as(file)
    assert b"smallwins-encrypted/1" in file.read_bytes()[:40]
    ada.get_by_text("As a plain file instead").click()
    with ada.expect_download() as download:
        ada.get_by_role("button", name="Take it as a plain file").click()
    assert download.value.suggested_filename.endswith(".json")
    ada.get_by_role("link", name="Back").click()
    ada.get_by_role("link", name="Bring something in").click()
    ada.wait_for_url(served.url + "/import")  # with its scripts: a file chosen before them waits for the button
    ada.get_by_label("Choose a file").set_input_files(file)
    ada.get_by_label("Its passphrase").fill("a walk along the river")
    ada.get_by_role("button", name="Open it").click()
    ada.wait_for_url(served.url + "/settings#travel")
    expect(ada.get_by_role("status")).to_contain_text("Nothing new was in this file.")


def test_one_tap_says_how_possible_a_goal_feels_and_the_page_stays_where_it_is(ada: Page, served: Served) -> None:
    ada.goto(served.url + "/goals")
    ada.get_by_label("The place you want to get to").fill("Lead a research team")
    ada.get_by_role("button", name="Name it").click()
    ada.evaluate("window.sameDocument = true")
    ada.get_by_role("button", name="6", exact=True).click()
    expect(ada.get_by_text("Today it feels 6 of 10 possible.")).to_be_visible()
    assert ada.evaluate("window.sameDocument")
    assert ada.url == served.url + "/goals"


@pytest.mark.parametrize("path", ["/goals", "/rearview", "/settings", "/review"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_never_scrolls_sideways(chromium: Browser, sampled: Served, seen: Seen, path: str, scheme: str) -> None:
    with window(
        chromium, sampled, seen, viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True
    ) as page:
        enter(page, sampled)
        page.goto(sampled.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
