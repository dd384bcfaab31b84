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
    ada.goto(served.url + "/import")
    field = ada.locator("#file")
    for _ in range(40):  # from the top of the page to the file, by one key
        if field.evaluate("field => field === document.activeElement"):
            break
        ada.keyboard.press("Tab")
    expect(field).to_be_focused()
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


DROP = """([zone, name, text, count]) => {
  const dropped = new DataTransfer();
  for (let at = 0; at < count; at++) dropped.items.add(new File([text], name));
  const place = document.querySelector(zone);
  const event = (kind) => new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: dropped });
  const over = event("dragover");
  place.dispatchEvent(over);
  const marked = document.getElementById("import").classList.contains("dropping");
  const drop = event("drop");
  place.dispatchEvent(drop);
  return [over.defaultPrevented, marked, drop.defaultPrevented];
}"""


@pytest.mark.parametrize("zone", [".drop-here", "h1"])
def test_a_file_dropped_anywhere_on_the_page_is_looked_at(ada: Page, served: Served, zone: str) -> None:
    ada.goto(served.url + "/import")
    rows = "".join(f"{number},2026-05-06,Win {number}\n" for number in range(1, 1001))
    assert ada.evaluate(DROP, [zone, "wins.csv", "id,date,title\n" + rows, 2]) == [True, True, True]
    expect(ada.get_by_role("alert")).to_have_text(
        "One file at a time, please. A zip may hold the files of one export, or Markdown."
    )

    assert ada.evaluate(DROP, [zone, "wins.csv", "id,date,title\n" + rows, 1]) == [True, True, True]

    expect(ada.get_by_role("heading", name="This is a table")).to_be_focused()
    expect(ada.locator("#looked")).to_contain_text("1,000 things would go into the inbox")
    expect(ada.locator("#drop-problem")).to_be_hidden()
    ada.get_by_role("button", name="Put them into the inbox").click()
    ada.wait_for_url(served.url + "/inbox")


def test_a_long_file_shows_how_far_it_is(ada: Page, served: Served) -> None:
    ada.goto(served.url + "/import")
    ada.evaluate(
        """() => { window.seen = []; new MutationObserver(() => {
          const bar = document.querySelector(".sending progress");
          seen.push(document.querySelector(".sending").hidden + " " + bar.hasAttribute("value") + " "
            + document.getElementById("sending-words").textContent);
        }).observe(document.querySelector(".sending"), { attributes: true, childList: true, subtree: true }); }"""
    )
    text = "".join(f"## May 2026\n- Win {number} {'x' * 900}\n" for number in range(4000))
    ada.set_input_files("#file", {"name": "wins.md", "mimeType": "text/markdown", "buffer": text.encode()})
    expect(ada.get_by_role("heading", name="This is a brag document")).to_be_focused(timeout=30_000)

    seen = ada.evaluate("seen")
    assert seen[0] == "false false Sending the file …"
    assert "false false Reading the file …" in seen
    expect(ada.locator(".sending")).to_be_hidden()


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
