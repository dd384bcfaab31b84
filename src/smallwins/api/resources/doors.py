"""Doors between wins, and the chains that they make."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from smallwins.api import cursors, etags
from smallwins.api.calls import reading, writing
from smallwins.api.operation import operation
from smallwins.api.resources.wins import WinId, as_shown, to_change
from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import Id, Paged
from smallwins.api.shapes.journeys import Chains, ShownChain
from smallwins.api.shapes.wins import ShownWin
from smallwins.journal.chains import ChainPlace, chains_of, story_of_chain
from smallwins.journal.commands import LinkWins, UnlinkWins
from smallwins.journal.doors import link_wins, unlink_wins
from smallwins.journal.shapes import story_shape
from smallwins.method.verdict import JudgedWin

router = Router(tags=["doors"])
LaterId = Annotated[Id, Path(description="The id of the win that it led to.", example=examples.LATER)]


@operation(
    router.put,
    "/wins/{win}/doors/{later}",
    scope="write",
    shows=ShownWin,
    checks=True,
    also=(409,),
    example=examples.win,
)
def open_door(request: HttpRequest, win: WinId, later: LaterId) -> HttpResponse:
    """Say that a win opened a later one; twice is once. Shows the earlier win with its fresh verdict."""
    with writing(request) as call:
        judged = to_change(request, call, win)
        link_wins(call.journal, LinkWins(judged.win.id, later, call.at))
        shape = as_shown(call, win)
    return etags.shown(request, shape)


@operation(router.delete, "/wins/{win}/doors/{later}", scope="write", shows=ShownWin, checks=True, example=examples.win)
def close_door(request: HttpRequest, win: WinId, later: LaterId) -> HttpResponse:
    """Take a door away. Shows the earlier win with its fresh verdict."""
    with writing(request) as call:
        judged = to_change(request, call, win)
        unlink_wins(call.journal, UnlinkWins(judged.win.id, later, call.at))
        shape = as_shown(call, win)
    return etags.shown(request, shape)


@operation(router.get, "/wins/{win}/chain", scope="read", shows=ShownChain, tagged=True, example=examples.chain)
def get_chain(request: HttpRequest, win: WinId) -> HttpResponse:
    """Follow the doors from a win, back and on: what led to it, and what it led to."""
    with reading(request, heavy=True) as call:
        story = story_of_chain(call.journal, call.journal.wins.get(win).win.id)
    return etags.shown(request, story_shape(story))


@operation(router.get, "/chains", scope="read", shows=Chains, tagged=True, example=examples.chains)
def list_chains(request: HttpRequest, part: Query[Paged]) -> HttpResponse:
    """List the chains, the longest first; of two as long, the one that went on last."""
    told = cursors.place_told(part.cursor, like=ChainPlace(0, ""))
    after = None if told is None else ChainPlace(int(told[0]), str(told[1]))
    with reading(request, heavy=True) as call:
        page = chains_of(call.journal, part.limit + 1, after=after)
    shown = page.lines[: part.limit]
    lines = [
        {"wins": line.size, "length": line.length, "first": _in_short(line.first), "last": _in_short(line.last)}
        for line in shown
    ]
    further = len(page.lines) > part.limit
    following = cursors.place_written((shown[-1].length, shown[-1].last.win.id)) if further else None
    return etags.shown(request, {"chains": lines, "total": page.total, "next": following})


def _in_short(judged: JudgedWin) -> dict[str, object]:
    win = judged.win
    return {
        "number": win.number,
        "id": win.id,
        "title": win.title,
        "happened_on": win.happened_on.isoformat(),
        "verdict": judged.verdict,
    }
