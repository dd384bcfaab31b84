"""The first load of This week in a real browser: bytes over the wire, and the first paint against a bare page.

The floor is a page of the same bytes, file by file, handed out by the same server (granian, as we start it) from
memory: the same HTML, styles, scripts and type, with no program behind them. Both are loaded in turn, each time in a
window that has nothing kept; the bytes come from the network layer, after compression and with headers.
"""

import os
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.making import copy_of, journal_of
from bench.measuring import Measured
from bench.pages import Served, free_port, local_server

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
FIRST, AGAIN = 120.0, 45.0  # kB over the wire
PAINT = """() => new Promise((told) => {
  const found = performance.getEntriesByName("first-contentful-paint")[0];
  if (found) return told(found.startTime);
  new PerformanceObserver((list, watching) => {
    const entry = list.getEntriesByName("first-contentful-paint")[0];
    if (!entry) return;
    watching.disconnect();
    told(entry.startTime);
  }).observe({ type: "paint", buffered: true });
})"""
BARE = """
import json, sys
from granian.constants import HTTPModes, Interfaces
from granian.server import Server
Server(
    "bench.bare_files:application", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.WSGI,
    http=HTTPModes.http1, websockets=False, workers=1, blocking_threads=2, runtime_threads=1,
    runtime_blocking_threads=2, log_enabled=False, log_access=False,
).serve()
"""


class Load(NamedTuple):
    """One load of a page: what went over the wire, where to, and when something was first seen."""

    kilobytes: float
    addresses: tuple[str, ...]
    paint: float


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Weigh the first load and the next, and compare the first paint."""
    home = copy_of(journal_of(1_000, folder), "weight")
    ours_port, bare_port = free_port(), free_port()
    with local_server(home, ours_port) as ours, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        files = folder / "weight-files"
        save_files(browser, ours, files)
        with _bare(files, bare_port) as bare:
            first, again, floor = [], [], []
            for _ in range(runs + 1):
                with fresh(browser, ours) as window:
                    first.append(load(window, ours))
                    again.append(load(window, ours))
                with fresh(browser, bare) as window:
                    floor.append(load(window, bare))
            del first[0], again[0], floor[0]  # once, to warm up what a machine keeps warm
        browser.close()
    strangers = {
        one for each in first for one in each.addresses if not one.startswith(f"http://127.0.0.1:{ours_port}/")
    }
    assert not strangers, strangers
    first_kilobytes, next_kilobytes = (max(one.kilobytes for one in loads) for loads in (first, again))
    yield Measured("This week, first load with type, against 120 kB", first_kilobytes, FIRST, 1.0, unit="kB")
    yield Measured("This week, every load after it, against 45 kB", next_kilobytes, AGAIN, 1.0, unit="kB")
    painted, bare_painted = (statistics.median(one.paint for one in loads) for loads in (first, floor))
    yield Measured("first paint against a bare page of the same bytes", painted, bare_painted, most=1.3)


@contextmanager
def fresh(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """Open a window in which nothing is kept but the session."""
    window = browser.new_context()
    if served.cookie:
        name, _, value = served.cookie.partition("=")
        window.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{served.port}"}])
    yield window
    window.close()


def load(window: BrowserContext, served: Served) -> Load:
    """Load This week and wait until nothing more comes."""
    page = window.new_page()
    session = window.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    addresses: list[str] = []
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    page.on("request", lambda asked: addresses.append(asked.url))
    page.goto(f"http://127.0.0.1:{served.port}/")
    paint = page.evaluate(PAINT)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2000)  # what the page asks for once it is shown counts, too
    page.close()
    return Load(sum(sizes) / 1000, tuple(one for one in addresses if not one.startswith("data:")), paint)


def save_files(browser: Browser, served: Served, files: Path) -> None:
    """Keep each answer of a first load as it went over the wire, with the headers that matter for showing it."""
    files.mkdir(exist_ok=True)
    asked: list[str] = []
    with fresh(browser, served) as window:
        page = window.new_page()
        page.on("request", lambda one: asked.append(one.url))
        page.goto(f"http://127.0.0.1:{served.port}/")
        page.wait_for_load_state("load")
        page.close()
    kept = [re.sub(r"^http://[^/]+", "", address) for address in asked if address.startswith("http")]
    paths = [path for path in dict.fromkeys(kept) if path == "/" or path.startswith("/static/")]
    (files / "paths").write_text("\n".join([str(served.port), served.cookie, *paths]))


@contextmanager
def _bare(files: Path, port: int) -> Iterator[Served]:
    environ = os.environ | {"BENCH_FILES": str(files / "paths")}
    process = subprocess.Popen([sys.executable, "-c", BARE, str(port)], env=environ, text=True)
    bare = Served(process, port, "")
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                bare.ask("/")
                break
            except OSError:
                time.sleep(0.05)
        yield bare
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
