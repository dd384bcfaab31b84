"""What everybody can read: axe-core in a page, by day and by night, wide, narrow, zoomed, in forced colours."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]  # it brings no types
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
RUN = """([tags, rules]) => axe.run(document, {
  runOnly: tags.length ? { type: "tag", values: tags } : { type: "rule", values: rules },
  rules: tags.length ? { "target-size": { enabled: true } } : {},
  resultTypes: ["violations"],
}).then((all) => all.violations.map((one) => [one.id, ...one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160))]))
"""
MOVING = """() => document.getAnimations().map((one) => one.effect.target.outerHTML.slice(0, 120)).concat(
  [...document.querySelectorAll("*")].filter((one) => {
    const style = getComputedStyle(one);
    return style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0)
      || style.animationName !== "none" || style.scrollBehavior === "smooth";
  }).map((one) => one.outerHTML.slice(0, 120)))"""
UNTOLD = """() => [...document.querySelectorAll("svg:not([aria-hidden=true])")].filter((one) =>
  !one.closest("[aria-hidden=true]") && one.getClientRects().length).filter((one) => {
    const inner = one.querySelectorAll("[role=img][aria-label], a, [role=link]");
    return !(one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") || inner.length);
  }).map((one) => one.outerHTML.slice(0, 160))"""


class Way(NamedTuple):
    """A way to look at a page, and what of axe depends on it: everything, or some rules."""

    name: str
    width: int
    scheme: Literal["light", "dark"] = "light"
    forced: Literal["active", "none"] = "none"
    rules: tuple[str, ...] = ()


COLOURS = ("color-contrast", "link-in-text-block")
WAYS = (
    Way("wide by day", 1280),
    Way("wide by night", 1280, "dark", rules=COLOURS),
    Way("narrow by night", 390, "dark", rules=COLOURS),
    Way("narrow by day", 390),
    Way("in forced colours", 390, forced="active", rules=COLOURS),
    Way("zoomed to 200 %", 640, rules=("target-size", "scrollable-region-focusable", "meta-viewport")),
    Way("zoomed to 400 %", 320, rules=("target-size", "scrollable-region-focusable")),
)
"""A window of 1280 zoomed to 200 % is laid out as one of 640, and to 400 % as one of 320."""


def amiss(page: Page) -> Iterator[tuple[str, ...]]:
    """Say what keeps somebody from reading a page as it stands."""
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE_SCRIPT} }} }}")
    for one in page.evaluate(UNTOLD):
        yield ("a picture without words", one)
    for way in WAYS:
        page.set_viewport_size({"width": way.width, "height": 900})
        page.emulate_media(color_scheme=way.scheme, forced_colors=way.forced)
        for found in page.evaluate(RUN, [() if way.rules else TAGS, way.rules]):
            yield (way.name, *found)
        if page.evaluate("document.documentElement.scrollWidth") > way.width:
            yield (way.name, "wider than its window")
    page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="reduce")
    for one in page.evaluate(MOVING):
        yield ("moves although it should not", one)
    page.emulate_media(reduced_motion="no-preference")
    page.set_viewport_size({"width": 1280, "height": 900})
