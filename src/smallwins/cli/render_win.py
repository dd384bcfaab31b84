"""One win with all that is known of it: the verdict, why, what would change it, doors, steps, history."""

from collections.abc import Iterable
from datetime import date

from smallwins.cli.render_list import win_line
from smallwins.cli.terminal import Terminal
from smallwins.cli.text import hang, one_line, pad, shown, wrap
from smallwins.cli.words import VERDICTS
from smallwins.journal.stories import WinStory
from smallwins.method.history import Entry
from smallwins.method.reasons import Reason
from smallwins.method.signals.reading import SIGNAL_NAMES
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import Win

READS = {"yes": ("●", "*"), "open": ("○", "."), "no": ("–", "-")}


def story_lines(story: WinStory, terminal: Terminal, today: date) -> list[str]:
    """Return everything about one win."""
    judged = story.line.judged
    blocks = [
        _head(judged, terminal, today),
        _prose(judged.win.story, terminal),
        verdict_lines(judged, story.reason, terminal),
        _goals(story, terminal),
        _beside("Opened by", story.line.opened_by, terminal),
        _beside("Led to", story.line.led_to, terminal),
        _steps(story, terminal),
        _history(story.history, terminal),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block).split("\n")


def _head(judged: JudgedWin, terminal: Terminal, today: date) -> list[str]:
    win = judged.win
    lines = [terminal.tone(line, "strong") for line in hang(f"{win.number}  ", one_line(win.title), terminal.width)]
    return [*lines, *(terminal.tone(line, "faint") for line in wrap(_facts(win, today, terminal), terminal.width))]


def _facts(win: Win, today: date, terminal: Terminal) -> str:
    facts = [f"{win.happened_on:%A} {win.happened_on.day} {win.happened_on:%B %Y}"]
    if win.happened_on == today:
        facts.append("today")
    if win.kind:
        facts.append(win.kind)
    facts.extend(f"#{one_line(tag)}" for tag in win.tags)
    if win.looks is not None:
        facts.append(f"looks {win.looks} of 4")
    if win.gut:
        facts.append(f"your call on the day: {win.gut}")
    if win.celebrated_on:
        facts.append(f"celebrated on {win.celebrated_on}")
    return (" · " if terminal.unicode else ", ").join(facts)


def _prose(story: str | None, terminal: Terminal) -> list[str]:
    return wrap(shown(story.strip()), terminal.width) if story else []


def verdict_lines(judged: JudgedWin, reason: Reason, terminal: Terminal) -> list[str]:
    """Return the verdict, why, and what would change it."""
    verdict = judged.verdict
    lead = f"{terminal.sign(verdict)} {VERDICTS[verdict].capitalize()}"
    lines = [terminal.tone(lead, verdict)]
    overrule = judged.win.overrule
    if overrule:
        computed = VERDICTS[judged.judgement.computed]
        lines.extend(wrap(f"Your call: {shown(overrule.reason)} (The answers alone say: {computed}.)", terminal.width))
    lines.append(_signals(judged, terminal))
    lines.extend(wrap(reason.why, terminal.width))
    lines.extend(line for caution in reason.caution_words for line in wrap(caution, terminal.width))
    lines.extend(line for way in reason.change_words for line in hang("  - ", way, terminal.width))
    return lines


def _signals(judged: JudgedWin, terminal: Terminal) -> str:
    column = 0 if terminal.unicode else 1
    signals = judged.judgement.signals._asdict()
    words = [f"{READS[signals[name]][column]} {name} {signals[name]}" for name in SIGNAL_NAMES]
    if terminal.width < len("  ".join(words)):
        return "\n".join(f"{READS[signals[name]][column]} {pad(name, 9)}  {signals[name]}" for name in SIGNAL_NAMES)
    return "  ".join(words)


def _goals(story: WinStory, terminal: Terminal) -> list[str]:
    lines = [line for goal in story.line.goals for line in hang("  ", one_line(goal.title), terminal.width)]
    return ["Toward", *lines] if lines else []


def _beside(title: str, wins: Iterable[JudgedWin], terminal: Terminal) -> list[str]:
    lines = [line for judged in wins for line in win_line(judged, terminal)]
    return [title, *lines] if lines else []


def _steps(story: WinStory, terminal: Terminal) -> list[str]:
    rows = []
    for step in story.line.steps:
        state = step.status if step.status != "open" else f"by {step.due_on}" if step.due_on else "open"
        rows.extend(hang(f"{step.number:>3}  {state:13}  ", one_line(step.text), terminal.width))
    return ["Next steps", *rows] if rows else []


def _history(history: Iterable[Entry], terminal: Terminal) -> list[str]:
    rows = []
    for entry in history:
        lead = f"{entry.at.date()}  {terminal.sign(entry.verdict)} "
        rows.extend(hang(lead, one_line(entry.cause), terminal.width))
    return ["History", *(terminal.tone(row, "faint") for row in rows)] if rows else []
