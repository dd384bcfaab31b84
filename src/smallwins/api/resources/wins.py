"""Wins: list, write down, look at, change, delete."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from smallwins.api import cursors, etags
from smallwins.api.calls import Call, reading, writing
from smallwins.api.once import once
from smallwins.api.operation import operation
from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import Day, Id, Level
from smallwins.api.shapes.wins import DeletedWin, EditedWin, NewWin, ShownWin, WinsPage
from smallwins.journal.commands import AddWin, DeleteWin, EditWin
from smallwins.journal.editing import delete_win as deleted
from smallwins.journal.editing import edit_win as edited
from smallwins.journal.ports import WinFilter
from smallwins.journal.queries import list_wins as page_of_wins
from smallwins.journal.shapes import Shape, line_shapes, win_shape
from smallwins.journal.undo import last_change
from smallwins.journal.wins import add_win as added
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import Kind, VerdictName

router = Router(tags=["wins"])
MOST = 200
WinId = Annotated[Id, Path(description="The id of a win.", example=examples.WIN)]


class Which(BaseModel):
    """Which wins to list; all conditions hold together."""

    words: str = Field(
        "", max_length=500, description="Every word must be found; the last may be unfinished.", examples=["recruiter"]
    )
    verdict: VerdictName | None = Field(None, examples=["early"])
    kind: Kind | None = Field(None, examples=["conversation"])
    goal: Id | None = Field(None, description="The id of a goal that they point toward.", examples=[examples.GOAL])
    tag: str | None = Field(None, max_length=80, examples=["northwind"])
    since: Day | None = Field(None, examples=["2026-11-01"])
    until: Day | None = Field(None, examples=["2026-11-30"])
    doors: str | None = Field(
        None, pattern="^open$", description="`open`: those whose door is still open.", examples=["open"]
    )
    looks: Level | None = Field(None, description="How good it looks to others.", examples=[1])
    moves: Level | None = Field(
        None, description="How many of its signals read yes; none of a win that nothing was asked about.", examples=[3]
    )
    unanswered: bool = Field(False, description="Those with a question not answered yet.", examples=[True])
    cursor: str | None = Field(None, max_length=40, description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=MOST, examples=[20])


@operation(router.get, "/wins", scope="read", shows=WinsPage, also=(404,), tagged=True, example=examples.wins_page)
def list_wins(request: HttpRequest, which: Query[Which]) -> HttpResponse:
    """List wins, newest day first; search and filters together.

    A page has `limit` wins. `next` leads to the page after it, and stays right while wins are written down.
    """
    with reading(request, heavy=True) as call:
        if which.goal is not None:
            call.journal.goals.get(which.goal)
        page = page_of_wins(call.journal, _filter(which))
        wins = line_shapes(call.journal, page.lines, call.today)
    return etags.shown(request, {"wins": wins, "total": page.total, "next": cursors.written(page.next)})


def _filter(which: Which) -> WinFilter:
    return WinFilter(
        words=which.words.replace("\0", " "),
        verdict=which.verdict,
        kind=which.kind,
        goal=which.goal,
        tag=which.tag,
        since=which.since,
        until=which.until,
        momentum="open" if which.doors else None,
        looks=which.looks,
        moves=which.moves,
        unanswered=which.unanswered,
        before=cursors.read(which.cursor),
        limit=which.limit,
    )


@operation(
    router.post,
    "/wins",
    scope="capture",
    shows=ShownWin,
    status=201,
    creates=True,
    also=(404, 409),
    sends=examples.new_win,
    example=examples.win,
)
def add_win(request: HttpRequest, win: NewWin) -> HttpResponse:
    """Write a win down.

    Only the title is needed. With a token of the scope `capture` this is all that can be done, and the answer is the
    win that was written down.
    """
    with writing(request) as call:
        judged = once(
            request, call, win.id, lambda new: added(call.journal, _new(call, win, new)), call.journal.wins.get
        )
        written = win_shape(call.journal, judged, call.today)
    return etags.made(request, written, f"wins/{judged.win.id}")


def _new(call: Call, win: NewWin, new: str) -> AddWin:
    return AddWin(
        id=new,
        at=call.at,
        title=win.title,
        happened_on=win.happened_on or call.today,
        story=win.story,
        kind=win.kind,
        tags=tuple(win.tags),
        goals=tuple(win.goals),
        opened_by=tuple(win.opened_by),
        looks=win.looks,
        gut=win.gut,
    )


@operation(router.get, "/wins/{win}", scope="read", shows=ShownWin, tagged=True, example=examples.win)
def get_win(request: HttpRequest, win: WinId) -> HttpResponse:
    """Look at a win: its story, verdict and why, answers, doors, steps and history."""
    with reading(request) as call:
        shape = as_shown(call, win)
    return etags.shown(request, shape)


@operation(
    router.patch,
    "/wins/{win}",
    scope="write",
    shows=ShownWin,
    checks=True,
    also=(409,),
    sends={"title": "Recruiter at Northwind replied, and named a day"},
    example=examples.win,
)
def edit_win(request: HttpRequest, win: WinId, edit: EditedWin) -> HttpResponse:
    """Change what was written down; what is not named stays as it is."""
    with writing(request) as call:
        judged = to_change(request, call, win)
        given = edit.given("title", "happened_on", "story", "kind", "tags", "looks", "gut")
        if isinstance(given["tags"], list):
            given["tags"] = tuple(given["tags"])
        edited(call.journal, EditWin(win=judged.win.id, at=call.at, **given))
        shape = as_shown(call, win)
    return etags.shown(request, shape)


@operation(
    router.delete,
    "/wins/{win}",
    scope="write",
    shows=DeletedWin,
    checks=True,
    example={"deleted": examples.WIN, "undo": "deleted 42"},
)
def delete_win(request: HttpRequest, win: WinId) -> HttpResponse:
    """Take a win out, with its doors and steps; undo brings all of it back."""
    with writing(request) as call:
        judged = to_change(request, call, win)
        deleted(call.journal, DeleteWin(judged.win.id, call.at))
        change = last_change(call.journal)
    return etags.shown(request, {"deleted": judged.win.id, "undo": change.summary if change else None})


def as_shown(call: Call, win: str) -> Shape:
    """Return a win as every operation shows it."""
    return win_shape(call.journal, call.journal.wins.get(win), call.today)


def to_change(request: HttpRequest, call: Call, win: str) -> JudgedWin:
    """Return a win that is about to change, or raise StaleEditError where another one was read."""
    judged = call.journal.wins.get(win)
    etags.check(request, lambda: win_shape(call.journal, judged, call.today))
    return judged
