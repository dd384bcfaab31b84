"""One win with all that is known of it: the verdict, why, what would change it, doors, steps, history."""

from collections.abc import Iterable
from datetime import date

from smallwins.cli.render_list import win_line
from smallwins.cli.terminal import Terminal
from smallwins.cli.text import hang, one_line, pad, shown, width_of, wrap
from smallwins.cli.words import SHORT, VERDICTS
from smallwins.journal.queries import WinLine
from smallwins.journal.stories import WinStory
from smallwins.language import _, _in, told
from smallwins.method.days import full_day, weekday
from smallwins.method.history import Entry
from smallwins.method.questions import CAUTION_WORDS, SIGNAL_WORDS, VERDICT_WORDS, signal_labels
from smallwins.method.reasons import Reason
from smallwins.method.remark import Remark
from smallwins.method.saying import say_in
from smallwins.method.signals import NO_FACTS, Facts
from smallwins.method.step import NextStep
from smallwins.method.verdict import JudgedWin

KINDS = {
    "conversation": say_in("kind of win", "conversation"),
    "application": say_in("kind of win", "application"),
    "learning": say_in("kind of win", "learning"),
    "making": say_in("kind of win", "making"),
    "speaking": say_in("kind of win", "speaking"),
    "work": say_in("kind of win", "work"),
    "recognition": say_in("kind of win", "recognition"),
    "role": say_in("kind of win", "role"),
    "setback": say_in("kind of win", "setback"),
    "other": say_in("kind of win", "other"),
}
STATES = {"done": say_in("state of a step", "done"), "dropped": say_in("state of a step", "dropped")}
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
        _beside(_("Opened by"), story.line.opened_by, terminal),
        _beside(_("Led to"), story.line.led_to, terminal),
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
    facts = [_("{weekday} {day}", weekday=weekday(win.happened_on), day=full_day(win.happened_on))]
    if win.happened_on == today:
        facts.append(_("today"))
    if win.kind:
        facts.append(told(KINDS[win.kind]))
    facts.extend(f"#{one_line(tag)}" for tag in win.tags)
    if win.looks is not None:
        facts.append(_("looks {number} of 4", number=win.looks))
    if judged.gut_shown:
        facts.append(_("your call on the day: {verdict}", verdict=SHORT[judged.gut_shown]))
    if win.celebrated_on:
        facts.append(_("celebrated on {day}", day=win.celebrated_on))
    return (" · " if terminal.unicode else ", ").join(facts)


def _prose(story: str | None, terminal: Terminal) -> list[str]:
    return wrap(shown(story.strip()), terminal.width) if story else []


def verdict_lines(judged: JudgedWin, reason: Reason, terminal: Terminal, facts: Facts = NO_FACTS) -> list[str]:
    """Return the verdict, why, and what would change it."""
    verdict = judged.verdict
    lead = f"{terminal.sign(verdict)} {told(VERDICT_WORDS[verdict].label)}"
    lines = [terminal.tone(lead, verdict)]
    overrule = judged.win.overrule
    if overrule:
        own = _(
            "Your call: {why} (The answers alone say: {verdict}.)",
            why=shown(overrule.reason),
            verdict=VERDICTS[judged.judgement.computed],
        )
        lines.extend(wrap(own, terminal.width))
    lines.extend(wrap(told(reason.sentence), terminal.width))
    lines.extend(_signals(judged, facts, terminal))
    for caution in reason.cautions:
        word = CAUTION_WORDS[caution]
        explained = _("{word}: {sentence}", word=word.label, sentence=word.sentence)
        lines.extend(wrap(explained, terminal.width))
    return [*lines, *_ways(reason, terminal)]


def _ways(reason: Reason, terminal: Terminal) -> list[str]:
    """Say what would change the verdict, the first few ways."""
    ways = [told(way.sentence) for way in reason.counterfactual[:MOST_WAYS]]
    return [_("What would change it"), *(line for way in ways for line in hang("  ", way, terminal.width))]


def _signals(judged: JudgedWin, facts: Facts, terminal: Terminal) -> list[str]:
    column = 0 if terminal.unicode else 1
    names = {signal: told(word.label) for signal, word in SIGNAL_WORDS.items()}
    widest = max(9, *map(width_of, names.values()))
    return [
        line
        for signal, reading, label in signal_labels(judged, facts)
        for line in hang(
            f"  {READS[reading][column]} {pad(names[signal], widest)}  ", shown(told(label)), terminal.width
        )
    ]


def _goals(story: WinStory, terminal: Terminal) -> list[str]:
    lines = [line for goal in story.line.goals for line in hang("  ", one_line(goal.title), terminal.width)]
    return [_("Toward"), *lines] if lines else []


def _beside(title: str, wins: Iterable[JudgedWin], terminal: Terminal) -> list[str]:
    lines = [line for judged in wins for line in win_line(judged, terminal)]
    return [title, *lines] if lines else []


def _steps(story: WinStory, terminal: Terminal) -> list[str]:
    rows = []
    for step in story.line.steps:
        rows.extend(hang(f"{step.number:>3}  {pad(_state(step), 13)}  ", one_line(step.text), terminal.width))
    return [_("Next steps"), *rows] if rows else []


def _state(step: NextStep) -> str:
    if step.status != "open":
        return told(STATES[step.status])
    return _("by {day}", day=step.due_on) if step.due_on else _in("state of a step", "open")


def _remarks(remarks: Iterable[Remark], terminal: Terminal) -> list[str]:
    rows = []
    for remark in remarks:
        name = one_line(remark.author_name)
        lead = _("{name} asks:", name=name) if remark.asks else _("{name} wrote:", name=name)
        rows.extend(hang(f"  {lead} ", shown(remark.text), terminal.width))
        if remark.answer:
            rows.extend(hang(f"    {_('You:')} ", shown(remark.answer), terminal.width))
    return [_("From your coach"), *rows] if rows else []


def _history(history: Iterable[Entry], terminal: Terminal) -> list[str]:
    rows = []
    for entry in history:
        lead = f"{entry.at.date()}  {terminal.sign(entry.verdict)} "
        rows.extend(hang(lead, one_line(told(entry.cause)), terminal.width))
    return [_("History"), *(terminal.tone(row, "faint") for row in rows)] if rows else []
