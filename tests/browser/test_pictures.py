"""The pictures as a browser sets them: no mark and no label over another, from 5 to 500 wins, wide and narrow."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from itertools import combinations
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bench.journals import document
from smallwins import bootstrap
from smallwins.formats.smallwins1.reading import read
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import take_in
from smallwins.journal.sample import load_sample
from tests.chromium import Seen, dark, enter, ready, watched
from tests.serving import Served, serving

pytestmark = pytest.mark.browser

WIDTHS = (1280, 768, 390, 320)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
MEDIA: tuple[Literal["screen", "print"], ...] = ("screen", "print")
BOXES = """selector => [...document.querySelectorAll(selector)].map(one => {
  const box = one.getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
})"""
Boxes = list[list[float]]


class Inside(NamedTuple):
    """A server, and a window that has come in."""

    served: Served
    context: BrowserContext


Look = Callable[[int], tuple[Page, str]]


@pytest.fixture(scope="module")
def filled(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Inside]]:
    """A server and a window for each number of wins, for all tests of this file: they only look."""
    with ExitStack() as stack:

        @cache
        def of(wins: int) -> Inside:
            served = stack.enter_context(serving(ready(tmp_path_factory.mktemp("filled") / "data")))
            fill(served, wins)
            context = stack.enter_context(chromium.new_context())
            first = context.new_page()
            enter(first, served)
            first.close()
            return Inside(served, context)

        yield of


@pytest.fixture
def look(filled: Callable[[int], Inside], seen: Seen) -> Iterator[Look]:
    """Open a page on a journal of so many wins; at its end nothing was amiss."""
    pages: list[Page] = []

    def look_at(wins: int) -> tuple[Page, str]:
        served, context = filled(wins)
        pages.append(watched(context, served, seen))
        return pages[-1], served.url

    yield look_at
    for page in pages:
        page.close()
    assert seen.complaints == []
    assert seen.strangers == []


def fill(served: Served, wins: int) -> None:
    with bootstrap.local_journal(str(served.home / "journal.db")) as journal:
        if wins == 160:
            load_sample(journal, bootstrap.now(), bootstrap.now().date())
            return
        written = document(5000)
        kept = list(written["wins"])[-wins:]  # type: ignore[call-overload]  # a list of wins
        ids = {win["id"] for win in kept}
        for win in kept:
            win["opened_by"] = [opener for opener in win["opened_by"] if opener in ids]
        text = json.dumps({**written, "wins": kept}).encode()
        take_in(journal, read(text), ImportJournal(at=bootstrap.now(), text=b""))


def boxes(page: Page, selector: str) -> Boxes:
    found: Boxes = page.evaluate(BOXES, selector)
    return [box for box in found if box[2] > box[0]]


def over_another(found: Boxes) -> int:
    return sum(meet(one, other) for one, other in combinations(found, 2))


def meet(one: list[float], other: list[float]) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.1 and min(one[3], other[3]) - max(one[1], other[1]) > 0.1


@pytest.mark.parametrize("wins", [5, 160, 500])
def test_no_mark_and_no_label_lies_over_another(look: Look, wins: int) -> None:
    ada, url = look(wins)
    for width in WIDTHS:
        ada.set_viewport_size({"width": width, "height": 900})
        ada.goto(f"{url}/insights")
        marks, names = boxes(ada, "#looks-moves .sheet a"), boxes(ada, "#looks-moves .sheet svg > text")
        assert len(marks) >= min(wins, 60) / 2
        assert over_another(marks) == 0
        assert over_another(names) == 0
        assert not any(meet(mark, name) for mark in marks for name in names)
        labels, shapes = drawn(ada)
        for picture in labels:
            assert over_another(labels[picture]) == 0, (picture, width)
            assert not any(meet(one, shape) for one in labels[picture] for shape in shapes[picture]), (picture, width)
        assert ada.evaluate("document.documentElement.scrollWidth") <= width
        with dark(ada):  # where nothing else stands anywhere else, nothing else can lie over anything
            assert drawn(ada) == (labels, shapes), width
            assert boxes(ada, "#looks-moves .sheet a") == marks
        for scheme in SCHEMES:
            ada.emulate_media(media="print", color_scheme=scheme)
            printed, shapes = drawn(ada)
            assert {*printed} == {*labels}
            for picture in printed:
                assert over_another(printed[picture]) == 0, (picture, width, "on paper")
                assert not any(meet(one, shape) for one in printed[picture] for shape in shapes[picture]), picture
            assert over_another(boxes(ada, "#looks-moves .sheet a")) == 0
        ada.emulate_media(media="screen", color_scheme="light")


LINES = """() => {
  const lines = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode, of = document.createRange();
    if (!one.textContent.trim() || !one.parentElement.checkVisibility({visibilityProperty: true, opacityProperty: true})
        || one.parentElement.closest('.unseen, .term, .meaning, title, desc')) continue;
    of.selectNodeContents(one);
    const taken = one.parentElement.closest('svg') ? 2 : 4;  // of the room above and below the letters
    for (const b of of.getClientRects()) {
      if (b.width > 1 && b.height > 1) lines.push([b.left, b.top + taken, b.right, b.bottom - taken]);
    }
  }
  return lines;
}"""


def test_on_chains_and_in_the_rearview_no_words_lie_over_words_on_paper_either(look: Look) -> None:
    ada, url = look(160)
    for place in ("/chains", "/rearview"):
        ada.goto(url + place)
        for width in (1280, 390):
            ada.set_viewport_size({"width": width, "height": 900})
            for medium in MEDIA:
                for scheme in SCHEMES:
                    ada.emulate_media(media=medium, color_scheme=scheme)
                    lines = ada.evaluate(LINES)
                    assert len(lines) > 20
                    assert over_another(lines) == 0, (place, width, medium, scheme)
                    assert ada.evaluate("document.documentElement.scrollWidth") <= width


def drawn(page: Page) -> tuple[dict[str, Boxes], dict[str, Boxes]]:
    """Return where the labels and the shapes of each picture stand."""
    pictures = page.locator("figure.drawn").evaluate_all("all => all.map(one => one.id)")
    return (
        {one: boxes(page, f"#{one} .sheet svg > text") for one in pictures},
        {one: boxes(page, f"#{one} .sheet use") for one in pictures},
    )


@pytest.mark.parametrize("wins", [5, 160, 500])
def test_a_finger_hits_every_mark_and_an_eye_reads_its_number(look: Look, wins: int) -> None:
    ada, url = look(wins)
    for width, least in ((1280, 24), (390, 24), (320, 19)):  # below 390 the table has the same links, as large
        ada.set_viewport_size({"width": width, "height": 900})
        ada.goto(f"{url}/insights")
        marks = boxes(ada, "#looks-moves .sheet a")
        assert min(min(mark[2] - mark[0], mark[3] - mark[1]) for mark in marks) >= least
        assert all(any(within(shape, mark) for mark in marks) for shape in boxes(ada, "#looks-moves .sheet a use"))
        for number in boxes(ada, "#looks-moves .sheet a text"):
            assert number[3] - number[1] >= 11
            assert any(number[0] >= mark[0] and number[2] <= mark[2] for mark in marks)
        ada.locator("#looks-moves summary").click()
        links = boxes(ada, "#looks-moves td a")
        assert links
        assert min(min(link[2] - link[0], link[3] - link[1]) for link in links) >= 24
        assert over_another(links) == 0


def within(inner: list[float], outer: list[float]) -> bool:
    return all(inner[side] >= outer[side] - 0.6 for side in (0, 1)) and all(
        inner[side] <= outer[side] + 0.6 for side in (2, 3)
    )


@pytest.mark.parametrize("wins", [160, 500])
def test_a_number_leads_to_as_many_wins(look: Look, wins: int) -> None:
    ada, url = look(wins)
    ada.goto(f"{url}/insights")
    found = ada.locator("#looks-moves a:has(text)").evaluate_all(
        "all => all.map(one => [one.getAttribute('href'), one.querySelector('text').textContent])"
    )
    found += ada.locator("#looks-moves td a, #goal-1 tbody tr:first-child td a").evaluate_all(
        "all => all.map(one => [one.getAttribute('href'), one.textContent])"
    )
    assert len(found) > 15
    for href, number in found[:: max(len(found) // 12, 1)]:
        ada.goto(f"{url}{href}")
        expect(ada.locator(".result")).to_contain_text(f"{number} win")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mark_leads_to_its_win(look: Look, scheme: Literal["light", "dark"]) -> None:
    ada, url = look(5)
    ada.emulate_media(color_scheme=scheme)
    ada.goto(f"{url}/insights")
    first = ada.locator("#looks-moves .sheet a").first
    title = first.locator("title").text_content() or ""
    expect(ada.get_by_role("link", name=title, exact=True)).to_have_count(1)
    first.focus()
    ada.keyboard.press("Enter")
    ada.wait_for_url("**/wins/*")

    expect(ada.locator("h1")).to_have_text(title.rsplit(",", 1)[0])


def test_a_keyboard_can_pass_all_marks_at_once(look: Look) -> None:
    ada, url = look(160)
    ada.goto(f"{url}/insights")
    past = ada.get_by_role("link", name="Past the")
    past.focus()
    ada.keyboard.press("Enter")

    expect(ada.locator("#sayings")).to_be_focused()


def test_the_words_of_pictures_are_as_large_as_those_of_the_page(look: Look) -> None:
    ada, url = look(160)
    for width in WIDTHS:
        ada.set_viewport_size({"width": width, "height": 900})
        ada.goto(f"{url}/insights")
        heights = [box[3] - box[1] for box in boxes(ada, ".drawn .sheet text.when")]
        assert heights
        assert 11 <= min(heights) <= max(heights) <= 26


def test_the_way_bar_of_a_phone_holds_its_words_in_one_line(ada: Page, served: Served) -> None:
    for width in (390, 320):
        ada.set_viewport_size({"width": width, "height": 700})
        ada.goto(f"{served.url}/insights")
        ways = boxes(ada, ".ways a")
        assert max(way[3] for way in ways) - min(way[1] for way in ways) < 64
        assert min(way[0] for way in ways) >= 0
        assert max(way[2] for way in ways) <= width


@pytest.mark.parametrize("wins", [5, 160, 500])
def test_no_panel_of_the_page_lies_over_another_and_none_leaves_a_hole(look: Look, wins: int) -> None:
    ada, url = look(wins)
    ada.goto(f"{url}/insights")
    looks, sayings = boxes(ada, "#looks-moves, #sayings")
    assert looks[1] == sayings[1]
    assert looks[3] == pytest.approx(sayings[3], abs=1)
    panels = boxes(ada, ".insights .panel")
    assert over_another(panels) == 0
    for column in {round(panel[0]) for panel in boxes(ada, ".weeks .panel")}:
        stacked = sorted(panel for panel in boxes(ada, ".weeks .panel") if round(panel[0]) == column)
        tops, bottoms = [panel[1] for panel in stacked[1:]], [panel[3] for panel in stacked[:-1]]
        assert all(top - bottom < 30 for top, bottom in zip(tops, bottoms, strict=True))


def test_pictures_can_be_told_apart_in_forced_colours_and_on_paper(look: Look) -> None:
    ada, url = look(160)
    ada.emulate_media(forced_colors="active")
    ada.goto(f"{url}/insights")
    ada.locator("figure#outcomes").scroll_into_view_if_needed()
    style = "one => getComputedStyle(one).fill"
    assert ada.locator("#shape-real .in-real").evaluate(style) == ada.locator("#shape-dot .in-ink").evaluate(style)
    ada.emulate_media(forced_colors="none", media="print", color_scheme="dark")
    assert ada.locator("#shape-dot .in-ink").evaluate(style) == "rgb(0, 0, 0)"
