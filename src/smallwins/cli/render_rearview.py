"""The rearview: shiny objects, nearer ones clear, older ones fainter; and what made them shine."""

from collections.abc import Sequence
from datetime import date

from smallwins.cli.render_list import win_line
from smallwins.cli.terminal import Terminal
from smallwins.cli.text import width_of, wrap
from smallwins.cli.words import counted
from smallwins.journal.ports import ShineTally
from smallwins.journal.rearviews import RearviewPage
from smallwins.method.rearview import nearness

CLEAR = 3  # from this nearness on a win is shown at full strength
SHINE_WORDS = {
    "just_available": "just available",
    "effortless": "effortless",
    "outside_only": "looks good from outside",
    "pointing_away": "pointing away",
}


def rearview_lines(page: RearviewPage, terminal: Terminal, today: date) -> list[str]:
    """Return the rearview as text: what lies farther back stands farther in, and fainter."""
    if not page.lines:
        return ["Nothing in the rearview."]
    shiny = page.tally.shiny
    lines = [terminal.tone(f"{counted(shiny, 'shiny object')} behind you", "strong")]
    lines.extend(wrap("Sweet at the time. None is lost: smallwins judge WIN looks at one again.", terminal.width))
    digits = max(len(str(line.judged.win.number)) for line in page.lines)
    lines.append("")
    for line in page.lines:
        near = nearness(line.judged.win.happened_on, today)
        rows = win_line(line.judged, terminal, digits)
        lines.extend(row if near >= CLEAR else terminal.tone(row, "faint") for row in rows)
    return [*lines, "", *shine_lines(page.tally, terminal)]


def shine_lines(tally: ShineTally, terminal: Terminal) -> list[str]:
    """Return what made them shine, as counts and shares."""
    counts: Sequence[tuple[str, int]] = [(SHINE_WORDS[name], getattr(tally, name)) for name in SHINE_WORDS]
    widest = max(width_of(words) for words, _ in counts)
    rows = [f"  {words:{widest}}  {count:>3}  {count / tally.shiny:>4.0%}" for words, count in counts if count]
    return [terminal.tone("What made them shine", "strong"), *rows] if rows else []
