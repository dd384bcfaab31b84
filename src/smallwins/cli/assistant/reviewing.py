"""The weekly review through an assistant: one thing at a time, each put to the person in a form of their own."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from mcp.server.mcpserver.resolve import Elicit

from smallwins.bootstrap import new_id, now
from smallwins.cli.assistant.asking import VIA, Said, keep
from smallwins.cli.assistant.forms import Form, number_in
from smallwins.cli.assistant.review_forms import DECISIONS, goal_field, parts_of
from smallwins.cli.call import Call
from smallwins.cli.reviewing_pulse import REASONS, STILL
from smallwins.cli.shapes import review_shape
from smallwins.journal.commands import AddStep, AddWin, AnswerPulse, CloseReview, SkipQuestion
from smallwins.journal.crossroads import look_back
from smallwins.journal.crossroads import put_off_looking_back as put_off
from smallwins.journal.crossroads_commands import LookBack, PutOffLookingBack
from smallwins.journal.inbox import goals_offered, keep_item, let_go_item, merge_item
from smallwins.journal.inbox_commands import KeepItem, LetGoItem, MergeItem
from smallwins.journal.ports import Journal
from smallwins.journal.reviews import answer_pulse, close_review, skip_question
from smallwins.journal.steps import add_step
from smallwins.journal.weekly import WeekReview, review_due, review_of
from smallwins.journal.wins import add_win
from smallwins.language import told
from smallwins.method.errors import RefusedError
from smallwins.method.review import GoalCheck
from smallwins.method.saying import say
from smallwins.method.week import Week, parse, week_of

Passed = set[tuple[str, str, str]]  # week, part and goal that the person left out while this assistant runs


def week_asked(call: Call, journal: Journal, week: str | None) -> Week:
    """Return the week that is to be reviewed."""
    today = call.today(journal)
    return parse(week) if week else review_due(journal, today) or week_of(today)


def next_form(journal: Journal, view: WeekReview, passed: Passed) -> Elicit[Form]:
    """Put the next thing of a review to the person; at the end, whether to close it."""
    week = str(view.review.week)
    parts = list(parts_of(journal, view))
    return next((part for part in parts if (week, *part.schema.about) not in passed), parts[-1])


def keep_part(call: Call, week: Week, answered: Form, passed: Passed) -> Said:
    """Keep what the person answered in a review, and return how it stands."""
    part, what = answered.about
    if part in PARTS:
        if not PARTS[part](call, week, answered):
            passed.add((str(week), part, what))
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
        skip_question(journal, SkipQuestion(week, now(), part, what, via=VIA))


def _keep_nothing(call: Call, week: Week, answered: Form) -> bool:  # noqa: ARG001 - what is only shown
    return False


def _keep_outcome(call: Call, week: Week, answered: Form) -> bool:  # noqa: ARG001 - a decision is of no week
    given = answered.model_dump()
    with call.open() as journal:
        if given["outcome"]:
            look_back(journal, LookBack(answered.about[1], now(), given["outcome"], via=VIA))
        elif given["later"]:
            today = call.today(journal)
            put_off(journal, PutOffLookingBack(answered.about[1], now(), today, given["later"], via=VIA))
    return bool(given["outcome"] or given["later"])


def _keep_decision(call: Call, week: Week, answered: Form) -> bool:  # noqa: ARG001 - the item knows its week
    item, given = answered.about[1], answered.model_dump()
    with call.open() as journal:
        decision = next(value for label, value in DECISIONS.items() if told(label) == given["answer"])
        if decision == "keep":
            keep_item(journal, _kept(journal, item, given))
        elif decision == "let_go":
            let_go_item(journal, LetGoItem(item, now(), via=VIA))
        elif given.get("into"):
            into = journal.wins.find(number_in(given["into"])).win
            merge_item(journal, MergeItem(item, into.id, now(), via=VIA))
        else:
            raise RefusedError(say("No win was chosen to merge it into; nothing was changed."))
    return True


def _kept(journal: Journal, item: str, given: Said) -> KeepItem:
    """Keep an item toward those of the goals it names that the person ticked."""
    named = goals_offered(journal, journal.inbox.get(item))
    ticked = [one for place, one in enumerate(named) if given.get(goal_field(place))]
    toward = tuple(one.own.id for one in ticked if one.own)
    new = tuple((new_id(), one.title) for one in ticked if one.own is None)
    return KeepItem(new_id(), item, now(), toward, new, via=VIA)


def _keep_brought(call: Call, week: Week, answered: Form) -> bool:
    given = answered.model_dump()
    title = (given["title"] or "").strip()
    if title:
        with call.open() as journal:
            day = given["on"] or min(call.today(journal), week.sunday)
            if not week.has(day):
                raise RefusedError(say("{day} is no day of {week}; nothing was changed.", day=day, week=str(week)))
            add_win(journal, AddWin(new_id(), now(), title, day, via=VIA))
    return bool(title)


def _keep_pulse(call: Call, week: Week, answered: Form) -> bool:
    given = {field: value for field, value in answered.model_dump().items() if value is not None}
    if given:
        with call.open() as journal:
            answer_pulse(journal, AnswerPulse(week, now(), call.today(journal), via=VIA, **given))
    return bool(given)


def _keep_possible(call: Call, week: Week, answered: Form) -> bool:
    possible = ((answered.about[1], answered.model_dump()["possible"]),)
    with call.open() as journal:
        answer_pulse(journal, AnswerPulse(week, now(), call.today(journal), possible=possible, via=VIA))
    return True


def _keep_still(call: Call, week: Week, answered: Form) -> bool:
    given = answered.model_dump()
    still = next(value for _, label, value in STILL if told(label) == given["still"])
    reason = next((value for _, label, value in REASONS if told(label) == given["reason"]), None)
    with call.open() as journal:
        checks = ((answered.about[1], GoalCheck(still, reason)),)
        answer_pulse(journal, AnswerPulse(week, now(), call.today(journal), checks=checks, via=VIA))
    return True


def _keep_added(call: Call, week: Week, answered: Form) -> bool:
    answer = ((answered.about[1], answered.model_dump()["told"]),)
    with call.open() as journal:
        answer_pulse(journal, AnswerPulse(week, now(), call.today(journal), told=answer, via=VIA))
    return True


def _keep_step(call: Call, week: Week, answered: Form) -> bool:
    given = answered.model_dump()
    with call.open() as journal:
        today = call.today(journal)
        if given["none"]:
            answer_pulse(journal, AnswerPulse(week, now(), today, no_step=True, via=VIA))
            return True
        if not given["text"] or not given["because_of"]:
            raise RefusedError(say("A step needs its words and the win it comes from; nothing was changed."))
        win = journal.wins.find(number_in(given["because_of"])).win
        due_on = given["by"] or week.sunday + timedelta(days=7)
        add_step(journal, AddStep(new_id(), win.id, now(), given["text"], due_on, via=VIA))
    return True


def _keep_close(call: Call, week: Week, answered: Form) -> bool:
    given = answered.model_dump()
    with call.open() as journal:
        if given["note"]:
            answer_pulse(journal, AnswerPulse(week, now(), call.today(journal), note=given["note"], via=VIA))
        if given["close"]:
            close_review(journal, CloseReview(week, now(), via=VIA))
    return True


PARTS: Mapping[str, Callable[[Call, Week, Form], bool]] = {
    "road": _keep_nothing,
    "look-back": _keep_outcome,
    "inbox": _keep_decision,
    "brought": _keep_brought,
    "pulse": _keep_pulse,
    "possible": _keep_possible,
    "still": _keep_still,
    "added": _keep_added,
    "step": _keep_step,
    "close": _keep_close,
}
