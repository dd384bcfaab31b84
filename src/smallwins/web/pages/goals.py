"""The goals: places to get to, each with the wins laid toward it and how possible it feels."""

from datetime import date, datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from smallwins import bootstrap
from smallwins.journal.commands import AddGoal, EditGoal
from smallwins.journal.goals import add_goal, edit_goal, find_goal
from smallwins.journal.ports import Journal
from smallwins.journal.settings import today_of
from smallwins.journal.weeks import GoalStack, goal_stacks, in_rearview
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.method.goal import GOAL_STATUSES, Goal
from smallwins.method.saying import say
from smallwins.web import drawings, forms, session
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.places import see

SAID = {"reached": say("Marked as reached."), "let_go": say("Let go."), "active": say("Taken up again.")}


class GoalShown(NamedTuple):
    """A goal as the page shows it."""

    stack: GoalStack
    line: drawings.Line | None  # how possible it felt, where there is more than one answer
    today: int | None  # what was answered today


@require_http_methods(["GET", "HEAD", "POST"])
def goals(request: HttpRequest) -> HttpResponse:
    """Show every goal; a POST names a new one."""
    if request.method != "POST":
        return _all(request, Form({}))
    now = bootstrap.now()
    try:
        with journal_of(request) as journal:
            add_goal(journal, _new_goal(request.POST, now, today_of(journal, now)))
            session.say_done(request, journal, _("Named. From now on a win can point there."), "goals")
    except InputError as error:
        return _all(request, forms.shown_again(request.POST, error), status=422)
    return _back_to_all()


@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, number: int) -> HttpResponse:
    """Show one goal to change its words; a POST changes them."""
    if request.method != "POST":
        with journal_of(request, reading=True) as journal:
            return _one(request, journal, find_goal(journal, str(number)), Form({}))
    now = bootstrap.now()
    try:
        with journal_of(request) as journal:
            edit_goal(journal, _edit(request.POST, find_goal(journal, str(number)), now, today_of(journal, now)))
            session.say_done(request, journal, _("Changed."), "goals")
    except InputError as error:
        with journal_of(request, reading=True) as journal:
            shown = forms.shown_again(request.POST, error)
            return _one(request, journal, find_goal(journal, str(number)), shown, status=422)
    return _back_to_all()


@require_POST
def goal_possible(request: HttpRequest, number: int) -> HttpResponse:
    """Keep how possible a goal feels today."""
    now = bootstrap.now()
    with journal_of(request) as journal:
        value = forms.number(request.POST, "possible")
        if value is None:
            raise InputError("possible", _("choose a number from 0 to 10"))
        on = today_of(journal, now)
        edit_goal(journal, EditGoal(goal=find_goal(journal, str(number)).id, at=now, on=on, possible=value))
        session.say_done(request, journal, _("Kept."), "goals")
    return see(f"{reverse('goals')}#goal-{number}")


@require_POST
def goal_status(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a goal as reached, let it go, or take it up again."""
    now = bootstrap.now()
    with journal_of(request) as journal:
        status = forms.word(request.POST, "status", GOAL_STATUSES)
        if status is None:
            raise InputError("status", _("say which: {join}", join=", ".join(GOAL_STATUSES)))
        on = today_of(journal, now)
        edit_goal(journal, EditGoal(goal=find_goal(journal, str(number)).id, at=now, on=on, status=status))
        session.say_done(request, journal, SAID[status], "goals")
    return _back_to_all()


def _all(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    with journal_of(request, reading=True, heavy=True) as journal:
        today = today_of(journal, bootstrap.now())
        stacks = goal_stacks(journal)
        return page(
            request,
            "pages/goals.html",
            here="goals",
            rearview=in_rearview(journal),
            status=status,
            active=[_shown(stack, today) for stack in stacks if stack.goal.status == "active"],
            past=[_shown(stack, today) for stack in stacks if stack.goal.status != "active"],
            form=form,
            new_id=bootstrap.new_id(),
        )


def _one(request: HttpRequest, journal: Journal, goal: Goal, form: Form, status: int = 200) -> HttpResponse:
    return page(
        request,
        "pages/goal.html",
        here="goals",
        rearview=in_rearview(journal),
        status=status,
        goal=goal,
        form=form,
        skills="\n".join(goal.skills),
    )


def _shown(stack: GoalStack, today: date) -> GoalShown:
    possible = stack.goal.possible
    return GoalShown(
        stack,
        drawings.line_of([(felt.on, felt.value) for felt in possible]),
        next((felt.value for felt in possible if felt.on == today), None),
    )


def _new_goal(sent: QueryDict, now: datetime, today: date) -> AddGoal:
    return AddGoal(
        id=forms.text(sent, "id") or bootstrap.new_id(),
        at=now,
        on=today,
        title=forms.text(sent, "title"),
        why=forms.text_or_none(sent, "why"),
        skills=_skills(sent),
    )


def _edit(sent: QueryDict, before: Goal, now: datetime, today: date) -> EditGoal:
    return EditGoal(
        goal=before.id,
        at=now,
        on=today,
        title=forms.text(sent, "title"),
        why=forms.text_or_none(sent, "why"),
        skills=_skills(sent),
    )


def _skills(sent: QueryDict) -> tuple[str, ...]:
    return tuple(forms.text(sent, "skills").split("\n"))


def _back_to_all() -> HttpResponse:
    return see(reverse("goals"))
