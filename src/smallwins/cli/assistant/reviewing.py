"""The weekly review through an assistant: one thing at a time, each put to the person in a form of their own."""

from datetime import date, timedelta
from typing import Any

from mcp.server.mcpserver.resolve import Elicit
from pydantic import Field

from smallwins.bootstrap import new_id, now
from smallwins.cli.assistant.asking import VIA, Said, active_goals, keep, put
from smallwins.cli.assistant.forms import Form, form, label_of, one_of
from smallwins.cli.call import Call
from smallwins.cli.reviewing_pulse import REASONS, STILL
from smallwins.cli.shapes import review_shape
from smallwins.journal.commands import AddStep, AnswerPulse, CloseReview, SkipQuestion
from smallwins.journal.ports import Journal
from smallwins.journal.reviews import answer_pulse, close_review, skip_question
from smallwins.journal.steps import add_step
from smallwins.journal.weekly import WeekReview, review_due, review_of
from smallwins.method.errors import RefusedError
from smallwins.method.goal import Goal
from smallwins.method.questions import BY_FIELD, OPENED
from smallwins.method.review import GoalCheck
from smallwins.method.week import Week, parse, week_of

Passed = set[tuple[str, str, str]]  # week, part and goal that the person left out while this assistant runs


def week_asked(call: Call, journal: Journal, week: str | None) -> Week:
    """Return the week that is to be reviewed."""
    today = call.today(journal)
    return parse(week) if week else review_due(journal, today) or week_of(today)


def next_form(journal: Journal, view: WeekReview, passed: Passed) -> Elicit[Form]:
    """Put the next thing of a review to the person, in the order of the method; at the end, whether to close it."""
    left, week = view.left, str(view.review.week)
    for win_id, field in [*((win_id, OPENED.field) for win_id in left.doors), *left.questions]:
        return put(journal.wins.get(win_id), BY_FIELD[field], active_goals(journal))
    parts = [] if not left.pulse else [_pulse(view)]
    parts += [_possible(goal) for goal in view.goals if goal.id in left.possible]
    parts += [_still(goal) for goal in view.checks if goal.id in left.checks]
    parts += [_step(view)] if left.step and view.wins else []
    for part in parts:
        if (week, *part.schema.about) not in passed:
            return part
    text = f"The review of {week}: everything is answered or left for later. Close the week?"
    return Elicit(
        text,
        form(
            ("close", ""),
            close=(bool, Field(title="Close the week")),
            note=(str | None, Field(default=None, title="A line about this week, to find again later")),
        ),
    )


def _pulse(view: WeekReview) -> Elicit[Form]:
    questions = {
        "confidence": (int | None, Field(default=None, ge=0, le=10, title="How confident do you feel? 0 to 10")),
        "clarity": (
            int | None,
            Field(default=None, ge=0, le=10, title="How clear is it where you want to go? 0 to 10"),
        ),
        "stuck": (bool | None, Field(default=None, title="Am I stuck in the same place?")),
    }
    asked: dict[str, Any] = {field: questions[field] for field in view.left.pulse}
    return Elicit(f"The week {view.review.week} as a whole", form(("pulse", ""), **asked))


def _possible(goal: Goal) -> Elicit[Form]:
    title = "How possible does it feel? 0 (out of reach) to 10 (certain)"
    return Elicit(label_of(goal), form(("possible", goal.id), possible=(int, Field(ge=0, le=10, title=title))))


def _still(goal: Goal) -> Elicit[Form]:
    fields: dict[str, Any] = {
        "still": (one_of([label for _, label, _ in STILL]), Field(title="Is this still where you want to go?")),
        "reason": (one_of([label for _, label, _ in REASONS]) | None, Field(default=None, title="Whose reason is it?")),
    }
    return Elicit(label_of(goal), form(("still", goal.id), **fields))


def _step(view: WeekReview) -> Elicit[Form]:
    wins = [f"{line.judged.win.number}  {line.judged.win.title[:80]}" for line in view.wins]
    fields: dict[str, Any] = {
        "text": (str | None, Field(default=None, title="When …, I will …")),
        "because_of": (one_of(wins) | None, Field(default=None, title="Because of which win?")),
        "by": (date | None, Field(default=None, title="By which day?")),
        "none": (bool, Field(default=False, title="No step for next week")),
    }
    return Elicit("What do this week's wins make the next step?", form(("step", ""), **fields))


def keep_part(call: Call, week: Week, answered: Form) -> Said:
    """Keep what the person answered in a review, and return how it stands."""
    part, _ = answered.about
    if part in PARTS:
        PARTS[part](call, week, answered)
    else:
        keep(call, answered)
    with call.read() as journal:
        return {"answered": True, "review": review_shape(review_of(journal, week, call.today(journal)))}


def pass_over(call: Call, week: Week, asked: Form | type[Form], passed: Passed) -> None:
    """Leave for another time what the person did not want to answer."""
    part, what = asked.about
    if part in PARTS:
        passed.add((str(week), part, what))
        return
    with call.open() as journal:
        skip_question(journal, SkipQuestion(week, now(), part, what))


def _keep_pulse(call: Call, week: Week, answered: Form) -> None:
    given = {field: value for field, value in answered.model_dump().items() if value is not None}
    if given:
        with call.open() as journal:
            answer_pulse(journal, AnswerPulse(week, now(), call.today(journal), via=VIA, **given))


def _keep_possible(call: Call, week: Week, answered: Form) -> None:
    possible = ((answered.about[1], answered.model_dump()["possible"]),)
    with call.open() as journal:
        answer_pulse(journal, AnswerPulse(week, now(), call.today(journal), possible=possible, via=VIA))


def _keep_still(call: Call, week: Week, answered: Form) -> None:
    given = answered.model_dump()
    still = next(value for _, label, value in STILL if label == given["still"])
    reason = next((value for _, label, value in REASONS if label == given["reason"]), None)
    with call.open() as journal:
        checks = ((answered.about[1], GoalCheck(still, reason)),)
        answer_pulse(journal, AnswerPulse(week, now(), call.today(journal), checks=checks, via=VIA))


def _keep_step(call: Call, week: Week, answered: Form) -> None:
    given = answered.model_dump()
    with call.open() as journal:
        today = call.today(journal)
        if given["none"]:
            answer_pulse(journal, AnswerPulse(week, now(), today, no_step=True, via=VIA))
            return
        if not given["text"] or not given["because_of"]:
            raise RefusedError("A step needs its words and the win it comes from; nothing was changed.")
        win = journal.wins.find(given["because_of"].partition(" ")[0]).win
        due_on = given["by"] or week.sunday + timedelta(days=7)
        add_step(journal, AddStep(new_id(), win.id, now(), given["text"], due_on, via=VIA))


def _keep_close(call: Call, week: Week, answered: Form) -> None:
    given = answered.model_dump()
    with call.open() as journal:
        if given["note"]:
            answer_pulse(journal, AnswerPulse(week, now(), call.today(journal), note=given["note"], via=VIA))
        if given["close"]:
            close_review(journal, CloseReview(week, now(), via=VIA))


PARTS = {
    "pulse": _keep_pulse,
    "possible": _keep_possible,
    "still": _keep_still,
    "step": _keep_step,
    "close": _keep_close,
}
