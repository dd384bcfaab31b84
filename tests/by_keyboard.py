"""Going through pages by keyboard alone: each step is seen, and the place is never lost."""

from playwright.sync_api import Page

WHERE = """() => {
  const one = document.activeElement;
  if (one === document.body) return ["", "lost"];
  const label = one.labels && one.labels[0];
  const told = one.getAttribute("aria-label") || (label && label.innerText) || one.innerText;
  const seen = (at) => {
    const style = getComputedStyle(at);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  };
  let shown = one.tabIndex < 0 || getComputedStyle(one).textDecorationLine === "underline";
  if (!one.matches(":focus")) shown = true;  // a button inside a date, which the browser draws and marks itself
  if (one.matches(".unseen, .chips input")) shown = seen(one.nextElementSibling);
  for (let at = one; at && !shown && at !== document.body; at = at.parentElement) shown = seen(at);
  return [(told || "").trim().replace(/\\s+/g, " "), shown ? "seen" : "not seen"];
}"""


def here(page: Page) -> str:
    """Return what has the focus, as it is called; it can be seen, and it is something."""
    name, state = page.evaluate(WHERE)
    assert state == "seen", (name, state, page.url)
    return str(name)


def to(page: Page, name: str) -> None:
    """Go on with Tab until what is called so is reached: not far, from where one is or from the top of a new page."""
    passed = [here(page)] if page.evaluate("document.activeElement !== document.body") else [""]
    while not passed[-1].startswith(name):
        assert len(passed) < 60, f"Tab does not lead to {name}: {passed}"
        page.keyboard.press("Tab")
        passed.append(here(page))


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Go to what is called so, and press it."""
    to(page, name)
    page.keyboard.press(key)
