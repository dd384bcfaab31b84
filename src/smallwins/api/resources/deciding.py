"""What comes of a crossroads: the decision, the look back, the win that the option taken became."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from smallwins.api import etags
from smallwins.api.calls import writing
from smallwins.api.once import once
from smallwins.api.operation import operation
from smallwins.api.resources.crossroads import CrossroadsId, as_shown, moved
from smallwins.api.resources.wins import as_shown as win_as_shown
from smallwins.api.shapes import examples
from smallwins.api.shapes.crossroads import (
    Becoming,
    Deciding,
    Linking,
    LookingBack,
    PuttingOff,
    ShownCrossroads,
)
from smallwins.api.shapes.wins import ShownWin
from smallwins.journal.crossroads import decide, look_back, put_off_looking_back
from smallwins.journal.crossroads_commands import Decide, LinkToWin, LookBack, PutOffLookingBack, TakeAsWin
from smallwins.journal.taking import link_to_win, taken_as_win
from smallwins.method.verdict import JudgedWin

router = Router(tags=["crossroads"])


@operation(
    router.put,
    "/crossroads/{crossroads}/decision",
    scope="write",
    shows=ShownCrossroads,
    checks=True,
    also=(409,),
    sends={"option": examples.OPTION, "reason": "The team is the one I want to learn from"},
    example=examples.crossroads,
)
def decide_crossroads(request: HttpRequest, crossroads: CrossroadsId, deciding: Deciding) -> HttpResponse:
    """Write down which option is taken, why, and when to look back."""
    return moved(
        request,
        crossroads,
        lambda call: decide(
            call.journal,
            Decide(crossroads, deciding.option, call.at, call.today, deciding.reason, deciding.look_back_on),
        ),
    )


@operation(
    router.put,
    "/crossroads/{crossroads}/outcome",
    scope="write",
    shows=ShownCrossroads,
    checks=True,
    also=(409,),
    sends={"outcome": "The team was what I hoped for; the title meant nothing"},
    example=examples.crossroads,
)
def look_back_on_crossroads(request: HttpRequest, crossroads: CrossroadsId, looking: LookingBack) -> HttpResponse:
    """Write down how it turned out; the decision and its reason stay as they were."""
    return moved(
        request, crossroads, lambda call: look_back(call.journal, LookBack(crossroads, call.at, looking.outcome))
    )


@operation(
    router.put,
    "/crossroads/{crossroads}/look-back-on",
    scope="write",
    shows=ShownCrossroads,
    checks=True,
    also=(409,),
    sends={"look_back_on": "2027-02-20"},
    example=examples.crossroads,
)
def put_off_crossroads(request: HttpRequest, crossroads: CrossroadsId, putting: PuttingOff) -> HttpResponse:
    """Choose another day to look back on a decision."""
    return moved(
        request,
        crossroads,
        lambda call: put_off_looking_back(
            call.journal, PutOffLookingBack(crossroads, call.at, call.today, putting.look_back_on)
        ),
    )


@operation(
    router.post,
    "/crossroads/{crossroads}/win",
    scope="write",
    shows=ShownWin,
    status=201,
    creates=True,
    checks=True,
    also=(409,),
    sends={"happened_on": "2026-11-13"},
    example=examples.win,
)
def take_as_win(request: HttpRequest, crossroads: CrossroadsId, becoming: Becoming) -> HttpResponse:
    """Make a win of the option taken; it begins with the answers given before.

    `If-Match` names the tag of the crossroads; what is shown is the win.
    """
    with writing(request) as call:

        def make(new: str) -> JudgedWin:
            etags.check(request, lambda: as_shown(call, crossroads))
            on = becoming.happened_on or call.today
            return taken_as_win(call.journal, TakeAsWin(new, crossroads, call.at, on, becoming.title))

        judged = once(request, call, becoming.id, make, call.journal.wins.get)
        shape = win_as_shown(call, judged.win.id)
    return etags.made(request, shape, f"wins/{judged.win.id}")


@operation(
    router.put,
    "/crossroads/{crossroads}/win",
    scope="write",
    shows=ShownWin,
    checks=True,
    also=(409,),
    sends={"win": examples.WIN},
    example=examples.win,
)
def link_crossroads_to_win(request: HttpRequest, crossroads: CrossroadsId, linking: Linking) -> HttpResponse:
    """Say which win, written down already, the option taken became; twice is once.

    `If-Match` names the tag of the crossroads; what is shown is the win.
    """
    with writing(request) as call:
        etags.check(request, lambda: as_shown(call, crossroads))
        judged = link_to_win(call.journal, LinkToWin(crossroads, linking.win, call.at))
        shape = win_as_shown(call, judged.win.id)
    return etags.shown(request, shape)
