"""The JSON shapes of CONTRACT.md: what programs read of a journal, the same from the terminal and from the API."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from smallwins.formats.smallwins1.plain import crossroads_json, goal_json, review_json, win_json
from smallwins.journal.chains import ChainStory
from smallwins.journal.offers import Offers
from smallwins.journal.ports import GoalTally, Journal
from smallwins.journal.queries import WinLine, lines
from smallwins.journal.weekly import WeekReview
from smallwins.journal.weeks import GoalStack, MomentumPage
from smallwins.method.crossroads import OPTION_WORDS
from smallwins.method.goal import Goal
from smallwins.method.history import Entry
from smallwins.method.reasons import explain
from smallwins.method.review import STAGES
from smallwins.method.signals import Facts
from smallwins.method.step import NextStep
from smallwins.method.verdict import JudgedWin

Shape = dict[str, object]


def win_shape(journal: Journal, judged: JudgedWin, today: date) -> Shape:
    """Return one win as `show --json` prints it."""
    (shape,) = win_shapes(journal, [judged], today)
    return shape


def win_shapes(journal: Journal, wins: Sequence[JudgedWin], today: date) -> list[Shape]:
    """Return wins as `list --json` prints them, with a fixed number of queries for all of them."""
    return line_shapes(journal, lines(journal, wins), today)


def line_shapes(journal: Journal, beside: Sequence[WinLine], today: date) -> list[Shape]:
    """Return wins whose neighbours were read already."""
    histories = journal.history.of_wins([line.judged.win.id for line in beside])
    return [_win_shape(line, histories.get(line.judged.win.id, ()), today) for line in beside]


def _win_shape(line: WinLine, history: Sequence[Entry], today: date) -> Shape:
    judged = line.judged
    facts = Facts(
        opened_a_win=any(later.verdict != "shiny" for later in line.led_to),
        step_done=any(step.status == "done" for step in line.steps),
    )
    reason = explain(judged, facts, today)
    return {
        **win_json(judged.win, (opener.win.id for opener in line.opened_by), line.steps, history),
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
        "asked_as": [
            {"place": one.place, "question": one.question.text, "answer": one.answer} for one in view.answered
        ],
    }


def story_shape(story: ChainStory) -> Shape:
    """Return the wins that doors connect with one, as `chain --json` prints them."""
    numbers = {judged.win.id: judged.win.number for judged in story.wins}
    return {
        "win": story.win.win.number,
        "wins": [
            {
                "number": judged.win.number,
                "id": judged.win.id,
                "title": judged.win.title,
                "happened_on": judged.win.happened_on.isoformat(),
                "verdict": judged.verdict,
            }
            for judged in story.wins
        ],
        "doors": [{"win": numbers[door.earlier], "led_to": numbers[door.later]} for door in story.doors],
        "longest": [judged.win.number for judged in story.longest],
        "next_steps": [
            {
                "number": step.number,
                "win": numbers[step.win_id],
                "text": step.text,
                "due_on": step.due_on and step.due_on.isoformat(),
            }
            for steps in story.steps.values()
            for step in steps
        ],
        "more": story.more,
    }
