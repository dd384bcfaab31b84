"""The journal as a whole: settings, the sample, undo."""

from zoneinfo import available_timezones

from django.http import HttpRequest, HttpResponse
from ninja import Router

from smallwins.api import etags
from smallwins.api.calls import Call, reading, writing
from smallwins.api.operation import operation
from smallwins.api.shapes.fields import LEFT_OUT
from smallwins.api.shapes.journeys import LastChange, ShownSample, Undoing, Undone
from smallwins.api.shapes.weeks import GivenSettings, ShownSettings
from smallwins.formats.smallwins1.plain import moment
from smallwins.journal.commands import ChangeSettings, Undo
from smallwins.journal.ports import Change, WinFilter
from smallwins.journal.sample import has_sample, load_sample, remove_sample
from smallwins.journal.settings import change_settings as changed
from smallwins.journal.settings import settings_of
from smallwins.journal.shapes import Shape
from smallwins.journal.undo import last_change, undo
from smallwins.method.errors import InputError, NothingToUndoError, RefusedError

router = Router(tags=["the journal"])
SETTINGS = {"timezone": "Europe/Berlin", "review_day": 5, "look_again_after": None}


@operation(router.get, "/settings", scope="read", shows=ShownSettings, tagged=True, example=SETTINGS)
def get_settings(request: HttpRequest) -> HttpResponse:
    """Look at the settings: where days begin, when the week is reviewed, when to look again."""
    with reading(request) as call:
        shape = _settings(call)
    return etags.shown(request, shape)


@operation(
    router.patch,
    "/settings",
    scope="write",
    shows=ShownSettings,
    checks=True,
    sends={"timezone": "Europe/Berlin", "review_day": 5},
    example=SETTINGS,
)
def change_settings(request: HttpRequest, settings: GivenSettings) -> HttpResponse:
    """Change settings; days already written down keep their local day."""
    given = settings.given("timezone", "review_day", "look_again_after")
    if settings.timezone is not LEFT_OUT and settings.timezone not in available_timezones() - {"localtime", "Factory"}:
        raise InputError("timezone", "is not a time zone such as Europe/Berlin")
    with writing(request) as call:
        etags.check(request, lambda: _settings(call))
        changed(call.journal, ChangeSettings(call.at, **given))
        shape = _settings(call)
    return etags.shown(request, shape)


def _settings(call: Call) -> Shape:
    kept = settings_of(call.journal)
    return {"timezone": kept.timezone, "review_day": kept.review_day, "look_again_after": kept.look_again_after}


@operation(router.get, "/sample", scope="read", shows=ShownSample, tagged=True, example={"loaded": True, "wins": 231})
def get_sample(request: HttpRequest) -> HttpResponse:
    """Say whether the sample journal is there, and how many of its wins are."""
    with reading(request) as call:
        shape = _sample(call)
    return etags.shown(request, shape)


@operation(router.put, "/sample", scope="write", shows=ShownSample, checks=True, example={"loaded": True, "wins": 231})
def put_sample_in(request: HttpRequest) -> HttpResponse:
    """Put the sample journal beside the person's own wins; twice is once."""
    with writing(request) as call:
        etags.check(request, lambda: _sample(call))
        wins = 0 if has_sample(call.journal) else load_sample(call.journal, call.at, call.today).wins
    return etags.shown(request, {"loaded": True, "wins": wins})


@operation(
    router.delete, "/sample", scope="write", shows=ShownSample, checks=True, example={"loaded": False, "wins": 231}
)
def take_sample_out(request: HttpRequest) -> HttpResponse:
    """Take the sample journal out again; nothing of the person's own goes with it."""
    with writing(request) as call:
        etags.check(request, lambda: _sample(call))
        wins = remove_sample(call.journal, call.at) if has_sample(call.journal) else 0
    return etags.shown(request, {"loaded": False, "wins": wins})


def _sample(call: Call) -> Shape:
    wins = call.journal.wins.count(WinFilter(origin="sample"))
    return {"loaded": wins > 0, "wins": wins}


@operation(
    router.get,
    "/undo",
    scope="read",
    shows=LastChange,
    tagged=True,
    example={"change": 118, "summary": "deleted 42", "at": "2026-11-13T17:20:00Z"},
)
def get_last_change(request: HttpRequest) -> HttpResponse:
    """Look at the change that undo would take back."""
    with reading(request) as call:
        shape = _last(last_change(call.journal))
    return etags.shown(request, shape)


def _last(change: Change | None) -> Shape:
    if change is None:
        return {"change": None, "summary": None, "at": None}
    return {"change": change.number, "summary": change.summary, "at": moment(change.at)}


@operation(
    router.post,
    "/undo",
    scope="write",
    shows=Undone,
    checks=True,
    also=(409,),
    sends={"change": 118},
    example={"undone": "deleted 42", "change": 118},
)
def undo_change(request: HttpRequest, undoing: Undoing) -> HttpResponse:
    """Take the last change back, if it is still the one that is meant."""
    with writing(request) as call:
        change = last_change(call.journal)
        etags.check(request, lambda: _last(change))
        if change is None:
            raise NothingToUndoError
        if change.number != undoing.change:
            raise RefusedError("Another change is the last one by now. Look at it with GET /undo first.")
        undo(call.journal, Undo(call.at))
    return etags.shown(request, {"undone": change.summary, "change": change.number})
