"""Sharing by the keyboard alone: a week by a link, and a coach who is invited, given something and taken back."""

import pytest
from playwright.sync_api import Browser, Page, expect

from smallwins.method.week import week_of
from tests.by_keyboard import here, press
from tests.chromium import Seen, window
from tests.server.shared_journals import close, journal_at, today, write
from tests.shared import Shared, come_in, one_file

__all__ = ["one_file"]
pytestmark = pytest.mark.browser


def test_a_week_is_shared_by_a_link_by_the_keyboard(chromium: Browser, one_file: Shared) -> None:
    gil = one_file.visitor().sign_up("gil@example.org")
    number = int(one_file.sql("SELECT id FROM accounts_person WHERE email = 'gil@example.org'")[0][0])
    with journal_at(one_file, number) as journal:
        week = week_of(today(journal)).plus(-1)
        write(journal, "Wrote to Northwind", week.monday)
        close(journal, week, note="A good one", confidence=6)
    with window(chromium, one_file, Seen([], [])) as client, window(chromium, one_file, Seen([], [])) as somebody:
        come_in(client, gil)
        client.goto(f"{one_file.url}/sharing/links/new?week={week}")
        press(client, "With the titles", "Space")
        press(client, "Make the link")
        expect(client.get_by_label("The link", exact=True)).to_be_focused()
        here(client)
        link = client.get_by_label("The link", exact=True).input_value()
        somebody.goto(link)
        expect(somebody.get_by_role("main")).to_contain_text("Wrote to Northwind")


def test_a_client_invites_grants_and_takes_back_by_the_keyboard(chromium: Browser, one_file: Shared) -> None:
    seen = Seen([], [])
    ben, eve = (one_file.visitor().sign_up(f"{name}@example.org") for name in ("ben", "eve"))
    with window(chromium, one_file, seen) as client, window(chromium, one_file, seen) as coach:
        come_in(client, ben)
        come_in(coach, eve)
        client.goto(one_file.url + "/sharing")
        _to(client, "#email")
        client.keyboard.type("eve@example.org")
        client.keyboard.press("Enter")
        link = client.get_by_label("The link", exact=True).input_value()
        _to(client, "a.btn.primary")
        client.keyboard.press("Enter")
        _to(client, "[name=goals]")
        client.keyboard.press("Space")
        client.keyboard.press("Enter")
        expect(client.get_by_text("will see:")).to_be_visible()
        coach.goto(link)
        _to(coach, "[value=accept]")
        coach.keyboard.press("Enter")
        _to(coach, "main a[href$=goals]")
        coach.keyboard.press("Enter")
        expect(coach.get_by_role("heading", name="Goals")).to_be_visible()
        client.goto(one_file.url + "/sharing")
        expect(client.get_by_role("region", name="Who looked")).to_contain_text("your goals")
        _to(client, ".take-back button")
        client.keyboard.press("Enter")
        expect(client.get_by_text("Their next look finds nothing")).to_be_visible()
        coach.reload()
        expect(coach.get_by_role("heading", name="Nothing here")).to_be_visible()
    assert seen.strangers == []


def _to(page: Page, selector: str) -> None:
    """Go on with Tab until it is reached, as somebody without a mouse does."""
    page.locator(selector).first.wait_for()
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")
