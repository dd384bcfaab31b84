"""Take the pictures of the docs: pages of the sample journal, in a real browser, light and dark, wide and narrow.

python -m tools.pictures [PAGE …]
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, StorageState, sync_playwright

from smallwins import bootstrap
from smallwins.journal.sample import load_sample
from smallwins.journal.settings import today_of
from tests.chromium import FLAGS
from tests.server.shared_journals import grant_of, invited, journal_at
from tests.serving import Served, serving
from tests.shared import come_in, sharing

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PAGES = {
    "week": "/",
    "win": "/wins/158",
    "wins": "/wins",
    "goals": "/goals",
    "crossroads": "/crossroads/2",
    "review": "/review",
    "rearview": "/rearview",
    "insights": "/insights",
    "chain": "/wins/158/chain",
}
SHARED = {"sharing": "/sharing"}
"""Of a server that many people share; the same sample, with a coach beside it."""
SHOTS = (("", 1280, "light"), ("-phone", 390, "dark"))
DRAWN = ("insights", "chain")  # by night, wide, too


def main(asked: list[str]) -> None:
    """Take the pictures asked for, or all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "data") as served:
        with bootstrap.local_journal(str(served.home / "journal.db")) as journal:
            load_sample(journal, bootstrap.now(), today_of(journal, bootstrap.now()))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            inside = _come_in(browser, served)
            for name in [name for name in asked or PAGES if name in PAGES]:
                for suffix, width, scheme in (*SHOTS, ("-dark", 1280, "dark"))[: 3 if name in DRAWN else 2]:
                    _take(browser, inside, served.url + PAGES[name], PICTURES / f"{name}{suffix}.png", width, scheme)
            _take_shared(browser, [name for name in asked or SHARED if name in SHARED], Path(folder) / "shared")
            browser.close()


def _take_shared(browser: Browser, names: list[str], folder: Path) -> None:
    if not names:
        return
    with sharing(folder) as shared:
        ada, cleo = (shared.visitor().sign_up(f"{name}@example.org") for name in ("ada", "cleo"))
        for one, name in ((ada, "Ada Winter"), (cleo, "Cleo Marsh")):
            one.post("/you/name", {"name": name}, page="/you")
        with journal_at(shared, 1) as journal:
            load_sample(journal, bootstrap.now(), today_of(journal, bootstrap.now()))
        cleo.post(invited(ada, "cleo@example.org"), {"act": "accept"})
        grant_of(ada, 1, weeks="all", titles="on", insights="on")
        cleo.get("/clients/1")
        ada.get("/sharing")  # what was done is said on one page, and this is not it
        context = browser.new_context()
        come_in(context.new_page(), ada)
        inside = context.storage_state()
        context.close()
        for name in names:
            for suffix, width, scheme in SHOTS:
                _take(browser, inside, shared.url + SHARED[name], PICTURES / f"{name}{suffix}.png", width, scheme)


def _come_in(browser: Browser, served: Served) -> StorageState:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.link)
    page.wait_for_url(served.url + "/")
    state = context.storage_state()
    context.close()
    return state


def _take(browser: Browser, inside: StorageState, url: str, file: Path, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 1000 if width > 600 else 844},
        color_scheme="dark" if scheme == "dark" else "light",
        storage_state=inside,
    )
    page = context.new_page()
    page.goto(url)
    page.wait_for_timeout(300)  # the fonts have come
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
