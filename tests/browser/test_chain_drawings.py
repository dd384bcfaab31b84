"""Chains as Chromium draws them: measured, no words lie over words, marks or lines, and nothing hangs out."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from smallwins import bootstrap
from smallwins.formats.smallwins1.reading import read
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import take_in
from tests.chromium import Seen, dark, window
from tests.serving import Served, serving

pytestmark = pytest.mark.browser

SIZES = (2, 5, 30, 200)
TITLES = (
    "Emailed the recruiter",
    "Wrote WWWW MMMM to the whole platform research group, twice in one night",
    "Coffee with Priya",
    "Żółć gęślą jaźń: five-minute talk; my voice shook for four of them",
    "Yes",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
)
# Boxes in the coordinates of the page; a little is taken off, for the letters' own overhang.
MEASURE = """name => {
  const svg = document.querySelector('svg.chain.' + name);
  const box = one => {
    const b = one.getBoundingClientRect();
    return [b.left + 1, b.top + 2, b.right - 1, b.bottom - 2];
  };
  const words = [...svg.querySelectorAll('a, text.pause')]
    .map(one => (one.tagName === 'text' ? [one] : [...one.querySelectorAll('text')]).map(box)
      .reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]));
  const marks = [...svg.querySelectorAll('.halo')].map(box);
  const within = b => (x, y) => x > b[0] && x < b[2] && y > b[1] && y < b[3];
  const crossed = [];
  for (const path of svg.querySelectorAll('path.way, path.branch, path.to-come')) {
    const matrix = path.getScreenCTM();
    for (let at = 0; at <= path.getTotalLength(); at += 5) {
      const p = path.getPointAtLength(at).matrixTransform(matrix);
      words.forEach((b, i) => { if (within(b)(p.x, p.y)) crossed.push(i); });
    }
  }
  const whole = svg.getBoundingClientRect();
  return { words, marks, crossed: [...new Set(crossed)], whole: [whole.left, whole.top, whole.right, whole.bottom],
           doors: svg.querySelectorAll('path.way, path.branch').length,
           toCome: [...svg.querySelectorAll('path.to-come')].map(path => getComputedStyle(path).strokeDasharray) };
}"""


def chain(count: int) -> list[dict[str, object]]:
    """Write down so many wins that branch and merge; now and then a long pause, and a step still to do."""
    day = date(2025, 3, 1)
    wins: list[dict[str, object]] = []
    for at in range(count):
        day += timedelta(days=(0, 1, 3, 9, 20, 90)[at % 6 if count < 50 or at % 31 == 5 else at % 5])
        backs = (1,) if at % 4 else (1, 3) if at % 8 else (2, 5)
        step = {"id": f"step-{count}-{at}", "text": TITLES[at % 5], "status": "open"}
        wins.append(
            {
                "id": f"win-{count}-{at:03}",
                "title": f"{TITLES[at % len(TITLES)]} {at}",
                "happened_on": day.isoformat(),
                "logged_at": f"{day.isoformat()}T10:00:00Z",
                "opened_by": [f"win-{count}-{at - back:03}" for back in backs if at >= back] if at else [],
                "answers": ({}, {"direction": "away"}, {"direction": "toward", "opened": "door", "stretch": 2})[at % 3],
                "steps": [step] if at % 7 == 3 else [],
            }
        )
    return wins


@pytest.fixture(scope="module")
def chained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, dict[int, int]]]:
    """Serve a journal with a chain of each size; and the number of the first win of each."""
    home: Path = tmp_path_factory.mktemp("home") / "data"
    home.mkdir()
    first, text = {}, {"format": "smallwins/1", "wins": [win for size in SIZES for win in chain(size)]}
    with bootstrap.local_journal(str(home / "journal.db")) as journal:
        take_in(journal, read(json.dumps(text).encode()), ImportJournal(at=bootstrap.now(), text=b""))
        for size in SIZES:
            first[size] = journal.wins.get(f"win-{size}-000").win.number
    with serving(home) as served:
        yield served, first


@pytest.fixture(scope="module")
def pages(chromium: Browser, chained: tuple[Served, dict[int, int]]) -> Iterator[Page]:
    seen = Seen([], [])
    with window(chromium, chained[0], seen) as page:
        page.goto(chained[0].link)
        page.wait_for_url(chained[0].url + "/")
        yield page
    assert seen == Seen([], [])


def over(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("size", SIZES)
def test_no_label_lies_over_another_or_over_a_line_and_nothing_hangs_out(
    pages: Page, chained: tuple[Served, dict[int, int]], size: int, width: int
) -> None:
    served, first = chained
    pages.set_viewport_size({"width": width, "height": 900})
    pages.goto(f"{served.url}/wins/{first[size]}/chain")
    pages.evaluate("document.fonts.ready")
    which = "across" if width > 760 else "down"
    drawn = pages.evaluate(MEASURE, which)
    with dark(pages):
        assert pages.evaluate(MEASURE, which) == drawn
    words, marks, whole = drawn["words"], drawn["marks"], drawn["whole"]

    assert len(marks) == size
    assert drawn["doors"] == sum(len(win["opened_by"]) for win in chain(size))  # type: ignore[misc, arg-type]  # lists
    assert len(drawn["toCome"]) == sum(bool(win["steps"]) for win in chain(size))
    assert "none" not in drawn["toCome"], "a way to an open step is dotted"
    assert drawn["crossed"] == []
    assert [(a, b) for at, a in enumerate(words) for b in words[at + 1 :] if over(a, b)] == []
    assert [(a, b) for a in words for b in marks if over(a, b)] == []
    assert [
        box
        for box in (*words, *marks)
        if box[0] < whole[0] or box[1] < whole[1] or box[2] > whole[2] or box[3] > whole[3]
    ] == []
    assert pages.evaluate("document.documentElement.scrollWidth") <= width


def test_a_station_leads_to_its_win_by_keyboard_and_the_wide_picture_scrolls_alone(
    pages: Page, chained: tuple[Served, dict[int, int]]
) -> None:
    served, first = chained
    pages.set_viewport_size({"width": 1280, "height": 900})
    pages.goto(f"{served.url}/wins/{first[30]}/chain")
    region = pages.get_by_role("region", name="The chain, from left to right")
    region.focus()
    pages.keyboard.press("ArrowRight")
    for _ in range(100):  # asked from outside: the page's own policy lets nobody wait in it by a string of script
        if pages.evaluate("document.querySelector('.chain-across').scrollLeft") > 0:
            break
        pages.wait_for_timeout(50)
    assert pages.evaluate("document.querySelector('.chain-across').scrollLeft") > 0
    with dark(pages):
        region.get_by_role("link", name="Emailed the recruiter 0:").focus()
        pages.keyboard.press("Enter")
        pages.wait_for_url(f"{served.url}/wins/{first[30]}")
    expect(pages.get_by_role("link", name="See the chain")).to_be_visible()


def test_a_wide_picture_opens_where_its_win_stands(pages: Page, chained: tuple[Served, dict[int, int]]) -> None:
    served, first = chained
    pages.set_viewport_size({"width": 1280, "height": 900})
    pages.goto(f"{served.url}/wins/{first[200] + 150}/chain")

    expect(pages.locator("svg.across .here .halo")).to_be_in_viewport()
