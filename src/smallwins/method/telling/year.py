"""A year in review: for the person alone, with the setbacks, the quiet weeks, and what is shiny as a number only."""

from collections.abc import Sequence
from datetime import date

from smallwins.method.goal import Goal
from smallwins.method.review import Review
from smallwins.method.step import NextStep
from smallwins.method.telling import Record, Section, Telling, sections_told
from smallwins.method.telling.days import counted, day, joined, month, number, span
from smallwins.method.telling.paths import in_time, paths_of, weight
from smallwins.method.telling.story import byline, happened, own_words, stretched, tell, when
from smallwins.method.telling.titles import ended, upper_first
from smallwins.method.telling.words import opening, plain
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import Win

OWN_WORDS = 30  # of one win
MOST_NOTES = 6


def year_in_review(record: Record) -> Telling:
    """Tell a year, or any other span, from beginning to end."""
    if not record.wins and not record.reviews:
        return Telling("year", "The year in review", ())
    sections = (
        Section("numbers", "In short", _numbers(record)),
        Section(
            "goals", "Where I wanted to get to", "\n\n".join(filter(None, (_goal(g, record) for g in record.goals)))
        ),
        _longest(record),
        *_months(record),
        Section("setbacks", "What did not work", _setbacks(record.wins)),
        Section("weeks", "Said at the weekly review", _notes(record.reviews)),
    )
    return Telling("year", f"The year in review, {span(record.since, record.until)}", sections_told(sections))


def _numbers(record: Record) -> str:
    counts = dict(record.verdicts)
    total = sum(counts.values())
    closed = [review for review in record.reviews if review.status == "closed"]
    told = {judged.win.id for judged in record.wins}
    doors = sum(1 for door in record.doors if door.earlier in told and door.later in told)
    done = _done(record)
    kinds = [
        f"{number(counts[name])} {words}"
        for name, words in (
            ("real", "moved me"),
            ("early", "are too early to tell"),
            ("shiny", "shone and led nowhere"),
        )
        if counts.get(name)
    ]
    sentences = [f"I wrote down {counted(total, 'win')}: {joined(kinds)}." if total else ""]
    opened = f"{counted(doors, 'door')} opened between those told here" if doors else ""
    took = f"I took {counted(len(done), 'next step')}" if done else ""
    if opened or took:
        sentences.append(f"{upper_first(', and '.join(filter(None, (opened, took))))}.")
    if closed:
        sentences.append(f"I sat down for {counted(len(closed), 'weekly review')}{_pulses(closed)}.")
    return " ".join(filter(None, sentences))


def _pulses(closed: Sequence[Review]) -> str:
    """Say how clear and how confident it was at the first of the reviews, and at the last."""
    told = {"clarity": [r.clarity for r in closed], "confidence": [r.confidence for r in closed]}
    known = {name: [value for value in values if value is not None] for name, values in told.items()}
    said = [
        f"my {name} was {felt[0]} of 10 at the first and {felt[-1]} at the last"
        for name, felt in known.items()
        if len(felt) > 1
    ]
    return f"; {joined(said)}" if said else ""


def _done(record: Record) -> list[NextStep]:
    steps = [step for judged in record.wins for step in record.steps.get(judged.win.id, ())]
    return [s for s in steps if s.status == "done" and s.done_on and record.since <= s.done_on <= record.until]


def _goals(record: Record) -> str:
    return "\n\n".join(filter(None, (_goal(goal, record) for goal in record.goals)))


def _goal(goal: Goal, record: Record) -> str:
    wins = sum(1 for judged in record.wins if goal.id in judged.win.answers.goals)
    felt = [felt for felt in goal.possible if record.since <= felt.on <= record.until]
    if not wins and not felt:
        return ""
    sentences = [f"**{ended(plain(goal.title))}**"]
    if wins:
        sentences.append(f"{upper_first(counted(wins, 'of these wins points', 'of these wins point'))} there.")
    if felt:
        low = min(felt, key=lambda one: one.value)
        sentences.append(f"In {month(felt[0].on)} it felt {felt[0].value} out of 10 possible")
        if low.value < min(felt[0].value, felt[-1].value):
            sentences[-1] += f", in {month(low.on)} {low.value}"
        sentences[-1] += f", and {felt[-1].value} in {month(felt[-1].on)}." if len(felt) > 1 else "."
    sentences += {"reached": ["I have got there."], "let_go": ["I have let it go."], "active": []}[goal.status]
    return " ".join(sentences)


def _longest(record: Record) -> Section:
    paths = [path for path in paths_of(in_time(record.wins), record.doors) if len(path.wins) > 2]
    if not paths:
        return Section("longest", "", "")
    path = max(paths, key=weight)
    text = f"{byline(path, record.goals)}\n\n{tell(path, 0)}"
    return Section("longest", f"The longest way: {path.last.win.title}", text, tuple(j.win.id for j in path.wins))


def _months(record: Record) -> list[Section]:
    """Tell what stretched me most in each month, in a few sentences."""
    by_month: dict[tuple[int, int], list[JudgedWin]] = {}
    for judged in in_time(record.wins):
        by_month.setdefault((judged.win.happened_on.year, judged.win.happened_on.month), []).append(judged)
    return [
        Section(f"month:{year}-{at:02}", month(date(year, at, 1)), _month(wins, turn), tuple(j.win.id for j in wins))
        for turn, ((year, at), wins) in enumerate(by_month.items())
    ]


def _month(wins: Sequence[JudgedWin], turn: int) -> str:
    sentences: list[str] = []
    last: Win | None = None
    lead = ""
    hardest = max(wins, key=lambda judged: judged.win.answers.stretch or 0)
    for at, judged in enumerate(wins):
        win = judged.win
        lead = when(win, last, 0, lead) if last else f"on {day(win.happened_on, win.happened_on)}"
        if at % 3 == 2:  # seen from the day before it for long, one loses the date
            lead = f"on {day(win.happened_on, win.happened_on)}"
        sentences.append(happened(win, lead))
        if judged is hardest and (win.answers.stretch or 0) > 2:
            sentences.append(stretched(win.answers.stretch or 0, turn))
            sentences += [opening(words, OWN_WORDS) for words in own_words(win)[:1]]
        last = win
    return " ".join(filter(None, sentences))


def _setbacks(wins: Sequence[JudgedWin]) -> str:
    lines = []
    for judged in in_time(wins):
        if judged.win.kind == "setback":
            own = [opening(words, OWN_WORDS) for words in own_words(judged.win)[:1]]
            lines.append(" ".join(filter(None, [f"- {ended(plain(judged.win.title))}", *own])))
    return "\n".join(lines)


def _notes(reviews: Sequence[Review]) -> str:
    said = [review for review in reviews if review.note and opening(review.note, OWN_WORDS)]
    every = max(1, -(-len(said) // MOST_NOTES))
    return "\n".join(
        f"- {ended(opening(review.note, OWN_WORDS))} ({day(review.week.sunday)})" for review in said[::every]
    )
