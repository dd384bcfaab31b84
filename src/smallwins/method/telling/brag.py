"""The brag document: goals and skills first, then chains as stories, then what stands alone and what comes next."""

from collections.abc import Sequence
from datetime import date

from smallwins.method.answers import skills_of
from smallwins.method.goal import Goal, Possible
from smallwins.method.telling import Record, Section, Telling, sections_told
from smallwins.method.telling.days import day, joined, month, number, span
from smallwins.method.telling.paths import Path, in_time, paths_of
from smallwins.method.telling.story import byline, line, own_words, tell
from smallwins.method.telling.titles import ended
from smallwins.method.telling.words import plain
from smallwins.method.verdict import JudgedWin


def brag_document(record: Record) -> Telling:
    """Tell the chosen wins as a brag document."""
    if not record.wins:
        return Telling("brag", "What I did", ())
    paths = _gathered(paths_of(record.wins, record.doors), record)
    stories = [path for path in paths if not _is_line(path)]
    alone = [path.first for path in paths if _is_line(path)]
    told = [
        Section(
            f"story:{path.first.win.id}",
            _heading(path),
            f"{byline(path, record.goals, stories[turn - 1] if turn else None)}\n\n{tell(path, turn)}",
            tuple(judged.win.id for judged in path.wins),
        )
        for turn, path in enumerate(stories)
    ]
    days = [judged.win.happened_on for judged in record.wins]
    return Telling(
        "brag",
        f"What I did, {span(min(days), max(days))}",
        sections_told((_goals(record), *told, _alone(alone, stories), _next(record))),
    )


def _gathered(paths: Sequence[Path], record: Record) -> list[Path]:
    """Put what would stand alone as a line into the story to whose end it opened a door, at its day."""
    lines = {path.first.win.id: path.first for path in paths if _is_line(path)}
    told: list[Path] = []
    for path in paths:
        openers = [door.earlier for door in record.doors if door.later == path.last.win.id and len(path.wins) > 1]
        others = [lines[win] for win in openers if win in lines and _is_later(lines[win], path.first)]
        for other in others:
            del lines[other.win.id]
        told.append(Path(in_time([*path.wins, *others])))
    return [path for path in told if not _is_line(path) or path.first.win.id in lines]


def _is_line(path: Path) -> bool:
    return len(path.wins) == 1 and not path.first.win.story


def _is_later(one: JudgedWin, other: JudgedWin) -> bool:
    return one.win.happened_on > other.win.happened_on


def _heading(path: Path) -> str:
    """Return the title of the win that the story tells most of; not of the first, with whose words it begins anyway."""
    later = path.wins[1:] or path.wins
    wins = [judged for judged in later if judged.win.kind != "setback"] or later
    return max(reversed(wins), key=lambda judged: len(" ".join(own_words(judged.win)).split())).win.title


def _goals(record: Record) -> Section:
    aimed = [goal for goal in record.goals if goal.status != "let_go" and _toward(goal, record.wins)]
    return Section(
        "goals", "Where I want to get to", "\n\n".join(_goal(goal, turn, record) for turn, goal in enumerate(aimed))
    )


def _goal(goal: Goal, turn: int, record: Record) -> str:
    sentences = [f"**{ended(plain(goal.title))}**"]
    sentences += ["I have got there."] if goal.status == "reached" else []
    sentences += [ended(goal.why.strip())] if goal.why and "\n" not in goal.why.strip() else []
    felt = [felt for felt in goal.possible if record.since <= felt.on <= record.until]
    if felt and felt[-1].value > felt[0].value:
        sentences.append(_felt_possible(felt[0], felt[-1]))
    if goal.skills:
        needs = joined([plain(skill) for skill in goal.skills])
        sentences.append(f"It needs {needs}{_got_better(goal, turn, record)}.")
    return " ".join(sentences)


def _felt_possible(before: Possible, now: Possible) -> str:
    """Say how possible it felt, by months, or by days within one month."""
    on, written = ("On", day) if month(before.on) == month(now.on) else ("In", month)
    first, last = (number(felt.value) if felt.value else "zero" for felt in (before, now))
    return f"{on} {written(before.on)} it felt {first} out of ten possible; by {written(now.on, before.on)}, {last}."


def _got_better(goal: Goal, turn: int, record: Record) -> str:
    """Say which of the skills that a goal needs the wins built, and which of them most often."""
    built = {skill: _built(skill, record.wins) for skill in goal.skills}
    done = [skill for skill in goal.skills if built[skill]]
    if not done:
        return ""
    if len(goal.skills) == 1:
        return ", and I got better at it"
    every = "both" if len(done) == 2 else "each"
    got = every if len(done) == len(goal.skills) else joined([plain(skill) for skill in done])
    most = [skill for skill in done if built[skill] == max(built.values())]
    at = joined([plain(skill) for skill in most])
    first, often = ("; I", f", at {at} most often") if turn % 2 else (", and I", f", most often at {at}")
    return f"{first} got better at {got}{often if len(most) < len(done) else ''}"


def _toward(goal: Goal, wins: Sequence[JudgedWin]) -> bool:
    return any(goal.id in judged.win.answers.goals for judged in wins)


def _built(skill: str, wins: Sequence[JudgedWin]) -> int:
    return sum(1 for judged in wins if skill in skills_of(judged.win.answers.gains))


def _alone(wins: Sequence[JudgedWin], stories: Sequence[Path]) -> Section:
    text = "\n".join(f"- {line(judged.win)}" for judged in wins)
    return Section("alone", "Also" if stories else "What I did", text, tuple(judged.win.id for judged in wins))


def _next(record: Record) -> Section:
    steps = [
        step
        for judged in record.wins
        for step in record.steps.get(judged.win.id, ())
        if step.status == "open" and (step.due_on is None or step.due_on >= record.until)
    ]
    steps.sort(key=lambda step: (step.due_on or date.max, step.number))
    lines = [
        f"- {plain(' '.join(step.text.split()))}{f' (by {day(step.due_on)})' if step.due_on else ''}" for step in steps
    ]
    return Section("next", "What comes next", "\n".join(lines))
