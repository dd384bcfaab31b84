"""Two journals on a server that many share, on each database: Ada's in her browser and by her phone's shortcut in turn,

Ben's out of his terminal, by a program, and back into his terminal; and the operator's look over both.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.journals import text
from smallwins.bootstrap import server_journals
from smallwins.method.week import week_of
from tests.api.programs import Program, made_token
from tests.chromium import Seen, window
from tests.journal.test_the_chain_law_holds_after_anything import from_scratch
from tests.shared import Shared, come_in, on_engine, sharing
from tests.stories.conftest import Smallwins, terminal

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


def bens_terminal(home: Path) -> Smallwins:
    """Ben has kept a journal on his own machine: a coffee that led to a talk, which led to an offer."""
    bens = terminal(home)
    bens("add", "Coffee with Ruth", "--on", "-14d")
    bens("add", "Ruth asked me to speak", "--on", "-7d", "--from", "1")
    bens("add", "An offer after the talk", "--from", "2")
    for number in "12":
        bens("judge", number, "--direction", "toward", "--motive", "meaningful", "--stretch", "2")
    return bens


def verdicts(program: Program) -> dict[str, str]:
    return {win["title"]: win["verdict"] for win in program.get("/wins").json["wins"]}


def said_by(theirs: Smallwins) -> dict[str, str]:
    return {win["title"]: win["verdict"] for win in json.loads(theirs("list", "--json"))}


def titled(program: Program, title: str) -> Any:
    return next(win for win in program.get("/wins").json["wins"] if win["title"] == title)


def test_two_journals_on_a_shared_server_stay_two_and_hold_the_chain_law(
    shared: Shared, chromium: Browser, tmp_path: Path
) -> None:
    visitor, seen = shared.visitor().sign_up("ada@example.org"), Seen([], [])
    phone, desk = (Program(shared, made_token(visitor, scope, scope)) for scope in ("capture", "write"))
    bens = bens_terminal(tmp_path / "ben")
    ben = Program(shared, made_token(shared.visitor().sign_up("ben@example.org"), "write"))
    today = date.fromisoformat(desk.win("What day is it")["happened_on"])
    with window(chromium, shared, seen) as ada:
        come_in(ada, visitor)

        # Thirty wins are brought along; once more changes nothing.
        assert desk.post("/import", text(30)).status == 200
        assert desk.post("/import", text(30)).status == 200
        assert desk.get("/export").json["wins"][30:] != []
        assert len(desk.get("/export").json["wins"]) == 31

        # Ben's journal comes out of his terminal; what his terminal said of each win, the server says too.
        assert ben.post("/import", bens("export").encode()).status == 200
        kept = verdicts(ben)
        assert kept == said_by(bens)
        assert kept["Coffee with Ruth"] == "real"

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

        # Of Ben's chain the offer goes, the talk points elsewhere, and so the coffee opened nothing that counts.
        for title, how in (("An offer after the talk", None), ("Ruth asked me to speak", {"direction": "away"})):
            his = titled(ben, title)["id"]
            done = ben.patch(f"/wins/{his}/answers", how) if how else ben.delete(f"/wins/{his}")
            assert done.status in {200, 204}
        assert verdicts(ben) == {"Coffee with Ruth": "early", "Ruth asked me to speak": "shiny"}

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

    # Nothing of it is Ben's, and nothing of Ben's is Ada's.
    assert sorted(verdicts(ben)) == ["Coffee with Ruth", "Ruth asked me to speak"]
    for theirs, other in ((led["id"], ben), (titled(ben, "Coffee with Ruth")["id"], desk)):
        assert other.get(f"/wins/{theirs}").status == 404
    assert b"Ruth" not in desk.get("/export").body
    assert seen.strangers == []

    # Ben takes his journal back to his terminal, which says the same.
    (tmp_path / "back.json").write_bytes(ben.get("/export").body)
    back = terminal(tmp_path / "back")
    back("import", str(tmp_path / "back.json"))
    assert said_by(back) == verdicts(ben)

    # The law of chains holds for each, as the operator's terminal sees it and judged from scratch.
    looked = shared.run("doctor")
    well = (
        "The journal is well." if shared.database.startswith("sqlite") else "2 journals were looked over; all are well."
    )
    assert looked.stdout.splitlines()[-1] == well, looked.stdout + looked.stderr
    journals = server_journals(shared.database)
    for (number,) in shared.sql("SELECT id FROM accounts_person"):
        with journals.journal_of(number, reading=True) as journal:
            assert {judged.win.id: judged for judged in journal.wins.everything()} == from_scratch(journal)
    journals.close()  # type: ignore[attr-defined]  # a test tidies up
