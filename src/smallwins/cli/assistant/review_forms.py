"""The weekly review as forms, in the order of the method: what is put to the person next."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mcp.server.mcpserver.resolve import Elicit
from pydantic import Field

from smallwins.cli.assistant.asking import put
from smallwins.cli.assistant.forms import LONGEST, Form, form, label_of, one_of
from smallwins.cli.reviewing_pulse import REASONS, STILL
from smallwins.journal.inbox import goals_offered, likely_wins
from smallwins.journal.inbox_item import InboxItem
from smallwins.journal.ports import Journal
from smallwins.journal.weekly import WeekReview, step_sources
from smallwins.language import _, _n, told
from smallwins.method.crossroads import Crossroads, option_of
from smallwins.method.goal import Goal
from smallwins.method.questions import BY_FIELD, OPENED
from smallwins.method.saying import say
from smallwins.method.win import TITLE_LIMIT
from smallwins.method.wording import ANSWER_LIMIT, AnswerKind, Question

MOST_WINS = 12  # that a step can come of, to choose from
STORY_SHOWN = 400  # characters
MOST_GOALS = 12  # that an item names, to tick
DECISIONS = {say("Keep it as a win"): "keep", say("Merge it into a win"): "merge", say("Let it go"): "let_go"}


def parts_of(journal: Journal, view: WeekReview) -> Iterator[Elicit[Form]]:
    """Put together what the review has left to show and ask, one after the other."""
    left = view.left
    if view.road_behind:
        yield _road(view)
    yield from (_look_back(crossroads) for crossroads in view.crossroads_due)
    yield from (put(journal, journal.wins.get(win_id), OPENED) for win_id in left.doors)
    yield from (_arrived(journal, item) for item in view.arrived)
    yield _brought(view)
    yield from (put(journal, journal.wins.get(win_id), BY_FIELD[field]) for win_id, field in left.questions)
    if left.pulse:
        yield _pulse(view)
    yield from (_possible(goal) for goal in view.goals if goal.id in left.possible)
    yield from (_still(goal) for goal in view.checks if goal.id in left.checks)
    yield from (_added(question) for question in view.words if question.key in left.added)
    if left.step and (wins := step_sources(journal, view, MOST_WINS)):
        yield _step([label_of(judged.win) for judged in wins])
    yield _close(view)


def _road(view: WeekReview) -> Elicit[Form]:
    assert view.road_behind is not None
    win, since = view.road_behind.judged.win, [f"– {later.win.title}" for later in view.road_behind.led_to]
    opened = [_("It has opened since:"), *since] if since else [_("It has opened no door that is written down.")]
    text = "\n".join([_("The road behind, about a quarter ago:"), f"{win.title} ({win.happened_on})", *opened])
    return Elicit(text, form(("road", ""), go_on=(bool, Field(default=True, title=_("Go on")))))


def _look_back(crossroads: Crossroads) -> Elicit[Form]:
    taken = option_of(crossroads, crossroads.decision or "")
    took = _("{crossroads}: you took “{option}”.", crossroads=crossroads.title, option=taken.title)
    why = f"\n{_('Why: {why}', why=crossroads.reason)}" if crossroads.reason else ""
    text = f"{took}{why}\n\n{_('How did it turn out?')}"
    fields: dict[str, Any] = {
        "outcome": (str | None, Field(default=None, title=_("How did it turn out? In your words"))),
        "later": (date | None, Field(default=None, title=_("Or: ask me again on this day"))),
    }
    return Elicit(text, form(("look-back", crossroads.id), **fields))


def goal_field(place: int) -> str:
    """Name the tick of a goal that an item names, by its place among them."""
    return f"goal_{place + 1}"


def _arrived(journal: Journal, item: InboxItem) -> Elicit[Form]:
    candidate = item.candidate
    answers = one_of([told(decision) for decision in DECISIONS])
    fields: dict[str, Any] = {"answer": (answers, Field(title=_("Is this a win of yours?")))}
    if likely := [label_of(one.win) for one in likely_wins(journal, item)]:
        fields["into"] = (one_of(likely) | None, Field(default=None, title=_("Into which win?")))
    for place, one in enumerate(goals_offered(journal, item)[:MOST_GOALS]):
        goal = one.title[:LONGEST]
        title = (
            _("If you keep it: does it point toward “{goal}”? Tick: yes, toward this goal of yours", goal=goal)
            if one.own
            else _(
                "If you keep it: does it point toward “{goal}”? Tick: yes, toward it, and make it a goal of yours",
                goal=goal,
            )
        )
        fields[goal_field(place)] = (bool, Field(default=False, title=title))
    words = {"program": item.format, "title": candidate.title, "day": candidate.happened_on}
    text = _("In the inbox, from {program}: {title} ({day})", **words)
    story = f"\n\n{candidate.story[:STORY_SHOWN]}" if candidate.story else ""
    return Elicit(text + story, form(("inbox", item.id), **fields))


def _brought(view: WeekReview) -> Elicit[Form]:
    count, week = len(view.wins), str(view.review.week)
    if count:
        there = _n("Written down already: {n}.", "Written down already: {n}.", count)
        text = _("What else did the week {week} bring: clarity, confidence, a real step?", week=week)
    else:
        there = _("Nothing is written down yet.")
        text = _("What did the week {week} bring: clarity, confidence, a real step?", week=week)
    title = Field(default=None, max_length=TITLE_LIMIT, title=_("What happened? Empty: nothing more"))
    fields: dict[str, Any] = {
        "title": (str | None, title),
        "on": (date | None, Field(default=None, title=_("On which day of the week?"))),
    }
    return Elicit(f"{text}\n{there}", form(("brought", ""), **fields))


def _close(view: WeekReview) -> Elicit[Form]:
    week = str(view.review.week)
    text = _("The review of {week}: everything is answered or left for later. Close the week?", week=week)
    note = Field(default=None, title=_("A line about this week, to find again later"))
    return Elicit(text, form(("close", ""), close=(bool, Field(title=_("Close the week"))), note=(str | None, note)))


def _pulse(view: WeekReview) -> Elicit[Form]:
    own = {one.key: one.text for one in view.words if one.reworded}
    confidence = own.get("confidence", _("How confident do you feel?"))
    clarity = own.get("clarity", _("How clear is it where you want to go?"))
    stuck = own.get("stuck", _("Am I stuck in the same place?"))
    questions = {
        "confidence": (int | None, Field(default=None, ge=0, le=10, title=_on_a_scale(confidence))),
        "clarity": (int | None, Field(default=None, ge=0, le=10, title=_on_a_scale(clarity))),
        "stuck": (bool | None, Field(default=None, title=stuck)),
    }
    asked: dict[str, Any] = {field: questions[field] for field in view.left.pulse}
    return Elicit(_("The week {week} as a whole", week=str(view.review.week)), form(("pulse", ""), **asked))


def _on_a_scale(question: str) -> str:
    return _("{question} 0 to 10", question=question)


def _added(question: Question) -> Elicit[Form]:
    kinds: dict[AnswerKind, Any] = {
        "text": (str, Field(min_length=1, max_length=ANSWER_LIMIT, title=question.text)),
        "scale": (int, Field(ge=0, le=10, title=_on_a_scale(question.text))),
        "yes_no": (bool, Field(title=question.text)),
    }
    text = "\n".join(filter(None, (_("A question of your own:"), question.text, question.help)))
    return Elicit(text, form(("added", question.key), told=kinds[question.kind]))


def _possible(goal: Goal) -> Elicit[Form]:
    title = _("How possible does it feel? 0 (out of reach) to 10 (certain)")
    return Elicit(label_of(goal), form(("possible", goal.id), possible=(int, Field(ge=0, le=10, title=title))))


def _still(goal: Goal) -> Elicit[Form]:
    fields: dict[str, Any] = {
        "still": (one_of([told(one[1]) for one in STILL]), Field(title=_("Is this still where you want to go?"))),
        "reason": (
            one_of([told(one[1]) for one in REASONS]) | None,
            Field(default=None, title=_("Whose reason is it?")),
        ),
    }
    return Elicit(label_of(goal), form(("still", goal.id), **fields))


def _step(wins: list[str]) -> Elicit[Form]:
    fields: dict[str, Any] = {
        "text": (str | None, Field(default=None, title=_("When …, I will …"))),
        "because_of": (one_of(wins) | None, Field(default=None, title=_("Because of which win?"))),
        "by": (date | None, Field(default=None, title=_("By which day?"))),
        "none": (bool, Field(default=False, title=_("No step for next week"))),
    }
    return Elicit(_("What do this week's wins make the next step?"), form(("step", ""), **fields))
