"""The brag document: goals and skills first, then chains as stories, then what stands alone and what comes next."""

from collections.abc import Sequence
from datetime import date

from smallwins.method.answers import skills_of
from smallwins.method.goal import Goal
from smallwins.method.telling import Record, Section, Telling, sections_told
from smallwins.method.telling.days import day, joined, month, number, span
from smallwins.method.telling.paths import Path, paths_of
from smallwins.method.telling.story import beside, byline, line, tell
from smallwins.method.telling.titles import ended
from smallwins.method.telling.words import plain
from smallwins.method.verdict import JudgedWin


def brag_document(record: Record) -> Telling:
    """Tell the chosen wins as a brag document."""
    if not record.wins:
        return Telling("brag", "What I did", ())
    paths = paths_of(record.wins, record.doors)
    stories = [path for path in paths if len(path.wins) > 1 or path.first.win.story]
    alone = [path.first for path in paths if len(path.wins) == 1 and not path.first.win.story]
    around = beside(record)
    told = [
        Section(
            f"story:{path.first.win.id}",
            path.last.win.title,
            f"{byline(path, record.goals, stories[turn - 1] if turn else None)}\n\n{tell(path, turn, around)}",
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


def _goals(record: Record) -> Section:
    aimed = [goal for goal in record.goals if goal.status != "let_go" and _toward(goal, record.wins)]
    return Section("goals", "Where I want to get to", "\n\n".join(_goal(goal, record) for goal in aimed))


def _goal(goal: Goal, record: Record) -> str:
    sentences = [f"**{ended(plain(goal.title))}**"]
    sentences += ["I have got there."] if goal.status == "reached" else []
    sentences += [ended(goal.why.strip())] if goal.why and "\n" not in goal.why.strip() else []
    felt = [felt for felt in goal.possible if record.since <= felt.on <= record.until]
    if felt and felt[-1].value > felt[0].value:
        before, now = felt[0], felt[-1]
        sentences.append(
            f"How possible it felt: {before.value} out of 10 in {month(before.on)}, {now.value} in {month(now.on)}."
        )
    built = {skill: _built(skill, record.wins) for skill in goal.skills}
    done = sorted((skill for skill in built if built[skill]), key=lambda skill: -built[skill])
    if goal.skills:
        sentences.append(f"It needs {joined([plain(skill) for skill in goal.skills])}.")
    if done:
        first, *rest = done
        counts = [f"{plain(skill)} in {number(built[skill])}" for skill in rest]
        most = f"{plain(first)}, in {number(built[first])} of these wins"
        sentences.append(f"What I built most is {most}{f', then {joined(counts)}' if counts else ''}.")
    return " ".join(sentences)


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
