"""The rearview: what came back out of it, shiny objects, nearer ones clear, and what made them shine."""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo

from smallwins.cli.render_list import win_line
from smallwins.cli.terminal import Terminal
from smallwins.cli.text import hang, one_line, width_of, wrap
from smallwins.cli.words import counted
from smallwins.journal.ports import ShineTally
from smallwins.journal.rearviews import RearviewPage, Returned
from smallwins.method.answers import Answers
from smallwins.method.counterfactual import listed
from smallwins.method.rearview import Shine, nearness, shine

CLEAR = 3  # from this nearness on a win is shown at full strength
SHINE_WORDS: Mapping[Shine, str] = {
    "just available": "just available",
    "effortless": "effortless",
    "outside only": "looks good from outside",
    "pointing away": "pointing away",
}


def rearview_lines(
    page: RearviewPage, came_back: Sequence[Returned], terminal: Terminal, today: date, zone: tzinfo
) -> list[str]:
    """Return the rearview as text: what came back out of it, then what lies in it, the farther the fainter."""
    back = returned_lines(came_back, terminal, zone)
    if not page.lines:
        return [*back, "Nothing in the rearview."]
    shiny = page.tally.shiny
    lines = [*back, terminal.tone(f"{counted(shiny, 'shiny object')} behind you", "strong")]
    lines.extend(
        wrap("Sweet at the time. None is lost: smallwins judge WIN --again looks at one anew.", terminal.width)
    )
    digits = max(len(str(line.judged.win.number)) for line in page.lines)
    lines.append("")
    for line in page.lines:
        near = nearness(line.judged.win.happened_on, today)
        rows = win_line(line.judged, terminal, digits)
        lines.extend(row if near >= CLEAR else terminal.tone(row, "faint") for row in rows)
    more = shiny - len(page.lines)
    if page.next and more > 0:
        lines.extend(
            wrap(
                f"{'…' if terminal.unicode else '...'} and {more} more: smallwins rearview --limit {shiny}",
                terminal.width,
            )
        )
    return [*lines, "", *shine_lines(page.tally, terminal)]


def shone_words(answers: Answers) -> str:
    """Say what made a win shine: "just available and effortless"."""
    return listed([SHINE_WORDS[name] for name in shine(answers)])


def returned_lines(came_back: Sequence[Returned], terminal: Terminal, zone: tzinfo) -> list[str]:
    """Return what left the rearview by itself, each with the day and the reason, and a line to set it apart."""
    if not came_back:
        return []
    lines = [terminal.tone("Came back", "strong")]
    digits = max(len(str(one.judged.win.number)) for one in came_back)
    for one in came_back:
        lines.extend(win_line(one.judged, terminal, digits))
        why = f"on {one.entry.at.astimezone(zone).date()}: {one_line(one.entry.cause)}"
        lines.extend(terminal.tone(row, "faint") for row in hang(" " * (digits + 2), why, terminal.width))
    return [*lines, ""]


def shine_lines(tally: ShineTally, terminal: Terminal) -> list[str]:
    """Return what made them shine, as counts and shares."""
    counts: list[tuple[str, int]] = [
        (SHINE_WORDS[name], getattr(tally, name.replace(" ", "_"))) for name in SHINE_WORDS
    ]
    widest = max(width_of(words) for words, _ in counts)
    rows = [f"  {words:{widest}}  {count:>3}  {count / tally.shiny:>4.0%}" for words, count in counts if count]
    return [terminal.tone("What made them shine", "strong"), *rows] if rows else []
