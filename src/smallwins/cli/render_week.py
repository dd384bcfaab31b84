"""A week in words, numbers and a small drawing; and momentum week by week."""

from collections.abc import Sequence

from smallwins.cli.render_list import win_lines
from smallwins.cli.terminal import Terminal
from smallwins.cli.text import wrap
from smallwins.cli.words import counted
from smallwins.journal.weeks import MomentumPage
from smallwins.method.momentum import Momentum, WeekMomentum
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week
from smallwins.method.win import VERDICTS

BARS, PLAIN_BARS = " ▁▂▃▄▅▆▇█", " .:-=+*#@"
TRENDS = {
    "rising": "Momentum is rising.",
    "holding": "Momentum is holding.",
    "fading": "Momentum is fading. One small step is enough to turn it.",
}
NOT_BEGUN = "Momentum begins with the first real win, or the first step done."
STUCK = "Is this moving you forward, or is it a temporary high? Three or more wins in four weeks, and no door yet."


def week_title(week: Week) -> str:
    """Name a week with its days."""
    first, last = week.monday, week.sunday
    month = "" if first.month == last.month else f" {first:%b}"
    return f"{week}, {first.day}{month} to {last.day} {last:%b} {last.year}"


def picture(wins: Sequence[JudgedWin], terminal: Terminal) -> list[str]:
    """Draw the week: a sign for each win, then how many of each."""
    if not wins:
        return ["No win written down. A quiet week is a full answer."]
    by_verdict = [(verdict, sum(judged.verdict == verdict for judged in wins)) for verdict in VERDICTS]
    signs = " ".join(terminal.tone(" ".join([terminal.sign(v)] * n), v) for v, n in by_verdict if n)
    words = ", ".join(f"{n} {v}" for v, n in by_verdict if n)
    return [signs, words] if len(wins) * 2 <= terminal.width else [words]


def week_lines(week: Week, wins: Sequence[JudgedWin], doors: int, terminal: Terminal) -> list[str]:
    """Return a week with its wins."""
    lines = [terminal.tone(week_title(week), "strong"), "", *picture(wins, terminal)]
    if doors:
        lines.append(f"{counted(doors, 'door')} opened.")
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
    lines = [terminal.tone(sparkline(drawn, terminal), "real"), f"{drawn[0].week} to {drawn[-1].week}", ""]
    lines.append("week      real  steps  momentum" if terminal.width >= 32 else "week      real steps mom.")
    lines.extend(f"{row.week}  {row.real:>4}  {row.steps_done:>5}  {row.momentum:>8.2f}" for row in weeks[-rows:])
    lines.append("")
    return [*lines, *trend_lines(page.momentum, terminal, stuck=page.stuck)]


def momentum_line(momentum: Momentum, terminal: Terminal) -> str:
    """Return momentum in one line: drawn, with its newest value."""
    return f"Momentum  {sparkline(momentum.weeks, terminal)}  {momentum.weeks[-1].momentum:.1f}"


def trend_lines(momentum: Momentum, terminal: Terminal, *, stuck: bool) -> list[str]:
    """Say which way momentum goes, and ask where it looks stuck."""
    begun = any(week.momentum for week in momentum.weeks)
    lines = wrap(TRENDS[momentum.trend] if begun else NOT_BEGUN, terminal.width)
    return [*lines, *wrap(STUCK, terminal.width)] if stuck else lines
