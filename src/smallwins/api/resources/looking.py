"""What the wins say, the rearview, what to look at again, tags."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from smallwins.api import cursors, etags
from smallwins.api.calls import reading
from smallwins.api.operation import operation
from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import Paged
from smallwins.api.shapes.journeys import Tags
from smallwins.api.shapes.rearview import ShownRearview
from smallwins.api.shapes.weeks import ShownInsights
from smallwins.api.shapes.wins import WinsPage
from smallwins.formats.json_shapes import insights_json
from smallwins.formats.smallwins1.plain import moment
from smallwins.journal.chains import chains_of
from smallwins.journal.insights import facts_of, insights_of
from smallwins.journal.rearviews import rearview, returned
from smallwins.journal.shapes import line_shapes, win_shapes
from smallwins.method.verdict import JudgedWin

router = Router(tags=["looking back"])
AGAIN = {**examples.wins_page, "total": 61, "next": cursors.place_written(("2026-11-20", "2026-11-13", 42))}
CHAINS = 20  # the longest; /chains lists all


class Mirror(BaseModel):
    """Which page of the rearview."""

    cursor: str | None = Field(None, max_length=40, description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=200, examples=[20])


@operation(router.get, "/rearview", scope="read", shows=ShownRearview, tagged=True, example=examples.rearview)
def get_rearview(request: HttpRequest, mirror: Query[Mirror]) -> HttpResponse:
    """Look into the rearview: the shiny ones, the nearest first, what made them shine, and what came back out."""
    before = cursors.read(mirror.cursor)
    with reading(request, heavy=True) as call:
        page = rearview(call.journal, mirror.limit, before)
        wins = line_shapes(call.journal, page.lines, call.today)
        back = returned(call.journal, call.at) if before is None else ()
    shape = {
        "wins": wins,
        "made_them_shine": page.tally._asdict(),
        "came_back": [{"win": one.judged.win.id, "at": moment(one.entry.at), "cause": one.entry.cause} for one in back],
        "next": cursors.written(page.next),
    }
    return etags.shown(request, shape)


@operation(router.get, "/look-again", scope="read", shows=WinsPage, tagged=True, example=AGAIN)
def list_to_look_again(request: HttpRequest, which: Query[Paged]) -> HttpResponse:
    """List the wins whose day to look again has come, the oldest first."""
    with reading(request, heavy=True) as call:
        due = call.journal.wins.look_again_by(call.today, None)
        page = cursors.part(due, cursors.Order(_place, ("", "", 0)), which.cursor, which.limit)
        wins = win_shapes(call.journal, page.rows, call.today)
    return etags.shown(request, {"wins": wins, "total": len(due), "next": page.next})


def _place(judged: JudgedWin) -> cursors.Place:
    win = judged.win
    return str(win.answers.look_again), win.happened_on.isoformat(), win.number


@operation(router.get, "/insights", scope="read", shows=ShownInsights, tagged=True, example=examples.insights)
def get_insights(request: HttpRequest) -> HttpResponse:
    """Hear what the wins say, each finding with its counts, its interval, and how often chance would do as much.

    A finding of which chance alone would do as much too often is not in `findings`; `silent` says why, and what is
    missing.
    """
    with reading(request, heavy=True) as call:
        found, facts = insights_of(call.journal, call.today), facts_of(call.journal, call.today)
        chains = chains_of(call.journal, CHAINS).lines
    beside = {
        "chains": [
            {"length": line.length, "wins": line.size, "first": line.first.win.number, "last": line.last.win.number}
            for line in chains
        ],
        "first_door": found.first_door,
        "gut": found.gut,
    }
    return etags.shown(request, insights_json(found.findings, found.silent, facts, beside))


@operation(
    router.get, "/tags", scope="read", shows=Tags, tagged=True, example={"tags": [{"tag": "northwind", "wins": 4}]}
)
def list_tags(request: HttpRequest) -> HttpResponse:
    """List every tag, the most used first."""
    with reading(request, heavy=True) as call:
        tags = call.journal.wins.tags()
    return etags.shown(request, {"tags": [{"tag": tag, "wins": wins} for tag, wins in tags]})
