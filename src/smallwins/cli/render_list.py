"""Wins as lines of a list: aligned, wrapped under their titles, the verdict as a shape, a word and a colour."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from smallwins.cli.days import say_day
from smallwins.cli.terminal import Terminal
from smallwins.cli.text import hang, one_line, pad, pad_left, width_of
from smallwins.cli.words import short_column
from smallwins.language import _, told
from smallwins.method.days import short_day
from smallwins.method.saying import say_in
from smallwins.method.verdict import JudgedWin

if TYPE_CHECKING:
    from smallwins.method.goal import Goal
    from smallwins.method.step import NextStep

STATUS = {"reached": say_in("state of a goal", "reached"), "let_go": say_in("state of a goal", "let go")}
ROOMY = 60  # columns from which a line has room for the verdict as a word and the whole date


def win_lines(wins: Sequence[JudgedWin], terminal: Terminal) -> list[str]:
    """Return the lines of a list of wins."""
    digits = max((len(str(judged.win.number)) for judged in wins), default=1)
    return [line for judged in wins for line in win_line(judged, terminal, digits)]


def win_line(judged: JudgedWin, terminal: Terminal, digits: int = 1) -> list[str]:
    """Return one win as a line; a long title goes on below itself."""
    win, verdict, width = judged.win, judged.verdict, terminal.table_width
    number, sign = pad_left(str(win.number), digits), terminal.sign(verdict)
    if width >= ROOMY:
        word = short_column()[verdict]
        plain = f"{number}  {sign} {word}  {win.happened_on}  "
        coloured = f"{number}  {terminal.tone(f'{sign} {word}', verdict)}  {win.happened_on}  "
    else:
        day = pad_left(told(short_day(win.happened_on)), 6)
        plain, coloured = f"{number} {sign} {day} ", f"{number} {terminal.tone(sign, verdict)} {day} "
    title = one_line(win.title) + (f" {_('(your call)')}" if win.overrule else "")
    if not terminal.is_one:
        return [coloured + title]
    first, *others = hang(plain, title, width)
    return [coloured + first[len(plain) :], *others]


def step_lines(steps: "Iterable[NextStep]", wins: dict[str, JudgedWin], terminal: Terminal, today: date) -> list[str]:
    """Return open steps with the day they are due and the win they come from."""
    rows = []
    due = [(step, "" if step.due_on is None else _due(step.due_on, today)) for step in steps]
    widest = max(11, *(width_of(day) for _step, day in due)) if due else 0
    for step, day in due:
        judged = wins.get(step.win_id)
        because = "" if judged is None else f"  {_('(because of {number})', number=judged.win.number)}"
        lead = f"{step.number:>3}  {pad(day, widest)}  "
        rows.extend(hang(lead, f"{one_line(step.text)}{because}", terminal.table_width))
    return rows


def _due(day: date, today: date) -> str:
    if day == today:
        return _("today")
    return told(say_day(day, today)) if day.year == today.year else str(day)


def goal_lines(goals: "Iterable[Goal]", stacks: dict[str, tuple[int, int]], terminal: Terminal) -> list[str]:
    """Return goals with their stacks: real wins filled, early ones outlined; nothing fills up."""
    filled, outlined = ("▪", "▫") if terminal.unicode else ("#", ".")
    rows = []
    dot = " · " if terminal.unicode else ", "
    for goal in goals:
        real, early = stacks.get(goal.id, (0, 0))
        rows.extend(hang(f"{goal.number:>3}  ", one_line(goal.title), terminal.width))
        rows.extend(hang("     ", filled * real + outlined * early, terminal.width) if real or early else ())
        stack = _("{real} real, {early} early", real=real, early=early)
        facts = [stack if real or early else _("no win points toward it yet")]
        facts.append(_("feels {number} of 10 possible", number=goal.possible[-1].value) if goal.possible else "")
        facts.append("" if goal.status == "active" else told(STATUS[goal.status]))
        facts.append(_("needs {skills}", skills=", ".join(map(one_line, goal.skills))) if goal.skills else "")
        words = dot.join(fact for fact in facts if fact)
        rows.extend(terminal.tone(line, "faint") for line in hang("     ", words, terminal.width))
    return rows
