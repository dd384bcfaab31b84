"""Ada's week on a server that many share: in her browser and by her phone's shortcut in turn, on each database."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.journals import text
from smallwins.method.week import week_of
from tests.api.programs import Program, made_token
from tests.chromium import Seen, window
from tests.shared import Shared, come_in, on_engine, sharing

pytestmark = pytest.mark.browser


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shared]:
    with on_engine(request) as database, sharing(tmp_path / "shared", database) as one:
        yield one


def write(page: Page, url: str, title: str) -> None:
    page.goto(url + "/")
    page.get_by_role("textbox", name="What happened?").fill(title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def titled(program: Program, title: str) -> Any:
    return next(win for win in program.get("/wins").json["wins"] if win["title"] == title)


def test_a_win_goes_from_the_capture_box_to_the_rearview_on_a_shared_server(shared: Shared, chromium: Browser) -> None:
    visitor, seen = shared.visitor().sign_up("ada@example.org"), Seen([], [])
    phone, desk = (Program(shared, made_token(visitor, scope, scope)) for scope in ("capture", "write"))
    ben = Program(shared, made_token(shared.visitor().sign_up("ben@example.org"), "read"))
    today = date.fromisoformat(desk.win("What day is it")["happened_on"])
    with window(chromium, shared, seen) as ada:
        come_in(ada, visitor)

        # Thirty wins are brought along; once more changes nothing.
        assert desk.post("/import", text(30)).status == 200
        assert desk.post("/import", text(30)).status == 200
        assert desk.get("/export").json["wins"][30:] != []
        assert len(desk.get("/export").json["wins"]) == 31

        # The phone writes down a coffee; the browser what came of it, and the door between them.
        coffee = phone.win("Coffee with Priya", happened_on=str(today - timedelta(days=7)))
        write(ada, shared.url, "Priya wrote back")
        wrote = titled(desk, "Priya wrote back")
        assert desk.put(f"/wins/{coffee['id']}/doors/{wrote['id']}").status in {200, 201}
        answers = {"direction": "toward", "motive": "meaningful", "stretch": 2}
        assert desk.patch(f"/wins/{coffee['id']}/answers", answers).json["verdict"] == "real"
        ada.goto(f"{shared.url}/wins/{coffee['number']}")
        expect(ada.get_by_role("main")).to_contain_text("Real win")
        expect(ada.get_by_role("main")).to_contain_text("Priya wrote back")

        # Likes look good: judged away in the browser, they lie in the rearview of both.
        write(ada, shared.url, "500 likes on the post")
        ada.get_by_role("button", name="No, it points somewhere else").press("Enter")
        expect(ada.get_by_role("main")).to_contain_text("Shiny object")
        assert b"500 likes on the post" in desk.get("/rearview").body
        ada.goto(f"{shared.url}/rearview")
        expect(ada.get_by_role("main")).to_contain_text("500 likes on the post")

        # They opened a door after all, and are gone from the mirror; found by a word, on either engine.
        likes = titled(desk, "500 likes on the post")["id"]
        led = desk.win("A stranger among them offered a talk", opened_by=[likes])
        assert desk.patch(f"/wins/{likes}/answers", {"direction": "toward"}).json["verdict"] == "real"
        assert "500 likes on the post" not in [one["title"] for one in desk.get("/rearview").json["wins"]]
        ada.goto(f"{shared.url}/wins?words=stranger+offer")
        expect(ada.get_by_role("main")).to_contain_text(led["title"])

        # The week is begun in the browser and paused by the program; both see the same.
        ada.goto(f"{shared.url}/review/{week_of(today)}")
        ada.get_by_role("button", name="Begin").press("Enter")
        expect(ada.get_by_role("main")).to_contain_text("Doors")
        assert desk.get(f"/reviews/{week_of(today)}").json["status"] == "open"

    # Nothing of it is Ben's.
    assert ben.get("/wins").json["wins"] == []
    assert ben.get(f"/wins/{led['id']}").status == 404
    assert seen.strangers == []
