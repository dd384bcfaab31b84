"""The page of tokens in a real browser: a token made by keyboard, used, and taken back; on a phone and in the dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.programs import Program
from tests.browser.test_sharing import signed_in
from tests.chromium import Seen, window
from tests.shared import PASSWORD, Shared, sharing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    with sharing(tmp_path_factory.mktemp("shared")) as shared:
        shared.visitor().sign_up("ada@example.org")
        yield shared


def made(page: Page, shared: Shared, name: str) -> str:
    """Make a token by keyboard alone; return it as the page shows it."""
    page.goto(shared.url + "/you/tokens")
    page.locator("[name=name]").focus()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    shown = page.locator("#new-token, [name=password]").first
    expect(shown).to_be_visible()
    if page.locator("[name=password]").count():
        page.locator("[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Tokens for programs")).to_be_visible()
    if not page.locator("#new-token").count():  # the way over the password leads back to an empty form
        page.locator("[name=name]").fill(name)
        page.keyboard.press("Enter")
    expect(page.locator("#new-token")).to_be_visible()
    return page.locator("section[role=status] code.place").first.inner_text()


def test_a_token_made_by_keyboard_works_until_it_is_taken_back(chromium: Browser, served: Shared) -> None:
    seen = Seen([], [])
    with window(chromium, served, seen) as page:
        signed_in(page, served, "ada")
        secret = made(page, served, "phone")
        phone = Program(served, secret)
        assert phone.post("/wins", {"title": "From the phone"}).status == 201
        assert phone.get("/wins").status == 403  # it may write down, and read nothing

        page.goto(served.url + "/you/tokens")
        assert secret not in page.content()
        page.get_by_role("button", name="Take it back phone").press("Enter")
        expect(page.locator("#ended")).to_be_visible()

        assert phone.post("/wins", {"title": "Afterwards"}).status == 401
        page.goto(served.url + "/wins")
        expect(page.get_by_text("From the phone")).to_be_visible()
    assert not seen.complaints


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_the_page_fits_its_window_and_nothing_complains(
    chromium: Browser, served: Shared, width: int, scheme: str
) -> None:
    seen, options = Seen([], []), {"viewport": {"width": width, "height": 844}, "color_scheme": scheme}
    with window(chromium, served, seen, **options) as page:
        signed_in(page, served, "ada")
        made(page, served, f"phone {width} {scheme}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto(served.url + "/you/tokens")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not seen.complaints
