"""A real Chromium beside a real server: one browser for all tests of a run, a fresh window for each."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from smallwins import bootstrap
from smallwins.journal.sample import load_sample
from smallwins.web import links
from tests.prepared import lay_static
from tests.serving import Served, serving

NOT_NEEDED = (
    # The pages below the address bar, two more to draw in each window that nobody sees.
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    # What Playwright leaves out by itself: of two such lists Chromium reads the last alone.
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch",
)  # fmt: skip
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-features=" + ",".join(NOT_NEEDED),
]  # fmt: skip


expect.set_options(timeout=20_000)  # milliseconds: a busy machine is no fault


class Somewhere(Protocol):
    """A server of one journal or of many."""

    @property
    def url(self) -> str: ...


class Seen(NamedTuple):
    """What a page did that it should not do: console errors, and requests that left the origin."""

    complaints: list[str]
    strangers: list[str]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(ready(tmp_path / "data")) as one:
        yield one


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of the sample journal, for all tests of a file that only look at it."""
    with serving(ready(tmp_path_factory.mktemp("sampled") / "data")) as one:
        with bootstrap.local_journal(str(one.home / "journal.db")) as journal:
            load_sample(journal, bootstrap.now(), bootstrap.now().date())
        yield one


def ready(home: Path) -> Path:
    """Return a data folder in which a server finds its compressed files."""
    home.mkdir(mode=0o700)
    lay_static(home)
    return home


@pytest.fixture
def seen() -> Seen:
    return Seen([], [])


@pytest.fixture
def page(chromium: Browser, served: Served, seen: Seen) -> Iterator[Page]:
    """A fresh browser window that has not been here before; at its end nothing was amiss."""
    with window(chromium, served, seen) as one:
        yield one
    assert seen.complaints == []
    assert seen.strangers == []


@pytest.fixture
def ada(page: Page, served: Served) -> Page:
    """Ada's window, come in by the link that the server printed."""
    page.goto(served.link)
    page.wait_for_url(served.url + "/")
    return page


@contextmanager
def dark(page: Page) -> Iterator[None]:
    """See the same page by night for a while, as its system would ask for it."""
    paper = "getComputedStyle(document.documentElement).getPropertyValue('--paper')"
    by_day = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(paper) != by_day, "nothing got darker"
    yield
    page.emulate_media(color_scheme="light")


@contextmanager
def window(chromium: Browser, served: Somewhere, seen: Seen, **options: object) -> Iterator[Page]:
    context = chromium.new_context(**options)  # type: ignore[arg-type] # any option of Playwright's own
    yield watched(context, served, seen)
    context.close()


def watched(context: BrowserContext, served: Somewhere, seen: Seen) -> Page:
    """Open a page of a window, and note what it does that it should not do."""
    one = context.new_page()
    one.on("console", lambda said: seen.complaints.append(said.text) if said.type in {"error", "warning"} else None)
    one.on("pageerror", lambda error: seen.complaints.append(str(error)))
    one.on("request", lambda asked: None if asked.url.startswith(served.url) else seen.strangers.append(asked.url))
    return one


def enter(page: Page, served: Served) -> None:
    """Come in by a new link: the one that a server prints opens once."""
    page.goto(f"{served.url}/open/{links.make(served.home / 'links')}")
    page.wait_for_url(served.url + "/")
