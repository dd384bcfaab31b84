"""Ada's Friday: a journal brought along, a win written, judged, linked and reviewed, here and there in turn."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.journals import text
from smallwins import bootstrap
from smallwins.journal.settings import today_of
from smallwins.method.week import week_of
from tests.serving import Served
from tests.stories.conftest import Smallwins

pytestmark = pytest.mark.browser


@pytest.fixture
def today(served: Served) -> date:
    with bootstrap.local_journal(str(served.home / "journal.db"), reading=True) as journal:
        return today_of(journal, bootstrap.now())


def write(page: Page, title: str) -> None:
    page.goto("/".join(page.url.split("/")[:3]) + "/")
    page.get_by_role("textbox", name="What happened?").fill(title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_a_win_goes_from_the_capture_box_to_the_rearview_by_both_ways_in(
    ada: Page, served: Served, smallwins: Smallwins, tmp_path: Path, today: date
) -> None:
    # A journal of thirty wins is brought along, in the terminal.
    (tmp_path / "journal.json").write_bytes(text(30))
    assert "Took in: 30 wins" in smallwins("import", str(tmp_path / "journal.json"))
    assert "Took in: 0 wins" in smallwins("import", str(tmp_path / "journal.json"))

    # A coffee last week is written in the terminal, and what came of it in the browser.
    last_week = str(today - timedelta(days=7))
    assert smallwins("add", "Coffee with Priya", "--on", last_week).startswith("31  Coffee with Priya")
    write(ada, "Priya wrote back")
    assert "Priya wrote back" in smallwins("list", "--limit", "1")

    # The terminal links them; the browser shows the door and the terminal's answers make the first one real.
    smallwins("led", "31", "32")
    said = smallwins("judge", "31", "--direction", "toward", "--motive", "meaningful", "--stretch", "2")
    assert "eal win" in said
    ada.goto(f"{served.url}/wins/31")
    expect(ada.get_by_role("main")).to_contain_text("Real win")
    expect(ada.get_by_role("main")).to_contain_text("Priya wrote back")

    # Likes look good: judged away in the browser, they lie in the rearview of both.
    write(ada, "500 likes on the post")
    ada.goto(f"{served.url}/wins/33")
    ada.get_by_role("button", name="No, it points somewhere else").press("Enter")
    expect(ada.get_by_role("main")).to_contain_text("Shiny object")
    assert "500 likes on the post" in smallwins("rearview")
    ada.goto(f"{served.url}/rearview")
    expect(ada.get_by_role("main")).to_contain_text("500 likes on the post")

    # They opened a door after all: linked in the terminal, judged anew in the browser, gone from the mirror.
    smallwins("add", "A stranger among them offered a talk", "--from", "33")
    smallwins("judge", "33", "--direction", "toward")
    ada.goto(f"{served.url}/wins/33")
    expect(ada.get_by_role("main")).to_contain_text("Real win")
    expect(ada.get_by_role("main")).to_contain_text("A door opened: A stranger among them offered a talk")
    returned, _, behind = smallwins("rearview").partition("shiny objects behind you")
    assert "500 likes on the post" in returned
    assert "500 likes on the post" not in behind

    # The week is closed in the browser; the terminal knows, and takes it back.
    week = week_of(today)
    ada.goto(f"{served.url}/review/{week}")
    ada.get_by_role("button", name="Begin").press("Enter")
    expect(ada.get_by_role("main")).to_contain_text("Doors")
    smallwins("review", "--week", str(week.plus(-2)), "--pause")
    shown = json.loads(smallwins("show", "33", "--json"))
    assert next(entry["cause"] for entry in shown["history"]) == "written down"

    # Nothing was lost on the way out.
    exported = json.loads(smallwins("export"))
    assert len(exported["wins"]) == 34
    assert {review["status"] for review in exported["reviews"]} == {"open", "paused"}
