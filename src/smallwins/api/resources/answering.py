"""What is said of a win: answers, the champagne, the person's own call."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from smallwins.api import etags
from smallwins.api.calls import writing
from smallwins.api.operation import operation
from smallwins.api.resources.wins import WinId, as_shown, to_change
from smallwins.api.shapes import examples
from smallwins.api.shapes.wins import GivenAnswers, OwnCall, ShownWin
from smallwins.journal.commands import AnswerWin, CelebrateWin, OverruleWin
from smallwins.journal.editing import celebrate
from smallwins.journal.judging import answer_win as answered
from smallwins.journal.judging import overrule_win as overruled

router = Router(tags=["wins"])
FIELDS = ("direction", "goals", "motive", "opened", "door_note", "look_again", "stretch", "gains")


@operation(
    router.patch,
    "/wins/{win}/answers",
    scope="write",
    shows=ShownWin,
    checks=True,
    sends={"direction": "toward", "goals": [examples.GOAL], "motive": "meaningful", "stretch": 2},
    example=examples.win,
)
def answer_win(request: HttpRequest, win: WinId, answers: GivenAnswers) -> HttpResponse:
    """Answer some of the questions about a win, and have it judged."""
    given = answers.given(*FIELDS)
    if answers.goals is not None:
        given["goals"] = tuple(answers.goals)
    elif "goals" in answers.model_fields_set:
        given["goals"] = ()
    if answers.gains is not None:
        given["gains"] = tuple(answers.gains)
    with writing(request) as call:
        judged = to_change(request, call, win)
        answered(call.journal, AnswerWin(win=judged.win.id, at=call.at, via="the API", **given))
        shape = as_shown(call, win)
    return etags.shown(request, shape)


@operation(
    router.put, "/wins/{win}/celebration", scope="write", shows=ShownWin, checks=True, also=(409,), example=examples.win
)
def celebrate_win(request: HttpRequest, win: WinId) -> HttpResponse:
    """Open the champagne, once both alignment questions are answered; twice is once."""
    with writing(request) as call:
        judged = to_change(request, call, win)
        celebrate(call.journal, CelebrateWin(judged.win.id, call.at, call.today))
        shape = as_shown(call, win)
    return etags.shown(request, shape)


@operation(
    router.put,
    "/wins/{win}/own-call",
    scope="write",
    shows=ShownWin,
    checks=True,
    sends={"verdict": "real", "reason": "It got me the second interview, though I cannot show how"},
    example=examples.win,
)
def overrule_win(request: HttpRequest, win: WinId, call: OwnCall) -> HttpResponse:
    """Put the person's own call over the verdict; the computed one stays beside it."""
    with writing(request) as opened:
        judged = to_change(request, opened, win)
        overruled(opened.journal, OverruleWin(judged.win.id, opened.at, call.verdict, call.reason))
        shape = as_shown(opened, win)
    return etags.shown(request, shape)


@operation(router.delete, "/wins/{win}/own-call", scope="write", shows=ShownWin, checks=True, example=examples.win)
def take_back_own_call(request: HttpRequest, win: WinId) -> HttpResponse:
    """Take the person's own call back; the computed verdict counts again."""
    with writing(request) as call:
        judged = to_change(request, call, win)
        overruled(call.journal, OverruleWin(judged.win.id, call.at, None))
        shape = as_shown(call, win)
    return etags.shown(request, shape)
