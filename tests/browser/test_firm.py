"""Signing in by a firm's own provider in a real browser: its cookies, its policy and its forms let it through."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.chromium import Seen, window
from tests.oidc import firm
from tests.serving import Served
from tests.shared import sharing

pytestmark = pytest.mark.browser


def test_one_press_leads_over_the_provider_to_this_week(chromium: Browser, seen: Seen, tmp_path: Path) -> None:
    with firm() as one, sharing(tmp_path / "firm", more=one.told()) as shared:
        one.person = {"sub": "1", "email": "ada@firm.example", "email_verified": True}
        with window(chromium, Served(shared.url, "", shared.process, shared.home), seen) as page:
            page.goto(shared.url)
            page.get_by_role("button", name="Sign in with Northwind").click()
            page.wait_for_url(f"{shared.url}/")
            assert page.get_by_role("heading", level=1).is_visible()

        assert seen.complaints == []
        assert {place.partition("?")[0] for place in seen.strangers} == {f"{one.url}/auth"}
