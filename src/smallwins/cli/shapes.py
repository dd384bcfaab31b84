"""The JSON shapes of CONTRACT.md, for programs that read what a command prints."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import cast

from smallwins.formats.smallwins1.plain import crossroads_json, goal_json, review_json, win_json
from smallwins.journal.offers import Offers
from smallwins.journal.ports import GoalTally, Journal
from smallwins.journal.weekly import WeekReview
from smallwins.journal.weeks import GoalStack, MomentumPage
from smallwins.method.crossroads import OPTION_WORDS
from smallwins.method.document import WinRecord
from smallwins.method.goal import Goal
from smallwins.method.reasons import explain
from smallwins.method.review import STAGES
from smallwins.method.step import NextStep
from smallwins.method.verdict import JudgedWin

Shape = dict[str, object]
# Inside JSON strings only; escaped so that a terminal or a log that shows them takes no orders from them.
RISKY = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def text_of(value: object) -> str:
    """Write one JSON document."""
    ascii_only = not (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    return json.dumps(value, ensure_ascii=ascii_only, indent=2).translate(RISKY)


def win_shape(journal: Journal, judged: JudgedWin, today: date) -> Shape:
    """Return one win as `show --json` prints it."""
    (shape,) = win_shapes(journal, [judged], today)
    return shape


def win_shapes(journal: Journal, wins: Sequence[JudgedWin], today: date) -> list[Shape]:
    """Return wins as `list --json` prints them, with a fixed number of queries for all of them."""
    ids = [judged.win.id for judged in wins]
    steps, histories = journal.steps.of_wins(ids), journal.history.of_wins(ids)
    openers: dict[str, list[str]] = {}
    for door in journal.doors.touching(ids):
        openers.setdefault(door.later, []).append(door.earlier)
    return [
        _win_shape(
            judged,
            WinRecord(
                judged.win,
                tuple(openers.get(judged.win.id, ())),
                tuple(steps.get(judged.win.id, ())),
                tuple(histories.get(judged.win.id, ())),
            ),
            journal,
            today,
        )
        for judged in wins
    ]


def _win_shape(judged: JudgedWin, record: WinRecord, journal: Journal, today: date) -> Shape:
    reason = explain(judged, journal.wins.facts(judged.win.id), today)
    return {
        **win_json(*record),
        "number": judged.win.number,
        "verdict": judged.verdict,
        "computed": judged.judgement.computed,
        "rule": judged.judgement.rule,
        "signals": judged.judgement.signals._asdict(),
        "cautions": list(reason.cautions),
        "next_question": reason.next_question,
        "counterfactual": [way.shape() for way in reason.counterfactual],
    }


def step_shape(step: NextStep, win_number: int) -> Shape:
    """Return one next step, with its number and that of its win."""
    return {
        "id": step.id,
        "number": step.number,
        "win": win_number,
        "text": step.text,
        "due_on": step.due_on and step.due_on.isoformat(),
        "status": step.status,
        "done_on": step.done_on and step.done_on.isoformat(),
    }


def goal_shape(goal: Goal, tally: GoalTally | GoalStack | None = None) -> Shape:
    """Return one goal, with its number and the wins stacked toward it."""
    stack = {"real": 0, "early": 0, "shiny": 0} if tally is None else tally._asdict()
    stack.pop("goal", None)
    return {**goal_json(goal), "number": goal.number, "wins": stack}


def offers_shape(seen: Offers) -> Shape:
    """Return one crossroads: as in the interchange file, and what the rules make of each option."""
    shape = crossroads_json(seen.crossroads)
    return {
        **shape,
        "place": seen.place,
        "due": seen.due,
        "win": seen.win and seen.win.win.id,
        "win_number": seen.win and seen.win.win.number,
        "options": [
            {
                **option,
                "place": one.place,
                "verdict": one.reason.verdict,
                "word": OPTION_WORDS[one.reason.verdict],
                "rule": one.reason.rule,
                "signals": {signal: reading for signal, reading, _ in one.labels},
                "cautions": list(one.reason.cautions),
                "next_question": one.reason.next_question,
                "counterfactual": [way.shape() for way in one.reason.counterfactual],
            }
            for option, one in zip(cast("list[Shape]", shape["options"]), seen.options, strict=True)
        ],
    }


def momentum_shape(page: MomentumPage) -> Shape:
    """Return momentum as `momentum --json` prints it."""
    return {
        "weeks": [
            {
                "week": str(week.week),
                "real": week.real,
                "steps_done": week.steps_done,
                "momentum": round(week.momentum, 2),
            }
            for week in page.momentum.weeks
        ],
        "trend": page.momentum.trend,
        "stuck": page.stuck,
    }


def review_shape(view: WeekReview) -> Shape:
    """Return the review of a week: as in the interchange file, where it stands, and what is left."""
    return {
        **review_json(view.review),
        "stage": view.review.stage,
        "begun": view.begun,
        "weeks_kept": view.weeks_kept,
        "left": {stage: view.left.at(stage) for stage in STAGES},
        "doors_opened": view.picture.doors_opened,
        "to_rearview": [judged.win.number for judged in view.picture.to_rearview],
    }
