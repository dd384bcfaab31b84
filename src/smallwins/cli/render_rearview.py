"""The rearview: what came back out of it, shiny objects, nearer ones clear, and what made them shine."""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo

from smallwins.cli.render_list import win_line
from smallwins.cli.terminal import Terminal
from smallwins.cli.text import hang, one_line, pad, width_of, wrap
from smallwins.journal.ports import ShineTally
from smallwins.journal.rearviews import RearviewPage, Returned
from smallwins.language import _, _n, told
from smallwins.method.answers import Answers
from smallwins.method.counterfactual import listed
from smallwins.method.rearview import Shine, nearness, shine
from smallwins.method.saying import Listed, made, say

CLEAR = 3  # from this nearness on a win is shown at full strength
SHINE_WORDS: Mapping[Shine, str] = {
    "just available": say("just available"),  # unsaid: a key of the method
    "effortless": say("effortless"),
    "outside only": say("looks good from outside"),  # unsaid: a key of the method
    "pointing away": say("pointing away"),  # unsaid: a key of the method
}


def rearview_lines(
    page: RearviewPage, came_back: Sequence[Returned], terminal: Terminal, today: date, zone: tzinfo
) -> list[str]:
    """Return the rearview as text: what came back out of it, then what lies in it, the farther the fainter."""
    back = returned_lines(came_back, terminal, zone)
    if not page.lines:
        return [*back, _("Nothing in the rearview.")]
    shiny = page.tally.shiny
    behind = _n("{n} shiny object behind you", "{n} shiny objects behind you", shiny)
    lines = [*back, terminal.tone(behind, "strong")]
    lines.extend(
        wrap(_("Sweet at the time. None is lost: smallwins judge WIN --again looks at one anew."), terminal.width)
    )
    digits = max(len(str(line.judged.win.number)) for line in page.lines)
    lines.append("")
    for line in page.lines:
        near = nearness(line.judged.win.happened_on, today)
        rows = win_line(line.judged, terminal, digits)
        lines.extend(row if near >= CLEAR else terminal.tone(row, "faint") for row in rows)
    more = shiny - len(page.lines)
    if page.next and more > 0:
        others = _n(
            "and {n} more: smallwins rearview --limit {all}",
            "and {n} more: smallwins rearview --limit {all}",
            more,
            all=shiny,
        )
        lines.extend(wrap(f"{'…' if terminal.unicode else '...'} {others}", terminal.width))
    return [*lines, "", *shine_lines(page.tally, terminal)]


def shone_words(answers: Answers) -> str:
    """Say what made a win shine: "just available and effortless"."""
    words = tuple(SHINE_WORDS[name] for name in shine(answers))
    return told(made(Listed, listed(list(words)), "and", {"items": words}))


def returned_lines(came_back: Sequence[Returned], terminal: Terminal, zone: tzinfo) -> list[str]:
    """Return what left the rearview by itself, each with the day and the reason, and a line to set it apart."""
    if not came_back:
        return []
    lines = [terminal.tone(_("Came back"), "strong")]
    digits = max(len(str(one.judged.win.number)) for one in came_back)
    for one in came_back:
        lines.extend(win_line(one.judged, terminal, digits))
        day = one.entry.at.astimezone(zone).date()
        why = _("on {day}: {why}", day=day, why=one_line(told(one.entry.cause)))
        lines.extend(terminal.tone(row, "faint") for row in hang(" " * (digits + 2), why, terminal.width))
    return [*lines, ""]


def shine_lines(tally: ShineTally, terminal: Terminal) -> list[str]:
    """Return what made them shine, as counts and shares."""
    counts: list[tuple[str, int]] = [
        (told(words), getattr(tally, name.replace(" ", "_"))) for name, words in SHINE_WORDS.items()
    ]
    widest = max(width_of(words) for words, _ in counts)
    rows = [f"  {pad(words, widest)}  {count:>3}  {count / tally.shiny:>4.0%}" for words, count in counts if count]
    return [terminal.tone(_("What made them shine"), "strong"), *rows] if rows else []
