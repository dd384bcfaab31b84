"""One win with all that is known of it: the verdict, why, what would change it, doors, steps, history."""

from collections.abc import Iterable
from datetime import date

from smallwins.cli.render_list import win_line
from smallwins.cli.terminal import Terminal
from smallwins.cli.text import hang, one_line, shown, wrap
from smallwins.journal.queries import WinLine
from smallwins.journal.stories import WinStory
from smallwins.method.history import Entry
from smallwins.method.questions import CAUTION_WORDS, SIGNAL_WORDS, VERDICT_WORDS, signal_labels
from smallwins.method.reasons import Reason
from smallwins.method.remark import Remark
from smallwins.method.signals import NO_FACTS, Facts
from smallwins.method.verdict import JudgedWin

MOST_WAYS = 3
READS = {"yes": ("●", "*"), "open": ("○", "."), "no": ("–", "-")}


def story_lines(story: WinStory, terminal: Terminal, today: date) -> list[str]:
    """Return everything about one win."""
    judged = story.line.judged
    facts = facts_of(story.line)
    blocks = [
        _head(judged, terminal, today),
        _prose(judged.win.story, terminal),
        verdict_lines(judged, story.reason, terminal, facts),
        _goals(story, terminal),
        _beside("Opened by", story.line.opened_by, terminal),
        _beside("Led to", story.line.led_to, terminal),
        _steps(story, terminal),
        _remarks(story.remarks, terminal),
        _history(story.history, terminal),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block).split("\n")


def facts_of(line: WinLine) -> Facts:
    """Return what can be seen of the doors of a win, from what stands beside it."""
    return Facts(
        opened_a_win=any(later.verdict != "shiny" for later in line.led_to),
        step_done=any(step.status == "done" for step in line.steps),
    )


def _head(judged: JudgedWin, terminal: Terminal, today: date) -> list[str]:
    win = judged.win
    lines = [terminal.tone(line, "strong") for line in hang(f"{win.number}  ", one_line(win.title), terminal.width)]
    return [*lines, *(terminal.tone(line, "faint") for line in wrap(_facts(judged, today, terminal), terminal.width))]


def _facts(judged: JudgedWin, today: date, terminal: Terminal) -> str:
    win = judged.win
    facts = [f"{win.happened_on:%A} {win.happened_on.day} {win.happened_on:%B %Y}"]
    if win.happened_on == today:
        facts.append("today")
    if win.kind:
        facts.append(win.kind)
    facts.extend(f"#{one_line(tag)}" for tag in win.tags)
    if win.looks is not None:
        facts.append(f"looks {win.looks} of 4")
    if judged.gut_shown:
        facts.append(f"your call on the day: {judged.gut_shown}")
    if win.celebrated_on:
        facts.append(f"celebrated on {win.celebrated_on}")
    return (" · " if terminal.unicode else ", ").join(facts)


def _prose(story: str | None, terminal: Terminal) -> list[str]:
    return wrap(shown(story.strip()), terminal.width) if story else []


def verdict_lines(judged: JudgedWin, reason: Reason, terminal: Terminal, facts: Facts = NO_FACTS) -> list[str]:
    """Return the verdict, why, and what would change it."""
    verdict = judged.verdict
    lead = f"{terminal.sign(verdict)} {VERDICT_WORDS[verdict].label}"
    lines = [terminal.tone(lead, verdict)]
    overrule = judged.win.overrule
    if overrule:
        computed = VERDICT_WORDS[judged.judgement.computed].label.lower()
        lines.extend(wrap(f"Your call: {shown(overrule.reason)} (The answers alone say: {computed}.)", terminal.width))
    lines.extend(wrap(reason.sentence, terminal.width))
    lines.extend(_signals(judged, facts, terminal))
    for caution in reason.cautions:
        word = CAUTION_WORDS[caution]
        lines.extend(wrap(f"{word.label}: {word.sentence}", terminal.width))
    return [*lines, *_ways(reason, terminal)]


def _ways(reason: Reason, terminal: Terminal) -> list[str]:
    """Say what would change the verdict, the first few ways."""
    ways = [way.sentence for way in reason.counterfactual[:MOST_WAYS]]
    return ["What would change it", *(line for way in ways for line in hang("  ", way, terminal.width))]


def _signals(judged: JudgedWin, facts: Facts, terminal: Terminal) -> list[str]:
    column = 0 if terminal.unicode else 1
    return [
        line
        for signal, reading, label in signal_labels(judged, facts)
        for line in hang(f"  {READS[reading][column]} {SIGNAL_WORDS[signal].label:9}  ", shown(label), terminal.width)
    ]


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


def _remarks(remarks: Iterable[Remark], terminal: Terminal) -> list[str]:
    rows = []
    for remark in remarks:
        said = "asks" if remark.asks else "wrote"
        rows.extend(hang(f"  {one_line(remark.author_name)} {said}: ", shown(remark.text), terminal.width))
        if remark.answer:
            rows.extend(hang("    You: ", shown(remark.answer), terminal.width))
    return ["From your coach", *rows] if rows else []


def _history(history: Iterable[Entry], terminal: Terminal) -> list[str]:
    rows = []
    for entry in history:
        lead = f"{entry.at.date()}  {terminal.sign(entry.verdict)} "
        rows.extend(hang(lead, one_line(entry.cause), terminal.width))
    return ["History", *(terminal.tone(row, "faint") for row in rows)] if rows else []
