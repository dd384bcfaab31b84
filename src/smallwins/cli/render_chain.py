"""A chain as text: each win stands above what it led to; where the way branches, the branches stand apart."""

from collections.abc import Mapping, Sequence

from smallwins.cli.terminal import Terminal
from smallwins.cli.text import hang, one_line, wrap
from smallwins.cli.words import SHORT, counted
from smallwins.journal.stories import ChainStory
from smallwins.method.verdict import JudgedWin

MOST_NUMBERS, ENDS = 12, 4  # a way longer than that is told by its two ends


def chain_lines(story: ChainStory, terminal: Terminal) -> list[str]:
    """Draw every win that doors connect with one."""
    wins = {judged.win.id: judged for judged in story.wins}
    later: dict[str, list[str]] = {win_id: [] for win_id in wins}
    for door in story.doors:
        later[door.earlier].append(door.later)
    order = {judged.win.id: place for place, judged in enumerate(story.wins)}
    for ends in later.values():
        ends.sort(key=order.__getitem__)
    opened = {door.later for door in story.doors}
    lines: list[str] = []
    drawn: set[str] = set()
    for judged in story.wins:
        if judged.win.id not in opened:
            lines.extend([""] if lines else [])
            lines.extend(_draw(judged.win.id, wins, later, drawn, story.win.win.id, terminal))
    return [*lines, "", *_foot(story, terminal)]


def _foot(story: ChainStory, terminal: Terminal) -> list[str]:
    if len(story.longest) < 2:
        number = story.win.win.number
        words = f"No door joins {number} to another win yet. Once it has led to one: smallwins led {number} LATER"
        return wrap(words, terminal.width)
    arrow = " → " if terminal.unicode else " > "
    numbers = [str(judged.win.number) for judged in story.longest]
    if len(numbers) > MOST_NUMBERS:
        numbers[ENDS:-ENDS] = ["…" if terminal.unicode else "..."]
    return wrap(
        f"The longest way through it: {arrow.join(numbers)} ({counted(len(story.longest), 'win')})", terminal.width
    )


def _draw(
    root: str,
    wins: Mapping[str, JudgedWin],
    later: Mapping[str, Sequence[str]],
    drawn: set[str],
    asked: str,
    terminal: Terminal,
) -> list[str]:
    stem, fork, last = ("│  ", "├─ ", "└─ ") if terminal.unicode else ("|  ", "|- ", "`- ")
    lines: list[str] = []
    waiting = [(root, "", "")]  # win, what stands before its line, what stands before those below it
    while waiting:
        win_id, lead, below = waiting.pop()
        again = win_id in drawn
        drawn.add(win_id)
        ends = () if again else later[win_id]
        gutter = below + (stem if len(ends) > 1 else "")
        lines.extend(_win(wins[win_id], lead, gutter, terminal, asked=win_id == asked, again=again))
        if len(ends) == 1:
            waiting.append((ends[0], below, below))
        for place in range(len(ends) - 1, -1, -1) if len(ends) > 1 else ():
            is_last = place == len(ends) - 1
            under = below + ("   " if is_last else stem)
            waiting.append((ends[place], below + (last if is_last else fork), under))
    return lines


def _win(judged: JudgedWin, lead: str, gutter: str, terminal: Terminal, *, asked: bool, again: bool) -> list[str]:
    win, sign = judged.win, terminal.sign(judged.verdict)
    if again:
        mark = "↑" if terminal.unicode else "^"
        return [f"{lead}{mark} {win.number}, drawn above"]
    title = one_line(win.title)
    day = f"{win.happened_on.day} {win.happened_on:%b}"
    here = "  <" if not terminal.unicode else "  ◀"
    head = f"{sign} {win.number}  "
    words = f"{title}  ({SHORT[judged.verdict]}, {day})" + (here if asked else "")
    first, *others = hang(head, words, max(terminal.width - len(lead), 20))
    coloured = first.replace(sign, terminal.tone(sign, judged.verdict), 1)
    if asked:
        coloured = coloured.replace(title, terminal.tone(title, "strong"), 1)
    return [
        lead + coloured,
        *(gutter + line[len(gutter) - len(lead) if len(gutter) > len(lead) else 0 :] for line in others),
    ]
