"""The pages of sharing: readable to everybody, light and dark, wide and narrow; and a coach, all by the keyboard."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it brings no types
from playwright.sync_api import Browser, Page, expect

from smallwins import bootstrap
from smallwins.journal.commands import AddGoal
from smallwins.journal.drafts import NewDraft, new_draft
from smallwins.journal.goals import add_goal
from smallwins.journal.sharing import AddRemark, AnswerRemark, add_remark, answer_remark
from smallwins.method.week import week_of
from tests.chromium import Seen, window
from tests.server.shared_journals import a_link, choose, close, grant_of, invited, journal_at, today, write
from tests.shared import Shared, Visitor, come_in, one_file

__all__ = ["one_file"]
pytestmark = pytest.mark.browser
WIDTHS = (1280, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Shown:
    """Ada's pages of sharing, Cleo's of coaching, and links for whoever has them."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.ada, self.cleo = (shared.visitor().sign_up(f"{name}@example.org") for name in ("ada", "cleo"))
        with journal_at(shared, 1) as journal:
            day, now = today(journal), bootstrap.now()
            week = week_of(day).plus(-1)
            goal = add_goal(
                journal, AddGoal(bootstrap.new_id(), now, day, "Lead a team", "It matters", ("hiring",), possible=3)
            )
            first = write(journal, "Wrote to Northwind", week.monday, story="They answered", goals=(goal.id,))
            write(journal, "Call with Northwind", week.monday + timedelta(2), opened_by=(first,))
            close(journal, week, note="A good one", stuck=True, confidence=6)
            draft = new_draft(
                journal, NewDraft(bootstrap.new_id(), now, "brag", day - timedelta(60), day, wins=(first,))
            )
        self.cleo.post(invited(self.ada, "cleo@example.org"), {"act": "accept"})
        invitation = invited(self.ada, "dora@example.org")
        grant_of(self.ada, 1, weeks="all", titles="on", goals="on", insights="on")
        choose(self.ada, 1, 1)
        with journal_at(shared, 1) as journal:
            for text in ("Who was there?", "And what came of it?"):
                said = AddRemark(bootstrap.new_id(), now, 2, "Cleo", None, week, text, asks=True)
                remark = add_remark(journal, said)
                answer_remark(journal, AnswerRemark(remark.id, now, "Two people from the lab"))
        of_ada = [
            "/sharing", "/sharing/looks", "/sharing/coaches/1/wins", "/sharing/wins/1",
            *(f"/sharing/links/new?{asked}" for asked in ("win=1", f"week={week}", "chain=1", f"story={draft.id}")),
        ]  # fmt: skip
        of_cleo = ["/clients", "/clients/1", f"/clients/1/weeks/{week}", f"/clients/1/wins/{first}"]
        of_cleo += ["/clients/1/goals", "/clients/1/insights", invitation]
        asked = ({"win": "1"}, {"week": str(week), "titles": "on"}, {"chain": "1"}, {"goal": "1"}, {"story": draft.id})
        by_link = [a_link(self.ada, **form) for form in asked]
        by_link += [a_link(self.ada), a_link(self.ada, password="a long word"), invitation]
        self.pages: list[tuple[Visitor | None, list[str]]] = [(self.ada, of_ada), (self.cleo, of_cleo), (None, by_link)]


@pytest.fixture(scope="module")
def shown(one_file: Shared) -> Shown:
    return Shown(one_file)


def test_everybody_can_read_every_page_of_sharing(chromium: Browser, shown: Shown) -> None:
    found = []
    for visitor, paths in shown.pages:
        with window(chromium, shown.shared, Seen([], [])) as page:
            if visitor:
                come_in(page, visitor)
            for path in paths:
                page.goto(shown.shared.url + path)
                for width, scheme in product(WIDTHS, SCHEMES):
                    page.set_viewport_size({"width": width, "height": 900})
                    page.emulate_media(color_scheme=scheme)
                    found += [(path, width, scheme, *what) for what in amiss(page, width)]
    assert found == []


def amiss(page: Page, width: int) -> Iterator[tuple[str, list[str]]]:
    """Say what axe finds on a page as it stands, and whether the page is wider than its window."""
    for one in Axe().run(page).response["violations"]:
        yield one["id"], [node["html"][:120] for node in one["nodes"]][:3]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        yield "wider than the page", []


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
