"""A journal in the formats of others: a folder of Markdown files, a table, jrnl's text."""

import csv
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from types import MappingProxyType
from typing import NamedTuple

from smallwins.formats import jrnl_json, jrnl_text, markdown_folder
from smallwins.formats import table as table_format
from smallwins.formats.came_along import going_out
from smallwins.formats.formulas import escaped
from smallwins.formats.front_matter import can_be_read, fenced
from smallwins.formats.smallwins1.plain import answers_json, goal_json
from smallwins.method.goal import Goal
from smallwins.method.step import NextStep
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import SOURCE, was_private

COLUMNS = (
    "id", "number", "date", "title", "details", "kind", "tags", "goals", "verdict", "looks", "gut", "direction",
    "motive", "opened", "door_note", "look_again", "stretch", "gains", "celebrated_on", "overrule", "because",
    "opened_by", "steps", "private", "also",
)  # fmt: skip
JRNL = (jrnl_text.NAME, jrnl_json.NAME)
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+|\.{2,}')
LONGEST_NAME = 80
SAME_DAY = (1980, 1, 1, 0, 0, 0)  # in the archive, so that two exports of a journal are equal


class Leaving(NamedTuple):
    """A journal on its way out: wins in the order of their numbers, with the ids of those that opened each."""

    wins: Sequence[JudgedWin]
    openers: Mapping[str, Sequence[str]]
    goals: Sequence[Goal]
    steps: Mapping[str, Sequence[NextStep]] = MappingProxyType({})  # by win


def markdown_zip(leaving: Leaving) -> bytes:
    """Write a zip of Markdown files, one a win and one a goal, with front matter and links that Obsidian follows."""
    held = BytesIO()
    names = _names(leaving)
    titles = {goal.id: goal.title for goal in leaving.goals}
    with zipfile.ZipFile(held, "w") as archive:
        for judged in leaving.wins:
            values = _front_matter(judged, leaving, names, titles)
            beside = going_out(judged.win.extra, markdown_folder.NAME, markdown_folder.KEYS)
            _put(archive, f"wins/{names[judged.win.id]}.md", _file(values, beside, judged.win.story))
        for goal in leaving.goals:
            values, beside = _goal(goal)
            _put(archive, f"{markdown_folder.GOALS}/{names[goal.id]}.md", _file(values, beside, goal.why))
    return held.getvalue()


def _file(values: Mapping[str, object], beside: Mapping[str, object], text: str | None) -> str:
    """Write a file; with what came from elsewhere unless that is more than can be read again."""
    whole = fenced({**values, **beside}, f"{text or ''}\n")
    return whole if can_be_read(whole) else fenced(values, f"{text or ''}\n")


def _goal(goal: Goal) -> tuple[dict[str, object], dict[str, object]]:
    told = goal_json(goal._replace(origin="own", extra={}))
    del told["why"]  # is the text below
    return told, going_out(goal.extra, markdown_folder.NAME, markdown_folder.GOAL_KEYS)


def table(leaving: Leaving) -> bytes:
    """Write a CSV table, one win a row, in which no cell can be run as a formula."""
    held = StringIO(newline="")
    held.write("\ufeff")  # without it, some spreadsheets take UTF-8 for something else
    writer = csv.writer(held, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    numbers = {judged.win.id: judged.win.number for judged in leaving.wins}
    titles = {goal.id: goal.title for goal in leaving.goals}
    for judged in leaving.wins:
        win, answers = judged.win, judged.win.answers
        told: list[object] = [
            win.id, win.number, win.happened_on, win.title, win.story, win.kind, table_format.in_one_cell(win.tags),
            table_format.in_one_cell(titles.get(goal, goal) for goal in answers.goals), judged.verdict, win.looks,
            win.gut, answers.direction, answers.motive, answers.opened, answers.door_note, answers.look_again,
            answers.stretch, "nothing" if answers.gains == () else "; ".join(answers.gains or ()), win.celebrated_on,
            win.overrule and win.overrule.verdict, win.overrule and win.overrule.reason,
            "; ".join(str(numbers.get(opener, opener)) for opener in leaving.openers.get(win.id, ())),
            "; ".join(_step_in_a_cell(step) for step in leaving.steps.get(win.id, ())),
            "yes" if was_private(win.extra) else None, _also(win.extra),
        ]  # fmt: skip
        writer.writerow(["" if cell is None else escaped(str(cell)) for cell in told])
    return held.getvalue().encode()


def _also(extra: Mapping[str, object]) -> str | None:
    told = going_out(extra, table_format.NAME, table_format.OWN)
    return json.dumps(told, ensure_ascii=False) if told else None


def jrnl(leaving: Leaving) -> bytes:
    """Write jrnl's text, oldest first."""
    by_day = sorted(leaving.wins, key=lambda judged: (judged.win.happened_on, judged.win.number))
    return "".join(jrnl_text.write(map(_entry, by_day))).encode()


def _entry(judged: JudgedWin) -> jrnl_text.Written:
    """Return a win as an entry, with the time and the star that it came with, if it came from jrnl."""
    win = judged.win
    came = win.extra.get(SOURCE)
    source: Mapping[str, object] = came if isinstance(came, Mapping) and came.get("format") in JRNL else {}
    also, notes = source.get("also"), source.get("notes")
    time = also.get("time") if isinstance(also, Mapping) else None
    starred = win.celebrated_on is not None or (isinstance(notes, Sequence) and jrnl_text.STARRED in notes)
    entry = jrnl_text.Written(win.happened_on, win.title, win.story or "", win.tags, starred=starred)
    return entry._replace(time=time) if isinstance(time, str) and jrnl_text.is_time(time) else entry


def _front_matter(
    judged: JudgedWin, leaving: Leaving, names: Mapping[str, str], titles: Mapping[str, str]
) -> dict[str, object]:
    win = judged.win
    answers = {
        name: said for name, said in answers_json(win.answers).items() if said not in (None, []) and name != "goals"
    }
    if win.answers.gains == ():
        answers["gains"] = []
    told: dict[str, object] = {
        "id": win.id,
        "title": win.title,
        "date": win.happened_on,
        "kind": win.kind,
        "tags": list(win.tags),
        "goals": [f"[[{names[goal]}|{titles[goal]}]]" if "]" not in titles[goal] and "|" not in titles[goal]
                  else titles[goal] for goal in win.answers.goals if goal in names],
        "opened_by": [f"[[{names[opener]}]]" for opener in leaving.openers.get(win.id, ()) if opener in names],
        "verdict": judged.verdict,
        "looks": win.looks,
        "gut": judged.win.gut,
        "answers": answers,
        "celebrated_on": win.celebrated_on,
        "overrule": win.overrule and {"verdict": win.overrule.verdict, "reason": win.overrule.reason},
        "steps": [_step(step) for step in leaving.steps.get(win.id, ())],
        "private": True if was_private(win.extra) else None,
    }  # fmt: skip
    return {
        name: value for name, value in told.items() if name == "tags" or (value is not None and value not in ([], {}))
    }


def _step(step: NextStep) -> dict[str, object]:
    told = {"text": step.text, "status": step.status, "due_on": step.due_on, "done_on": step.done_on}
    return {name: said if isinstance(said, str) else str(said) for name, said in told.items() if said is not None}


def _step_in_a_cell(step: NextStep) -> str:
    due = f", by {step.due_on}" if step.due_on else ""
    done = f" on {step.done_on}" if step.done_on else ""  # unsaid: a cell of a table, for programs
    return f"{step.text} ({step.status}{done}{due})"


def _names(leaving: Leaving) -> dict[str, str]:
    """Return a file's name for each win and goal: a name that every system can hold, and none twice."""
    wanted = [(one.win.id, f"{one.win.happened_on} {one.win.title}") for one in leaving.wins]
    wanted += [(goal.id, goal.title) for goal in leaving.goals]
    return dict(_told_apart(wanted))


def _told_apart(wanted: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for its_id, title in wanted:
        plain = " ".join(NOT_IN_NAMES.sub(" ", title).split()).strip(". ")
        plain = "".join(sign for sign in plain if sign.isprintable())[:LONGEST_NAME].strip(". ") or "untitled"
        name, count = plain, 1
        while name.casefold() in taken:
            count += 1
            name = f"{plain} {count}"
        taken.add(name.casefold())
        yield its_id, name


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    archive.writestr(zipfile.ZipInfo(name, SAME_DAY), text.encode(), zipfile.ZIP_DEFLATED)
