"""Crossroads: offers put to the questions before they are taken."""

from collections.abc import Callable
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from smallwins import bootstrap
from smallwins.api import etags
from smallwins.api.calls import Call, reading, writing
from smallwins.api.once import once
from smallwins.api.operation import operation
from smallwins.api.shapes import examples
from smallwins.api.shapes.crossroads import (
    DeletedCrossroads,
    NewCrossroadsNamed,
    Renaming,
    SeveralCrossroads,
    ShownCrossroads,
)
from smallwins.api.shapes.fields import Id
from smallwins.journal.crossroads import delete_crossroads as deleted
from smallwins.journal.crossroads import new_crossroads, reopen_crossroads
from smallwins.journal.crossroads import rename_crossroads as renamed
from smallwins.journal.crossroads_commands import (
    DeleteCrossroads,
    NewCrossroads,
    NewOption,
    RenameCrossroads,
    ReopenCrossroads,
)
from smallwins.journal.offers import all_offers, offers
from smallwins.journal.shapes import Shape, offers_shape

router = Router(tags=["crossroads"])
CrossroadsId = Annotated[Id, Path(description="The id of a crossroads.", example=examples.CROSSROADS)]


@operation(
    router.get,
    "/crossroads",
    scope="read",
    shows=SeveralCrossroads,
    tagged=True,
    example={"crossroads": [examples.crossroads]},
)
def list_crossroads(request: HttpRequest) -> HttpResponse:
    """List all crossroads, in the order in which they were put down."""
    with reading(request, heavy=True) as call:
        several = all_offers(call.journal, call.today)
    return etags.shown(request, {"crossroads": [offers_shape(one) for one in several]})


@operation(
    router.post,
    "/crossroads",
    scope="write",
    shows=ShownCrossroads,
    status=201,
    creates=True,
    sends={"title": "Two offers", "options": [{"title": "Stay", "looks": 0}, {"title": "Northwind", "looks": 3}]},
    example=examples.crossroads,
)
def add_crossroads(request: HttpRequest, crossroads: NewCrossroadsNamed) -> HttpResponse:
    """Put an offer down before it is taken, with one to five ways to go."""
    with writing(request) as call:
        made = once(
            request,
            call,
            crossroads.id,
            lambda new: new_crossroads(call.journal, _new(call, crossroads, new)),
            call.journal.crossroads.get,
        )
        shape = as_shown(call, made.id)
    return etags.made(request, shape, f"crossroads/{made.id}")


def _new(call: Call, crossroads: NewCrossroadsNamed, new: str) -> NewCrossroads:
    options = tuple(
        NewOption(option.id or bootstrap.new_id(), option.title, option.looks) for option in crossroads.options
    )
    return NewCrossroads(new, call.at, crossroads.title, options)


@operation(
    router.get,
    "/crossroads/{crossroads}",
    scope="read",
    shows=ShownCrossroads,
    tagged=True,
    example=examples.crossroads,
)
def get_crossroads(request: HttpRequest, crossroads: CrossroadsId) -> HttpResponse:
    """Look at one crossroads, each option with what the rules make of it."""
    with reading(request) as call:
        shape = as_shown(call, crossroads)
    return etags.shown(request, shape)


@operation(
    router.patch,
    "/crossroads/{crossroads}",
    scope="write",
    shows=ShownCrossroads,
    checks=True,
    sends={"title": "Two offers, and staying"},
    example=examples.crossroads,
)
def rename_crossroads(request: HttpRequest, crossroads: CrossroadsId, renaming: Renaming) -> HttpResponse:
    """Call a crossroads by another name, whatever was decided."""
    return moved(
        request,
        crossroads,
        lambda call: renamed(call.journal, RenameCrossroads(crossroads, call.at, renaming.title)),
    )


@operation(
    router.delete,
    "/crossroads/{crossroads}",
    scope="write",
    shows=DeletedCrossroads,
    checks=True,
    example={"deleted": examples.CROSSROADS},
)
def delete_crossroads(request: HttpRequest, crossroads: CrossroadsId) -> HttpResponse:
    """Take a crossroads out; the win that came of it stays, and undo brings the rest back."""
    with writing(request) as call:
        etags.check(request, lambda: as_shown(call, crossroads))
        before = deleted(call.journal, DeleteCrossroads(crossroads, call.at))
    return etags.shown(request, {"deleted": before.id})


@operation(
    router.post,
    "/crossroads/{crossroads}/reopen",
    scope="write",
    shows=ShownCrossroads,
    checks=True,
    also=(409,),
    example=examples.crossroads,
)
def reopen_a_crossroads(request: HttpRequest, crossroads: CrossroadsId) -> HttpResponse:
    """Take a decision up again, as long as nothing came of it that is written down."""
    return moved(
        request, crossroads, lambda call: reopen_crossroads(call.journal, ReopenCrossroads(crossroads, call.at))
    )


def moved(request: HttpRequest, crossroads: str, act: Callable[[Call], object]) -> HttpResponse:
    """Change a crossroads, if it is still the one that was read, and show it."""
    with writing(request) as call:
        etags.check(request, lambda: as_shown(call, crossroads))
        act(call)
        shape = as_shown(call, crossroads)
    return etags.shown(request, shape)


def as_shown(call: Call, crossroads: str) -> Shape:
    """Return a crossroads as every operation shows it."""
    return offers_shape(offers(call.journal, call.journal.crossroads.get(crossroads), call.today))
