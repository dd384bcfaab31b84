"""The weekly review: look at it, answer, leave for later, close, pause, reopen."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja import Router

from smallwins.api import etags
from smallwins.api.calls import Call, reading, writing
from smallwins.api.operation import operation
from smallwins.api.resources.weeks import InPath
from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import LEFT_OUT, week_named
from smallwins.api.shapes.weeks import GivenReview, ShownDue, ShownReview, Skipping
from smallwins.journal.commands import (
    UNSET,
    AnswerPulse,
    CloseReview,
    MoveReview,
    PauseWeek,
    ReopenReview,
    SkipQuestion,
)
from smallwins.journal.reviews import answer_pulse, close_review, move_review, pause_week, reopen_review, skip_question
from smallwins.journal.shapes import Shape, review_shape
from smallwins.journal.weekly import review_due, review_of
from smallwins.method.errors import InputError, RefusedError
from smallwins.method.review import GoalCheck
from smallwins.method.week import Week, week_of

router = Router(tags=["reviews"])


@operation(router.get, "/review", scope="read", shows=ShownDue, tagged=True, example={"week": "2026-W47"})
def get_review_due(request: HttpRequest) -> HttpResponse:
    """Name the week whose review is offered today and not closed yet."""
    with reading(request) as call:
        due = review_due(call.journal, call.today)
    return etags.shown(request, {"week": None if due is None else str(due)})


@operation(router.get, "/reviews/{week}", scope="read", shows=ShownReview, tagged=True, example=examples.review)
def get_review(request: HttpRequest, week: InPath) -> HttpResponse:
    """Look at the review of a week as it stands, begun or not, with all that it asks."""
    with reading(request) as call:
        shape = _shown(call, week_named(week))
    return etags.shown(request, shape)


@operation(
    router.patch,
    "/reviews/{week}",
    scope="write",
    shows=ShownReview,
    checks=True,
    also=(409,),
    sends={"stage": "pulse", "confidence": 7, "clarity": 5, "stuck": False, "possible": {examples.GOAL: 4}},
    example=examples.review,
)
def answer_review(request: HttpRequest, week: InPath, answers: GivenReview) -> HttpResponse:
    """Answer in the review of a week, and stand at another step of it; the first answer begins it."""

    def act(call: Call, named: Week) -> None:
        if review_of(call.journal, named, call.today).review.status != "open":
            raise RefusedError("This review is not open. Reopen it first; what was answered before is kept.")
        given = answers.given("confidence", "clarity", "stuck", "note", "no_step")
        for goal in answers.checks or {}:
            call.journal.goals.get(goal)
        pulse = AnswerPulse(
            week=named,
            at=call.at,
            on=call.today,
            possible=tuple((answers.possible or {}).items()),
            told=tuple((answers.told or {}).items()),
            checks=tuple((goal, GoalCheck(one.still, one.reason)) for goal, one in (answers.checks or {}).items()),
            **given,
        )
        if pulse.possible or pulse.checks or pulse.told or any(value is not UNSET for value in given.values()):
            answer_pulse(call.journal, pulse)
        if answers.stage is not LEFT_OUT:
            move_review(call.journal, MoveReview(named, call.at, answers.stage))

    return _moved(request, week, act)


@operation(
    router.post,
    "/reviews/{week}/skips",
    scope="write",
    shows=ShownReview,
    checks=True,
    sends={"win": examples.WIN, "question": "stretch"},
    example=examples.review,
)
def skip_in_review(request: HttpRequest, week: InPath, skip: Skipping) -> HttpResponse:
    """Leave one question about one win for another time; twice is once."""
    return _moved(
        request,
        week,
        lambda call, named: skip_question(call.journal, SkipQuestion(named, call.at, skip.win, skip.question)),
    )


@operation(router.post, "/reviews/{week}/close", scope="write", shows=ShownReview, checks=True, example=examples.review)
def close_the_review(request: HttpRequest, week: InPath) -> HttpResponse:
    """Close the week, with whatever is left open; twice is once."""
    return _moved(request, week, lambda call, named: close_review(call.journal, CloseReview(named, call.at)))


@operation(
    router.post,
    "/reviews/{week}/pause",
    scope="write",
    shows=ShownReview,
    checks=True,
    also=(409,),
    example=examples.review,
)
def pause_the_week(request: HttpRequest, week: InPath) -> HttpResponse:
    """Mark the week as a pause: holiday, illness."""
    return _moved(request, week, lambda call, named: pause_week(call.journal, PauseWeek(named, call.at)))


@operation(
    router.post, "/reviews/{week}/reopen", scope="write", shows=ShownReview, checks=True, example=examples.review
)
def reopen_the_review(request: HttpRequest, week: InPath) -> HttpResponse:
    """Open a closed or paused week again, with all that was answered."""
    return _moved(request, week, lambda call, named: reopen_review(call.journal, ReopenReview(named, call.at)))


def _moved(request: HttpRequest, week: str, act: Callable[[Call, Week], object]) -> HttpResponse:
    named = week_named(week)
    with writing(request) as call:
        if named.ordinal > week_of(call.today).ordinal:
            raise InputError("path.week", "has not come yet")
        etags.check(request, lambda: _shown(call, named))
        act(call, named)
        shape = _shown(call, named)
    return etags.shown(request, shape)


def _shown(call: Call, week: Week) -> Shape:
    view = review_of(call.journal, week, call.today)
    left = view.left
    return {
        **review_shape(view),
        "offered": view.offered,
        "ask": {
            "doors": list(left.doors),
            "crossroads": list(left.crossroads),
            "questions": [{"win": win, "question": question} for win, question in left.questions],
            "pulse": list(left.pulse),
            "possible": list(left.possible),
            "checks": list(left.checks),
            "added": list(left.added),
            "step": left.step,
        },
        "ask_if_stuck": view.stuck,
        "road_behind": view.road_behind and view.road_behind.judged.win.id,
    }
