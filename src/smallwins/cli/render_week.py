"""A week in words, numbers and a small drawing; and momentum week by week."""

from collections.abc import Sequence

from smallwins.cli.render_list import win_lines
from smallwins.cli.terminal import Terminal
from smallwins.cli.text import pad, pad_left, width_of, wrap
from smallwins.journal.weeks import MomentumPage
from smallwins.language import _, _n, told
from smallwins.method.days import Spanned
from smallwins.method.momentum import Momentum, WeekMomentum
from smallwins.method.saying import Said, made, say, say_number
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week
from smallwins.method.win import VERDICTS, VerdictName

BARS, PLAIN_BARS = " ▁▂▃▄▅▆▇█", " .:-=+*#@"
TRENDS = {
    "rising": say("Momentum is rising."),
    "holding": say("Momentum is holding."),
    "fading": say("Momentum is fading. One small step is enough to turn it."),
}
NOT_BEGUN = say("Momentum begins with the first real win, or the first step done.")
STUCK = say("Is this moving you forward, or is it a temporary high? Three or more wins in four weeks, and no door yet.")


def week_title(week: Week) -> Said:
    """Name a week with its days."""
    first, last = week.monday, week.sunday
    month = "" if first.month == last.month else f" {first:%b}"
    days = f"{first.day}{month} to {last.day} {last:%b} {last.year}"  # unsaid: the English of two days
    return say("{week}, {days}", week=str(week), days=made(Spanned, days, "", {"first": first, "last": last}))


def picture(wins: Sequence[JudgedWin], terminal: Terminal) -> list[str]:
    """Draw the week: a sign for each win, then how many of each."""
    if not wins:
        return [_("No win written down. A quiet week is a full answer.")]
    by_verdict = [(verdict, sum(judged.verdict == verdict for judged in wins)) for verdict in VERDICTS]
    signs = " ".join(terminal.tone(" ".join([terminal.sign(v)] * n), v) for v, n in by_verdict if n)
    words = ", ".join(_counted(v, n) for v, n in by_verdict if n)
    return [signs, words] if len(wins) * 2 <= terminal.width else [words]


def _counted(verdict: VerdictName, n: int) -> str:
    if verdict == "real":
        return _n("{n} real", "{n} real", n)
    return _n("{n} early", "{n} early", n) if verdict == "early" else _n("{n} shiny", "{n} shiny", n)


def week_lines(week: Week, wins: Sequence[JudgedWin], doors: int, terminal: Terminal) -> list[str]:
    """Return a week with its wins."""
    lines = [terminal.tone(told(week_title(week)), "strong"), "", *picture(wins, terminal)]
    if doors:
        lines.append(_n("{n} door opened.", "{n} doors opened.", doors))
    return [*lines, "", *win_lines(wins, terminal)] if wins else lines


def sparkline(weeks: Sequence[WeekMomentum], terminal: Terminal) -> str:
    """Draw momentum as one line of small bars."""
    bars = BARS if terminal.unicode else PLAIN_BARS
    highest = max((week.momentum for week in weeks), default=0.0) or 1.0
    return "".join(bars[round(week.momentum / highest * (len(bars) - 1))] for week in weeks)


def momentum_lines(page: MomentumPage, terminal: Terminal, *, rows: int) -> list[str]:
    """Return momentum as a drawing with its numbers, the newest week last."""
    weeks = page.momentum.weeks
    drawn = weeks[-min(len(weeks), terminal.width - 2) :]
    span = _("{first} to {last}", first=str(drawn[0].week), last=str(drawn[-1].week))
    lines = [terminal.tone(sparkline(drawn, terminal), "real"), span, ""]
    heads = (_("week"), _("real"), _("steps"), _("momentum"))
    if terminal.width < 32:
        heads = (pad(heads[0], 8), f" {heads[1]}", heads[2], _("mom."))
        lines.append(" ".join(heads))
        heads = ("", "", "", "")
    widths = [max(least, width_of(head)) for least, head in zip((8, 4, 5, 8), heads, strict=True)]
    rows_shown = [(str(row.week), f"{row.real}", f"{row.steps_done}", f"{row.momentum:.2f}") for row in weeks[-rows:]]
    for row in ([heads] if any(heads) else []) + rows_shown:
        cells = [pad_left(cell, width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join([pad(row[0], widths[0]), *cells]))
    lines.append("")
    return [*lines, *trend_lines(page.momentum, terminal, stuck=page.stuck)]


def momentum_line(momentum: Momentum, terminal: Terminal) -> str:
    """Return momentum in one line: drawn, with its newest value."""
    newest = told(say_number(momentum.weeks[-1].momentum, 1))
    return f"{_('Momentum')}  {sparkline(momentum.weeks, terminal)}  {newest}"


def trend_lines(momentum: Momentum, terminal: Terminal, *, stuck: bool) -> list[str]:
    """Say which way momentum goes, and ask where it looks stuck."""
    begun = any(week.momentum for week in momentum.weeks)
    lines = wrap(told(TRENDS[momentum.trend] if begun else NOT_BEGUN), terminal.width)
    return [*lines, *wrap(told(STUCK), terminal.width)] if stuck else lines
