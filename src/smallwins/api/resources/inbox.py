"""The inbox: what came in from elsewhere, kept as a win, merged into one, or let go."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from smallwins import bootstrap
from smallwins.api import etags
from smallwins.api.calls import Call, reading, writing
from smallwins.api.once import once
from smallwins.api.operation import operation
from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import Id, WeekName, week_named
from smallwins.api.shapes.inbox import (
    ITEM,
    Inbox,
    KeptItem,
    MergedItem,
    ShownItemBeside,
    item,
    item_beside,
)
from smallwins.api.shapes.wins import ShownWin
from smallwins.journal.inbox import keep_item, let_go_item, likely_wins
from smallwins.journal.inbox import merge_item as merged
from smallwins.journal.inbox_commands import KeepItem, LetGoItem, MergeItem
from smallwins.journal.inbox_item import InboxItem
from smallwins.journal.inbox_shapes import item_shape
from smallwins.journal.shapes import Shape, win_shape
from smallwins.method.errors import InputError
from smallwins.method.verdict import JudgedWin

router = Router(tags=["inbox"])
ItemId = Annotated[Id, Path(description="The id of something in the inbox.", example=ITEM)]


class Waiting(BaseModel):
    """Which part of what waits."""

    week: WeekName | None = Field(None, examples=["2026-W45"])
    cursor: str | None = Field(None, max_length=80, description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=200, examples=[20])


@operation(
    router.get,
    "/inbox",
    scope="read",
    shows=Inbox,
    tagged=True,
    example={"items": [item], "waiting": 74, "next": f"2026-11-02.{ITEM}"},
)
def list_inbox(request: HttpRequest, which: Query[Waiting]) -> HttpResponse:
    """List what came in from elsewhere and waits to be decided on, the latest day first."""
    week = week_named(which.week) if which.week else None
    since, until = (week.monday, week.sunday) if week else (None, None)
    with reading(request, heavy=True) as call:
        found = call.journal.inbox.waiting(which.limit + 1, _place(which.cursor), since, until)
        waiting = call.journal.inbox.count(since, until)
    shown = found[: which.limit]
    after = f"{shown[-1].candidate.happened_on.isoformat()}.{shown[-1].id}" if len(found) > which.limit else None
    return etags.shown(request, {"items": [item_shape(one) for one in shown], "waiting": waiting, "next": after})


@operation(router.get, "/inbox/{item}", scope="read", shows=ShownItemBeside, tagged=True, example=item_beside)
def get_inbox_item(request: HttpRequest, item: ItemId) -> HttpResponse:
    """Look at one thing that came in, with the wins that may tell of it already."""
    with reading(request) as call:
        shape = _beside(call, call.journal.inbox.get(item))
    return etags.shown(request, shape)


@operation(
    router.post,
    "/inbox/{item}/keep",
    scope="write",
    shows=ShownWin,
    status=201,
    creates=True,
    checks=True,
    also=(409,),
    sends={"id": examples.NEW, "goals": [examples.GOAL], "new_goals": []},
    example=examples.win,
)
def keep_inbox_item(request: HttpRequest, item: ItemId, kept: KeptItem) -> HttpResponse:
    """Make a win of it, with no answers yet but the goals that are said to be one's own.

    `If-Match` names the tag of the item; what is shown is the win.
    """
    with writing(request) as call:
        call.journal.inbox.get(item)

        def make(new: str) -> JudgedWin:
            _still(request, call, item)
            return keep_item(call.journal, _kept(kept, new, item, call.at))

        def find(_: str) -> JudgedWin:
            return call.journal.wins.get(call.journal.inbox.get(item).win or "")

        judged = once(request, call, kept.id, make, find)
        shape = win_shape(call.journal, judged, call.today)
    return etags.made(request, shape, f"wins/{judged.win.id}")


def _kept(kept: KeptItem, win: str, item: str, at: datetime) -> KeepItem:
    new = tuple((bootstrap.new_id(), title) for title in dict.fromkeys(kept.new_goals))
    return KeepItem(win, item, at, tuple(kept.goals), new)


@operation(
    router.put,
    "/inbox/{item}/merge",
    scope="write",
    shows=ShownWin,
    checks=True,
    also=(409,),
    sends={"win": examples.WIN},
    example=examples.win,
)
def merge_inbox_item(request: HttpRequest, item: ItemId, into: MergedItem) -> HttpResponse:
    """Put what it says into a win that there is; the win's own words stay. Twice is once.

    `If-Match` names the tag of the item; what is shown is the win.
    """
    with writing(request) as call:
        _still(request, call, item)
        shape = win_shape(call.journal, merged(call.journal, MergeItem(item, into.win, call.at)), call.today)
    return etags.shown(request, shape)


@operation(
    router.put,
    "/inbox/{item}/let-go",
    scope="write",
    shows=ShownItemBeside,
    checks=True,
    also=(409,),
    example={**item_beside, "state": "let_go"},
)
def let_go_inbox_item(request: HttpRequest, item: ItemId) -> HttpResponse:
    """Let it go; it stays known, so that the same file does not bring it again. Twice is once."""
    with writing(request) as call:
        _still(request, call, item)
        let_go_item(call.journal, LetGoItem(item, call.at))
        shape = _beside(call, call.journal.inbox.get(item))
    return etags.shown(request, shape)


def _still(request: HttpRequest, call: Call, item: str) -> None:
    """Raise StaleEditError where another item was read."""
    etags.check(request, lambda: _beside(call, call.journal.inbox.get(item)))


def _beside(call: Call, found: InboxItem) -> Shape:
    likely = [judged.win.id for judged in likely_wins(call.journal, found)]
    return {**item_shape(found), "state": found.state, "win": found.win, "likely": likely}


def _place(told: str | None) -> tuple[date, str] | None:
    """Read where the page before ended."""
    if told is None:
        return None
    day, _, item_id = told.partition(".")
    try:
        if len(day) != 10 or not item_id or "\0" in item_id:
            raise ValueError(told)  # noqa: TRY301 - joins what cannot be read as a day
        return date.fromisoformat(day), item_id
    except ValueError:
        raise InputError("query.cursor", "is not a place in the list; take it from `next` of the page before") from None
